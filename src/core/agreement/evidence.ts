import type { CodedText } from './coded-text';
import { spansOf } from './coded-text';
import { add, type Counters } from './counters';
import { crossTable, type CrossTable, pairsOf } from './ratings';
import { matchSegments, type SegmentMatches } from './segment-matching';
import { emptyTally, type Tally, tallyInto } from './tally';
import { emptyUnitizing, unitizeInto, type Unitizing } from './unitizing';
import { codeRatings, type Segmentation } from './unit-ratings';

/**
 * What a text says about agreement on one code, or group of codes. Evidence from several texts adds up: all figures of a
 * roll-up, and every replicate of a bootstrap, come from sums.
 */
export interface Evidence {
  /** Units (characters, words, …) coded (1) or not (0). */
  readonly tally: Tally & { readonly byCoder: Counters };
  /** Each pair of coders' decisions, in the order of `pairsOf`. */
  readonly tables: readonly CrossTable[];
  /** [pair × 2]: segments matched, and segments in all. */
  readonly matches: Counters;
  /** Passages as units of a continuum, in characters. */
  readonly unitizing: Unitizing;
}

export interface EvidenceOptions {
  readonly segmentation: Segmentation;
  /** The share of two segments' joint extent that both must cover to match. */
  readonly overlap: number;
}

export const defaultOverlap = 0.9;

export function emptyEvidence(coders: number): Evidence {
  const pairs = pairsOf(coders);
  return {
    tally: emptyTally(coders, 2),
    tables: pairs.map(() => ({ categories: 2, cells: new Float64Array(4) })),
    matches: new Float64Array(pairs.length * 2),
    unitizing: emptyUnitizing(coders, 1),
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
  const ratings = codeRatings(text, codes, segmentation);
  const evidence = emptyEvidence(coders);
  tallyInto(ratings, evidence.tally);
  unitizeInto(
    evidence.unitizing,
    text.length,
    layers.map((spans) => spans.map(({ start, end }) => ({ start, end, category: 1 }))),
  );
  const pairs = pairsOf(coders);
  const matches = new Float64Array(pairs.length * 2);
  pairs.forEach(([i, j], pair) => {
    const { matched, total } = matchSegments(layers[i] ?? [], layers[j] ?? [], overlap);
    matches.set([matched, total], pair * 2);
  });
  return { ...evidence, matches, tables: pairs.map(([i, j]) => crossTable(ratings, i, j)) };
}

/** The evidence of several texts together, each taken `times` (once where absent). */
export function sumEvidence(texts: readonly Evidence[], coders: number, times?: ArrayLike<number>): Evidence {
  const total = emptyEvidence(coders);
  const sums = numbersOf(total);
  texts.forEach((text, i) => {
    const weight = times ? (times[i] ?? 0) : 1;
    if (weight === 0) return;
    numbersOf(text).forEach((numbers, part) => {
      const into = sums[part];
      if (into) for (let k = 0; k < numbers.length; k++) add(into, k, (numbers[k] ?? 0) * weight);
    });
  });
  return total;
}

export function matchesOf({ matches }: Evidence, pair: number): SegmentMatches {
  return { matched: matches[pair * 2] ?? 0, total: matches[pair * 2 + 1] ?? 0 };
}

/** Everything that is counted, always in the same order. */
function numbersOf({ tally, tables, matches, unitizing }: Evidence): readonly Counters[] {
  const { units, agreeing, values, byCoder } = tally;
  const { length, selfPairs, same, shared, sharedSelfPairs } = unitizing;
  return [
    ...[units, agreeing, values, byCoder, matches, length, selfPairs, same, shared, sharedSelfPairs],
    ...tables.map(({ cells }) => cells),
  ];
}
