import type { Span } from '../text/span';
import { type Speech, type SpeechUnit, unitBefore, unitFrom } from './speech-units';

/** Which end of a passage moves where, and by how much. */
export interface Nudge {
  readonly edge: 'start' | 'end';
  readonly direction: 'earlier' | 'later';
  readonly unit: SpeechUnit;
}

/**
 * A span with one end moved to the next beginning or end of a word or sentence. Between whole units, a nudge there and
 * one back lead to where it was.
 * @param span UTF-16 offsets
 * @returns undefined where there is no such place, or nothing would be left
 */
export function nudgeEdge(speech: Speech, span: Span, { edge, direction, unit }: Nudge): Span | undefined {
  const to =
    edge === 'start'
      ? direction === 'earlier'
        ? unitBefore(speech, span.start, unit)?.start
        : startAfter(speech, span.start, unit)
      : direction === 'later'
        ? unitFrom(speech, span.end, unit)?.end
        : endBefore(speech, span.end, unit);
  if (to === undefined) return undefined;
  const nudged = edge === 'start' ? { ...span, start: to } : { ...span, end: to };
  return nudged.start < nudged.end ? nudged : undefined;
}

function startAfter(speech: Speech, offset: number, unit: SpeechUnit): number | undefined {
  const here = unitFrom(speech, offset, unit);
  return here && here.start <= offset ? unitFrom(speech, here.end, unit)?.start : here?.start;
}

function endBefore(speech: Speech, offset: number, unit: SpeechUnit): number | undefined {
  const here = unitBefore(speech, offset, unit);
  return here && here.end >= offset ? unitBefore(speech, here.start, unit)?.end : here?.end;
}
