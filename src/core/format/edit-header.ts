import type { Note, SidecarStatus } from '../model/passage';
import { readAnySidecar } from './read-sidecar';
import { withNote, withoutNote } from './note-lists';
import type { HeaderText, SidecarChange } from './sidecar-change';
import { splitSidecar } from './sidecar-parts';
import { headerOrder, idValue, noteValue, optional } from './sidecar-fields';
import { clearField, setField, setList } from './yaml-edit';
import type { EditableYaml, Splice } from './yaml-splice';
import { applySplices, lineBreakOf, openEditable } from './yaml-splice';
import { list, text, word } from './yaml-value';

/** A change to what stands outside the records. */
export type HeaderChange = Extract<
  SidecarChange,
  { readonly kind: 'set-base' | 'set-status' | 'set-transcript-memo' | 'set-note' | 'remove-note' }
>;

interface Header {
  readonly base: string;
  readonly status: SidecarStatus;
  readonly memo?: string;
  readonly notes?: readonly Note[];
}

/** Applies a change to a header. Fields that already say what they should are not touched. */
export function editHeader(header: HeaderText, change: HeaderChange): HeaderText {
  const now = readHeader(header);
  switch (change.kind) {
    case 'set-base':
      return now?.base === change.base ? header : set(header, 'base', idValue(change.base));
    case 'set-status':
      return now?.status === change.status ? header : set(header, 'status', word(change.status));
    case 'set-transcript-memo':
      return now && now.memo === change.memo ? header : set(header, 'memo', optional(change.memo, text));
    case 'set-note':
      return setNotes(header, now?.notes, withNote(now?.notes, change.note));
    case 'remove-note':
      return setNotes(header, now?.notes, withoutNote(now?.notes, change.note));
  }
}

function setNotes(
  header: HeaderText,
  current: readonly Note[] | undefined,
  notes: readonly Note[] | undefined,
): HeaderText {
  if (sameJson(current, notes)) return header;
  return splice(header, (yaml) => {
    const lists = { current: current?.map(noteValue), items: notes?.map(noteValue) };
    return setList(yaml, yaml.root, 'notes', lists, headerOrder);
  });
}

/** Makes place for records behind `passages:`, or says there that there are none. For a header without records. */
export function openList(header: HeaderText, isOpen: boolean): HeaderText {
  const text = header.head + header.tail;
  const yaml = openEditable(text);
  const closed = applySplices(text, setField(yaml, yaml.root, 'passages', list([]), headerOrder));
  if (!isOpen) return headerOf(closed);
  const again = openEditable(closed);
  return headerOf(applySplices(closed, clearField(again, again.root, 'passages')));
}

function headerOf(text: string): HeaderText {
  const { head, tail } = splitSidecar(text);
  return { head, tail };
}

/** The changes that take back what led from `was` to `is`, as far as the header still reads as in `is`. */
export function takeBackHeader(is: HeaderText, was: HeaderText, now: HeaderText): readonly HeaderChange[] {
  const [left, found, current] = [readHeader(is), readHeader(was), readHeader(now)];
  if (!left || !found || !current) return [];
  const changes: HeaderChange[] = [];
  if (left.base !== found.base && current.base === left.base)
    changes.push({ kind: 'set-base', base: found.base });
  if (left.status !== found.status && current.status === left.status)
    changes.push({ kind: 'set-status', status: found.status });
  if (left.memo !== found.memo && current.memo === left.memo)
    changes.push({ kind: 'set-transcript-memo', memo: found.memo });
  for (const id of new Set([...(left.notes ?? []), ...(found.notes ?? [])].map((note) => note.id))) {
    const [ours, theirs, today] = [left, found, current].map(({ notes }) => noteOf(notes, id));
    if (sameJson(ours, theirs) || !sameJson(today, ours)) continue;
    changes.push(theirs ? { kind: 'set-note', note: theirs } : { kind: 'remove-note', note: id });
  }
  return changes;
}

function noteOf(notes: readonly Note[] | undefined, id: string): Note | undefined {
  return notes?.find((note) => note.id === id);
}

function readHeader({ head, tail }: HeaderText): Header | undefined {
  return readAnySidecar(head + tail, '').value;
}

function set(header: HeaderText, key: string, value: Parameters<typeof setField>[3]): HeaderText {
  return splice(header, (yaml) => setField(yaml, yaml.root, key, value, headerOrder));
}

/** Carries out splices, each of which lies in one of the two. What follows the list of passages follows its records. */
function splice({ head, tail }: HeaderText, edit: (yaml: EditableYaml) => readonly Splice[]): HeaderText {
  const splices = edit(openEditable(head + tail));
  const isInTail = ({ start, end }: Splice): boolean => start >= head.length || end > head.length;
  // What reaches back from the tail would reach into the records between the two.
  const inTail = splices.filter(isInTail).map(({ start, end, text: inserted }) => ({
    start: Math.max(0, start - head.length),
    end: end - head.length,
    text: inserted,
  }));
  const inHead = splices.filter((candidate) => !isInTail(candidate));
  const eol = lineBreakOf(head);
  return { head: applySplices(head, inHead, eol), tail: applySplices(tail, inTail, eol) };
}

function sameJson(a: unknown, b: unknown): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
