import type { Problem } from '../base/problem';
import { UserError } from '../base/user-error';
import { compareRanges } from './at-range';
import type { HeaderChange } from './edit-header';
import { editHeader, openList, takeBackHeader } from './edit-header';
import type { PassageChange } from './edit-record';
import { editRecord, readRecord } from './edit-record';
import { formatPassage, formatSidecar } from './format-sidecar';
import { readSidecar } from './read-sidecar';
import type {
  AddPassage,
  DeletePassage,
  RestoreHeader,
  RestorePassage,
  SidecarChange,
} from './sidecar-change';
import type { RecordText, SidecarParts } from './sidecar-parts';
import { joinParts, splitSidecar } from './sidecar-parts';
import { takeBack } from './take-back';
import { lineBreakOf, withLineBreaks } from './yaml-splice';

export interface SidecarEdit {
  readonly text: string;
  /** Undoes the changes, applied in this order: to the byte where the passages touched have not changed since. */
  readonly inverse: readonly SidecarChange[];
}

/**
 * Applies changes to a sidecar's text and keeps every byte they do not concern. An undefined or blank text is an empty
 * sidecar, whose `base` a `set-base` among the changes gives.
 * @throws UserError when a sidecar that was there is gone (`sidecar/gone`), the text cannot be read (`sidecar/unreadable`), is in a style that cannot be edited
 *   (`yaml/unsupported-style`), a passage is not there (`sidecar/no-passage`), twice there (`sidecar/duplicate-id`) or
 *   there already (`sidecar/passage-exists`)
 */
export function editSidecar(text: string | undefined, changes: readonly SidecarChange[]): SidecarEdit {
  const isNew = text === undefined || text.trim() === '';
  const before = isNew ? newSidecar(changes) : text;
  const mark = before.startsWith('\ufeff') ? '\ufeff' : '';
  const body = before.slice(mark.length);
  const problem = unreadable(body);
  if (problem) throw new UserError('sidecar/unreadable', `${problem.message} ${problem.advice}`, { problem });

  const parts = splitSidecar(body);
  const original = copyParts(parts);
  const origins = new Map(parts.records.map((record, index) => [record, original.records[index]]));
  for (const change of changes) applyChange(parts, change);
  endLines(parts);
  const after = joinParts(parts);
  const broken = unreadable(after);
  if (broken)
    throw new UserError(
      'sidecar/cannot-edit',
      `The sidecar cannot be edited as it stands. ${broken.message}`,
      {
        problem: broken,
      },
    );
  return { text: mark + after, inverse: invert(original, parts, origins) };
}

/** Changes without a `set-base` were meant for a sidecar that was there; git empties a file before it writes it anew. */
function newSidecar(changes: readonly SidecarChange[]): string {
  const setBase = changes.find((change) => change.kind === 'set-base');
  if (!setBase) {
    throw new UserError(
      'sidecar/gone',
      'The sidecar was deleted or is just being replaced, so nothing was changed in it. Try again in a moment.',
    );
  }
  return formatSidecar({ base: setBase.base, status: 'in-progress', passages: [] });
}

/** The problem that makes a text unreadable, if any. */
function unreadable(text: string): Problem | undefined {
  const { value, problems } = readSidecar(text, 'sidecar');
  return value ? undefined : problems[0];
}

function applyChange(parts: SidecarParts, change: SidecarChange): void {
  switch (change.kind) {
    case 'add-passage':
      addPassage(parts, change);
      break;
    case 'delete-passage':
      deletePassage(parts, change);
      break;
    case 'restore-passage':
      restorePassage(findRecord(parts, change.id), change);
      break;
    case 'restore-header':
      restoreHeader(parts, change);
      break;
    case 'set-base':
    case 'set-status':
    case 'set-transcript-memo':
    case 'set-note':
    case 'remove-note':
      changeHeader(parts, change);
      break;
    default:
      changeRecord(findRecord(parts, change.id), change);
  }
}

function changeHeader(parts: SidecarParts, change: HeaderChange): void {
  Object.assign(parts, editHeader({ head: parts.head, tail: parts.tail }, change));
}

function changeRecord(record: RecordText, change: PassageChange): void {
  record.raw = editRecord(record.raw, change);
}

function findRecord({ records }: SidecarParts, id: string): RecordText {
  const found = records.filter((record) => record.id === id);
  const [record] = found;
  if (!record) {
    throw new UserError(
      'sidecar/no-passage',
      'The passage is not there any more. Somebody may have deleted it.',
      {
        id,
      },
    );
  }
  if (found.length > 1) {
    throw new UserError(
      'sidecar/duplicate-id',
      `Two passages have the id ${id}. Remove one of them in the sidecar first.`,
      { id },
    );
  }
  return record;
}

function addPassage(parts: SidecarParts, change: AddPassage): void {
  const { passage, raw, lead } = change;
  const { records } = parts;
  if (records.some(({ id }) => id === passage.id)) {
    throw new UserError('sidecar/passage-exists', 'The passage is there already.', { id: passage.id });
  }
  if (records.length === 0) Object.assign(parts, openList({ head: parts.head, tail: parts.tail }, true));
  const index = placeFor(records, change);
  const eol = lineBreakOf(parts.head);
  const record: RecordText = {
    id: passage.id,
    at: passage.at,
    lead: lead === undefined ? '' : takeLead(parts, index, lead),
    raw:
      raw !== undefined && isIndentedLike(records, raw)
        ? raw
        : withLineBreaks(indentLike(records, formatPassage(passage)), eol),
  };
  records.splice(index, 0, record);
}

/** The index at which a passage belongs: where it stood, else before the first one that comes after it. */
function placeFor(records: readonly RecordText[], { passage, behind, ahead }: AddPassage): number {
  const above = behind === undefined ? -1 : records.findIndex(({ id }) => id === behind);
  if (above !== -1) return above + 1;
  const below = ahead === undefined ? -1 : records.findIndex(({ id }) => id === ahead);
  if (below !== -1) return below;
  const index = records.findIndex(({ id, at }) => {
    if (!at) return false;
    return (compareRanges(at, passage.at) || ((id ?? '') < passage.id ? -1 : 1)) > 0;
  });
  return index === -1 ? records.length : index;
}

/** Takes back the lines that stood before a deleted record, from where they went. */
function takeLead(parts: SidecarParts, index: number, lead: string): string {
  const next = parts.records[index];
  if (next?.lead.startsWith(lead)) next.lead = next.lead.slice(lead.length);
  else if (!next && parts.tail.startsWith(lead)) parts.tail = parts.tail.slice(lead.length);
  else return '';
  return lead;
}

/** The white space before a record's dash. */
function indentOf(raw: string | undefined): string | undefined {
  return raw === undefined ? undefined : /^( *)-/m.exec(raw)?.[1];
}

function isIndentedLike([first]: readonly RecordText[], raw: string): boolean {
  return first === undefined || indentOf(first.raw) === indentOf(raw);
}

/** Indents a record's lines as the others are. */
function indentLike([first]: readonly RecordText[], lines: string): string {
  const indent = indentOf(first?.raw);
  return indent === undefined || indent === '  ' ? lines : lines.replace(/^ {2}(?=.)/gm, indent);
}

function deletePassage(parts: SidecarParts, { id, is }: DeletePassage): void {
  const record = findRecord(parts, id);
  if (is !== undefined && record.raw !== is && takeBackAddition(record, id, is)) return;
  const { records } = parts;
  const index = records.indexOf(record);
  records.splice(index, 1);
  const next = records[index];
  if (next) next.lead = record.lead + next.lead;
  else parts.tail = record.lead + parts.tail;
  if (records.length === 0) Object.assign(parts, openList({ head: parts.head, tail: parts.tail }, false));
}

/** Takes back from a record what it was added with. @returns whether anything is left that others gave to it */
function takeBackAddition(record: RecordText, id: string, is: string): boolean {
  const [left, now] = [readRecord(is), readRecord(record.raw)];
  if (!left || !now) throw changedMeanwhile(id);
  const { at, quote } = left;
  for (const change of takeBack(left, { id, at, quote, codes: [] }, now))
    if (change.kind !== 'set-position') changeRecord(record, change);
  const { codes, memo, from, decisions } = readRecord(record.raw) ?? now;
  return codes.length > 0 || [memo, from, decisions].some((said) => said !== undefined);
}

function restorePassage(record: RecordText, { id, is, was }: RestorePassage): void {
  if (record.raw === is) {
    record.raw = was;
    return;
  }
  const [left, found, now] = [readRecord(is), readRecord(was), readRecord(record.raw)];
  if (!left || !found || !now) throw changedMeanwhile(id);
  for (const change of takeBack(left, found, now)) changeRecord(record, change);
}

function changedMeanwhile(id: string): UserError {
  const message = 'The passage has changed in the meantime and was left as it is.';
  return new UserError('sidecar/changed', message, { id });
}

function restoreHeader(parts: SidecarParts, { is, was }: RestoreHeader): void {
  const now = { head: parts.head, tail: parts.tail };
  if (now.head === is.head && now.tail === is.tail) Object.assign(parts, was);
  else for (const change of takeBackHeader(is, was, now)) changeHeader(parts, change);
}

/** The changes that lead from `after` back to `before`; `origins` gives each record as it was found. */
function invert(
  before: SidecarParts,
  after: SidecarParts,
  origins: ReadonlyMap<RecordText, RecordText | undefined>,
): readonly SidecarChange[] {
  const inverse: SidecarChange[] = [];
  const left = new Set<RecordText | undefined>();
  for (const record of after.records) {
    const was = origins.get(record);
    left.add(was);
    const { id, raw: is } = record;
    if (id === undefined || was?.raw === is) continue;
    inverse.push(
      was ? { kind: 'restore-passage', id, is, was: was.raw } : { kind: 'delete-passage', id, is },
    );
  }
  before.records.forEach((record, index) => {
    const { lead, raw } = record;
    const passage = left.has(record) ? undefined : readRecord(raw);
    if (!passage) return;
    const [behind, ahead] = [before.records[index - 1]?.id, before.records[index + 1]?.id];
    inverse.push({
      kind: 'add-passage',
      passage,
      raw,
      lead,
      ...(behind === undefined ? {} : { behind }),
      ...(ahead === undefined ? {} : { ahead }),
    });
  });
  if (inverse.length === 1 && stayBetween(before, after)) return inverse;
  // Where the header is not back to what it was by then, that is the last thing to restore.
  const rehearsal = copyParts(after);
  for (const change of inverse) applyChange(rehearsal, change);
  endLines(rehearsal);
  const { head, tail } = rehearsal;
  if (head !== before.head || tail !== before.tail)
    inverse.push({
      kind: 'restore-header',
      is: { head, tail },
      was: { head: before.head, tail: before.tail },
    });
  return inverse;
}

/** Whether a change of one record leaves alone what is around the records: nothing moves there, and there are always records. */
function stayBetween(before: SidecarParts, after: SidecarParts): boolean {
  const hasOnlyRecords = ({ records }: SidecarParts): boolean =>
    records.length > 0 && records.every(({ lead }) => lead === '');
  return (
    before.head === after.head &&
    before.tail === after.tail &&
    hasOnlyRecords(before) &&
    hasOnlyRecords(after)
  );
}

/** Sees to it that what is followed by something ends its last line. */
function endLines(parts: SidecarParts): void {
  const { records, tail } = parts;
  const eol = lineBreakOf(parts.head);
  const isOpen = (text: string): boolean => !text.endsWith('\n') && !text.endsWith('\r');
  if (isOpen(parts.head) && records.length + tail.length > 0) parts.head += eol;
  records.forEach((record, index) => {
    const isLast = index === records.length - 1 && tail === '';
    if (!isLast && isOpen(record.raw)) record.raw += eol;
  });
}

function copyParts({ head, records, tail }: SidecarParts): SidecarParts {
  return { head, records: records.map((record) => ({ ...record })), tail };
}
