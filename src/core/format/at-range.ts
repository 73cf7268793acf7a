import type { FileRange } from '../base/problem';

/** Writes a passage's position as in a sidecar: `14:5-14:63`. */
export function formatRange({ start, end }: FileRange): string {
  return `${start.line}:${start.column}-${end.line}:${end.column}`;
}

/**
 * Reads `line:column-line:column` (1-based, columns in code points, end exclusive). Undefined for anything else: other
 * spellings, leading zeros, numbers above 999,999,999, an end before its start.
 */
export function parseRange(text: string): FileRange | undefined {
  let at = 0;
  const next = (after: string): number => {
    const start = at;
    let value = 0;
    for (; at < text.length; at++) {
      const digit = text.charCodeAt(at) - 48;
      if (digit < 0 || digit > 9) break;
      value = value * 10 + digit;
    }
    const isNumber = at > start && at - start <= 9 && text.charCodeAt(start) !== 48;
    const isFollowed = after === '' ? at === text.length : text[at] === after;
    at++;
    return isNumber && isFollowed ? value : Number.NaN;
  };
  const start = { line: next(':'), column: next('-') };
  const end = { line: next(':'), column: next('') };
  const isForward = start.line < end.line || (start.line === end.line && start.column <= end.column);
  // A part that is no number is NaN, which compares as false or shows in the sum.
  return isForward && !Number.isNaN(start.column + end.column) ? { start, end } : undefined;
}

/** Orders positions as sidecars do: by start, then by end. */
export function compareRanges(a: FileRange, b: FileRange): number {
  return (
    a.start.line - b.start.line ||
    a.start.column - b.start.column ||
    a.end.line - b.end.line ||
    a.end.column - b.end.column
  );
}
