import { median, percentile } from '../figures';
import type { Row } from './run';

/** A row of the report. @param times in milliseconds */
export function rowOf(what: string, times: readonly number[], wanted: string): Row {
  const sorted = [...times].sort((a, b) => a - b);
  return [what, milliseconds(median(sorted)), milliseconds(percentile(sorted, 95)), wanted];
}

function milliseconds(value: number): string {
  return `${value.toFixed(1)} ms`;
}
