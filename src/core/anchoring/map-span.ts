import type { Span } from '../text/span';
import type { Matching } from './matching';
import { tokenAfter, type Tokens } from './tokens';

/** Where a span of the old text went. */
export interface MappedSpan {
  readonly span: Span;
  /** The share (0–1) of its characters, white space aside, that is still there; words rewritten in place count half. */
  readonly survival: number;
}

/** A quote of so few tokens may be replaced as a whole, as names are. */
const longestReplaced = 4;

/**
 * Maps a span of the old text to the new one: to the block that holds most of it, from the first to the last token
 * there, with words rewritten at its edges. Undefined when none of it is left.
 */
export function mapSpan(matching: Matching, span: Span): MappedSpan | undefined {
  const { old } = matching;
  const first = tokenAfter(old, span.start);
  let last = first - 1;
  while (last + 1 < old.starts.length && (old.starts[last + 1] ?? 0) < span.end) last++;
  if (last < first) return undefined;
  const block = heaviestBlock(matching, first, last);
  if (block === undefined) return mapReplaced(matching, first, last);
  const kept = tokensOfBlock(matching, first, last, block);
  const start = startOf(matching, span.start, first, kept, block);
  const end = endOf(matching, span.end, last, kept, block);
  return { span: { start, end }, survival: survivalOf(matching, first, last, kept) };
}

/** The block to which most characters of the tokens went. */
function heaviestBlock(matching: Matching, first: number, last: number): number | undefined {
  const weights = new Map<number, number>();
  for (let t = first; t <= last; t++) {
    if ((matching.toNew[t] ?? -1) < 0) continue;
    const block = matching.block[t] ?? 0;
    weights.set(block, (weights.get(block) ?? 0) + lengthOf(matching.old, t));
  }
  let heaviest: number | undefined;
  for (const [block, weight] of weights)
    if (heaviest === undefined || weight > (weights.get(heaviest) ?? 0)) heaviest = block;
  return heaviest;
}

function tokensOfBlock(matching: Matching, first: number, last: number, block: number): number[] {
  const kept: number[] = [];
  for (let t = first; t <= last; t++)
    if ((matching.toNew[t] ?? -1) >= 0 && matching.block[t] === block) kept.push(t);
  return kept;
}

/** Words of a replacement in a small gap between kept tokens count half; so do similar words. */
function survivalOf(matching: Matching, first: number, last: number, kept: readonly number[]): number {
  const { old, now, toNew } = matching;
  let total = 0;
  for (let t = first; t <= last; t++) total += lengthOf(old, t);
  let survived = 0;
  kept.forEach((t, i) => {
    survived += lengthOf(old, t);
    const next = kept[i + 1];
    if (next === undefined) return;
    const gap = next - t - 1;
    const replacement = (toNew[next] ?? 0) - (toNew[t] ?? 0) - 1;
    if (gap === 0 || gap > 3 || replacement === 0 || replacement > 4) return;
    const removed = (old.ends[next - 1] ?? 0) - (old.starts[t + 1] ?? 0);
    const inserted = (now.ends[(toNew[next] ?? 0) - 1] ?? 0) - (now.starts[(toNew[t] ?? 0) + 1] ?? 0);
    survived += Math.min(removed, inserted) / 2;
  });
  return total === 0 ? 0 : survived / total;
}

function startOf(
  matching: Matching,
  offset: number,
  first: number,
  kept: readonly number[],
  block: number,
): number {
  const { old, now, toNew } = matching;
  const anchor = kept[0] ?? first;
  const place = toNew[anchor] ?? 0;
  if (anchor === first) return offsetInToken(matching, anchor, Math.max(offset, old.starts[anchor] ?? 0));
  let before = anchor - 1;
  while (before >= 0 && !isOf(matching, before, block)) before--;
  let freeFrom = place;
  while (freeFrom > 0 && (matching.toOld[freeFrom - 1] ?? -1) < 0) freeFrom--;
  if (before >= 0 && (toNew[before] ?? 0) < place) freeFrom = Math.max(freeFrom, (toNew[before] ?? 0) + 1);
  const taken = rewrittenTokens(
    { all: textLength(old, before + 1, anchor - 1), inside: textLength(old, first, anchor - 1) },
    now,
    place - 1,
    freeFrom,
    -1,
  );
  return now.starts[place - taken] ?? 0;
}

function endOf(
  matching: Matching,
  offset: number,
  last: number,
  kept: readonly number[],
  block: number,
): number {
  const { old, now, toNew } = matching;
  const anchor = kept.at(-1) ?? last;
  const place = toNew[anchor] ?? 0;
  if (anchor === last) return offsetInToken(matching, anchor, Math.min(offset, old.ends[anchor] ?? 0));
  let after = anchor + 1;
  while (after < old.ids.length && !isOf(matching, after, block)) after++;
  let freeTo = place;
  while (freeTo + 1 < now.ids.length && (matching.toOld[freeTo + 1] ?? -1) < 0) freeTo++;
  if (after < old.ids.length && (toNew[after] ?? 0) > place)
    freeTo = Math.min(freeTo, (toNew[after] ?? 0) - 1);
  const taken = rewrittenTokens(
    { all: textLength(old, anchor + 1, after - 1), inside: textLength(old, anchor + 1, last) },
    now,
    place + 1,
    freeTo,
    1,
  );
  return now.ends[place + taken] ?? 0;
}

function isOf(matching: Matching, token: number, block: number): boolean {
  return (matching.toNew[token] ?? -1) >= 0 && matching.block[token] === block;
}

/**
 * How many of the free new tokens beside a kept one stand for the passage's lost ones there: its share of the words that
 * were replaced, in characters. What is much longer than the words it replaces is an insertion beside them.
 */
function rewrittenTokens(
  lost: { readonly all: number; readonly inside: number },
  now: Tokens,
  from: number,
  to: number,
  step: 1 | -1,
): number {
  const free = (to - from) * step + 1;
  if (free <= 0 || lost.inside === 0) return 0;
  const available = step === 1 ? textLength(now, from, to) : textLength(now, to, from);
  const share = Math.min((available * lost.inside) / lost.all, 2 * lost.inside + 6);
  let taken = 0;
  let length = 0;
  while (taken < free) {
    const token = from + taken * step;
    const next = lengthOf(now, token);
    if (length + next / 2 > share) break;
    length += next;
    taken++;
  }
  return taken;
}

/** A short quote replaced as a whole, between neighbours that still stand side by side with the replacement. */
function mapReplaced(matching: Matching, first: number, last: number): MappedSpan | undefined {
  const { old, now, toNew } = matching;
  if (last - first >= longestReplaced) return undefined;
  const before = toNew[first - 1] ?? -1;
  const after = toNew[last + 1] ?? -1;
  if (before < 0 || after < 0 || matching.block[first - 1] !== matching.block[last + 1]) return undefined;
  const replacement = after - before - 1;
  if (replacement < 1 || replacement > 2 * longestReplaced) return undefined;
  const span = { start: now.starts[before + 1] ?? 0, end: now.ends[after - 1] ?? 0 };
  if (
    now.text.slice(span.start, span.end).includes('\n') &&
    !old.text.slice(old.starts[first], old.ends[last]).includes('\n')
  )
    return undefined;
  return { span, survival: 0.5 };
}

/** The place in a token's partner that an offset in the token stands for. */
function offsetInToken(matching: Matching, token: number, offset: number): number {
  const { old, now, toNew } = matching;
  const place = toNew[token] ?? 0;
  const from = old.starts[token] ?? 0;
  const to = old.ends[token] ?? 0;
  const newFrom = now.starts[place] ?? 0;
  const newTo = now.ends[place] ?? 0;
  if (offset <= from) return newFrom;
  if (offset >= to) return newTo;
  if (old.text.slice(from, to) === now.text.slice(newFrom, newTo)) return newFrom + offset - from;
  return offset - from < (to - from) / 2 ? newFrom : newTo;
}

function lengthOf(tokens: Tokens, token: number): number {
  return (tokens.ends[token] ?? 0) - (tokens.starts[token] ?? 0);
}

function textLength(tokens: Tokens, from: number, to: number): number {
  return to < from ? 0 : (tokens.ends[to] ?? 0) - (tokens.starts[from] ?? 0);
}
