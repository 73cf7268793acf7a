import { at, type Counters, sumOfSquares } from './counters';
import {
  coderShares,
  congerChance,
  gwetAc1,
  brennanPrediger,
  congerKappa,
  fleissKappa,
  meanShares,
  nominalAlpha,
  pairableUnits,
  percentAgreement,
} from './coefficients';
import type { Figure } from './figure';
import { type CrossTable, eachUnit, missing, type RatingCounts, type Ratings } from './ratings';
import { type Tally, tally } from './tally';
import { marginsOf } from './two-coders';

/** The standard error of Cohen's kappa in large samples (Fleiss, Cohen & Everitt 1969). */
export function cohenStandardError(table: CrossTable): Figure {
  const { categories, cells } = table;
  const { n, agreed, rows, columns } = marginsOf(table);
  if (n === 0) return { undefined: 'nothing-to-compare' };
  const observed = agreed / n;
  const chance = rows.reduce((total, row, k) => total + (row / n) * (at(columns, k) / n), 0);
  if (chance === 1) return { undefined: 'no-variation' };
  let variance = -((observed * chance - 2 * chance + observed) ** 2);
  cells.forEach((times, cell) => {
    const row = Math.floor(cell / categories);
    const column = cell % categories;
    // How often the row's category was the second coder's, and the column's the first coder's.
    const crossed = (at(columns, row) + at(rows, column)) / n;
    variance +=
      (times / n) *
      (row === column ? (1 - chance - crossed * (1 - observed)) ** 2 : (1 - observed) ** 2 * crossed ** 2);
  });
  return { value: Math.sqrt(Math.max(0, variance) / n) / (1 - chance) ** 2 };
}

/** The standard error of Fleiss' kappa if there were no agreement beyond chance (Fleiss, Nee & Landis 1979). */
export function fleissNullStandardError(source: Ratings | RatingCounts): Figure {
  const counted = tally(source);
  const units = pairableUnits(counted);
  const shares = meanShares(counted);
  const spread = 1 - sumOfSquares(shares);
  if (units === 0) return { undefined: 'nothing-to-compare' };
  if (spread === 0) return { undefined: 'no-variation' };
  const skew = shares.reduce((total, p) => total + p * (1 - p) * (1 - 2 * p), 0);
  const pairs = units * counted.coders * (counted.coders - 1);
  return { value: (Math.sqrt(2 / pairs) * Math.sqrt(spread ** 2 - skew)) / spread };
}

/** The coefficients whose standard error Gwet's linearised variance gives. */
export const linearised = { percentAgreement, fleissKappa, congerKappa, brennanPrediger, gwetAc1 };

/**
 * Gwet's linearised standard error (2008; 2014, ch. 5): units are a sample from very many, coders are fixed.
 * v = Σ (κᵢ* − κ)² / (n (n − 1)), κᵢ* = κᵢ − 2 (1 − κ)(Pₑᵢ − Pₑ)/(1 − Pₑ), over all units.
 */
export function linearisedStandardError(
  source: Ratings | RatingCounts,
  coefficient: keyof typeof linearised,
): Figure {
  const counted = tally(source);
  const figure = linearised[coefficient](counted);
  if ('undefined' in figure) return { undefined: figure.undefined };
  const kappa = figure.value;
  const chance = chanceOf[coefficient](counted, source);
  const all = weightOf(source);
  const pairable = pairableUnits(counted);
  let squares = 0;
  eachUnit(source, (counts, ratings, weight, unit) => {
    const isPairable = ratings >= 2;
    const agreement = isPairable ? agreementIn(counts, ratings) - chance.expected : 0;
    const own = ((all / pairable) * agreement) / (1 - chance.expected);
    const drift = ratings === 0 ? 0 : chance.inUnit(counts, ratings, unit) - chance.expected;
    squares += weight * (own - (2 * (1 - kappa) * drift) / (1 - chance.expected) - kappa) ** 2;
  });
  return all < 2 ? { undefined: 'too-few' } : { value: Math.sqrt(squares / (all * (all - 1))) };
}

/** The linearised standard error of nominal alpha, over the units with two or more ratings (Gwet 2014, ch. 5). */
export function alphaStandardError(source: Ratings | RatingCounts): Figure {
  const counted = tally(source);
  const alpha = nominalAlpha(counted);
  if ('undefined' in alpha) return { undefined: alpha.undefined };
  const n = alpha.n;
  if (n < 2) return { undefined: 'too-few' };
  let total = 0;
  const values = new Float64Array(counted.categories);
  eachUnit(source, (counts, ratings, weight) => {
    if (ratings < 2) return;
    total += weight * ratings;
    for (let k = 0; k < values.length; k++) values[k] = at(values, k) + weight * at(counts, k);
  });
  const usual = total / n;
  const shares = values.map((each) => each / total);
  const expected = sumOfSquares(shares);
  // Alpha without its correction for small samples, which makes each value agree with itself.
  const kappa = 1 - ((1 - alpha.value) * total) / (total - 1);
  const agreement = 1 - (1 - kappa) * (1 - expected);
  let squares = 0;
  eachUnit(source, (counts, ratings, weight) => {
    if (ratings < 2) return;
    const excess = (ratings - usual) / usual;
    const observed = (agreementIn(counts, ratings) * ratings) / usual - agreement * excess;
    const chance = counts.reduce((sum, times, k) => sum + times * at(shares, k), 0) / usual;
    const drift = chance - expected * excess - expected;
    const own = (observed - expected - 2 * (1 - kappa) * drift) / (1 - expected);
    squares += weight * (own - kappa) ** 2;
  });
  return { value: Math.sqrt(squares / (n * (n - 1))) };
}

/** What agreement is expected by chance, and what a unit's own ratings say about that. */
interface Chance {
  readonly expected: number;
  readonly inUnit: (counts: Counters, ratings: number, unit: number) => number;
}

const chanceOf: Record<keyof typeof linearised, (counted: Tally, source: Ratings | RatingCounts) => Chance> =
  {
    percentAgreement: () => constant(0),
    brennanPrediger: ({ categories }) => constant(1 / categories),
    fleissKappa: (counted) => {
      const shares = meanShares(counted);
      return {
        expected: sumOfSquares(shares),
        inUnit: (counts, ratings) =>
          counts.reduce((sum, times, k) => sum + times * at(shares, k), 0) / ratings,
      };
    },
    gwetAc1: (counted) => {
      const shares = meanShares(counted);
      const others = counted.categories - 1;
      return {
        expected: (1 - sumOfSquares(shares)) / others,
        inUnit: (counts, ratings) =>
          counts.reduce((sum, times, k) => sum + times * (1 - at(shares, k)), 0) / (ratings * others),
      };
    },
    congerKappa: (counted, source) => {
      const chance = congerChance(counted);
      return 'value' in chance && 'cells' in source && counted.byCoder
        ? congerUnits(source, counted.byCoder, chance.value)
        : constant(0);
    },
  };

function constant(expected: number): Chance {
  return { expected, inUnit: () => expected };
}

/** Each coder's choice weighs as likely as the others are to choose the same; gaps are made up for as irrCAC does. */
function congerUnits(source: Ratings, byCoder: Counters, expected: number): Chance {
  const { coders, categories, cells } = source;
  const all = weightOf(source);
  const shares = coderShares(byCoder, categories);
  const rating = shares.filter((each) => each !== undefined).length;
  const pooled = new Float64Array(categories);
  for (const each of shares) each?.forEach((p, k) => (pooled[k] = at(pooled, k) + p));
  const rated = Array.from(
    { length: coders },
    (_, coder) =>
      byCoder.subarray(coder * categories, (coder + 1) * categories).reduce((a, b) => a + b, 0) / all,
  );
  const likely = (own: Counters, k: number) => at(pooled, k) - at(own, k);
  const usual = shares.map((own) => own?.reduce((sum, p, k) => sum + p * likely(own, k), 0) ?? 0);
  return {
    expected,
    inUnit: (_counts, _ratings, unit) => {
      let total = 0;
      shares.forEach((own, coder) => {
        if (!own) return;
        const category = cells[unit * coders + coder] ?? missing;
        const given = category === missing ? 0 : 1;
        const choice = given === 1 ? likely(own, category) : 0;
        const part = rated[coder] ?? 1;
        total += (choice - (given - part) * (usual[coder] ?? 0)) / part;
      });
      return total / (rating * (rating - 1));
    },
  };
}

function agreementIn(counts: Counters, ratings: number): number {
  return counts.reduce((sum, times) => sum + times * (times - 1), 0) / (ratings * (ratings - 1));
}

function weightOf(source: Ratings | RatingCounts): number {
  return 'cells' in source && source.weights ? source.weights.reduce((a, b) => a + b, 0) : source.units;
}
