import type { Span } from '../text/span';
import type { Matching } from './matching';
import { tokenAfter, type Tokens } from './tokens';

/** Where a span of the old text went. */
export interface MappedSpan {
  readonly span: Span;
  /** The share (0–1) of its characters, white space aside, that is there, words rewritten in place nearly included. */
  readonly survival: number;
  /** The share of its characters that is lost at its ends, where nothing tells what replaced them. */
  readonly frayed: number;
  /** The least and the most that it may be. */
  readonly tight: Span;
  readonly wide: Span;
}

/** A quote of so few tokens may be replaced as a whole, as names are. */
const longestReplaced = 4;
const rewrittenWorth = 0.8;
/** The same where the passage's characters changed their order. */
const disorderCost = 0.3;

/** How to tell a passage's characters from others like them. */
export interface Care {
  /** What a character costs that has come between a passage's characters, if these kept their order. */
  readonly insertionCost: number;
  /** So many tokens on both sides of the passage help to decide which stretch it is. */
  readonly context: number;
}

const usualCare: Care = { insertionCost: 0.03, context: 0 };

/** A passage's token that is still there, and the new tokens that it became (both ends included). */
interface Kept {
  readonly old: number;
  readonly from: number;
  readonly to: number;
}

/**
 * Maps a span of the old text to the new one: to the stretch that holds most of it with the least of anything else, with
 * words rewritten at its edges. Undefined when none of it is left.
 */
export function mapSpan(
  matching: Matching,
  span: Span,
  { insertionCost, context }: Care = usualCare,
): MappedSpan | undefined {
  const { old } = matching;
  const first = tokenAfter(old, span.start);
  let last = first - 1;
  while (last + 1 < old.starts.length && (old.starts[last + 1] ?? 0) < span.end) last++;
  if (last < first) return mapBlank(matching, span, first);
  const stretch = bestStretch(matching, keptTokens(matching, first - context, last + context), insertionCost);
  const kept = stretch.filter((token) => token.old >= first && token.old <= last);
  const head = kept[0];
  const tail = kept.at(-1);
  if (!head || !tail) return mapReplaced(matching, first, last);
  const tight = {
    start: offsetInToken(matching, head, span.start),
    end: offsetInToken(matching, tail, span.end),
  };
  const start =
    head.old === first ? withSpaceBefore(matching, span, tight.start) : startBefore(matching, head, first);
  const end = tail.old === last ? withSpaceAfter(matching, span, tight.end) : endAfter(matching, tail, last);
  const lost = {
    start: textLength(old, first, Math.min(...kept.map((token) => token.old)) - 1),
    end: textLength(old, Math.max(...kept.map((token) => token.old)) + 1, last),
  };
  const isStartKnown =
    isSentence(matching, first, start, -1) || isBounded(matching, first - 1, head.from, lost.start);
  const isEndKnown = isSentence(matching, last, end, 1) || isBounded(matching, last + 1, tail.to, lost.end);
  const frayed = (isStartKnown ? 0 : lost.start) + (isEndKnown ? 0 : lost.end);
  return {
    span: { start, end },
    survival: survivalOf(matching, first, last, kept),
    frayed: frayed / textLength(old, first, last),
    tight,
    wide: widen(matching.now, { start, end }, { start: head.from, end: tail.to }, lost),
  };
}

/** Takes in as many characters on either side as were lost there, in whole tokens. */
function widen(
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

/** White space at a passage's own edges stays with it where it is the same. */
function withSpaceBefore({ old, now }: Matching, span: Span, start: number): number {
  const space = /^\s*/u.exec(old.text.slice(span.start, span.end))?.[0] ?? '';
  return start >= space.length && now.text.startsWith(space, start - space.length)
    ? start - space.length
    : start;
}

function withSpaceAfter({ old, now }: Matching, span: Span, end: number): number {
  const text = old.text.slice(span.start, span.end);
  const space = text.slice(text.trimEnd().length);
  return now.text.startsWith(space, end) ? end + space.length : end;
}

/** A passage without a single word or mark stays between its neighbours while these stay together. */
function mapBlank({ old, now, toNew }: Matching, span: Span, next: number): MappedSpan | undefined {
  const before = next === 0 ? -1 : (toNew[next - 1] ?? -1);
  const after = next === old.ids.length ? now.ids.length : (toNew[next] ?? -1);
  if (after !== before + 1 || (next > 0 && before < 0)) return undefined;
  const from = old.ends[next - 1] ?? 0;
  const to = old.starts[next] ?? old.text.length;
  const gap = { start: now.ends[before] ?? 0, end: now.starts[after] ?? now.text.length };
  if (old.text.slice(from, to) !== now.text.slice(gap.start, gap.end)) return undefined;
  const moved = { start: gap.start + span.start - from, end: gap.start + span.end - from };
  return { span: moved, survival: 1, frayed: 0, tight: moved, wide: moved };
}

function keptTokens({ toNew, toLastNew }: Matching, first: number, last: number): Kept[] {
  const kept: Kept[] = [];
  for (let old = Math.max(0, first); old <= Math.min(last, toNew.length - 1); old++) {
    const from = toNew[old] ?? -1;
    if (from >= 0) kept.push({ old, from, to: Math.max(from, toLastNew[old] ?? -1) });
  }
  return kept.sort((a, b) => a.from - b.from || a.old - b.old);
}

/** The part of the kept tokens, in the order of the new text, that is worth more than what stands between them. */
function bestStretch(matching: Matching, kept: readonly Kept[], insertionCost: number): readonly Kept[] {
  let best = 0;
  let bestFrom = 0;
  let bestTo = -1;
  let sum = 0;
  let from = 0;
  kept.forEach((token, i) => {
    const previous = kept[i - 1];
    const rest = previous ? sum - costBetween(matching.now, previous, token, insertionCost) : 0;
    if (rest <= 0) from = i;
    sum = Math.max(rest, 0) + lengthOf(matching.old, token.old);
    if (sum <= best) return;
    best = sum;
    bestFrom = from;
    bestTo = i;
  });
  return kept.slice(bestFrom, bestTo + 1);
}

function costBetween(now: Tokens, a: Kept, b: Kept, insertionCost: number): number {
  const distance = Math.max(0, (now.starts[b.from] ?? 0) - (now.ends[a.to] ?? 0));
  return distance * (a.old < b.old ? insertionCost : disorderCost);
}

/** Lost tokens in a small gap count as rewritten where its neighbours have something new between them. */
function survivalOf(matching: Matching, first: number, last: number, kept: readonly Kept[]): number {
  const { old } = matching;
  const isKept = new Set(kept.map((token) => token.old));
  let total = 0;
  let survived = 0;
  for (let t = first; t <= last; t++) {
    const length = lengthOf(old, t);
    total += length;
    if (isKept.has(t)) survived += length;
    else if (isRewritten(matching, t)) survived += length * rewrittenWorth;
  }
  return total === 0 ? 0 : survived / total;
}

function isRewritten({ toNew, toLastNew }: Matching, token: number): boolean {
  if (toNew[token] !== -1) return false;
  let before = token - 1;
  while (before >= 0 && token - before <= 3 && toNew[before] === -1) before--;
  let after = token + 1;
  while (after < toNew.length && after - before <= 4 && toNew[after] === -1) after++;
  if (after - before > 4) return false;
  const from = Math.max(toNew[before] ?? -1, toLastNew[before] ?? -1);
  const replacement = (toNew[after] ?? -1) - from - 1;
  return from >= 0 && replacement >= 1 && replacement <= 6;
}

/** The start of a passage whose first tokens were rewritten: `head` is the first that was kept. */
function startBefore(matching: Matching, head: Kept, first: number): number {
  const { old, now, toNew, toOld } = matching;
  let before = head.old - 1;
  while (before >= 0 && toNew[before] === -1) before--;
  let free = 0;
  while (head.from - free > 0 && toOld[head.from - free - 1] === -1) free++;
  const lost = {
    all: textLength(old, before + 1, head.old - 1),
    inside: textLength(old, Math.max(first, before + 1), head.old - 1),
  };
  const lengths = Array.from({ length: free }, (_, i) => lengthOf(now, head.from - 1 - i));
  const taken =
    before < 0 ? toSentenceStart(now, head.from, free, lost.inside) : rewrittenTokens(lost, lengths);
  return now.starts[head.from - taken] ?? 0;
}

/** The end of a passage whose last tokens were rewritten: `tail` is the last that was kept. */
function endAfter(matching: Matching, tail: Kept, last: number): number {
  const { old, now, toNew, toOld } = matching;
  let after = tail.old + 1;
  while (after < old.ids.length && toNew[after] === -1) after++;
  let free = 0;
  while (tail.to + free + 1 < now.ids.length && toOld[tail.to + free + 1] === -1) free++;
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

/** Whether the token beside a passage still stands beside it, with no more between than replaces what was lost. */
function isBounded({ now, toNew, toOld }: Matching, neighbour: number, edge: number, lost: number): boolean {
  const place = toNew[neighbour] ?? -1;
  if (place < 0) return false;
  const [from, to] = place < edge ? [place + 1, edge - 1] : [edge + 1, place - 1];
  if (neighbour < (toOld[edge] ?? -1) !== place < edge) return false;
  for (let t = from; t <= to; t++) if ((toOld[t] ?? -1) >= 0) return false;
  return textLength(now, from, to) <= 2 * lost + 12;
}

/** Whether a passage began (or ended) with a sentence, and does so now. */
function isSentence({ old, now }: Matching, token: number, offset: number, side: 1 | -1): boolean {
  if (side === 1) return endsSentence(old, token) && endsSentence(now, tokenAfter(now, offset - 1));
  const next = tokenAfter(now, offset);
  const opens = /^\P{Ll}/u.test(old.text.slice(old.starts[token], old.ends[token]));
  return opens && (next === 0 || endsSentence(now, next - 1));
}

/** A short quote replaced as a whole, between neighbours that still stand side by side with the replacement. */
function mapReplaced(matching: Matching, first: number, last: number): MappedSpan | undefined {
  const { old, now, toNew, toLastNew } = matching;
  if (last - first >= longestReplaced) return undefined;
  const before = Math.max(toNew[first - 1] ?? -1, toLastNew[first - 1] ?? -1);
  const after = toNew[last + 1] ?? -1;
  const replacement = after - before - 1;
  if (before < 0 || after < 0 || replacement < 1 || replacement > 2 * longestReplaced) return undefined;
  const span = { start: now.starts[before + 1] ?? 0, end: now.ends[after - 1] ?? 0 };
  const breaksLine = now.text.slice(span.start, span.end).includes('\n');
  const brokeLine = old.text.slice(old.starts[first], old.ends[last]).includes('\n');
  return breaksLine && !brokeLine
    ? undefined
    : { span, survival: rewrittenWorth, frayed: 1, tight: span, wide: span };
}

/** The place in a token's new form that an offset in the token stands for. */
function offsetInToken({ old, now }: Matching, token: Kept, offset: number): number {
  const from = old.starts[token.old] ?? 0;
  const to = old.ends[token.old] ?? 0;
  const newFrom = now.starts[token.from] ?? 0;
  const newTo = now.ends[token.to] ?? 0;
  if (offset <= from) return newFrom;
  if (offset >= to) return newTo;
  if (old.text.slice(from, to) === now.text.slice(newFrom, newTo)) return newFrom + offset - from;
  return offset - from < (to - from) / 2 ? newFrom : newTo;
}

function lengthOf(tokens: Tokens, token: number): number {
  return (tokens.ends[token] ?? 0) - (tokens.starts[token] ?? 0);
}

/** From the first to the last of the tokens, both included. */
function textLength(tokens: Tokens, first: number, last: number): number {
  return last < first ? 0 : (tokens.ends[last] ?? 0) - (tokens.starts[first] ?? 0);
}
