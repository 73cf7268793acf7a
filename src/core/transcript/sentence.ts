import type { Span } from '../text/span';
import { skipSpace, skipSpaceBack } from './lines';

/** No sentence is looked for further away than this (UTF-16 units): turns may be as long as files. */
const reach = 4000;

const sentences = new Intl.Segmenter(undefined, { granularity: 'sentence' });

/** A full stop after these ends no sentence, whatever follows; nor one after an initial. */
const abbreviation =
  /(?:^|[\s([“"'‘])(?:Dr|Dra|Mr|Mrs|Ms|Prof|Rev|Sr|Sra|St|Sen|Rep|Gen|Capt|Lt|Hon|vs|cf|e\.g|i\.e|approx|esp|fig|no|p\.ex|z\.B|d\.h|\p{Lu}(?<!I))\.$/u;

/**
 * The sentence at a UTF-16 offset, inside `within` (a turn's speech), without surrounding white space; empty where there is
 * none. Sentences end where Unicode's rules (UAX 29) say, but not after usual abbreviations and initials, nor at a single line
 * break; they never cross a blank line or a cue's timing.
 */
export function sentenceSpanAt(text: string, offset: number, within: Span): Span {
  const at = Math.min(Math.max(offset, within.start), within.end);
  const paragraph = paragraphAt(text, at, within);
  const ends = sentenceEnds(text.slice(paragraph.start, paragraph.end).replace(/\n/g, ' '));
  let start = 0;
  let end = 0;
  for (const next of ends) {
    start = end;
    end = next;
    if (paragraph.start + end > at) break;
  }
  return visible(text, paragraph.start + start, paragraph.start + end);
}

function sentenceEnds(paragraph: string): readonly number[] {
  const ends: number[] = [];
  for (const { index, segment } of sentences.segment(paragraph)) {
    const end = index + segment.length;
    const before = paragraph.slice(Math.max(0, end - 40), end).trimEnd();
    if (end === paragraph.length || !abbreviation.test(before)) ends.push(end);
  }
  return ends;
}

/** The paragraph or cue around an offset, within reach. */
function paragraphAt(text: string, at: number, within: Span): Span {
  const from = Math.max(within.start, at - reach);
  const to = Math.min(within.end, at + reach);
  const before = text.slice(from, at);
  const after = text.slice(at, to);
  let start = 0;
  for (const { index, 0: found } of before.matchAll(separator)) start = index + found.length;
  const end = after.search(separator);
  return { start: from + start, end: end === -1 ? to : at + end };
}

const separator = /\n[ \t]*(?=\n)|(?:^|\n)[^\n]{0,60}-->[^\n]{0,200}\n(?:<v[^<>\n]{0,200}>)?/g;

function visible(text: string, from: number, to: number): Span {
  const start = skipSpace(text, from, to);
  return { start, end: skipSpaceBack(text, start, to) };
}
