import type { Span } from '../text/span';

/**
 * The conflicts that git left in a normalised text: from each `<<<<<<<` to its `>>>>>>>`, or a lone marker's line.
 * Only markers at the start of a line count, which is nowhere a study file's own text can stand.
 */
export function findConflicts(text: string): readonly Span[] {
  const conflicts: Span[] = [];
  let open: number | undefined;
  for (let start = 0; start < text.length;) {
    const next = text.indexOf('\n', start);
    const end = next === -1 ? text.length : next;
    if (isMarker(text, start, end, '<')) {
      if (open !== undefined) conflicts.push(lineSpan(text, open));
      open = start;
    } else if (isMarker(text, start, end, '>')) {
      conflicts.push({ start: open ?? start, end });
      open = undefined;
    }
    start = end + 1;
  }
  if (open !== undefined) conflicts.push(lineSpan(text, open));
  return conflicts;
}

/** Seven signs, then the end of the line or a space and a label. */
function isMarker(text: string, start: number, end: number, sign: string): boolean {
  if (text[start] !== sign || !text.startsWith(sign.repeat(7), start)) return false;
  return end === start + 7 || text[start + 7] === ' ';
}

function lineSpan(text: string, start: number): Span {
  const end = text.indexOf('\n', start);
  return { start, end: end === -1 ? text.length : end };
}
