import type { Span } from '../text/span';
import { beyondChance, type Coefficient, type Figure, share } from './figure';

/** How many coded segments found their like in the other coder's, both ways. */
export interface SegmentMatches {
  readonly matched: number;
  /** All segments of both coders. */
  readonly total: number;
}

/**
 * Matches two coders' segments of one code, after MAXQDA: a segment agrees when the other coder has one with the same code
 * and what both cover is at least `overlap` (0–1) of what either covers. Every segment of both coders is asked.
 * @param a,b non-overlapping spans in order
 */
export function matchSegments(a: readonly Span[], b: readonly Span[], overlap: number): SegmentMatches {
  const matchedA = new Uint8Array(a.length);
  const matchedB = new Uint8Array(b.length);
  for (let i = 0, j = 0; ;) {
    const x = a[i];
    const y = b[j];
    if (!x || !y) break;
    const both = Math.min(x.end, y.end) - Math.max(x.start, y.start);
    const either = Math.max(x.end, y.end) - Math.min(x.start, y.start);
    if (both > 0 && both / either >= overlap) matchedA[i] = matchedB[j] = 1;
    if (x.end <= y.end) i++;
    if (y.end <= x.end) j++;
  }
  const count = (flags: Uint8Array) => flags.reduce((total, flag) => total + flag, 0);
  return { matched: count(matchedA) + count(matchedB), total: a.length + b.length };
}

/**
 * The kappa that MAXQDA prints for segments (Rädiker & Kuckartz, after Brennan & Prediger 1981): chance agreement is
 * 1 / number of codes, since there are no segments that neither coder coded.
 */
export function segmentKappa({ matched, total }: SegmentMatches, codes: number): Coefficient {
  const percent = share(matched, total);
  const figure: Figure =
    'undefined' in percent
      ? percent
      : codes < 2
        ? { undefined: 'single-category' }
        : beyondChance(1 - percent.value, 1 - 1 / codes);
  return { ...figure, percent, n: total };
}

/** Holsti's coefficient (1969): 2A / (N₁ + N₂) for A agreements among N₁ and N₂ codings. */
export function holsti(agreements: number, first: number, second: number): Figure {
  return share(2 * agreements, first + second);
}
