/** A stretch of a normalised text: UTF-16 offsets, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export function spansEqual(a: Span, b: Span): boolean {
  return a.start === b.start && a.end === b.end;
}

/** True when the spans share at least one character. */
export function spansOverlap(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end;
}

export function compareSpans(a: Span, b: Span): number {
  return a.start - b.start || a.end - b.end;
}

/**
 * The same text as non-overlapping spans in order. Spans that share a character become one; neighbours that merely touch stay
 * apart. Empty spans are dropped.
 */
export function unite(spans: readonly Span[]): readonly Span[] {
  const united: { start: number; end: number }[] = [];
  for (const { start, end } of spans.filter((span) => span.end > span.start).sort(compareSpans)) {
    const last = united.at(-1);
    if (last && start < last.end) last.end = Math.max(last.end, end);
    else united.push({ start, end });
  }
  return united;
}

/**
 * Puts together spans that overlap each other, directly or by way of others.
 * @returns the groups in order of position, each sorted by position
 */
export function groupOverlapping<T extends Span>(spans: readonly T[]): readonly (readonly T[])[] {
  const groups: T[][] = [];
  let end = 0;
  for (const span of spans.toSorted(compareSpans)) {
    const last = groups.at(-1);
    if (last && span.start < end) last.push(span);
    else groups.push([span]);
    end = Math.max(end, span.end);
  }
  return groups;
}
