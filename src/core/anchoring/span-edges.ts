import type { Span } from '../text/span';
import type { Matching } from './matching';
import { lengthOf, textLength, tokenAfter, type Tokens } from './tokens';

/** So many tokens on either side are looked at for what replaced a passage's edge. */
const farthest = 200;
/** What is lost at an edge beyond so many characters leaves open what became of it, whole sentences or not. */
const longestSentenceEdge = 40;

/** A passage's token that is still there, and the new tokens that it became (both ends included). */
export interface Kept {
  readonly old: number;
  readonly from: number;
  readonly to: number;
}

/** The start of a passage whose first tokens were rewritten: `head` is the first that was kept. */
export function startBefore(matching: Matching, head: Kept, first: number): number {
  const { old, now, toNew, toOld } = matching;
  let before = head.old - 1;
  while (before >= 0 && toNew[before] === -1) before--;
  let free = 0;
  while (free < farthest && head.from - free > 0 && toOld[head.from - free - 1] === -1) free++;
  const lost = {
    all: textLength(old, before + 1, head.old - 1),
    inside: textLength(old, Math.max(first, before + 1), head.old - 1),
  };
  free -= tokensWithTime(now, head.from - free, head.from - 1);
  const lengths = Array.from({ length: free }, (_, i) => lengthOf(now, head.from - 1 - i));
  const taken =
    before < 0 ? toSentenceStart(now, head.from, free, lost.inside) : rewrittenTokens(lost, lengths);
  return now.starts[head.from - taken] ?? 0;
}

/** How many of the tokens `first`–`last` lead up to the end of a timestamp, which was inserted and replaces nothing. */
function tokensWithTime(now: Tokens, first: number, last: number): number {
  const start = now.starts[first] ?? 0;
  const times = [...now.text.slice(start, now.ends[last] ?? 0).matchAll(/\d(?::\d+)+(?:[.,]\d+)?[\])>]?/gu)];
  const time = times.at(-1);
  return time ? tokenAfter(now, start + time.index + time[0].length) - first : 0;
}

/** The end of a passage whose last tokens were rewritten: `tail` is the last that was kept. */
export function endAfter(matching: Matching, tail: Kept, last: number): number {
  const { old, now, toNew, toOld } = matching;
  let after = tail.old + 1;
  while (after < old.ids.length && toNew[after] === -1) after++;
  let free = 0;
  while (free < farthest && tail.to + free + 1 < now.ids.length && toOld[tail.to + free + 1] === -1) free++;
  const lost = {
    all: textLength(old, tail.old + 1, after - 1),
    inside: textLength(old, tail.old + 1, Math.min(last, after - 1)),
  };
  const lengths = Array.from({ length: free }, (_, i) => lengthOf(now, tail.to + 1 + i));
  const taken =
    after === old.ids.length
      ? toSentenceEnd(now, tail.to, free, lost.inside)
      : rewrittenTokens(lost, lengths);
  return now.ends[tail.to + taken] ?? 0;
}

/**
 * How many of the free new tokens beside a kept one stand for the passage's lost ones there: its share of the words that
 * were replaced, in characters. What is much longer than the words it replaces is an insertion beside them.
 */
function rewrittenTokens(
  lost: { readonly all: number; readonly inside: number },
  free: readonly number[],
): number {
  if (lost.inside === 0) return 0;
  const available = free.reduce((sum, length) => sum + length, 0);
  const share = Math.min((available * lost.inside) / lost.all, 2 * lost.inside + 6);
  let taken = 0;
  let length = 0;
  for (const next of free) {
    if (length + next / 2 > share) break;
    length += next;
    taken++;
  }
  return taken;
}

/**
 * Where the old text itself begins with lost words, nothing tells how much replaces them: tokens back to where a sentence
 * begins, if that is as near as the lost words were long.
 */
function toSentenceStart(now: Tokens, head: number, free: number, lost: number): number {
  for (let taken = 0; taken <= free; taken++) {
    const first = head - taken;
    if (first > 0 && textLength(now, first, head - 1) > 1.5 * lost + 4) return 0;
    if (first === 0 || endsSentence(now, first - 1)) return taken;
  }
  return 0;
}

function toSentenceEnd(now: Tokens, tail: number, free: number, lost: number): number {
  for (let taken = 0; taken <= free; taken++) {
    const last = tail + taken;
    if (textLength(now, tail + 1, last) > 1.5 * lost + 4) return 0;
    if (last === now.ids.length - 1 || endsSentence(now, last)) return taken;
  }
  return 0;
}

function endsSentence(now: Tokens, token: number): boolean {
  const end = now.ends[token] ?? 0;
  return (
    /^[.!?…。！？:]/u.test(now.text.charAt(end - 1)) || /^[^\S\n]*\n/u.test(now.text.slice(end, end + 8))
  );
}

/** One edge of a mapped passage. */
interface Edge {
  /** The passage's old token at this edge. */
  readonly passage: number;
  /** The new token of its outermost kept one. */
  readonly kept: number;
  /** How many characters beyond that were lost. */
  readonly lost: number;
  /** Where the edge was put. */
  readonly offset: number;
}

/**
 * Whether there is a reason to end the passage just there: other old text follows at once, so that nothing replaced what
 * was lost; or a sentence ends; or the neighbour still stands beside it.
 */
export function isEdgeKnown(matching: Matching, edge: Edge, side: 1 | -1): boolean {
  const isDeletion = (matching.toOld[edge.kept + side] ?? -1) >= 0;
  const isShort = edge.lost <= longestSentenceEdge;
  return (
    isDeletion ||
    (isShort && isSentence(matching, edge.passage, edge.offset, side)) ||
    isBounded(matching, edge.passage + side, edge.kept, edge.lost)
  );
}

/** Whether the token beside a passage still stands beside it, with no more between than replaces what was lost. */
function isBounded({ now, toNew, toOld }: Matching, neighbour: number, edge: number, lost: number): boolean {
  const place = toNew[neighbour] ?? -1;
  if (place < 0) return false;
  const [from, to] = place < edge ? [place + 1, edge - 1] : [edge + 1, place - 1];
  if (neighbour < (toOld[edge] ?? -1) !== place < edge) return false;
  for (let t = from; t <= to; t++) if ((toOld[t] ?? -1) >= 0) return false;
  return textLength(now, from, to) <= 1.5 * lost + 8;
}

/** Whether a passage began (or ended) with a sentence, and does so now. */
function isSentence({ old, now }: Matching, token: number, offset: number, side: 1 | -1): boolean {
  if (side === 1) return endsSentence(old, token) && endsSentence(now, tokenAfter(now, offset - 1));
  const next = tokenAfter(now, offset);
  const opens = /^\P{Ll}/u.test(old.text.slice(old.starts[token], old.ends[token]));
  return opens && (next === 0 || endsSentence(now, next - 1));
}

/** Takes in as many characters on either side as were lost there, in whole tokens. */
export function widen(
  now: Tokens,
  span: Span,
  kept: Span,
  lost: { readonly start: number; readonly end: number },
): Span {
  let first = kept.start;
  while (first > 0 && lost.start > 0 && textLength(now, first - 1, kept.start - 1) <= lost.start + 2) first--;
  let last = kept.end;
  while (last + 1 < now.ids.length && lost.end > 0 && textLength(now, kept.end + 1, last + 1) <= lost.end + 2)
    last++;
  return {
    start: Math.min(span.start, lost.start > 0 ? (now.starts[first] ?? 0) : span.start),
    end: Math.max(span.end, lost.end > 0 ? (now.ends[last] ?? 0) : span.end),
  };
}
