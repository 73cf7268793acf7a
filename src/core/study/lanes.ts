import type { Span } from '../text/span';

/**
 * Gives overlapping spans different lanes: the lowest that is free where the span starts (greedy interval colouring).
 * @param spans sorted by start
 * @returns the lane of each span, from 0, in the same order
 */
export function assignLanes(spans: readonly Span[]): readonly number[] {
  const ends: number[] = [];
  return spans.map(({ start, end }) => {
    let lane = ends.findIndex((busyUntil) => busyUntil <= start);
    if (lane === -1) lane = ends.length;
    ends[lane] = end;
    return lane;
  });
}
