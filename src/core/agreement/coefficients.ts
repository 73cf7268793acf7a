import { add, at, counters, type Counters, sum, sumOfSquares } from './counters';
import { beyondChance, type Coefficient, type Figure, share } from './figure';
import type { Tally } from './tally';

/**
 * Percent agreement: the mean, over the units with two or more ratings, of the share of pairs of ratings that agree
 * (Gwet 2014, ch. 2).
 */
export function percentAgreement(tally: Tally): Figure {
  let agreement = 0;
  for (let ratings = 2; ratings <= tally.coders; ratings++)
    agreement += at(tally.agreeing, ratings) / (ratings * (ratings - 1));
  return share(agreement, pairableUnits(tally));
}

/**
 * Krippendorff's 1 − Dₒ: as percent agreement, but units count by the number of their ratings. With nothing missing both are
 * the same.
 */
export function observedAgreement(tally: Tally): Figure {
  let agreement = 0;
  let ratingsInAll = 0;
  for (let ratings = 2; ratings <= tally.coders; ratings++) {
    agreement += at(tally.agreeing, ratings) / (ratings - 1);
    ratingsInAll += at(tally.units, ratings) * ratings;
  }
  return share(agreement, ratingsInAll);
}

/** Fleiss' kappa (1971), with missing ratings as Gwet (2014): Pₑ = Σ πₖ². For two coders it is Scott's pi. */
export function fleissKappa(tally: Tally): Coefficient {
  return corrected(tally, sumOfSquares(meanShares(tally)));
}

/**
 * Conger's kappa (1980), also called Davies and Fleiss', Hubert's, or exact Fleiss; for two coders without missing ratings
 * it is Cohen's. Pₑ = Σ p̄ₖ² − Σ sₖ² / m, which is the mean of what every two coders would agree on by chance.
 * Coders who rated nothing are left out.
 */
export function congerKappa(tally: Tally): Coefficient {
  const chance = congerChance(tally);
  return 'value' in chance ? corrected(tally, chance.value) : { ...chance, ...basis(tally) };
}

/** Brennan and Prediger's kappa (1981), also S, or Randolph's free-marginal kappa: Pₑ = 1/q for q categories, used or not. */
export function brennanPrediger(tally: Tally): Coefficient {
  return tally.categories < 2
    ? { undefined: 'single-category', ...basis(tally) }
    : corrected(tally, 1 / tally.categories);
}

/**
 * Gwet's AC1 (2008): Pₑ = Σ πₖ (1 − πₖ) / (q − 1) for q categories, used or not. It is 1, not undefined, where everybody
 * always chose the same of several categories.
 */
export function gwetAc1(tally: Tally): Coefficient {
  if (tally.categories < 2) return { undefined: 'single-category', ...basis(tally) };
  return corrected(tally, (1 - sumOfSquares(meanShares(tally))) / (tally.categories - 1));
}

/**
 * Krippendorff's alpha for nominal data: 1 − Dₒ/Dₑ, from units with two or more ratings (Krippendorff 2019, ch. 12).
 * The percentage that belongs to it is 1 − Dₒ.
 */
export function nominalAlpha(tally: Tally): Coefficient {
  const { categories } = tally;
  const values = counters(categories);
  let disagreement = 0;
  for (let ratings = 2; ratings <= tally.coders; ratings++) {
    disagreement += at(tally.units, ratings) * ratings - at(tally.agreeing, ratings) / (ratings - 1);
    for (let k = 0; k < categories; k++) add(values, k, at(tally.values, ratings * categories + k));
  }
  const n = sum(values);
  const percent = observedAgreement(tally);
  const figure: Figure =
    n === 0
      ? { undefined: 'nothing-to-compare' }
      : beyondChance(disagreement, (n * n - sumOfSquares(values)) / (n - 1));
  return { ...figure, percent, n: pairableUnits(tally) };
}

/** Units with two or more ratings. */
export function pairableUnits(tally: Tally): number {
  return sum(tally.units.subarray(2));
}

/** πₖ: the mean share of each category among a unit's ratings, over the units that were rated at all. */
export function meanShares({ coders, categories, units, values }: Tally): Counters {
  const shares = counters(categories);
  for (let ratings = 1; ratings <= coders; ratings++)
    for (let k = 0; k < categories; k++) add(shares, k, at(values, ratings * categories + k) / ratings);
  const rated = sum(units.subarray(1));
  return rated === 0 ? shares : shares.map((each) => each / rated);
}

/** What agreement Conger's kappa expects by chance. */
export function congerChance({ categories, byCoder }: Tally): Figure {
  if (!byCoder) return { undefined: 'coders-unknown' };
  const shares = coderShares(byCoder, categories).filter((each) => each !== undefined);
  const coders = shares.length;
  if (coders < 2) return { undefined: 'nothing-to-compare' };
  // Σ p̄² − Σ s²/m, multiplied out: all ordered pairs of coders, less each coder with itself.
  let pairs = 0;
  for (let k = 0; k < categories; k++) {
    const total = sum(shares.map((each) => at(each, k)));
    pairs += total * total - sum(shares.map((each) => at(each, k) ** 2));
  }
  return { value: pairs / (coders * (coders - 1)) };
}

/** Each coder's shares of the categories; undefined for a coder who rated nothing. */
export function coderShares(byCoder: Counters, categories: number): readonly (Counters | undefined)[] {
  const shares: (Counters | undefined)[] = [];
  for (let first = 0; first < byCoder.length; first += categories) {
    const row = byCoder.subarray(first, first + categories);
    const total = sum(row);
    shares.push(total === 0 ? undefined : row.map((each) => each / total));
  }
  return shares;
}

function corrected(tally: Tally, chance: number): Coefficient {
  const { percent, n } = basis(tally);
  const figure = 'value' in percent ? beyondChance(1 - percent.value, 1 - chance) : percent;
  return { ...figure, percent, n };
}

function basis(tally: Tally): { readonly percent: Figure; readonly n: number } {
  return { percent: percentAgreement(tally), n: pairableUnits(tally) };
}
