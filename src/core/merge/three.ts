/** Three versions of something: as both sides found it, and as each of them left it. */
export interface Three<T> {
  readonly base: T;
  readonly ours: T;
  readonly theirs: T;
}

/** An entry's or item's lines, undefined where it is absent. */
export type ThreeTexts = Three<string | undefined>;

export function mapThree<T, R>({ base, ours, theirs }: Three<T>, change: (version: T) => R): Three<R> {
  return { base: change(base), ours: change(ours), theirs: change(theirs) };
}
