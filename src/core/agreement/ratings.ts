import { add, counters, type Counters } from './counters';

/** No rating: the coder did not see the unit, or gave none. */
export const missing = -1;

/** What every coder called every unit. */
export interface Ratings {
  readonly coders: number;
  readonly units: number;
  /** How many categories there were to choose from, used or not: the size of the codebook. */
  readonly categories: number;
  /** Unit by unit, each coder's category (0 … categories − 1) or `missing`. */
  readonly cells: Int32Array;
  /** How many equal units each row stands for; 1 where absent. */
  readonly weights?: Counters;
}

/** How often each category was chosen for every unit, when nobody knows by whom (Fleiss 1971). */
export interface RatingCounts {
  readonly units: number;
  readonly categories: number;
  /** Unit by unit, the number of ratings in every category. */
  readonly counts: Int32Array;
}

/** Two coders' categories against each other: row by the first, column by the second. */
export interface CrossTable {
  readonly categories: number;
  readonly cells: Counters;
}

/**
 * @param rows for every unit each coder's category, or `missing`
 * @param weights how many equal units each row stands for
 */
export function ratingsOf(
  rows: readonly (readonly number[])[],
  categories: number,
  weights?: readonly number[],
): Ratings {
  return {
    coders: rows[0]?.length ?? 0,
    units: rows.length,
    categories,
    cells: Int32Array.from(rows.flat()),
    ...(weights ? { weights: Float64Array.from(weights) } : {}),
  };
}

/** The same ratings with one category (1) against all others (0). */
export function versusRest(ratings: Ratings, category: number): Ratings {
  const cells = ratings.cells.map((cell) => (cell === missing ? missing : cell === category ? 1 : 0));
  return { ...ratings, categories: 2, cells };
}

/** The same for ratings by nobody in particular. */
export function countsVersusRest(
  { units, categories, counts }: RatingCounts,
  category: number,
): RatingCounts {
  const pairs = new Int32Array(units * 2);
  for (let unit = 0; unit < units; unit++)
    for (let k = 0; k < categories; k++) {
      const cell = unit * 2 + (k === category ? 1 : 0);
      pairs[cell] = (pairs[cell] ?? 0) + (counts[unit * categories + k] ?? 0);
    }
  return { units, categories: 2, counts: pairs };
}

/** Two coders' ratings of the units that both rated (pairwise deletion). */
export function crossTable(ratings: Ratings, first = 0, second = 1): CrossTable {
  const { coders, units, categories, cells, weights } = ratings;
  const table = counters(categories * categories);
  for (let unit = 0; unit < units; unit++) {
    const a = cells[unit * coders + first] ?? missing;
    const b = cells[unit * coders + second] ?? missing;
    if (a !== missing && b !== missing) add(table, a * categories + b, weights?.[unit] ?? 1);
  }
  return { categories, cells: table };
}

/** Every pair of `coders` coders once, the earlier first. */
export function pairsOf(coders: number): readonly (readonly [first: number, second: number])[] {
  const pairs: [number, number][] = [];
  for (let i = 0; i < coders; i++) for (let j = i + 1; j < coders; j++) pairs.push([i, j]);
  return pairs;
}

/** Visits every unit with the number of its ratings in each category, which is only valid during the visit. */
export function eachUnit(
  source: Ratings | RatingCounts,
  visit: (counts: Counters, ratings: number, weight: number, unit: number) => void,
): void {
  const perUnit = 'cells' in source ? source.coders : source.categories;
  const counts = counters(source.categories);
  for (let unit = 0; unit < source.units; unit++) {
    counts.fill(0);
    let ratings = 0;
    for (let i = unit * perUnit; i < (unit + 1) * perUnit; i++) {
      if ('cells' in source) {
        const category = source.cells[i] ?? missing;
        if (category === missing) continue;
        add(counts, category, 1);
        ratings++;
      } else {
        const times = source.counts[i] ?? 0;
        add(counts, i - unit * perUnit, times);
        ratings += times;
      }
    }
    visit(counts, ratings, ('cells' in source ? source.weights?.[unit] : undefined) ?? 1, unit);
  }
}
