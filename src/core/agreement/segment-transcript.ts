import type { LoadedTranscript } from '../study/loaded';
import type { Span } from '../text/span';
import { sentenceSpanAt } from '../transcript/sentence';
import { unitsIn, wordsIn } from './unit-boundaries';
import type { Segmentation } from './unit-ratings';

/** What is compared unit by unit. */
export const units = ['character', 'word', 'sentence', 'turn'] as const;
export type Unit = (typeof units)[number];

/** A transcript's units, in code points: what is said, without labels and timestamps; or simply all characters. */
export function segmentTranscript(transcript: LoadedTranscript, unit: Unit): Segmentation {
  if (unit === 'character') return 'characters';
  const { text } = transcript;
  const index = transcript.index();
  const speech = transcript.turns().turns.map((turn) => turn.speech);
  const found = {
    word: () => wordsIn(text, speech),
    sentence: () => unitsIn(speech, (offset, within) => sentenceSpanAt(text, offset, within)),
    turn: () => speech.filter(({ start, end }) => start < end),
  }[unit]();
  const inCodePoints = ({ start, end }: Span): Span => ({
    start: index.codePointOffsetAt(start),
    end: index.codePointOffsetAt(end),
  });
  return { units: found.map(inCodePoints) };
}
