import type { CodeTarget } from '../study/code-target';
import type { LoadedTranscript } from '../study/loaded';
import type { PlacedPassage } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import type { Span } from '../text/span';
import { compareSpans } from '../text/span';
import { sentenceSpanAt } from '../transcript/sentence';
import { turnAt } from '../transcript/transcript';
import { findSpans } from './find-in-passages';
import { wordPattern, type WordOptions } from './word-pattern';

/** How much around the words found is meant. */
export type HitExtent = 'words' | 'sentence' | 'turn' | 'passage';

/**
 * The places in today's transcripts where passages have some words, each place once, in the order of the transcripts and
 * of the text. Passages that need review have no place and give none.
 */
export function hitTargets(
  view: StudyView,
  passages: readonly PlacedPassage[],
  { words, options = {}, extent }: { words: string; options?: WordOptions; extent: HitExtent },
): readonly CodeTarget[] {
  const pattern = wordPattern(words, options);
  if (!pattern) return [];
  const spans = new Map<LoadedTranscript, Map<string, Span>>();
  for (const { sidecar, span } of passages) {
    const transcript = view.transcripts.get(sidecar.transcript);
    if (!transcript || !span) continue;
    const found = spans.get(transcript) ?? new Map<string, Span>();
    spans.set(transcript, found);
    for (const hit of findSpans(transcript.text.slice(span.start, span.end), pattern)) {
      const at = { start: span.start + hit.start, end: span.start + hit.end };
      const meant = widen(transcript, at, extent, span);
      found.set(`${meant.start}-${meant.end}`, meant);
    }
  }
  return [...spans].flatMap(([{ path, version }, found]) =>
    [...found.values()].sort(compareSpans).map((span) => ({ transcript: path, version, span })),
  );
}

/** Words that reach over a boundary mean all that they touch. */
function widen(transcript: LoadedTranscript, hit: Span, extent: HitExtent, passage: Span): Span {
  if (extent === 'words') return hit;
  if (extent === 'passage') return passage;
  const wider = [hit.start, hit.end - 1].flatMap((at) => {
    const speech = turnAt(transcript.turns(), at)?.speech;
    if (!speech) return [];
    return [extent === 'turn' ? speech : sentenceSpanAt(transcript.text, at, speech)];
  });
  return {
    start: Math.min(hit.start, ...wider.map(({ start }) => start)),
    end: Math.max(hit.end, ...wider.map(({ end }) => end)),
  };
}
