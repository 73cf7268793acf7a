import { UserError } from '../base/user-error';
import type { Code, Question, Theme } from '../model/codebook';
import type { Note } from '../model/passage';
import { codebookFileName } from '../model/study';
import { type AbsorbEntry, absorbEntry, absorbSplices } from './absorb-entry';
import type { EntryPath } from './edit-entries';
import { entryFieldSplices, hasEntry, missing, setEntry, setEntryFields } from './edit-entries';
import type { EntryFileKind } from './edit-entry-file';
import { editEntryFile } from './edit-entry-file';
import {
  codebookFormat,
  codebookOrder,
  codeFields,
  codeOrder,
  codeValue,
  themeFields,
  themeOrder,
  themeValue,
} from './format-codebook';
import { withNote, withoutNote } from './note-lists';
import { readCodebook } from './read-codebook';
import { invertRename, type RenameEntry, renameEntry } from './rename-entry';
import type { RestoreEntry } from './restore-entry';
import type { EditableYaml, Splice } from './yaml-splice';
import type { YamlField, YamlValue } from './yaml-value';
import { line } from './yaml-value';

/** One change to the codebook. Fields given as undefined, or with nothing in them, are removed. */
export type CodebookChange = OwnChange | RestoreEntry;

type OwnChange =
  | { readonly kind: 'add-code'; readonly code: Code }
  | { readonly kind: 'add-theme'; readonly theme: Theme }
  | { readonly kind: 'add-question'; readonly question: Question }
  | { readonly kind: 'set-code'; readonly id: string; readonly fields: FieldChanges<Code> }
  | { readonly kind: 'set-theme'; readonly id: string; readonly fields: FieldChanges<Theme> }
  | { readonly kind: 'set-question'; readonly id: string; readonly text: string }
  /** Adds a note behind the others of a code or theme, or replaces the one with its id. */
  | {
      readonly kind: 'set-note';
      readonly section: DiscussedSection;
      readonly id: string;
      readonly note: Note;
    }
  | {
      readonly kind: 'remove-note';
      readonly section: DiscussedSection;
      readonly id: string;
      readonly note: string;
    }
  | { readonly kind: 'remove'; readonly section: CodebookSection; readonly id: string }
  | AbsorbEntry
  | RenameEntry;

export type CodebookSection = 'codes' | 'themes' | 'questions';
export type DiscussedSection = 'codes' | 'themes';
export type FieldChanges<T> = { readonly [K in Exclude<keyof T, 'id'>]?: T[K] | undefined };

export interface CodebookEdit {
  readonly text: string;
  /** Undoes the changes, applied in this order. */
  readonly inverse: readonly CodebookChange[];
}

/**
 * Applies changes to the codebook's text and keeps every byte they do not concern. An undefined or blank text is an
 * empty codebook.
 * @throws UserError when the text cannot be read (`codebook/unreadable`), an entry is not there (`format/no-entry`) or
 *   there already (`codebook/entry-exists`), or an undone entry has changed since (`format/changed`)
 */
export function editCodebook(text: string | undefined, changes: readonly CodebookChange[]): CodebookEdit {
  const isNew = text === undefined || text.trim() === '';
  return editEntryFile(isNew ? `format: ${codebookFormat}\n` : text, changes, codebookKind);
}

function pathOf(change: OwnChange): EntryPath {
  switch (change.kind) {
    case 'add-code':
      return { section: 'codes', id: change.code.id };
    case 'add-theme':
      return { section: 'themes', id: change.theme.id };
    case 'add-question':
      return { section: 'questions', id: change.question.id };
    case 'set-code':
      return { section: 'codes', id: change.id };
    case 'set-theme':
      return { section: 'themes', id: change.id };
    case 'set-question':
      return { section: 'questions', id: change.id };
    case 'rename':
      return { section: change.section, id: change.to };
    default:
      return change;
  }
}

function applyChange(yaml: EditableYaml, change: OwnChange): string {
  switch (change.kind) {
    case 'add-code':
      return addEntry(yaml, 'codes', change.code.id, codeValue(change.code));
    case 'add-theme':
      return addEntry(yaml, 'themes', change.theme.id, themeValue(change.theme));
    case 'add-question':
      return addEntry(yaml, 'questions', change.question.id, line(change.question.text));
    case 'set-code':
      return setEntryFields(yaml, ...fieldsToSet('codes', change, codeFields, codeOrder));
    case 'set-theme':
      return setEntryFields(yaml, ...fieldsToSet('themes', change, themeFields, themeOrder));
    case 'set-question': {
      const path = { section: 'questions', id: change.id };
      if (!hasEntry(yaml, path)) throw missing(change.id);
      return setEntry(yaml, path, line(change.text), codebookOrder);
    }
    case 'set-note':
      return setNotes(yaml, change, withNote(notesOf(yaml, change), change.note));
    case 'remove-note':
      return setNotes(yaml, change, withoutNote(notesOf(yaml, change), change.note));
    case 'remove':
      if (!hasEntry(yaml, change)) throw missing(change.id);
      return setEntry(yaml, change, undefined, codebookOrder);
    case 'absorb':
      return absorbEntry(yaml, change, codeOrder, codebookOrder);
    case 'rename':
      return renameEntry(yaml, change);
  }
}

function splicesOf(yaml: EditableYaml, change: OwnChange): readonly Splice[] | undefined {
  switch (change.kind) {
    case 'set-code':
      return entryFieldSplices(yaml, ...fieldsToSet('codes', change, codeFields, codeOrder));
    case 'set-theme':
      return entryFieldSplices(yaml, ...fieldsToSet('themes', change, themeFields, themeOrder));
    case 'absorb':
      return absorbSplices(yaml, change, codeOrder);
    default:
      return undefined;
  }
}

function addEntry(yaml: EditableYaml, section: CodebookSection, id: string, value: YamlValue): string {
  if (hasEntry(yaml, { section, id }))
    throw new UserError('codebook/entry-exists', `The codebook has “${id}” already.`, { section, id });
  return setEntry(yaml, { section, id }, value, codebookOrder);
}

type SetFields = Parameters<typeof setEntryFields> extends [EditableYaml, ...infer Rest] ? Rest : never;

/** Which fields of which entry are to be set, as `setEntryFields` takes it. */
function fieldsToSet<T>(
  section: CodebookSection,
  { id, fields }: { readonly id: string; readonly fields: FieldChanges<T> },
  fieldsOf: (fields: Partial<T>) => readonly YamlField[],
  order: readonly string[],
): SetFields {
  return [{ section, id }, keysOf(fields), new Map(fieldsOf(defined<T>(fields))), order];
}

interface Discussed {
  readonly section: DiscussedSection;
  readonly id: string;
}

function notesOf({ text }: EditableYaml, { section, id }: Discussed): readonly Note[] | undefined {
  return readCodebook(text, codebookFileName).value?.[section].get(id)?.notes;
}

function setNotes(
  yaml: EditableYaml,
  { section, id }: Discussed,
  notes: readonly Note[] | undefined,
): string {
  const change = { id, fields: { notes } };
  return section === 'codes'
    ? setEntryFields(yaml, ...fieldsToSet(section, change, codeFields, codeOrder))
    : setEntryFields(yaml, ...fieldsToSet(section, change, themeFields, themeOrder));
}

/** The keys as the file spells them. */
function keysOf(fields: object): readonly string[] {
  return Object.keys(fields).map((key) => (key === 'replacedBy' ? 'replaced-by' : key));
}

function defined<T>(fields: FieldChanges<T>): Partial<T> {
  return Object.fromEntries(
    Object.entries<unknown>(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}

const codebookKind: EntryFileKind<OwnChange> = {
  format: codebookFormat,
  fileName: codebookFileName,
  unreadable: 'codebook/unreadable',
  rootOrder: codebookOrder,
  apply: applyChange,
  splicesOf,
  pathOf,
  invert: (yaml, change) => (change.kind === 'rename' ? invertRename(yaml, change) : undefined),
};
