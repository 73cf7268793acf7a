import type { Span } from '../text/span';
import { skipSpace, skipSpaceBack } from './lines';
import { sentenceSpanAt } from './sentence';
import type { Transcript } from './transcript';

/** What a selection moves by. Units are cut from what is said: speakers' labels and times belong to none. */
export type SpeechUnit = 'word' | 'sentence';

/** A text and its turns. */
export interface Speech {
  /** Normalised. */
  readonly text: string;
  readonly transcript: Transcript;
}

/** No word is looked for further away in a line than this (UTF-16 units): lines may be as long as files. */
const reach = 2000;

const words = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The unit that holds a UTF-16 offset, its end excluded, else the next one, in this turn or a later one. */
export function unitFrom(speech: Speech, offset: number, unit: SpeechUnit): Span | undefined {
  const { text, transcript } = speech;
  let at = offset;
  for (let i = firstTurnAfter(speech, offset); i < transcript.turns.length; i++) {
    const within = transcript.turns[i]?.speech ?? { start: at, end: at };
    at = Math.max(at, within.start);
    for (;;) {
      at = skipSpace(text, at, within.end);
      if (at >= within.end) break;
      const found = isTiming(text, at) ? undefined : unitHolding(text, at, within, unit);
      if (found) return found;
      at = lineAround(text, at, within).end;
    }
  }
  return undefined;
}

/** The last unit that begins before a UTF-16 offset, in its turn or an earlier one. */
export function unitBefore(speech: Speech, offset: number, unit: SpeechUnit): Span | undefined {
  const { text, transcript } = speech;
  const { turns } = transcript;
  let at = offset;
  for (let i = Math.min(firstTurnAfter(speech, offset), turns.length - 1); i >= 0; i--) {
    const within = turns[i]?.speech ?? { start: at, end: at };
    at = Math.min(at, within.end);
    for (;;) {
      at = skipSpaceBack(text, within.start, at);
      if (at <= within.start) break;
      const found = isTiming(text, at - 1) ? undefined : unitHolding(text, at - 1, within, unit);
      if (found) return found;
      at = lineAround(text, at - 1, within).start;
    }
  }
  return undefined;
}

/** The word at a UTF-16 offset, else the one that ends there, without punctuation; undefined between words. */
export function wordAt(text: string, offset: number, within: Span): Span | undefined {
  return segmentsAround(text, offset, within)
    .filter(({ isWord, start, end }) => isWord && start <= offset && offset <= end)
    .at(-1);
}

/** The index of the first turn that says something after an offset. */
function firstTurnAfter({ transcript: { turns } }: Speech, offset: number): number {
  let low = 0;
  let high = turns.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((turns[middle]?.speech.end ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

function unitHolding(text: string, at: number, within: Span, unit: SpeechUnit): Span | undefined {
  if (unit === 'word') return wordsAround(text, at, within).find(({ start, end }) => start <= at && at < end);
  const sentence = sentenceSpanAt(text, at, within);
  return sentence.start <= at && at < sentence.end ? sentence : undefined;
}

/** The words of a line, each with the punctuation that touches it, so that they make up all that is not white space. */
function wordsAround(text: string, at: number, within: Span): readonly Span[] {
  const found: { start: number; end: number; hasWord: boolean }[] = [];
  for (const { start, end, isWord } of segmentsAround(text, at, within)) {
    const last = found.at(-1);
    if (last?.end === start && !(isWord && last.hasWord))
      Object.assign(last, { end, hasWord: last.hasWord || isWord });
    else found.push({ start, end, hasWord: isWord });
  }
  return found;
}

interface Segment extends Span {
  readonly isWord: boolean;
}

/** What is not white space in the line around an offset, as Unicode's rules for words cut it. */
function segmentsAround(text: string, at: number, within: Span): readonly Segment[] {
  const line = lineAround(text, at, within);
  const start = line.start < at - reach ? spaceFrom(text, at - reach, at) : line.start;
  const end =
    line.end > at + reach ? spaceFrom(text, at + reach, Math.min(line.end, at + 2 * reach)) : line.end;
  return [...words.segment(text.slice(start, end))]
    .filter(({ segment }) => segment.trim() !== '')
    .map(({ index, segment, isWordLike = false }) => ({
      start: start + index,
      end: start + index + segment.length,
      isWord: isWordLike,
    }));
}

/** The first white space from an offset on, so that no word is cut in two. */
function spaceFrom(text: string, from: number, to: number): number {
  const found = text.slice(from, to).search(/\s/);
  return found === -1 ? from : from + found;
}

function lineAround(text: string, at: number, within: Span): Span {
  const start = text.lastIndexOf('\n', at - 1) + 1;
  const end = text.indexOf('\n', at);
  return {
    start: Math.max(start, within.start),
    end: Math.min(end === -1 ? text.length : end, within.end),
  };
}

/** Whether a line gives a cue's time or, before such a line, its number. */
function isTiming(text: string, at: number): boolean {
  const all = { start: 0, end: text.length };
  const line = lineAround(text, at, all);
  const isArrow = ({ start, end }: Span): boolean =>
    end - start < 300 && text.slice(start, end).includes('-->');
  return (
    isArrow(line) ||
    (line.end - line.start < 20 &&
      /^\d+\s*$/.test(text.slice(line.start, line.end)) &&
      line.end < text.length &&
      isArrow(lineAround(text, line.end + 1, all)))
  );
}
