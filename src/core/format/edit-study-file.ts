import { UserError } from '../base/user-error';
import type { Attribute, Case, Coder, Round, Source } from '../model/study';
import type { EntryPath } from './edit-entries';
import { entryIds, hasEntry, missing, setEntry, setEntryField } from './edit-entries';
import {
  attributeFields,
  caseFields,
  coderFields,
  roundFields,
  sourceFields,
  studyFormat,
  studyOrder,
} from './format-study-file';
import { openYaml } from './open-yaml';
import { readStudyFile } from './read-study-file';
import type { RestoreEntry } from './restore-entry';
import { invertEntries, restoreEntry } from './restore-entry';
import { setField } from './yaml-edit';
import { applySplices, openEditable } from './yaml-splice';
import type { YamlField, YamlValue } from './yaml-value';
import { flowMap, formatInline, line, map } from './yaml-value';

/** One change to `verbatim.yaml`. Setting an entry adds it, or makes it say just this; keys unknown here stay. */
export type StudyFileChange =
  | { readonly kind: 'set-title'; readonly title: string }
  | { readonly kind: 'set-coder'; readonly coder: Coder }
  | { readonly kind: 'set-round'; readonly round: Round }
  | { readonly kind: 'set-attribute'; readonly attribute: Attribute }
  | { readonly kind: 'set-source'; readonly path: string; readonly source: Source }
  | { readonly kind: 'set-case'; readonly case: Case }
  | { readonly kind: 'remove'; readonly section: StudyFileSection; readonly id: string }
  | RestoreEntry;

export type StudyFileSection = 'coders' | 'rounds' | 'attributes' | 'sources' | 'cases';

export interface StudyFileEdit {
  readonly text: string;
  /** Undoes the changes, applied in this order. */
  readonly inverse: readonly StudyFileChange[];
}

/**
 * Applies changes to the study file's text and keeps every byte they do not concern.
 * @throws UserError when the text cannot be read (`study/unreadable`), an entry is not there (`format/no-entry`), or an
 *   undone entry has changed since (`format/changed`)
 */
export function editStudyFile(text: string, changes: readonly StudyFileChange[]): StudyFileEdit {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const before = text.slice(mark.length);
  checkReadable(before);
  const spelt = changes.map((change) => spellAsWritten(before, change));
  const after = spelt.reduce(applyChange, before);
  checkReadable(after);
  return { text: mark + after, inverse: invertEntries(before, after, spelt.map(pathOf), studyOrder) };
}

function checkReadable(text: string): void {
  const { root, file } = openYaml(text, 'verbatim.yaml', studyFormat);
  const [problem] = file.problems();
  if (!root && problem)
    throw new UserError('study/unreadable', `${problem.message} ${problem.advice}`, { problem });
}

function pathOf(change: StudyFileChange): EntryPath {
  switch (change.kind) {
    case 'set-title':
      return { section: 'title' };
    case 'set-coder':
      return { section: 'coders', id: change.coder.id };
    case 'set-round':
      return { section: 'rounds', id: change.round.id };
    case 'set-attribute':
      return { section: 'attributes', id: change.attribute.id };
    case 'set-source':
      return { section: 'sources', id: change.path };
    case 'set-case':
      return { section: 'cases', id: change.case.id };
    default:
      return change;
  }
}

function applyChange(text: string, change: StudyFileChange): string {
  switch (change.kind) {
    case 'set-title': {
      const yaml = openEditable(text);
      return applySplices(text, setField(yaml, yaml.root, 'title', line(change.title), studyOrder));
    }
    case 'set-coder':
      return putEntry(text, { section: 'coders', id: change.coder.id }, change.coder, coderKind);
    case 'set-round':
      return putEntry(text, { section: 'rounds', id: change.round.id }, change.round, roundKind);
    case 'set-attribute':
      return putEntry(
        text,
        { section: 'attributes', id: change.attribute.id },
        change.attribute,
        attributeKind,
      );
    case 'set-source':
      return putEntry(text, { section: 'sources', id: change.path }, change.source, sourceKind);
    case 'set-case':
      return putEntry(text, { section: 'cases', id: change.case.id }, change.case, caseKind);
    case 'remove':
      if (!hasEntry(text, change)) throw missing(change.id);
      return setEntry(text, change, undefined, studyOrder);
    case 'restore':
      return restoreEntry(text, change, studyOrder);
  }
}

interface EntryKind<T> {
  readonly fieldsOf: (value: T) => readonly YamlField[];
  readonly order: readonly string[];
  /** How a new entry is written; on one line if not said otherwise. */
  readonly write?: (fields: readonly YamlField[]) => YamlValue;
}

const coderKind: EntryKind<Coder> = { fieldsOf: coderFields, order: ['name', 'emails'] };
const roundKind: EntryKind<Round> = {
  fieldsOf: roundFields,
  order: ['coders', 'transcripts', 'blind'],
  write: map,
};
const attributeKind: EntryKind<Attribute> = { fieldsOf: attributeFields, order: ['type', 'values'] };
const sourceKind: EntryKind<Source> = { fieldsOf: sourceFields, order: ['kind', 'attributes', 'speakers'] };
const caseKind: EntryKind<Case> = {
  fieldsOf: caseFields,
  order: ['kind', 'part-of', 'attributes', 'transcripts'],
};

/** Adds an entry, or sets those of its fields that say something else, and removes those that are gone. */
function putEntry<T>(
  text: string,
  { section, id }: Required<EntryPath>,
  value: T,
  { fieldsOf, order, write }: EntryKind<T>,
): string {
  const path = { section, id };
  const fields = new Map(fieldsOf(value));
  if (!hasEntry(text, path)) return setEntry(text, path, (write ?? flowMap)([...fields]), studyOrder);
  const entries = readStudyFile(text, '').value?.[section as StudyFileSection];
  const current = entries?.get(section === 'sources' ? id.normalize('NFC') : id) as T | undefined;
  const written = new Map(current ? fieldsOf(current) : []);
  const inline = (field: YamlValue | undefined): string | undefined => field && formatInline(field);
  const changed = order.filter((key) => inline(written.get(key)) !== inline(fields.get(key)));
  // What is set comes first, so that the entry is never empty in between.
  return changed
    .sort((a, b) => Number(fields.has(b)) - Number(fields.has(a)))
    .reduce((result, key) => setEntryField(result, path, key, fields.get(key), order), text);
}

/** Paths are compared as NFC: the entry keeps the spelling that the file has. */
function spellAsWritten(text: string, change: StudyFileChange): StudyFileChange {
  const isSource = change.kind === 'set-source' || (change.kind === 'remove' && change.section === 'sources');
  if (!isSource) return change;
  const path = change.kind === 'set-source' ? change.path : change.id;
  const keys = entryIds(text, 'sources');
  const spelt =
    keys.find((key) => key === path) ?? keys.find((key) => key.normalize('NFC') === path.normalize('NFC'));
  if (spelt === undefined) return change;
  return change.kind === 'set-source' ? { ...change, path: spelt } : { ...change, id: spelt };
}
