import { lazyFor } from '../base/lazy';

/** Which commits led to which. */
export interface Ancestry {
  /** Every commit that led to the one checked out, and the commits before it; none stands before one that it led to. */
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

const [fromOne, fromOther, belowBase] = [1, 2, 4];

/** What both commits began from: the common ancestors that led to no other one. Several where branches crossed. */
export function mergeBasesOf(ancestry: Ancestry, one: string, other: string): readonly string[] {
  const order = orderOf(ancestry);
  const placeOf = (commit: string): number => order.get(commit) ?? order.size;
  const reached = new Map<string, number>();
  const waiting: string[] = [];
  const reach = (commit: string, how: number): void => {
    const before = reached.get(commit);
    reached.set(commit, (before ?? 0) | how);
    if (before !== undefined) return;
    const at = waiting.findIndex((each) => placeOf(each) > placeOf(commit));
    waiting.splice(at === -1 ? waiting.length : at, 0, commit);
  };
  reach(one, fromOne);
  reach(other, fromOther);
  const bases: string[] = [];
  const isOpen = (commit: string): boolean => ((reached.get(commit) ?? 0) & belowBase) === 0;
  // Everything that led to others comes after them, so that a commit is complete when it is its turn.
  while (waiting.some(isOpen)) {
    const commit = waiting.shift() ?? '';
    let how = reached.get(commit) ?? 0;
    if (how === (fromOne | fromOther)) {
      bases.push(commit);
      how |= belowBase;
    }
    for (const parent of ancestry.parents.get(commit) ?? []) reach(parent, how);
  }
  return bases;
}

const orderOf = lazyFor(
  ({ parents }: Ancestry): ReadonlyMap<string, number> =>
    new Map([...parents.keys()].map((commit, i) => [commit, i])),
);
