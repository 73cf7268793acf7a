import { isMetadataLabel } from './labels';
import type { Head, Timestamp } from './line-heads';
import { headAt, stackedHead, timeLineAt } from './line-heads';

/**
 * A line of a transcript in prose. `matter` (front matter, headings, the notes that open a transcript) is nobody's speech
 * and ends a turn; an `aside` (`_page: 12`, a rule) is not speech either, but interrupts nobody.
 */
export interface Line {
  readonly kind: 'blank' | 'matter' | 'aside' | 'time' | 'text';
  /** From the first to the last visible character; UTF-16 offsets into the text. */
  readonly start: number;
  readonly end: number;
  readonly head?: Head;
  readonly time?: Timestamp;
}

/**
 * No interview has more lines. What follows them in a text made to exhaust memory is read as a single line, so that nothing
 * costs more than this many objects.
 */
const mostLines = 1_000_000;

const rule = /^(?:(?:- ?){3,}|(?:\* ?){3,}|(?:_ ?){3,}|={3,})$/;
const aside = /_[\p{L}-]{1,30}[ \t]{0,4}:/uy;

/** The lines of a normalised text, each with the speaker it may name; blank lines in a row count as one. Linear in the text's length. */
export function readLines(text: string, isMarkdown: boolean): readonly Line[] {
  const lines: Line[] = [];
  let offset = isMarkdown ? skipFrontMatter(text, lines) : 0;
  while (offset <= text.length) {
    const stop = lineEnd(text, offset, lines.length);
    const line = readLine(text, offset, stop, isMarkdown, lines);
    if (line.kind !== 'blank' || lines.at(-1)?.kind !== 'blank') lines.push(line);
    offset = stop + 1;
  }
  return withoutOpeningNotes(lines);
}

/** Where the line that begins at an offset ends, when so many lines came before it. */
export function lineEnd(text: string, offset: number, linesBefore: number): number {
  const newline = linesBefore < mostLines ? text.indexOf('\n', offset) : -1;
  return newline === -1 ? text.length : newline;
}

function readLine(text: string, from: number, to: number, isMarkdown: boolean, before: Line[]): Line {
  const start = skipSpace(text, from, to);
  const end = skipSpaceBack(text, start, to);
  if (start === end) return { kind: 'blank', start, end };
  if (isMarkdown && isHeading(text, start, end)) return { kind: 'matter', start, end };
  if (end - start < 80 && rule.test(text.slice(start, end))) return { kind: 'aside', start, end };
  const time = end - start < 80 ? timeLineAt(text, start) : undefined;
  if (time) {
    nameAbove(text, before, time, end);
    return { kind: 'time', start, end, time };
  }
  const head = headAt(text, start, end);
  if (head) return { kind: 'text', start, end, head };
  return { kind: isAside(text, start) ? 'aside' : 'text', start, end };
}

/** A line that stands alone above a time may name the speaker of what follows. */
function nameAbove(text: string, lines: Line[], time: Timestamp, timeEnd: number): void {
  const name = lines.at(-1);
  if (name?.kind !== 'text' || name.head || name.end - name.start > 48) return;
  if (lines.at(-2)?.kind === 'text' && /[.?!…]$/.test(text.slice(name.start, name.end))) return;
  lines[lines.length - 1] = { ...name, head: stackedHead(text, name.start, name.end, time, timeEnd) };
}

function isHeading(text: string, start: number, end: number): boolean {
  let hashes = 0;
  while (hashes < 7 && text.charCodeAt(start + hashes) === 35) hashes++;
  return hashes > 0 && hashes < 7 && (start + hashes === end || isSpace(text.charCodeAt(start + hashes)));
}

function isAside(text: string, start: number): boolean {
  aside.lastIndex = start;
  return aside.test(text);
}

/** The offset after YAML front matter, whose lines are added as matter. */
function skipFrontMatter(text: string, lines: Line[]): number {
  if (!/^---[ \t]*\n/.test(text)) return 0;
  const closing = /^(?:---|\.\.\.)[ \t]*$/gm;
  closing.lastIndex = 4;
  const end = closing.exec(text);
  if (!end) return 0;
  lines.push({ kind: 'matter', start: 0, end: end.index + 3 });
  return end.index + end[0].length + 1;
}

/**
 * Many transcripts open with notes in the shape of speech (`Date: 3 March`, `Interviewer: SP`). The first paragraph is
 * notes when it holds such a word and no label comes twice.
 */
function withoutOpeningNotes(lines: readonly Line[]): readonly Line[] {
  const first = lines.findIndex(({ kind }) => kind === 'text');
  const blank = lines.findIndex(({ kind }, i) => i > first && kind === 'blank');
  if (first === -1 || blank === -1 || blank - first > 20) return lines;
  const labels = lines.slice(first, blank).flatMap(({ head }) => (head ? [head.label] : []));
  if (!labels.some(isMetadataLabel) || new Set(labels).size < labels.length) return lines;
  return lines.map((line, i) =>
    i >= first && i < blank ? { kind: 'matter', start: line.start, end: line.end } : line,
  );
}

export function skipSpace(text: string, from: number, to: number): number {
  let offset = from;
  while (offset < to && isSpace(text.charCodeAt(offset))) offset++;
  return offset;
}

export function skipSpaceBack(text: string, from: number, to: number): number {
  let offset = to;
  while (offset > from && isSpace(text.charCodeAt(offset - 1))) offset--;
  return offset;
}

function isSpace(unit: number): boolean {
  return (
    unit === 0x20 ||
    (unit >= 0x09 && unit <= 0x0d) ||
    unit === 0xa0 ||
    unit === 0x3000 ||
    unit === 0xfeff ||
    unit === 0x200b ||
    (unit >= 0x2000 && unit <= 0x200a) ||
    unit === 0x2028 ||
    unit === 0x2029
  );
}
