import type { PlacedPassage } from '../study/placed-passages';
import type { Span } from '../text/span';
import { wordPattern, type WordOptions } from './word-pattern';

/** A passage with words that were looked for. */
export interface FoundPassage {
  readonly placed: PlacedPassage;
  /** Where the words stand in the quote, in UTF-16 units; at least one, rising, never overlapping. */
  readonly hits: readonly Span[];
}

/** The passages whose quotes have the words, in the order given. See `wordPattern` for what counts. */
export function findInPassages(
  passages: readonly PlacedPassage[],
  words: string,
  options: WordOptions = {},
): readonly FoundPassage[] {
  const pattern = wordPattern(words, options);
  if (!pattern) return [];
  return passages.flatMap((placed) => {
    const hits = findSpans(placed.passage.quote, pattern);
    return hits.length === 0 ? [] : [{ placed, hits }];
  });
}

/** @param pattern global */
export function findSpans(text: string, pattern: RegExp): readonly Span[] {
  return Array.from(text.matchAll(pattern), ({ index, 0: { length } }) => ({
    start: index,
    end: index + length,
  }));
}
