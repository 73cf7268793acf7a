import type { Span } from '../text/span';

/** Spans by id, kept as numbers: a keystroke moves thousands of them. */
export interface SpanTable {
  /** Where in the arrays the span of an id is. */
  readonly places: ReadonlyMap<string, number>;
  /** UTF-16 offsets. */
  readonly starts: Int32Array;
  readonly ends: Int32Array;
}

export function createSpanTable(spans: ReadonlyMap<string, Span>): SpanTable {
  return {
    places: new Map([...spans.keys()].map((id, place) => [id, place])),
    starts: Int32Array.from(spans.values(), ({ start }) => start),
    ends: Int32Array.from(spans.values(), ({ end }) => end),
  };
}

/** @param place as `places` says */
export function spanAt({ starts, ends }: SpanTable, place: number): Span {
  return { start: starts[place] ?? 0, end: ends[place] ?? 0 };
}

export function spanOf(table: SpanTable, id: string): Span | undefined {
  const place = table.places.get(id);
  return place === undefined ? undefined : spanAt(table, place);
}
