import type { FilePosition } from '../base/problem';
import type { Span } from '../text/span';
import { alignTokens } from './align';
import { mapSpan, type MappedSpan } from './map-span';
import type { AnchoredPassage } from './resolution';
import type { TokenIndex } from './token-index';
import { tokenAfter, tokenise, tokensBetween, type Tokens, type Vocabulary } from './tokens';

/** All that is left of an old text around one passage: its quote with the context kept beside it. */
export interface Fragment {
  readonly tokens: Tokens;
  /** The quote in the fragment's text. */
  readonly quote: Span;
  readonly quoteIds: Int32Array;
  /** The quote's first token among the fragment's. */
  readonly firstOfQuote: number;
  readonly at: FilePosition;
}

/** A place in today's text that a fragment may have come from. */
export interface Candidate extends MappedSpan {
  /** What the words in common tell, less what the words that differ speak against it; in bits. */
  readonly evidence: number;
  /** How much of the quote's information is there, 0–1. */
  readonly quoteLikeness: number;
  /** The same of the context; undefined where none was kept. */
  readonly contextLikeness: number | undefined;
}

export function fragmentOf(passage: AnchoredPassage, vocabulary: Vocabulary): Fragment {
  const before = passage.before ?? '';
  const after = passage.after ?? '';
  const quote = { start: before.length, end: before.length + passage.quote.length };
  const all = tokenise(before + passage.quote + after, vocabulary);
  // The outer ends of the context may cut a word in two.
  const first = tokenAfter(all, quote.start);
  const last = tokenAfter(all, quote.end - 1);
  const from = before === '' ? 0 : Math.min(1, first);
  const to = after === '' ? all.ids.length : Math.max(last + 1, all.ids.length - 1);
  return {
    tokens: tokensBetween(all, from, to),
    quote,
    quoteIds: all.ids.subarray(first, last + 1),
    firstOfQuote: first - from,
    at: passage.at.start,
  };
}

/** A word that is missing in the quote, or in the context, speaks against a place with so many bits. */
const missingInQuote = 2;
const missingInContext = 0.7;
/** Words come in phrases: they tell less together than each for itself. */
const phraseShare = 0.6;
const similarBits = 6;
const mostBits = 12;
const nearby = 60;
const care = { insertionCost: 0.15, context: 40 };

/** The information in a fragment's quote, in bits: how far it identifies itself. */
export function quoteBitsOf({ quoteIds }: Fragment, index: TokenIndex): number {
  return quoteIds.reduce((sum, id) => sum + Math.min(mostBits, index.bitsOf(id)), 0);
}

/** Lays a fragment on the tokens `from`–`to` of the text; undefined when its quote is not there. */
export function layFragment(
  fragment: Fragment,
  index: TokenIndex,
  from: number,
  to: number,
): Candidate | undefined {
  const window = tokensBetween(index.tokens, Math.max(0, from), Math.min(to, index.tokens.ids.length));
  const matching = alignTokens(fragment.tokens, window, index.vocabulary);
  const mapped = mapSpan(matching, fragment.quote, care);
  if (!mapped) return undefined;
  const { tokens, quote } = fragment;
  const { span } = mapped;
  const sums = { evidence: 0, quote: 0, quoteFound: 0, context: 0, contextFound: 0 };
  tokens.ids.forEach((id, t) => {
    const place = matching.toNew[t] ?? -1;
    const inQuote = (tokens.starts[t] ?? 0) < quote.end && (tokens.ends[t] ?? 0) > quote.start;
    const start = window.starts[place] ?? 0;
    const isNear = inQuote
      ? start >= span.start && start < span.end
      : start >= span.start - nearby && start < span.end + nearby;
    const bits = Math.min(mostBits, index.bitsOf(id));
    const found = place < 0 || !isNear ? 0 : window.ids[place] === id ? bits : Math.min(similarBits, bits);
    if (inQuote) {
      sums.quote += bits;
      sums.quoteFound += found;
    } else {
      sums.context += bits;
      sums.contextFound += found;
    }
    sums.evidence += found * phraseShare - (found === 0 ? (inQuote ? missingInQuote : missingInContext) : 0);
  });
  return {
    ...mapped,
    evidence: sums.evidence,
    quoteLikeness: sums.quote === 0 ? 1 : sums.quoteFound / sums.quote,
    contextLikeness: sums.context === 0 ? undefined : sums.contextFound / sums.context,
  };
}
