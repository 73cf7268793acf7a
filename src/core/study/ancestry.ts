/** Which commits led to which. */
export interface Ancestry {
  /** Every commit that led to the one checked out, and the commits before it. */
  readonly parents: ReadonlyMap<string, readonly string[]>;
  /** True where this copy of the repository lacks the beginning of its history. */
  readonly isShallow: boolean;
}

/** The commits that led to a commit, and itself. */
export function ancestorsOf({ parents }: Ancestry, commit: string): ReadonlySet<string> {
  const found = new Set([commit]);
  for (const each of found) for (const parent of parents.get(each) ?? []) found.add(parent);
  return found;
}
