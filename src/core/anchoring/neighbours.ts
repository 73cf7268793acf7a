import type { FilePosition } from '../base/problem';
import type { Span } from '../text/span';
import type { TextIndex } from '../text/text-index';
import type { Candidate } from './fragment';
import { risingRuns } from './shared-runs';

/** A passage whose place is beyond doubt. */
export interface Landmark {
  /** Which passage it is; no passage is its own neighbour. */
  readonly passage: number;
  readonly at: FilePosition;
  readonly span: Span;
}

/** What the neighbours that have been found say of a passage's place. */
export interface Neighbourhood {
  /** The passage begins between these offsets if order was kept. */
  readonly from: number;
  readonly to: number;
  /** Bits that speak for a place because it has drifted as its neighbours have. */
  readonly agreementOf: (span: Span) => number;
}

const bitsForSameDrift = 4;

/** The landmarks that kept their order, in that order. Those that did not have moved alone. */
export function landmarksInOrder(landmarks: readonly Landmark[]): Landmark[] {
  const sorted = [...landmarks].sort((a, b) => comparePositions(a.at, b.at) || a.span.start - b.span.start);
  const chain = risingRuns(sorted.map((landmark, i) => ({ old: i, new: landmark.span.start, length: 1 })));
  return chain.flatMap(({ old }) => sorted[old] ?? []);
}

/** @param landmarks in order */
export function neighbourhoodOf(
  passage: number,
  at: FilePosition,
  landmarks: readonly Landmark[],
  text: TextIndex,
): Neighbourhood {
  let low = 0;
  let high = landmarks.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (comparePositions(landmarks[middle]?.at ?? at, at) <= 0) low = middle + 1;
    else high = middle;
  }
  const isSelf = (i: number): boolean => landmarks[i]?.passage === passage;
  const before = isSelf(low - 1) ? low - 2 : low - 1;
  const previous = landmarks[before];
  const next = landmarks[low];
  return {
    from: previous?.span.start ?? 0,
    to: next?.span.start ?? text.text.length,
    agreementOf: (span) => {
      const place = text.positionAt(span.start);
      return drift(previous, at, place, text) + drift(next, at, place, text);
    },
  };
}

/** Bits for a place that is as many lines, or on a shared line as many columns, from its neighbour as it was. */
function drift(
  neighbour: Landmark | undefined,
  at: FilePosition,
  place: FilePosition,
  text: TextIndex,
): number {
  if (!neighbour) return 0;
  const stands = text.positionAt(neighbour.span.start);
  const lines = place.line - stands.line - (at.line - neighbour.at.line);
  if (lines !== 0) return 0;
  const isSameLine = at.line === neighbour.at.line;
  const columns = place.column - stands.column - (at.column - neighbour.at.column);
  return isSameLine && columns === 0 ? 1.5 * bitsForSameDrift : bitsForSameDrift;
}

export function isBetween({ from, to }: Neighbourhood, { span }: Candidate): boolean {
  return span.start >= from && span.start <= to;
}

function comparePositions(a: FilePosition, b: FilePosition): number {
  return a.line - b.line || a.column - b.column;
}
