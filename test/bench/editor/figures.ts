import { median, percentile } from '../figures';
import type { Row } from './run';

/** How long something took by the clock, and how long the processor worked in the extension host, in milliseconds. */
export interface Time {
  readonly clock: number;
  readonly processor: number;
}

/** Starts measuring. @returns what ends it; the clock may have ended at a moment before, as `performance.now` tells it */
export function startTimer(): (clockEnd?: number) => Time {
  const began = process.cpuUsage();
  const started = performance.now();
  return (clockEnd = performance.now()) => {
    const { user, system } = process.cpuUsage(began);
    return { clock: clockEnd - started, processor: (user + system) / 1000 };
  };
}

/** A row of the report. */
export function rowOf(what: string, times: readonly Time[], wanted: string): Row {
  const clock = sorted(times.map((time) => time.clock));
  const processor = sorted(times.map((time) => time.processor));
  return [what, ...[percentile(clock, 50), percentile(clock, 95), median(processor)].map(words), wanted];
}

/** The same for what is told by the clock alone. */
export function rowOfClock(what: string, times: readonly number[], wanted: string): Row {
  const clock = sorted(times);
  return [what, words(percentile(clock, 50)), words(percentile(clock, 95)), '', wanted];
}

function sorted(values: readonly number[]): readonly number[] {
  return [...values].sort((a, b) => a - b);
}

function words(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}
