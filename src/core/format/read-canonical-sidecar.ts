import type { FileRange } from '../base/problem';
import { isCodeId, ulidPattern } from '../model/ids';
import type { CodingDetail, Note, Passage, Sidecar, SidecarStatus } from '../model/passage';
import { parseRange } from './at-range';
import type { Cursor } from './canonical-cursor';
import {
  fail,
  isReadToEnd,
  openCanonical,
  take,
  takeId,
  takeLine,
  takeLineText,
  takeQuoted,
  takeText,
} from './canonical-cursor';
import { largestFile } from './open-yaml';
import { takeDecisions, takeSources } from './read-canonical-consensus';
import { isBlobId, numberValue, sidecarFormat } from './sidecar-fields';
import { numberOf, recordOf } from './yaml-nodes';
import { formatInline, formatKey } from './yaml-value';

/** A sidecar in canonical form, as it was read. */
export interface CanonicalReading {
  readonly text: string;
  readonly sidecar: Sidecar;
  /** Where the record of each passage starts, in UTF-16 code units. */
  readonly starts: readonly number[];
  /** Where the records end: what follows are the notes. */
  readonly end: number;
}

/**
 * Reads a sidecar in exactly the canonical form, many times faster than a YAML parser can; undefined for anything
 * else, which is then for the parser to judge. Passages may stand in any order.
 */
export function readCanonicalSidecar(text: string): CanonicalReading | undefined {
  if (!text.startsWith(firstLine) || text.length > largestFile) return undefined;
  const cursor = openCanonical(text);
  const reading = cursor && readLines(cursor);
  return cursor && isReadToEnd(cursor) ? reading : undefined;
}

const firstLine = `format: ${sidecarFormat}\n`;

function readLines(cursor: Cursor): CanonicalReading {
  take(cursor, firstLine);
  const base = take(cursor, 'base: ') ? readBlobId(cursor) : fail(cursor, '');
  const status = readStatus(cursor);
  const memo = take(cursor, 'memo: ') ? takeText(cursor, '  ') : undefined;
  const { passages, starts } = readPassages(cursor);
  const end = cursor.at;
  const notes = readNotes(cursor);
  const sidecar = {
    base,
    status,
    ...(memo === undefined ? {} : { memo }),
    passages,
    ...(notes === undefined ? {} : { notes }),
  };
  return { text: cursor.text, sidecar, starts, end };
}

function readStatus(cursor: Cursor): SidecarStatus {
  if (take(cursor, 'status: in-progress\n')) return 'in-progress';
  return take(cursor, 'status: done\n') ? 'done' : fail(cursor, 'in-progress');
}

/** Passages, and where the record of each starts. */
export interface Records {
  readonly passages: readonly Passage[];
  readonly starts: readonly number[];
}

function readPassages(cursor: Cursor): Records {
  if (take(cursor, 'passages: []\n')) return { passages: [], starts: [] };
  if (!take(cursor, 'passages:\n')) return fail(cursor, { passages: [], starts: [] });
  const records = readRecords(cursor);
  return records.passages.length > 0 && haveOwnIds(records.passages) ? records : fail(cursor, records);
}

function haveOwnIds(passages: readonly Passage[]): boolean {
  return new Set(passages.map(({ id }) => id)).size === passages.length;
}

/** What every record begins with, and no other line does. */
export const recordStart = '  - id: ';

/** Reads records as far as they go. */
export function readRecords(cursor: Cursor): Records {
  const passages: Passage[] = [];
  const starts: number[] = [];
  const codeIds = new Map<string, string>();
  for (let start = cursor.at; take(cursor, recordStart); start = cursor.at) {
    passages.push(readPassage(cursor, codeIds));
    starts.push(start);
  }
  return { passages, starts };
}

/** @param codeIds every code id read so far by its spelling, so that each is checked and kept once */
function readPassage(cursor: Cursor, codeIds: Map<string, string>): Passage {
  const id = takeId(cursor);
  if (!ulidPattern.test(id)) fail(cursor, undefined);
  const at = readAt(cursor);
  const base = take(cursor, '    base: ') ? readBlobId(cursor) : undefined;
  const quote = readQuote(cursor);
  const before = take(cursor, '    before: ') ? takeQuoted(cursor) : undefined;
  const after = take(cursor, '    after: ') ? takeQuoted(cursor) : undefined;
  // Assigned rather than spread: this runs once for every passage of a study.
  const passage: Writable<Passage> = { id, at, quote, codes: readCodes(cursor, codeIds) };
  if (base !== undefined) passage.base = base;
  if (before !== undefined) passage.before = before;
  if (after !== undefined) passage.after = after;
  if (take(cursor, '    codings:\n')) passage.codings = readCodings(cursor, passage.codes);
  if (take(cursor, '    memo: ')) passage.memo = takeText(cursor, '      ');
  if (take(cursor, '    lost: true\n')) passage.lost = true;
  const from = takeSources(cursor);
  if (from) passage.from = from;
  const decisions = takeDecisions(cursor);
  if (decisions) passage.decisions = decisions;
  return passage;
}

type Writable<T> = { -readonly [K in keyof T]: T[K] };

const nowhere: FileRange = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

function readAt(cursor: Cursor): FileRange {
  const at = take(cursor, '    at: ') ? parseRange(takeLine(cursor)) : undefined;
  return at ?? fail(cursor, nowhere);
}

function readBlobId(cursor: Cursor): string {
  const id = takeId(cursor);
  return isBlobId(id) ? id : fail(cursor, '');
}

function readQuote(cursor: Cursor): string {
  if (!take(cursor, '    quote: ')) return fail(cursor, '');
  if (cursor.text[cursor.at] !== '"') {
    const block = takeText(cursor, '      ');
    return block.includes('\n') ? block : fail(cursor, '');
  }
  const start = cursor.at;
  const quote = takeQuoted(cursor);
  if (!quote.includes('\n')) return quote;
  cursor.at = start;
  return takeText(cursor, '      ');
}

function readCodes(cursor: Cursor, codeIds: Map<string, string>): readonly string[] {
  const codes: string[] = [];
  if (take(cursor, '    codes: []\n')) return codes;
  if (!take(cursor, '    codes:\n')) return fail(cursor, codes);
  while (take(cursor, '      - ')) {
    const start = cursor.at;
    const code = codeIds.get(takeLine(cursor)) ?? readNewCode(cursor, start, codeIds);
    if (codes.includes(code)) fail(cursor, undefined);
    codes.push(code);
  }
  return codes.length > 0 ? codes : fail(cursor, codes);
}

function readNewCode(cursor: Cursor, start: number, codeIds: Map<string, string>): string {
  if (cursor.hasFailed) return '';
  const written = cursor.text.slice(start, cursor.at - 1);
  cursor.at = start;
  const code = takeLineText(cursor);
  if (!isCodeId(code)) fail(cursor, undefined);
  codeIds.set(written, code);
  return code;
}

function readCodings(cursor: Cursor, codes: readonly string[]): Readonly<Record<string, CodingDetail>> {
  const details = new Map<string, CodingDetail>();
  while (take(cursor, '      ')) {
    const key = takeLine(cursor);
    const code = codes.find((id) => key === `${formatKey(id)}:`) ?? fail(cursor, '');
    if (details.has(code)) fail(cursor, undefined);
    details.set(code, readDetail(cursor));
  }
  return details.size > 0 ? recordOf(details) : fail(cursor, {});
}

function readDetail(cursor: Cursor): CodingDetail {
  const checked = take(cursor, '        checked: ') ? takeQuoted(cursor) : undefined;
  const memo = take(cursor, '        memo: ') ? takeText(cursor, '          ') : undefined;
  const weight = take(cursor, '        weight: ') ? readNumber(cursor) : undefined;
  const negative = readFlag(cursor, '        negative: ');
  const detail = {
    ...(checked === undefined ? {} : { checked }),
    ...(memo === undefined ? {} : { memo }),
    ...(weight === undefined ? {} : { weight }),
    ...(negative === undefined ? {} : { negative }),
  };
  return Object.keys(detail).length > 0 ? detail : fail(cursor, detail);
}

function readNumber(cursor: Cursor): number {
  const written = takeLine(cursor);
  const number = numberOf(written);
  return number !== undefined && formatInline(numberValue(number)) === written ? number : fail(cursor, 0);
}

function readFlag(cursor: Cursor, key: string): boolean | undefined {
  if (!take(cursor, key)) return undefined;
  const word = takeLine(cursor);
  if (word !== 'true' && word !== 'false') fail(cursor, undefined);
  return word === 'true';
}

/** The notes, if there are any. */
export function readNotes(cursor: Cursor): readonly Note[] | undefined {
  if (!take(cursor, 'notes:\n')) return undefined;
  const notes: Note[] = [];
  while (take(cursor, '  - id: ')) notes.push(readNote(cursor));
  return notes.length > 0 ? notes : fail(cursor, notes);
}

function readNote(cursor: Cursor): Note {
  const id = takeId(cursor);
  const about = take(cursor, '    about: ') ? takeLineText(cursor) : fail(cursor, '');
  const by = take(cursor, '    by: ') ? takeLineText(cursor) : fail(cursor, '');
  const date = take(cursor, '    date: ') ? takeQuoted(cursor) : fail(cursor, '');
  const text = take(cursor, '    text: ') ? takeText(cursor, '      ') : fail(cursor, '');
  const open = readFlag(cursor, '    open: ');
  return { id, about, by, date, text, ...(open === undefined ? {} : { open }) };
}
