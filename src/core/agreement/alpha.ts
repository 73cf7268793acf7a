import { add, at, counters, type Counters, sum } from './counters';
import { beyondChance, type Coefficient, type Figure, share } from './figure';
import { missing, type Ratings } from './ratings';

/** How far apart two categories are: 0 for the same, symmetric. Alpha does not depend on its scale. */
export type Distance = (a: number, b: number) => number;

/**
 * Krippendorff's alpha for any distance between categories (Krippendorff 2019, ch. 12): 1 − Dₒ/Dₑ from the units with two or
 * more ratings. Takes time by the square of the number of categories in use. The percentage that belongs to it is 1 − Dₒ, so
 * it is one only for distances between 0 and 1.
 */
export function krippendorffAlpha(ratings: Ratings, distance: Distance): Coefficient {
  const { coders, cells, categories, weights } = ratings;
  const values = pairableValues(ratings);
  let observed = 0;
  let n = 0;
  for (let unit = 0; unit < ratings.units; unit++) {
    const given = cells.subarray(unit * coders, (unit + 1) * coders).filter((cell) => cell !== missing);
    if (given.length < 2) continue;
    const weight = weights?.[unit] ?? 1;
    n += weight;
    let apart = 0;
    for (const [i, a] of given.entries()) for (const b of given.subarray(i + 1)) apart += 2 * distance(a, b);
    observed += (apart * weight) / (given.length - 1);
  }
  let expected = 0;
  for (let a = 0; a < categories; a++) {
    if (at(values, a) === 0) continue;
    for (let b = a + 1; b < categories; b++)
      if (at(values, b) > 0) expected += 2 * at(values, a) * at(values, b) * distance(a, b);
  }
  const total = sum(values);
  const disagreement = share(observed, total);
  const figure: Figure =
    'value' in disagreement ? beyondChance(observed, expected / (total - 1)) : disagreement;
  const percent = 'value' in disagreement ? { value: 1 - disagreement.value } : disagreement;
  return { ...figure, percent, n };
}

export const nominalDistance: Distance = (a, b) => (a === b ? 0 : 1);

/** Squared difference of the numbers that categories stand for. */
export function intervalDistance(numbers: readonly number[]): Distance {
  return (a, b) => ((numbers[a] ?? 0) - (numbers[b] ?? 0)) ** 2;
}

/** Squared difference in proportion to the sum. */
export function ratioDistance(numbers: readonly number[]): Distance {
  return (a, b) => {
    const [x, y] = [numbers[a] ?? 0, numbers[b] ?? 0];
    return x + y === 0 ? 0 : ((x - y) / (x + y)) ** 2;
  };
}

/** Categories in rank order, as far apart as there are ratings from one to the other. */
export function ordinalDistance(ratings: Ratings): Distance {
  const values = pairableValues(ratings);
  const below = counters(values.length + 1);
  values.forEach((times, k) => (below[k + 1] = at(below, k) + times));
  const middle = (k: number) => at(below, k) + at(values, k) / 2;
  return (a, b) => (middle(a) - middle(b)) ** 2;
}

/** How often each category occurs in units with two or more ratings. */
function pairableValues({ coders, units, categories, cells, weights }: Ratings): Counters {
  const values = counters(categories);
  for (let unit = 0; unit < units; unit++) {
    const given = cells.subarray(unit * coders, (unit + 1) * coders).filter((cell) => cell !== missing);
    if (given.length >= 2) for (const category of given) add(values, category, weights?.[unit] ?? 1);
  }
  return values;
}
