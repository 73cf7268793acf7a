import search from 'approx-string-match';
import type { Span } from '../../src/core/text/span';

/** What other tools know of a passage: its offsets in the old text, quote and context. */
export interface Selector {
  readonly span: Span;
  readonly quote: string;
  readonly before: string;
  readonly after: string;
}

export type Rival = (text: string, selector: Selector) => Span | undefined;

export const offsetOnly: Rival = (text, { span }) => (span.end <= text.length ? span : undefined);

export const exactNearest: Rival = (text, { quote, span }) => {
  let nearest: number | undefined;
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1))
    if (nearest === undefined || Math.abs(at - span.start) < Math.abs(nearest - span.start)) nearest = at;
  return nearest === undefined ? undefined : { start: nearest, end: nearest + quote.length };
};

/**
 * The published algorithm of the Hypothesis client: offsets if the quote stands there; else exact occurrences if there
 * are any, else those with the fewest errors (at most half of the quote's length); scored 50 quote, 20 prefix, 20 suffix,
 * 2 position; no threshold.
 */
export const hypothesis: Rival = (text, selector) => {
  const { span, quote } = selector;
  if (text.slice(span.start, span.end) === quote) return span;
  if (quote.length === 0) return undefined;
  const found = findMatches(text, quote, Math.min(256, quote.length / 2));
  let best: Span | undefined;
  let bestScore = -1;
  for (const match of found) {
    const score = scoreOf(text, selector, match);
    if (score <= bestScore) continue;
    best = { start: match.start, end: match.end };
    bestScore = score;
  }
  return best;
};

interface Match extends Span {
  readonly errors: number;
}

function findMatches(text: string, quote: string, maxErrors: number): readonly Match[] {
  const exact: Match[] = [];
  for (let at = text.indexOf(quote); at !== -1; at = text.indexOf(quote, at + 1))
    exact.push({ start: at, end: at + quote.length, errors: 0 });
  return exact.length > 0 ? exact : search(text, quote, maxErrors);
}

function scoreOf(text: string, { span, quote, before, after }: Selector, match: Match): number {
  const quoteScore = 1 - match.errors / quote.length;
  const beforeScore = before
    ? alike(text.slice(Math.max(0, match.start - before.length), match.start), before)
    : 1;
  const afterScore = after ? alike(text.slice(match.end, match.end + after.length), after) : 1;
  const position = 1 - Math.abs(match.start - span.start) / text.length;
  return (50 * quoteScore + 20 * beforeScore + 20 * afterScore + 2 * position) / 92;
}

function alike(text: string, wanted: string): number {
  if (wanted.length === 0 || text.length === 0) return 0;
  const [first] = search(text, wanted, wanted.length);
  return first ? 1 - first.errors / wanted.length : 0;
}
