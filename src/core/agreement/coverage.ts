import { compareSpans, type Span, unite } from '../text/span';
import type { ComparedPassage } from './disagreements';
import { eachStretch } from './spans';

/** A stretch of text with one code, and who gave it that code: the places of the coders. */
export interface CodeCoverage extends Span {
  readonly code: string;
  readonly by: readonly number[];
}

/**
 * Who coded what: for every code the stretches of text within which the same coders gave it, in order of position. A stretch
 * also ends where a passage of one of them does.
 * @param passages of every coder
 */
export function coverageOf(passages: readonly (readonly ComparedPassage[])[]): readonly CodeCoverage[] {
  const byCode = new Map<string, Span[][]>();
  passages.forEach((list, side) => {
    for (const { start, end, codes } of list)
      for (const code of codes) {
        let sides = byCode.get(code);
        if (!sides) byCode.set(code, (sides = passages.map(() => [])));
        sides[side]?.push({ start, end });
      }
  });
  const found: CodeCoverage[] = [];
  for (const [code, sides] of byCode) {
    const layers = sides.map(unite);
    const length = Math.max(...layers.map((spans) => spans.at(-1)?.end ?? 0));
    eachStretch(length, layers, (covered, start, end) => {
      const by = [...covered].flatMap((isCovered, side) => (isCovered ? [side] : []));
      if (by.length > 0) found.push({ code, start, end, by });
    });
  }
  return found.sort(compareSpans);
}
