import type { Figure } from './figure';
import { type Interval, percentileInterval } from './interval';
import { seededRandom } from './random';

export interface Bootstrap {
  readonly interval: Interval;
  readonly replicates: number;
  /** Replicates in which the figure was undefined; the interval rests on the others. */
  readonly undefinedReplicates: number;
}

export interface BootstrapPlan {
  /** How many clusters there are to draw from: transcripts, as a rule, since what stands in one hangs together. */
  readonly clusters: number;
  readonly replicates: number;
  readonly seed: number;
  readonly level?: number;
}

/** Replicates between two reports of progress. */
const stride = 50;

/**
 * Percentile bootstrap: draws as many clusters as there are, with replacement, and computes all figures anew from them, so
 * that agreement expected by chance varies as well. Reports how many replicates are done as it goes, and may be left at
 * any of these points.
 * @param figuresOf the figures of a sample, told by how often it holds each cluster; always as many, in the same order
 */
export function* bootstrap(
  { clusters, replicates, seed, level = 0.95 }: BootstrapPlan,
  figuresOf: (times: Uint32Array) => readonly Figure[],
): Generator<number, readonly Bootstrap[]> {
  const random = seededRandom(seed);
  const times = new Uint32Array(clusters);
  const values: number[][] = figuresOf(times.fill(1)).map(() => []);
  for (let replicate = 0; replicate < replicates; replicate++) {
    if (replicate % stride === 0) yield replicate;
    times.fill(0);
    for (let i = 0; i < clusters; i++) {
      const drawn = random(clusters);
      times[drawn] = (times[drawn] ?? 0) + 1;
    }
    figuresOf(times).forEach((figure, i) => {
      if ('value' in figure) values[i]?.push(figure.value);
    });
  }
  return values.map((defined) => ({
    interval: clusters < 2 ? { undefined: 'too-few' } : percentileInterval(Float64Array.from(defined), level),
    replicates,
    undefinedReplicates: replicates - defined.length,
  }));
}

/** Runs what reports progress to its end. */
export function finish<T>(work: Generator<unknown, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}
