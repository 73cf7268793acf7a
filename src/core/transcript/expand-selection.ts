import type { Span } from '../text/span';
import type { Turn } from '../model/turn';
import { type Speech, unitBefore, unitFrom, wordAt } from './speech-units';
import { sentenceSpanAt } from './sentence';

/** Whether a turn is a question, since whoever asks the questions has it. */
export type IsQuestion = (turn: Turn) => boolean;

/**
 * The next larger selection: a word, the sentence, the turn, the question with its answer. Each is what it is of
 * everything that is selected: with parts of two sentences selected, both sentences.
 * @param span UTF-16 offsets; empty for a cursor
 * @returns undefined when there is nothing larger
 */
export function expandSelection(speech: Speech, span: Span, isQuestion: IsQuestion): Span | undefined {
  return [
    wordSpanOf(speech, span),
    sentenceSpanOf(speech, span),
    turnSpanOf(speech, span),
    exchangeSpanOf(speech, span, isQuestion),
  ].find((candidate) => candidate !== undefined && isLarger(candidate, span));
}

/** What is said in the sentences that a span touches, in its first turn to its last; undefined outside all speech. */
export function sentenceSpanOf(speech: Speech, span: Span): Span | undefined {
  const touched = turnsOf(speech, span);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return undefined;
  const start = sentenceSpanAt(speech.text, span.start, first.speech);
  const end = sentenceSpanAt(speech.text, lastOffset(span), last.speech);
  return end.end > start.start && end.end > end.start ? { start: start.start, end: end.end } : undefined;
}

/** What is said in the turns that a span touches; undefined outside all turns. */
export function turnSpanOf(speech: Speech, span: Span): Span | undefined {
  const touched = turnsOf(speech, span);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last || last.speech.end <= first.speech.start) return undefined;
  return { start: first.speech.start, end: last.speech.end };
}

/** The sentence after what is selected; with a mere cursor, the sentence at it or the next. */
export function nextSentence(speech: Speech, { start, end }: Span): Span | undefined {
  return unitFrom(speech, start === end ? start : end, 'sentence');
}

/** The sentence before what is selected. */
export function previousSentence(speech: Speech, { start }: Span): Span | undefined {
  const current = unitBefore(speech, start, 'sentence');
  // A selection that begins inside a sentence stands in that one, not after it.
  return current && current.end > start ? unitBefore(speech, current.start, 'sentence') : current;
}

function wordSpanOf(speech: Speech, span: Span): Span | undefined {
  const [turn] = turnsOf(speech, span);
  const word = turn && wordAt(speech.text, span.start, turn.speech);
  return word && { start: word.start, end: word.end };
}

/** The questions before the span's answers, and the answers after its questions. Undefined where nobody asks. */
function exchangeSpanOf(speech: Speech, span: Span, isQuestion: IsQuestion): Span | undefined {
  const { turns } = speech.transcript;
  const touched = turnsOf(speech, span);
  const [first, last] = [touched[0], touched.at(-1)];
  if (!first || !last) return undefined;
  const asks = (index: number): boolean => {
    const turn = turns[index];
    return turn !== undefined && isQuestion(turn);
  };
  let start = turns.indexOf(first);
  while (start >= 0 && !asks(start)) start--;
  if (start === -1) return undefined;
  while (asks(start - 1)) start--;
  let end = turns.indexOf(last);
  while (asks(end) && asks(end + 1)) end++;
  while (end + 1 < turns.length && !asks(end + 1)) end++;
  const [from, to] = [turns[start], turns[end]];
  return from && to && { start: from.speech.start, end: to.speech.end };
}

function turnsOf({ transcript: { turns } }: Speech, span: Span): readonly Turn[] {
  const last = lastOffset(span);
  return turns.filter((turn) => turn.span.start <= last && span.start <= turn.span.end);
}

/** The end of a span belongs to what stands before it. */
function lastOffset({ start, end }: Span): number {
  return end > start ? end - 1 : end;
}

function isLarger(candidate: Span, span: Span): boolean {
  return (
    candidate.start <= span.start &&
    span.end <= candidate.end &&
    candidate.end - candidate.start > span.end - span.start
  );
}
