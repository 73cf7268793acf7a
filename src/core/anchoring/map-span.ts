import { compareSpans, spansEqual, type Span } from '../text/span';
import type { Matching } from './matching';
import { endAfter, isEdgeKnown, startBefore, widen, type Kept } from './span-edges';
import { lengthOf, textLength, tokenAfter, type Tokens } from './tokens';

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
  /** Where the most of what is left elsewhere went, and the share of the characters that is there. */
  readonly torn?: { readonly span: Span; readonly share: number };
}

/** A quote of so few tokens may be replaced as a whole, as names are. */
const longestReplaced = 4;
const rewrittenWorth = 0.8;
/** With more than this share of a passage in another place, none of its parts is the passage. */
const mostTorn = 0.1;
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
  const isOwn = (token: Kept): boolean => token.old >= first && token.old <= last;
  const all = keptTokens(matching, first - context, last + context);
  const stretch = new Set(bestStretch(matching, all, insertionCost));
  const kept = [...stretch].filter(isOwn);
  const others =
    all.length === stretch.size ? [] : all.filter((token) => isOwn(token) && !stretch.has(token));
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
  const isStartKnown = isEdgeKnown(
    matching,
    { passage: first, kept: head.from, lost: lost.start, offset: start },
    -1,
  );
  const isEndKnown = isEdgeKnown(matching, { passage: last, kept: tail.to, lost: lost.end, offset: end }, 1);
  const frayed = (isStartKnown ? 0 : lost.start) + (isEndKnown ? 0 : lost.end);
  return {
    span: { start, end },
    survival: survivalOf(matching, first, last, kept),
    frayed: frayed / textLength(old, first, last),
    tight,
    wide: widen(matching.now, { start, end }, { start: head.from, end: tail.to }, lost),
    ...tornFrom(matching, bestStretch(matching, others, insertionCost), textLength(old, first, last)),
  };
}

function tornFrom({ old, now }: Matching, part: readonly Kept[], length: number): Pick<MappedSpan, 'torn'> {
  const head = part[0];
  const tail = part.at(-1);
  if (!head || !tail) return {};
  const span = { start: now.starts[head.from] ?? 0, end: now.ends[tail.to] ?? 0 };
  return { torn: { span, share: part.reduce((sum, token) => sum + lengthOf(old, token.old), 0) / length } };
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

/**
 * One extent where the ends are certain enough, else what the passage is at least and at most; both parts of what a move
 * has torn apart. In the text's order.
 */
export function extentsOf(
  { span, frayed, tight, wide, torn }: MappedSpan,
  mostFrayed: number,
): readonly Span[] {
  if (torn && torn.share > mostTorn) return [span, torn.span].sort(compareSpans);
  return frayed < mostFrayed || spansEqual(tight, wide) ? [span] : [tight, wide].sort(compareSpans);
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
  const isKept = new Uint8Array(last - first + 1);
  for (const token of kept) isKept[token.old - first] = 1;
  let total = 0;
  let survived = 0;
  for (let t = first; t <= last; t++) {
    const length = lengthOf(old, t);
    total += length;
    if (isKept[t - first] === 1) survived += length;
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
