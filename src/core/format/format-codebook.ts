import type { Code, Codebook, Theme } from '../model/codebook';
import type { Note } from '../model/passage';
import { definedFields, noteValue, optional } from './sidecar-fields';
import type { YamlField, YamlValue } from './yaml-value';
import { flowList, flowMap, formatFields, line, list, map, quoted, text, word } from './yaml-value';

export const codebookFormat = 'verbatim/codebook@1';

/** The order in which a code's fields are written; unknown keys follow. */
export const codeOrder = [
  'name',
  'parent',
  'themes',
  'definition',
  'include',
  'exclude',
  'examples',
  'origin',
  'color',
  'status',
  'aliases',
  'replaced-by',
  'memo',
  'notes',
] as const;
/** The same, as a code's fields are called in the program. */
export const codeKeys = codeOrder.map((key) => (key === 'replaced-by' ? 'replacedBy' : key));
export const themeOrder = ['name', 'parent', 'questions', 'definition', 'memo', 'notes'] as const;
export const codebookOrder = ['format', 'questions', 'themes', 'codes'] as const;

/** Writes a codebook; empty and default fields are left out. */
export function formatCodebook(codebook: Codebook): string {
  const section = <T>(entries: ReadonlyMap<string, T>, write: (entry: T) => YamlValue): YamlValue =>
    map([...entries].map(([id, entry]): YamlField => [id, write(entry)]));
  return formatFields(
    [
      ['format', word(codebookFormat)],
      ['questions', section(codebook.questions, (question) => line(question.text))],
      ['themes', section(codebook.themes, themeValue)],
      ['codes', section(codebook.codes, codeValue)],
    ],
    '',
  );
}

/** A theme with one short line to say stands on one line. */
export function themeValue(theme: Theme): YamlValue {
  const fields = themeFields(theme);
  const isShort = fields.every(([key]) => key === 'name' || key === 'questions' || key === 'parent');
  return isShort ? flowMap(fields) : map(fields);
}

export function codeValue(code: Code): YamlValue {
  return map(codeFields(code));
}

export function themeFields(theme: Partial<Theme>): readonly YamlField[] {
  return definedFields([
    ['name', optional(theme.name, line)],
    ['parent', optional(theme.parent, line)],
    ['questions', optional(theme.questions, idsValue)],
    ['definition', optional(theme.definition, prose)],
    ['memo', optional(theme.memo, text)],
    ['notes', optional(theme.notes, notesValue)],
  ]);
}

export function codeFields(code: Partial<Code>): readonly YamlField[] {
  return definedFields([
    ['name', optional(code.name, line)],
    ['parent', optional(code.parent, line)],
    ['themes', optional(code.themes, idsValue)],
    ['definition', optional(code.definition, prose)],
    ['include', optional(code.include, prose)],
    ['exclude', optional(code.exclude, prose)],
    ['examples', optional(code.examples, examplesValue)],
    ['origin', optional(code.origin, word)],
    [
      'color',
      optional(code.color, (color) => (typeof color === 'number' ? word(String(color)) : quoted(color))),
    ],
    ['status', optional(code.status === 'active' ? undefined : code.status, word)],
    ['aliases', optional(code.aliases, idsValue)],
    ['replaced-by', optional(code.replacedBy, idsValue)],
    ['memo', optional(code.memo, text)],
    ['notes', optional(code.notes, notesValue)],
  ]);
}

/** A list of ids on one line; an empty one is left out. */
function idsValue(ids: readonly string[]): YamlValue | undefined {
  return ids.length === 0 ? undefined : flowList(ids.map(line));
}

function examplesValue(examples: readonly string[]): YamlValue | undefined {
  return examples.length === 0 ? undefined : list(examples.map(quoted));
}

/** A definition: one line where it is one, else a block. */
function prose(value: string): YamlValue {
  return value.includes('\n') ? text(value) : line(value);
}

function notesValue(notes: readonly Note[]): YamlValue {
  return list(notes.map(noteValue));
}
