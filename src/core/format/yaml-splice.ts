import type { YAMLMap } from 'yaml';
import { UserError } from '../base/user-error';
import { parseMap } from './open-yaml';

/** A piece of YAML being edited, with the places of its parts. */
export interface EditableYaml {
  readonly text: string;
  /** The text with a lone CR as LF, so that every line ends in LF; offsets are the same. */
  readonly lines: string;
  readonly root: YAMLMap;
}

/** Replaces the text between two offsets. Inserted lines end in LF; they get the file's own line breaks. */
export interface Splice {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  /** Set where the text has its line breaks already. */
  readonly isRaw?: true;
}

/** @throws UserError `yaml/unreadable` when the text is no map or cannot be parsed */
export function openEditable(text: string): EditableYaml {
  const lines = text.replace(/\r(?!\n)/g, '\n');
  const root = parseMap(lines);
  if (!root) throw new UserError('yaml/unreadable', 'The file is not in a state in which it can be edited.');
  return { text, lines, root };
}

/**
 * Carries out splices, which must not overlap, those at one place in their order; all else is kept to the byte.
 * @param eol the line break of the file, where the text is a part of one
 */
export function applySplices(text: string, splices: readonly Splice[], eol = lineBreakOf(text)): string {
  let result = '';
  let at = 0;
  for (const splice of [...splices].sort((a, b) => a.start - b.start)) {
    const inserted = splice.isRaw ? splice.text : withLineBreaks(splice.text, eol);
    result += text.slice(at, splice.start) + inserted;
    at = splice.end;
  }
  return result + text.slice(at);
}

/** True when there is something between any splice of the one and any of the other. */
export function areApart(some: readonly Splice[], others: readonly Splice[]): boolean {
  return some.every((a) => others.every((b) => a.end < b.start || b.end < a.start));
}

/** The line break that a text uses first; LF when it has none. */
export function lineBreakOf(text: string): string {
  return /\r\n?|\n/.exec(text)?.[0] ?? '\n';
}

export function withLineBreaks(text: string, eol: string): string {
  return eol === '\n' ? text : text.replaceAll('\n', eol);
}

/** Where the line that holds an offset starts. */
export function lineStartOf(lines: string, offset: number): number {
  return offset === 0 ? 0 : lines.lastIndexOf('\n', offset - 1) + 1;
}

/** Where the line that holds an offset ends, behind its line break. */
export function nextLineOf(lines: string, offset: number): number {
  const end = lines.indexOf('\n', offset);
  return end === -1 ? lines.length : end + 1;
}

/** Where the line that holds an offset ends, before its line break. */
export function lineEndOf(lines: string, offset: number): number {
  const end = lines.indexOf('\n', offset);
  if (end === -1) return lines.length;
  return end > offset && lines[end - 1] === '\r' ? end - 1 : end;
}

/** The last offset at or above `from` with nothing but white space up to `end`. */
export function trimEnd(lines: string, from: number, end: number): number {
  let at = end;
  while (at > from && ' \t\r\n'.includes(lines[at - 1] ?? '')) at--;
  return at;
}

/**
 * The start of the comment lines right above a line, not before `least`: they are about what follows.
 * @param isOwn says of a comment whether it is; the first that is not ends the search
 */
export function withCommentsAbove(
  lines: string,
  least: number,
  lineStart: number,
  isOwn: (comment: string) => boolean = () => true,
): number {
  let start = lineStart;
  while (start > least) {
    const above = lineStartOf(lines, start - 1);
    const line = lines.slice(above, start);
    if (above < least || !isComment(line) || !isOwn(line)) break;
    start = above;
  }
  return start;
}

/** False for a comment with a rule in it, which heads all that follows: it stays when the next entry goes. */
export function isNoHeading(comment: string): boolean {
  return !/[-=_~*#─━═]{3}/.test(comment);
}

/** The end of the comment lines below a line that are indented deeper than `column`, blank lines between them included. */
export function withCommentsBelow(lines: string, lineEnd: number, column: number): number {
  let end = lineEnd;
  for (let at = lineEnd; at < lines.length;) {
    const next = nextLineOf(lines, at);
    const line = lines.slice(at, next);
    const isOwn = isComment(line) && line.search(/\S/) > column;
    if (!isOwn && line.trim() !== '') break;
    if (isOwn) end = next;
    at = next;
  }
  return end;
}

/** The end of the blank lines below a line. */
export function withBlankBelow(lines: string, lineEnd: number): number {
  const blank = /(?:[ \t\r]*\n)*/y;
  blank.lastIndex = lineEnd;
  return lineEnd + (blank.exec(lines)?.[0].length ?? 0);
}

/** The text without blank lines at its end. */
export function withoutBlankEnd(text: string): string {
  const end = trimEnd(text, 0, text.length);
  const lineBreak = /^[ \t]*(?:\r\n?|\n)?/.exec(text.slice(end))?.[0] ?? '';
  return text.slice(0, end) + lineBreak;
}

function isComment(line: string): boolean {
  return /^[ \t]*#/.test(line);
}
