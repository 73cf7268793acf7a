import type { PlacedPassage } from './placed-passages';

/**
 * Compares passages of one transcript by where they stand: in today's text where both places are certain, else in the
 * versions that they were coded in.
 */
export function compareInText(a: PlacedPassage, b: PlacedPassage): number {
  const [x, y] = [a.passage.at, b.passage.at];
  const byText = a.span && b.span ? a.span.start - b.span.start || a.span.end - b.span.end : 0;
  return byText || x.start.line - y.start.line || x.start.column - y.start.column;
}
