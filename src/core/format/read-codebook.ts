import type { Node } from 'yaml';
import type { Reading } from '../base/problem';
import type { Code, Codebook, Question, Theme } from '../model/codebook';
import { isCodeId } from '../model/ids';
import { checkCodebook } from './check-codebook';
import { codebookFormat } from './format-codebook';
import { withCodeIds, withNameIds } from './id-checks';
import type { YamlFile } from './open-yaml';
import { openYaml } from './open-yaml';
import { readNotes } from './read-notes';
import type { Entries, Entry } from './yaml-nodes';
import {
  readChoice,
  readEntries,
  readItems,
  readMap,
  readText,
  readTexts,
  shorten,
  textOf,
} from './yaml-nodes';

/**
 * Reads `codebook.yaml`; never throws. The value is undefined only when nothing could be read (broken YAML, conflict
 * markers, no or another format line); an entry that cannot be read is absent from it. Unknown themes and parents stay
 * in the value, as do parent cycles and clashing aliases: the problems name them, and the codebook's index copes.
 */
export function readCodebook(text: string, path: string): Reading<Codebook | undefined> {
  const { file, root } = openYaml(text, path, codebookFormat);
  if (!root) return { value: undefined, problems: file.problems() };
  const entries = readEntries(file, root);
  const sections = {
    questions: withNameIds(file, readMap(file, entries.get('questions')), 'codebook'),
    themes: withCodeIds(file, readMap(file, entries.get('themes')), 'codebook'),
    codes: withCodeIds(file, readMap(file, entries.get('codes')), 'codebook'),
  };
  const value: Codebook = {
    questions: byId(sections.questions.map((entry) => readQuestion(file, entry))),
    themes: byId(sections.themes.map((entry) => readTheme(file, entry))),
    codes: byId(sections.codes.map((entry) => readCode(file, entry))),
  };
  checkCodebook(file, value, sections);
  return { value, problems: file.problems() };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function readQuestion(file: YamlFile, entry: Entry): Question {
  return { id: entry.key, text: readText(file, entry) ?? '' };
}

function readTheme(file: YamlFile, entry: Entry): Theme {
  const fields = readMap(file, entry);
  return {
    id: entry.key,
    name: readName(file, entry, fields),
    questions: readTexts(file, fields.get('questions')),
    ...readTextsOf(file, fields, ['parent', 'definition', 'memo']),
    ...readNotesOf(file, fields),
  };
}

function readCode(file: YamlFile, entry: Entry): Code {
  const fields = readMap(file, entry);
  const origin = readChoice(
    file,
    fields.get('origin'),
    ['deductive', 'inductive', 'in-vivo'],
    'codebook/bad-origin',
  );
  const color = readColor(file, fields.get('color'));
  const status = readChoice(
    file,
    fields.get('status'),
    ['provisional', 'active', 'deprecated'],
    'codebook/bad-status',
  );
  return {
    id: entry.key,
    name: readName(file, entry, fields),
    themes: readTexts(file, fields.get('themes')),
    ...readTextsOf(file, fields, ['parent', 'definition', 'include', 'exclude', 'memo']),
    examples: readTexts(file, fields.get('examples')),
    ...(origin === undefined ? {} : { origin }),
    ...(color === undefined ? {} : { color }),
    status: status ?? 'active',
    aliases: readAliases(file, fields.get('aliases')),
    replacedBy: readTexts(file, fields.get('replaced-by')),
    ...readNotesOf(file, fields),
  };
}

/** The name; the id stands in for a missing one. */
function readName(file: YamlFile, entry: Entry, fields: Entries): string {
  const name = readText(file, fields.get('name'));
  if (name !== undefined) return name;
  file.report({
    code: 'codebook/missing-name',
    severity: 'warning',
    at: entry.keyNode,
    message: `“${entry.key}” has no name.`,
    advice: 'Add “name: …”; until then its id is shown.',
  });
  return entry.key;
}

function readTextsOf<K extends string>(
  file: YamlFile,
  fields: Entries,
  keys: readonly K[],
): Partial<Record<K, string>> {
  const texts: Partial<Record<K, string>> = {};
  for (const key of keys) {
    const text = readText(file, fields.get(key));
    if (text !== undefined) texts[key] = text;
  }
  return texts;
}

function readNotesOf(file: YamlFile, fields: Entries): Pick<Code, 'notes'> {
  const notes = readNotes(file, fields.get('notes'));
  return notes === undefined ? {} : { notes };
}

function readColor(file: YamlFile, entry: Entry | undefined): number | string | undefined {
  const color = readText(file, entry);
  if (color === undefined) return undefined;
  if (/^[1-8]$/.test(color)) return Number(color);
  if (/^#[0-9a-f]{6}$/i.test(color)) return color;
  file.report({
    code: 'codebook/bad-color',
    severity: 'warning',
    at: entry?.value,
    message: `“${shorten(color)}” is no colour.`,
    advice: 'Write a palette slot from 1 to 8, or a colour such as "#3366cc" in quotes.',
  });
  return undefined;
}

function readAliases(file: YamlFile, entry: Entry | undefined): readonly string[] {
  const aliases: string[] = [];
  for (const item of readItems(file, entry)) {
    const alias = textOf(file, item, 'aliases');
    if (alias === undefined) continue;
    if (isCodeId(alias)) aliases.push(alias);
    else reportAlias(file, item, alias);
  }
  return aliases;
}

function reportAlias(file: YamlFile, at: Node, alias: string): void {
  file.report({
    code: 'codebook/bad-id',
    at,
    message: `“${shorten(alias)}” cannot be the id of a code, so it cannot be an alias of one.`,
    advice: 'An alias is a former id: lower-case letters, digits and hyphens.',
  });
}
