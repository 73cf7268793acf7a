import { add, at, counters, type Counters, sum, sumOfSquares } from './counters';
import { beyondChance, type Coefficient, share } from './figure';
import { missing } from './ratings';
import { type CodeSet, setDistances } from './set-distance';
import type { SetRatings } from './unit-ratings';

/** Distances by which sets that have nothing in common are as far apart as can be, empty ones included. */
export type SetMeasure = 'jaccard' | 'masi' | 'dice';

/**
 * Krippendorff's alpha for sets of codes, by several distances at once; the same as `krippendorffAlpha` with `setDistance`. Since sets
 * without a common code are all equally far apart, only those that share one are compared: with 50 codes and ten thousand
 * different sets that is a small part of all pairs.
 */
export function setAlphas<K extends SetMeasure>(
  ratings: SetRatings,
  kinds: readonly K[],
): Readonly<Record<K, Coefficient>> {
  const { n, values, together } = countPairs(ratings);
  const total = sum(values);
  const near = nearnessByChance(ratings.sets, values, kinds);
  const apart = total ** 2 - sumOfSquares(values);
  const alphas = kinds.map((kind, i) => {
    let observed = 0;
    for (const [pair, weight] of together) {
      const a = Math.floor(pair / ratings.categories);
      const b = pair % ratings.categories;
      if (a !== b) observed += weight * (1 - nearness(ratings.sets[a] ?? [], ratings.sets[b] ?? [], kind));
    }
    const disagreement = share(observed, total);
    const coefficient: Coefficient =
      'undefined' in disagreement
        ? { ...disagreement, percent: disagreement, n }
        : {
            ...beyondChance(observed, (apart - at(near, i)) / (total - 1)),
            percent: { value: 1 - disagreement.value },
            n,
          };
    return [kind, coefficient] as const;
  });
  return Object.fromEntries(alphas) as Record<K, Coefficient>;
}

/** How often each set was given in units with two or more ratings, and each two of them to one unit, by all pairs of coders. */
function countPairs({ coders, units, categories, cells, weights }: SetRatings): {
  readonly n: number;
  readonly values: Counters;
  readonly together: ReadonlyMap<number, number>;
} {
  const values = counters(categories);
  const together = new Map<number, number>();
  let n = 0;
  for (let unit = 0; unit < units; unit++) {
    const given = cells.subarray(unit * coders, (unit + 1) * coders).filter((cell) => cell !== missing);
    if (given.length < 2) continue;
    const weight = weights?.[unit] ?? 1;
    n += weight;
    for (const [i, a] of given.entries()) {
      add(values, a, weight);
      for (const b of given.subarray(i + 1)) {
        const pair = a * categories + b;
        together.set(pair, (together.get(pair) ?? 0) + (2 * weight) / (given.length - 1));
      }
    }
  }
  return { n, values, together };
}

/** Σ over different sets of how often both were given, times how near they are; of each kind. */
function nearnessByChance(
  sets: readonly CodeSet[],
  values: Counters,
  kinds: readonly SetMeasure[],
): Counters {
  const holders = new Map<number, number[]>();
  const common = new Uint16Array(sets.length);
  const near = counters(kinds.length);
  sets.forEach((set, a) => {
    const met: number[] = [];
    for (const code of set) {
      let earlier = holders.get(code);
      if (!earlier) holders.set(code, (earlier = []));
      for (const b of earlier) {
        if (common[b] === 0) met.push(b);
        common[b] = (common[b] ?? 0) + 1;
      }
      earlier.push(a);
    }
    for (const b of met) {
      const sizes = { a: set.length, b: sets[b]?.length ?? 0, both: common[b] ?? 0 };
      const times = 2 * at(values, a) * at(values, b);
      kinds.forEach((kind, i) => add(near, i, times * (1 - setDistances[kind](sizes))));
      common[b] = 0;
    }
  });
  return near;
}

function nearness(a: CodeSet, b: CodeSet, kind: SetMeasure): number {
  const inB = new Set(b);
  const both = a.filter((code) => inB.has(code)).length;
  return both === 0 ? 0 : 1 - setDistances[kind]({ a: a.length, b: b.length, both });
}
