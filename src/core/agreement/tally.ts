import { add, at, counters, type Counters } from './counters';
import { eachUnit, missing, type RatingCounts, type Ratings } from './ratings';

/**
 * All that the coefficients for any number of coders need to know about nominal ratings. Units are kept apart by the
 * number of their ratings, so that missing ratings can be weighed by each coefficient as its definition wants. Tallies of
 * different texts add up.
 */
export interface Tally {
  readonly coders: number;
  readonly categories: number;
  /** [ratings]: units with that many ratings. */
  readonly units: Counters;
  /** [ratings]: ordered pairs of equal ratings within the units with that many ratings. */
  readonly agreeing: Counters;
  /** [ratings × category]: ratings of the category in units with that many ratings. */
  readonly values: Counters;
  /** [coder × category]: the coder's ratings; undefined where it is not known who rated. */
  readonly byCoder: Counters | undefined;
}

/** One pass over all ratings: a million units by five coders in some 40 ms. */
export function tally(source: Ratings | RatingCounts): Tally {
  return 'cells' in source
    ? tallyInto(source, emptyTally(source.coders, source.categories))
    : tallyCounts(source);
}

function emptyTally(coders: number, categories: number): Tally & { readonly byCoder: Counters } {
  return {
    coders,
    categories,
    units: counters(coders + 1),
    agreeing: counters(coders + 1),
    values: counters((coders + 1) * categories),
    byCoder: counters(coders * categories),
  };
}

/** Adds ratings to a tally of the same coders and categories. */
export function tallyInto(
  { coders, units, categories, cells, weights }: Ratings,
  total: Tally & { readonly byCoder: Counters },
): Tally {
  const seen = counters(categories);
  for (let unit = 0, first = 0; unit < units; unit++, first += coders) {
    const weight = weights === undefined ? 1 : at(weights, unit);
    let ratings = 0;
    let agreeing = 0;
    for (let coder = 0; coder < coders; coder++) {
      const category = cells[first + coder] ?? missing;
      if (category === missing) continue;
      // A rating agrees, both ways round, with the equal ones before it.
      agreeing += 2 * at(seen, category);
      add(seen, category, 1);
      add(total.byCoder, coder * categories + category, weight);
      ratings++;
    }
    for (let coder = 0; coder < coders; coder++) {
      const category = cells[first + coder] ?? missing;
      if (category === missing) continue;
      seen[category] = 0;
      add(total.values, ratings * categories + category, weight);
    }
    add(total.units, ratings, weight);
    add(total.agreeing, ratings, agreeing * weight);
  }
  return total;
}

function tallyCounts(source: RatingCounts): Tally {
  const { categories } = source;
  let most = 0;
  eachUnit(source, (_, ratings) => (most = Math.max(most, ratings)));
  const { units, agreeing, values } = emptyTally(most, categories);
  eachUnit(source, (counts, ratings) => {
    add(units, ratings, 1);
    counts.forEach((times, category) => {
      add(agreeing, ratings, times * (times - 1));
      add(values, ratings * categories + category, times);
    });
  });
  return { coders: most, categories, units, agreeing, values, byCoder: undefined };
}
