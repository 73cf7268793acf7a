import { add, at, counters, type Counters, sum } from './counters';
import { beyondChance, type Coefficient, type Figure, share } from './figure';
import { crossTable, type CrossTable, pairsOf, type Ratings } from './ratings';

/**
 * Cohen's kappa (1960) of two coders: (Pₒ − Pₑ)/(1 − Pₑ), Pₑ = Σ pₖ. p.ₖ. Zero where one coder never varies, undefined where
 * neither does.
 */
export function cohenKappa(table: CrossTable): Coefficient {
  const { n, agreed, rows, columns } = marginsOf(table);
  const byChance = sum(rows.map((row, k) => row * at(columns, k)));
  // Counts, not shares: nothing is rounded before the last division.
  return { ...kappa(n * n - n * agreed, n * n - byChance, n), percent: share(agreed, n), n };
}

/** Scott's pi (1955) of two coders: as Cohen's kappa, with Pₑ from both coders' categories pooled. */
export function scottPi(table: CrossTable): Coefficient {
  const { n, agreed, rows, columns } = marginsOf(table);
  const byChance = sum(rows.map((row, k) => (row + at(columns, k)) ** 2));
  return { ...kappa(4 * n * (n - agreed), 4 * n * n - byChance, n), percent: share(agreed, n), n };
}

/** Light's kappa (1971): the mean of Cohen's over all pairs of coders; undefined where one of them is. */
export function lightKappa(ratings: Ratings): Coefficient {
  const pairs = pairsOf(ratings.coders).map(([i, j]) => cohenKappa(crossTable(ratings, i, j)));
  const percents = pairs.flatMap(({ percent }) => ('value' in percent ? percent.value : []));
  const values = pairs.flatMap((pair) => ('value' in pair ? pair.value : []));
  const figure: Figure = values.length < pairs.length ? { undefined: 'undefined-part' } : mean(values);
  return { ...figure, percent: mean(percents), n: ratings.units };
}

/**
 * Pooled kappa (De Vries, Elliott, Kanouse & Teleki 2008): (P̄ₒ − P̄ₑ)/(1 − P̄ₑ), the means taken over codes, each of which
 * weighs the same. A code without variation counts with Pₒ = Pₑ = 1. Codes without a single unit are left out.
 */
export function pooledKappa(tables: readonly CrossTable[]): Coefficient {
  const margins = tables.map(marginsOf).filter(({ n }) => n > 0);
  const observed = mean(margins.map(({ agreed, n }) => agreed / n));
  const disagreement = sum(margins.map(({ agreed, n }) => (n - agreed) / n));
  const byChance = sum(
    margins.map(({ rows, columns, n }) => 1 - sum(rows.map((row, k) => row * at(columns, k))) / (n * n)),
  );
  return {
    ...('value' in observed ? beyondChance(disagreement, byChance) : observed),
    percent: observed,
    n: sum(margins.map(({ n }) => n)),
  };
}

/** Row and column totals, and what lies on the diagonal. */
export function marginsOf({ categories, cells }: CrossTable): {
  readonly n: number;
  readonly agreed: number;
  readonly rows: Counters;
  readonly columns: Counters;
} {
  const rows = counters(categories);
  const columns = counters(categories);
  let n = 0;
  let agreed = 0;
  for (let row = 0, cell = 0; row < categories; row++) {
    for (let column = 0; column < categories; column++, cell++) {
      const times = at(cells, cell);
      add(rows, row, times);
      add(columns, column, times);
      n += times;
      if (row === column) agreed += times;
    }
  }
  return { n, agreed, rows, columns };
}

/** The mean of numbers; undefined for none. */
export function mean(numbers: readonly number[]): Figure {
  return share(sum(numbers), numbers.length);
}

function kappa(observedDisagreement: number, expectedDisagreement: number, n: number): Figure {
  return n === 0
    ? { undefined: 'nothing-to-compare' }
    : beyondChance(observedDisagreement, expectedDisagreement);
}
