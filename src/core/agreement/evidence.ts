import type { CodedText } from './coded-text';
import { spansOf } from './coded-text';
import { add, at, counters, type Counters } from './counters';
import { crossTable, type CrossTable, pairsOf } from './ratings';
import { matchSegments, type SegmentMatches } from './segment-matching';
import { type Tally, tallyInto } from './tally';
import { unitizeInto, type Unitizing } from './unitizing';
import { codeRatings, type Segmentation } from './unit-ratings';

/**
 * What a text says about agreement on one code, or group of codes: counts, one after the other. Evidence from several texts
 * adds up: all figures of a roll-up, and every replicate of a bootstrap, come from sums.
 */
export interface Evidence {
  readonly coders: number;
  readonly numbers: Counters;
}

export interface EvidenceOptions {
  readonly segmentation: Segmentation;
  /** The share of two segments' joint extent that both must cover to match. */
  readonly overlap: number;
}

export const defaultOverlap = 0.9;

function emptyEvidence(coders: number): Evidence {
  return { coders, numbers: counters(placesFor(coders).end) };
}

/** Units (characters, words, …) coded (1) or not (0). */
export function tallyOf({ coders, numbers }: Evidence): Tally & { readonly byCoder: Counters } {
  const take = takeFrom(numbers, placesFor(coders).tally);
  return {
    coders,
    categories: 2,
    units: take(coders + 1),
    agreeing: take(coders + 1),
    values: take(2 * (coders + 1)),
    byCoder: take(2 * coders),
  };
}

/** Two coders' decisions: 1 coded, 0 not. Pairs are numbered as in `pairsOf`. */
export function tableOf({ coders, numbers }: Evidence, pair: number): CrossTable {
  const start = placesFor(coders).tables + 4 * pair;
  return { categories: 2, cells: numbers.subarray(start, start + 4) };
}

/** Two coders' segments. */
export function matchesOf({ coders, numbers }: Evidence, pair: number): SegmentMatches {
  const start = placesFor(coders).matches + 2 * pair;
  return { matched: at(numbers, start), total: at(numbers, start + 1) };
}

/** Passages as units of a continuum. */
export function unitizingOf({ coders, numbers }: Evidence): Unitizing {
  const take = takeFrom(numbers, placesFor(coders).unitizing);
  return {
    coders,
    length: take(2),
    selfPairs: take(2),
    same: take(2),
    shared: take(2),
    sharedSelfPairs: take(2),
  };
}

/** What the coders of a text decided on a code or, as if they were one, a group of codes. */
export function evidenceOf(
  text: CodedText,
  codes: readonly string[],
  { segmentation, overlap }: EvidenceOptions = { segmentation: 'characters', overlap: defaultOverlap },
): Evidence {
  const coders = text.codings.length;
  const layers = text.codings.map((codings) => spansOf(codings, codes));
  const ratings = codeRatings(text.length, layers, segmentation);
  const evidence = emptyEvidence(coders);
  tallyInto(ratings, tallyOf(evidence));
  unitizeInto(unitizingOf(evidence), text.length, layers);
  const { matches } = placesFor(coders);
  pairsOf(coders).forEach(([i, j], pair) => {
    tableOf(evidence, pair).cells.set(crossTable(ratings, i, j).cells);
    const { matched, total } = matchSegments(layers[i] ?? [], layers[j] ?? [], overlap);
    evidence.numbers.set([matched, total], matches + 2 * pair);
  });
  return evidence;
}

/** The evidence of several texts together, each taken `times` (once where absent). */
export function sumEvidence(texts: readonly Evidence[], coders: number, times?: ArrayLike<number>): Evidence {
  const [only, ...others] = texts;
  if (only && others.length === 0 && !times) return only;
  const total = emptyEvidence(coders);
  texts.forEach(({ numbers }, i) => {
    const weight = times ? (times[i] ?? 0) : 1;
    if (weight === 0) return;
    for (let k = 0; k < numbers.length; k++) add(total.numbers, k, at(numbers, k) * weight);
  });
  return total;
}

/**
 * Sums of texts that are drawn again and again, as by a bootstrap: told how often a sample holds each text. A sum is valid until the next.
 */
export function createEvidenceSum(
  texts: readonly Evidence[],
  coders: number,
): (times: ArrayLike<number>) => Evidence {
  const total = emptyEvidence(coders);
  // Count by count and without those that are nought everywhere, which is three times as fast as text by text.
  const columns = [...total.numbers.keys()].flatMap((place) => {
    const counts = Float64Array.from(texts, ({ numbers }) => at(numbers, place));
    return counts.some((count) => count !== 0) ? [{ place, counts }] : [];
  });
  return (times) => {
    for (const { place, counts } of columns) {
      let sum = 0;
      for (let i = 0; i < counts.length; i++) sum += at(counts, i) * (times[i] ?? 0);
      total.numbers[place] = sum;
    }
    return total;
  };
}

/** Where each kind of count begins. */
function placesFor(coders: number): {
  readonly tally: number;
  readonly tables: number;
  readonly matches: number;
  readonly unitizing: number;
  readonly end: number;
} {
  const pairs = (coders * (coders - 1)) / 2;
  const tables = 4 * (coders + 1) + 2 * coders;
  const matches = tables + 4 * pairs;
  const unitizing = matches + 2 * pairs;
  return { tally: 0, tables, matches, unitizing, end: unitizing + 10 };
}

function takeFrom(numbers: Counters, start: number): (size: number) => Counters {
  let used = start;
  return (size) => numbers.subarray(used, (used += size));
}
