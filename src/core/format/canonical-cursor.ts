import { isWellFormed } from '../text/code-points';
import { isPlainId } from './sidecar-fields';
import { isBlockText, isPlainSafe, quoteText } from './yaml-value';

/**
 * A place in a text that is being read line by line. Once something is not in canonical form, the cursor has failed
 * and stands at the end, so that every loop over lines ends; what was read is then worthless.
 */
export interface Cursor {
  readonly text: string;
  at: number;
  /** Quoted scalars escape tabs; blocks hold them as they are. */
  readonly hasTabs: boolean;
  hasFailed: boolean;
}

/** At the start of a text; undefined where that holds characters that the canonical form escapes wherever they stand. */
export function openCanonical(text: string): Cursor | undefined {
  if (escapedAnywhere.test(text) || !isWellFormed(text)) return undefined;
  return { text, at: 0, hasTabs: text.includes('\t'), hasFailed: false };
}

const escapedAnywhere = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/;

/** True when all of the text was in canonical form. */
export function isReadToEnd({ text, at, hasFailed }: Cursor): boolean {
  return !hasFailed && at === text.length;
}

/** Gives up, and returns the value given so that callers have something of the right type. */
export function fail<T>(cursor: Cursor, value: T): T {
  cursor.hasFailed = true;
  cursor.at = cursor.text.length;
  return value;
}

/** Moves behind the prefix if the text goes on with it. */
export function take(cursor: Cursor, prefix: string): boolean {
  if (!cursor.text.startsWith(prefix, cursor.at)) return false;
  cursor.at += prefix.length;
  return true;
}

/** The rest of the line; moves behind its line break, which must be there. */
export function takeLine(cursor: Cursor): string {
  const end = cursor.text.indexOf('\n', cursor.at);
  if (end === -1) return fail(cursor, '');
  const line = cursor.text.slice(cursor.at, end);
  cursor.at = end + 1;
  return line;
}

/** A double-quoted scalar up to the end of the line. */
export function takeQuoted(cursor: Cursor): string {
  const line = takeLine(cursor);
  if (line.length < 2 || line.charCodeAt(0) !== quotationMark) return fail(cursor, '');
  if (line.includes('\\')) return unescape(cursor, line);
  if (line.indexOf('"', 1) !== line.length - 1 || (cursor.hasTabs && line.includes('\t')))
    return fail(cursor, '');
  return line.slice(1, -1);
}

/** Free text: a `|-` block with the given indentation where that can hold it, else double-quoted. */
export function takeText(cursor: Cursor, indent: string): string {
  const isBlock = take(cursor, '|-\n');
  const text = isBlock ? takeBlock(cursor, indent) : takeQuoted(cursor);
  return isBlockText(text) === isBlock ? text : fail(cursor, '');
}

/** An id of a passage, note or version: plain unless YAML would take it for a number. */
export function takeId(cursor: Cursor): string {
  const isQuoted = cursor.text.charCodeAt(cursor.at) === quotationMark;
  const id = isQuoted ? takeQuoted(cursor) : takeLine(cursor);
  return isPlainId(id) !== isQuoted ? id : fail(cursor, '');
}

/** A short text: plain where every YAML reader takes it as it is, else double-quoted. */
export function takeLineText(cursor: Cursor): string {
  const isQuoted = cursor.text.charCodeAt(cursor.at) === quotationMark;
  const text = isQuoted ? takeQuoted(cursor) : takeLine(cursor);
  return isPlainSafe(text, false) !== isQuoted ? text : fail(cursor, '');
}

const quotationMark = 0x22;

function unescape(cursor: Cursor, line: string): string {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return fail(cursor, '');
  }
  return typeof value === 'string' && quoteText(value) === line ? value : fail(cursor, '');
}

function takeBlock(cursor: Cursor, indent: string): string {
  const { text } = cursor;
  const lines: string[] = [];
  while (cursor.at < text.length) {
    if (text.charCodeAt(cursor.at) === 10) {
      cursor.at++;
      lines.push('');
    } else if (take(cursor, indent)) {
      lines.push(takeLine(cursor));
    } else {
      break;
    }
  }
  return lines.join('\n');
}
