import type { Distance } from './alpha';

/** A set of codes: their numbers, rising. The empty set is a rating too: nothing applies. */
export type CodeSet = readonly number[];

interface Comparison {
  readonly a: number;
  readonly b: number;
  readonly both: number;
}

/**
 * Distances between sets of codes, for Krippendorff's alpha. Two empty sets are the same; an empty and another set are as
 * far apart as can be.
 */
export const setDistances = {
  /** 1 − |A ∩ B| / |A ∪ B|. */
  jaccard: ({ a, b, both }) => 1 - both / (a + b - both),
  /** Passonneau 2006: 1 − J·M; M is 1 for equal sets, ⅔ where one holds the other, ⅓ where they merely meet, else 0. */
  masi: ({ a, b, both }) => 1 - (both / (a + b - both)) * likeness({ a, b, both }),
  /** 1 − 2 |A ∩ B| / (|A| + |B|). */
  dice: ({ a, b, both }) => 1 - (2 * both) / (a + b),
  /** Passonneau 2004: 0 for equal sets, ⅓ where one holds the other (an empty one included), ⅔ where they meet, else 1. */
  passonneau2004: (sizes) => 1 - likeness(sizes),
} satisfies Record<string, (sizes: Comparison) => number>;

/** The distance between the categories of ratings that stand for sets. */
export function setDistance(sets: readonly CodeSet[], kind: keyof typeof setDistances): Distance {
  return (i, j) => {
    const a = sets[i] ?? [];
    const b = sets[j] ?? [];
    if (a.length + b.length === 0) return 0;
    return setDistances[kind]({ a: a.length, b: b.length, both: countCommon(a, b) });
  };
}

function likeness({ a, b, both }: Comparison): number {
  if (both === a && both === b) return 1;
  if (both === a || both === b) return 2 / 3;
  return both > 0 ? 1 / 3 : 0;
}

function countCommon(a: CodeSet, b: CodeSet): number {
  let common = 0;
  for (let i = 0, j = 0; i < a.length && j < b.length;) {
    const difference = (a[i] ?? 0) - (b[j] ?? 0);
    if (difference === 0) common++;
    if (difference <= 0) i++;
    if (difference >= 0) j++;
  }
  return common;
}
