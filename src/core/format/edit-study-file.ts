import { isMap, isScalar } from 'yaml';
import type { Attribute, Case, Coder, Round, Source } from '../model/study';
import { studyFileName } from '../model/study';
import { normaliseText } from '../text/normal-text';
import type { EntryPath } from './edit-entries';
import { hasEntry, missing, setEntry, setEntryFields } from './edit-entries';
import type { EntryFileKind } from './edit-entry-file';
import { editEntryFile } from './edit-entry-file';
import {
  attributeFields,
  caseFields,
  coderFields,
  roundFields,
  sourceFields,
  studyFormat,
  studyOrder,
} from './format-study-file';
import { parseMap } from './open-yaml';
import { readStudyFile } from './read-study-file';
import type { RestoreEntry } from './restore-entry';
import { setField } from './yaml-edit';
import type { EditableYaml } from './yaml-splice';
import { applySplices } from './yaml-splice';
import type { YamlField, YamlValue } from './yaml-value';
import { flowMap, formatInline, line, map } from './yaml-value';

/** One change to `verbatim.yaml`. Setting an entry adds it, or makes it say just this; keys unknown here stay. */
export type StudyFileChange = OwnChange | RestoreEntry;

type OwnChange =
  | { readonly kind: 'set-title'; readonly title: string }
  | { readonly kind: 'set-coder'; readonly coder: Coder }
  | { readonly kind: 'set-round'; readonly round: Round }
  | { readonly kind: 'set-attribute'; readonly attribute: Attribute }
  | { readonly kind: 'set-source'; readonly path: string; readonly source: Source }
  | { readonly kind: 'set-case'; readonly case: Case }
  | { readonly kind: 'remove'; readonly section: StudyFileSection; readonly id: string };

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
  const kind: EntryFileKind<OwnChange> = {
    format: studyFormat,
    fileName: studyFileName,
    unreadable: 'study/unreadable',
    rootOrder: studyOrder,
    apply: applyChange,
    pathOf,
  };
  return editEntryFile(text, spellAsWritten(text, changes), kind);
}

function pathOf(change: OwnChange): EntryPath {
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

function applyChange(yaml: EditableYaml, change: OwnChange): string {
  switch (change.kind) {
    case 'set-title': {
      return applySplices(yaml.text, setField(yaml, yaml.root, 'title', line(change.title), studyOrder));
    }
    case 'set-coder':
      return putEntry(yaml, { section: 'coders', id: change.coder.id }, change.coder, coderKind);
    case 'set-round':
      return putEntry(yaml, { section: 'rounds', id: change.round.id }, change.round, roundKind);
    case 'set-attribute':
      return putEntry(
        yaml,
        { section: 'attributes', id: change.attribute.id },
        change.attribute,
        attributeKind,
      );
    case 'set-source':
      return putEntry(yaml, { section: 'sources', id: change.path }, change.source, sourceKind);
    case 'set-case':
      return putEntry(yaml, { section: 'cases', id: change.case.id }, change.case, caseKind);
    case 'remove':
      if (!hasEntry(yaml, change)) throw missing(change.id);
      return setEntry(yaml, change, undefined, studyOrder);
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
  yaml: EditableYaml,
  { section, id }: Required<EntryPath>,
  value: T,
  { fieldsOf, order, write }: EntryKind<T>,
): string {
  const path = { section, id };
  const fields = new Map(fieldsOf(value));
  if (!hasEntry(yaml, path)) return setEntry(yaml, path, (write ?? flowMap)([...fields]), studyOrder);
  const entries = readStudyFile(yaml.text, '').value?.[section as StudyFileSection];
  const current = entries?.get(section === 'sources' ? id.normalize('NFC') : id) as T | undefined;
  const written = new Map(current ? fieldsOf(current) : []);
  const inline = (field: YamlValue | undefined): string | undefined => field && formatInline(field);
  const changed = order.filter((key) => inline(written.get(key)) !== inline(fields.get(key)));
  return setEntryFields(yaml, path, changed, fields, order);
}

/** Paths are compared as NFC: an entry keeps the spelling that the file has. */
function spellAsWritten(text: string, changes: readonly StudyFileChange[]): readonly StudyFileChange[] {
  const isAboutSource = (change: StudyFileChange): boolean =>
    change.kind === 'set-source' || (change.kind === 'remove' && change.section === 'sources');
  const sources = changes.some(isAboutSource) ? parseMap(normaliseText(text))?.get('sources') : undefined;
  if (!isMap(sources)) return changes;
  const written = new Map<string, string>();
  for (const { key } of sources.items)
    if (isScalar(key) && typeof key.value === 'string') written.set(key.value.normalize('NFC'), key.value);
  return changes.map((change) => {
    if (!isAboutSource(change)) return change;
    if (change.kind === 'set-source')
      return { ...change, path: written.get(change.path.normalize('NFC')) ?? change.path };
    return change.kind === 'remove'
      ? { ...change, id: written.get(change.id.normalize('NFC')) ?? change.id }
      : change;
  });
}
