import type { Span } from '../text/span';

export function lengthOf(spans: readonly Span[]): number {
  return spans.reduce((total, { start, end }) => total + end - start, 0);
}

/** How many characters two lists of non-overlapping spans in order share. */
export function overlapOf(a: readonly Span[], b: readonly Span[]): number {
  let shared = 0;
  for (let i = 0, j = 0; ;) {
    const x = a[i];
    const y = b[j];
    if (!x || !y) return shared;
    shared += Math.max(0, Math.min(x.end, y.end) - Math.max(x.start, y.start));
    if (x.end <= y.end) i++;
    if (y.end <= x.end) j++;
  }
}

/** The spans inside `length`, cut off at its ends. */
export function clip(spans: readonly Span[], length: number): readonly Span[] {
  return spans
    .map(({ start, end }) => ({ start: Math.max(0, start), end: Math.min(length, end) }))
    .filter(({ start, end }) => start < end);
}

/**
 * Walks through a text in stretches within which nothing changes: who covers what is the same from the first to the last
 * character of each.
 * @param layers non-overlapping spans in order, inside the text
 * @param visit is given for every layer 1 where it covers the stretch, else 0; valid only during the visit
 */
export function eachStretch(
  length: number,
  layers: readonly (readonly Span[])[],
  visit: (covered: Uint8Array, start: number, end: number) => void,
): void {
  const covered = new Uint8Array(layers.length);
  const next = new Uint32Array(layers.length);
  for (let start = 0, end = length; start < length; start = end) {
    end = length;
    for (let i = 0; i < layers.length; i++) {
      const spans = layers[i] ?? [];
      let place = next[i] ?? 0;
      while (place < spans.length && (spans[place]?.end ?? length) <= start) place++;
      next[i] = place;
      const span = spans[place];
      const isCovered = span !== undefined && span.start <= start;
      covered[i] = isCovered ? 1 : 0;
      if (span) end = Math.min(end, isCovered ? span.end : span.start);
    }
    visit(covered, start, end);
  }
}
