import { splitsPair } from '../text/code-points';
import type { PiecedText, Sliceable } from '../text/pieced-text';
import type { Span } from '../text/span';

/** One replacement: `length` UTF-16 units at `offset` of the text before the batch give way to `text`. */
export interface LiveEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The text after a batch of edits. */
export function applyLiveEdits(text: PiecedText, edits: readonly LiveEdit[]): PiecedText {
  // From the end on, the offsets of what is yet to be edited stay true.
  return inTextOrder(edits).reduceRight(
    (edited, edit) => edited.replace(edit.offset, edit.offset + edit.length, edit.text),
    text,
  );
}

export function inTextOrder(edits: readonly LiveEdit[]): readonly LiveEdit[] {
  return edits.length === 1 ? edits : [...edits].sort((a, b) => a.offset - b.offset || a.length - b.length);
}

/** From the first to the last of what a batch of edits replaces. */
export function hullOf(edits: readonly LiveEdit[]): Span {
  const start = edits.reduce((first, { offset }) => Math.min(first, offset), Infinity);
  const end = edits.reduce((last, { offset, length }) => Math.max(last, offset + length), 0);
  return { start, end };
}

/** How much two texts have in common at their beginnings and at their ends, in UTF-16 units. */
export interface Common {
  readonly lead: number;
  readonly tail: number;
}

/**
 * The one edit between what two texts begin and what they end with in common; surrogate pairs stay whole. Where equal
 * characters let it lie in several places, the last of them.
 */
export function differenceOf(before: string, after: string): LiveEdit {
  const { lead, tail } = commonOf(before, after, 'last');
  return { offset: lead, length: before.length - lead - tail, text: after.slice(lead, after.length - tail) };
}

/**
 * What two texts begin and what they end with in common; surrogate pairs stay whole. Where equal characters let what lies
 * between be in several places, the last of them, or the first.
 * @param known to be common, each for itself: it is not compared again
 */
export function commonOf(
  before: Sliceable,
  after: Sliceable,
  place: 'first' | 'last',
  known: Common = { lead: 0, tail: 0 },
): Common {
  const most = Math.min(before.length, after.length);
  const leadOf = (limit: number): number => {
    const areEqual = (from: number, to: number) => before.slice(from, to) === after.slice(from, to);
    const lead = commonLength(known.lead, limit, areEqual);
    return partsPair(before, lead) || partsPair(after, lead) ? lead - 1 : lead;
  };
  const tailOf = (limit: number): number => {
    const end = (text: Sliceable, from: number, to: number): string =>
      text.slice(text.length - to, text.length - from);
    const areEqual = (from: number, to: number) => end(before, from, to) === end(after, from, to);
    const tail = commonLength(known.tail, limit, areEqual);
    return partsPair(before, before.length - tail) || partsPair(after, after.length - tail) ? tail - 1 : tail;
  };
  if (place === 'first') {
    const tail = tailOf(most);
    return { lead: leadOf(most - tail), tail };
  }
  const lead = leadOf(most);
  return { lead, tail: tailOf(most - lead) };
}

/** How far, from what is known up to a limit, two texts are equal; compared in blocks, since that is native work. */
function commonLength(known: number, limit: number, areEqual: (from: number, to: number) => boolean): number {
  let at = Math.min(known, limit);
  const goOn = (block: number): boolean => {
    const to = Math.min(at + block, limit);
    if (at === limit || !areEqual(at, to)) return false;
    at = to;
    return true;
  };
  // Mostly the texts differ soon.
  let block = 1;
  while (goOn(block)) block = Math.min(4 * block, 4096);
  for (block >>= 2; block >= 1; block >>= 2) while (goOn(block));
  return at;
}

/** Whether a cut before this UTF-16 unit would part a surrogate pair. */
function partsPair(text: Sliceable, at: number): boolean {
  return at > 0 && splitsPair(text.slice(at - 1, at + 1), 1);
}
