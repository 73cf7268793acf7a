import { at, type Counters } from './counters';
import type { Figure, WhyUndefined } from './figure';
import { studentQuantile } from './quantile';

/** An interval of confidence, or the reason why there is none. */
export type Interval =
  { readonly lower: number; readonly upper: number } | { readonly undefined: WhyUndefined };

/**
 * Estimate ± t · standard error, not above 1 (as irrCAC).
 * @param n the number of units; Infinity for a large-sample error such as Cohen's
 */
export function interval(estimate: Figure, standardError: Figure, n: number, level = 0.95): Interval {
  if ('undefined' in estimate) return { undefined: estimate.undefined };
  if ('undefined' in standardError) return { undefined: standardError.undefined };
  if (n < 2) return { undefined: 'too-few' };
  const reach = studentQuantile((1 + level) / 2, n - 1) * standardError.value;
  return { lower: estimate.value - reach, upper: Math.min(1, estimate.value + reach) };
}

/** The middle `level` of replicates, between neighbours in proportion (Hyndman & Fan's definition 7). */
export function percentileInterval(replicates: Counters, level: number): Interval {
  if (replicates.length === 0) return { undefined: 'too-few' };
  const sorted = replicates.toSorted();
  const quantile = (p: number) => {
    const place = p * (sorted.length - 1);
    const below = Math.floor(place);
    const [low, high] = [at(sorted, below), at(sorted, Math.min(below + 1, sorted.length - 1))];
    return low + (high - low) * (place - below);
  };
  return { lower: quantile((1 - level) / 2), upper: quantile((1 + level) / 2) };
}
