import { UserError } from '../base/user-error';
import type { Code, Question, Theme } from '../model/codebook';
import { hasEntry, missing, setEntry, setEntryField } from './edit-entries';
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
import { openYaml } from './open-yaml';
import type { RestoreEntry } from './restore-entry';
import { invertEntries, restoreEntry } from './restore-entry';
import type { YamlField, YamlValue } from './yaml-value';
import { line } from './yaml-value';

/** One change to the codebook. Fields given as undefined, or with nothing in them, are removed. */
export type CodebookChange =
  | { readonly kind: 'add-code'; readonly code: Code }
  | { readonly kind: 'add-theme'; readonly theme: Theme }
  | { readonly kind: 'add-question'; readonly question: Question }
  | { readonly kind: 'set-code'; readonly id: string; readonly fields: FieldChanges<Code> }
  | { readonly kind: 'set-theme'; readonly id: string; readonly fields: FieldChanges<Theme> }
  | { readonly kind: 'set-question'; readonly id: string; readonly text: string }
  | { readonly kind: 'remove'; readonly section: CodebookSection; readonly id: string }
  | RestoreEntry;

export type CodebookSection = 'codes' | 'themes' | 'questions';
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
  const before = isNew ? `format: ${codebookFormat}\n` : text.replace(/^\ufeff/, '');
  const mark = text?.startsWith('\ufeff') ? '\ufeff' : '';
  checkReadable(before);
  const after = changes.reduce(applyChange, before);
  checkReadable(after);
  const touched = changes.map((change) => ({ section: sectionOf(change), ...idOf(change) }));
  return { text: mark + after, inverse: invertEntries(before, after, touched, codebookOrder) };
}

function checkReadable(text: string): void {
  const { root, file } = openYaml(text, 'codebook.yaml', codebookFormat);
  const [problem] = file.problems();
  if (!root && problem)
    throw new UserError('codebook/unreadable', `${problem.message} ${problem.advice}`, { problem });
}

function sectionOf(change: CodebookChange): string {
  if ('section' in change) return change.section;
  if (change.kind.endsWith('code')) return 'codes';
  return change.kind.endsWith('theme') ? 'themes' : 'questions';
}

function idOf(change: CodebookChange): { readonly id?: string } {
  if ('code' in change) return { id: change.code.id };
  if ('theme' in change) return { id: change.theme.id };
  if ('question' in change) return { id: change.question.id };
  return change.id === undefined ? {} : { id: change.id };
}

function applyChange(text: string, change: CodebookChange): string {
  switch (change.kind) {
    case 'add-code':
      return addEntry(text, 'codes', change.code.id, codeValue(change.code));
    case 'add-theme':
      return addEntry(text, 'themes', change.theme.id, themeValue(change.theme));
    case 'add-question':
      return addEntry(text, 'questions', change.question.id, line(change.question.text));
    case 'set-code':
      return setFields(
        text,
        'codes',
        change.id,
        keysOf(change.fields),
        codeFields(defined(change.fields)),
        codeOrder,
      );
    case 'set-theme':
      return setFields(
        text,
        'themes',
        change.id,
        keysOf(change.fields),
        themeFields(defined(change.fields)),
        themeOrder,
      );
    case 'set-question': {
      const path = { section: 'questions', id: change.id };
      if (!hasEntry(text, path)) throw missing(change.id);
      return setEntry(text, path, line(change.text), codebookOrder);
    }
    case 'remove':
      if (!hasEntry(text, change)) throw missing(change.id);
      return setEntry(text, change, undefined, codebookOrder);
    case 'restore':
      return restoreEntry(text, change, codebookOrder);
  }
}

function addEntry(text: string, section: CodebookSection, id: string, value: YamlValue): string {
  if (hasEntry(text, { section, id }))
    throw new UserError('codebook/entry-exists', `The codebook has “${id}” already.`, { section, id });
  return setEntry(text, { section, id }, value, codebookOrder);
}

function setFields(
  text: string,
  section: CodebookSection,
  id: string,
  keys: readonly string[],
  fields: readonly YamlField[],
  order: readonly string[],
): string {
  if (!hasEntry(text, { section, id })) throw missing(id);
  const values = new Map(fields);
  return keys.reduce(
    (current, key) => setEntryField(current, { section, id }, key, values.get(key), order),
    text,
  );
}

/** The keys as the file spells them. */
function keysOf(fields: object): readonly string[] {
  return Object.keys(fields).map((key) => (key === 'replacedBy' ? 'replaced-by' : key));
}

function defined<T extends object>(fields: { readonly [K in keyof T]?: T[K] | undefined }): Partial<T> {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>;
}
