import type { Node } from 'yaml';
import type { Reading } from '../base/problem';
import { consensusCoder } from '../model/ids';
import type { Attribute, Case, Coder, Round, Source, StudyFile } from '../model/study';
import { checkStudyFile } from './check-study-file';
import { studyFormat } from './format-study-file';
import { withNameIds } from './id-checks';
import type { YamlFile } from './open-yaml';
import { openYaml } from './open-yaml';
import { readAttributeValues } from './read-attributes';
import { studyPath } from './study-path';
import type { Entry } from './yaml-nodes';
import {
  readBoolean,
  readChoice,
  readEntries,
  readItems,
  readMap,
  readText,
  readTexts,
  recordOf,
  shorten,
  textOf,
} from './yaml-nodes';

/**
 * Reads `verbatim.yaml`; never throws. The value is undefined only when nothing could be read (broken YAML, conflict
 * markers, no or another format line); an entry that cannot be read, or whose path leaves the study, is absent from
 * it. Paths in the value are NFC.
 */
export function readStudyFile(text: string, path: string): Reading<StudyFile | undefined> {
  const { file, root } = openYaml(text, path, studyFormat);
  if (!root) return { value: undefined, problems: file.problems() };
  const entries = readEntries(file, root);
  const named = (key: string): readonly Entry[] =>
    withNameIds(file, readMap(file, entries.get(key)), 'study');
  const attributeEntries = [...readMap(file, entries.get('attributes')).values()];
  const attributes = byId(attributeEntries.map((entry) => readAttribute(file, entry)));
  const caseEntries = named('cases');
  const roundEntries = named('rounds');
  const sources = readSources(file, entries.get('sources'), attributes);
  const value: StudyFile = {
    title: readText(file, entries.get('title')) ?? '',
    transcripts: readPaths(file, entries.get('transcripts')),
    coders: byId(
      named('coders')
        .filter((entry) => isFreeCoderId(file, entry))
        .map((entry) => readCoder(file, entry)),
    ),
    rounds: byId(roundEntries.map((entry) => readRound(file, entry))),
    attributes,
    sources,
    cases: byId(caseEntries.map((entry) => readCase(file, entry, attributes))),
  };
  if (value.transcripts.length === 0) {
    file.report({
      code: 'study/no-transcripts',
      severity: 'warning',
      at: entries.get('transcripts')?.keyNode,
      message: 'The study does not say where its transcripts are.',
      advice: 'Add for example: transcripts: ["transcripts/**/*.{md,txt,vtt,srt}"]',
    });
  }
  return { value: checkStudyFile(file, value, entries), problems: file.problems() };
}

function byId<T extends { readonly id: string }>(items: readonly T[]): ReadonlyMap<string, T> {
  return new Map(items.map((item) => [item.id, item]));
}

function isFreeCoderId(file: YamlFile, entry: Entry): boolean {
  if (entry.key.toLowerCase() !== consensusCoder) return true;
  file.report({
    code: 'study/reserved-coder',
    at: entry.keyNode,
    message: `“${entry.key}” is reserved for what the coders agreed on.`,
    advice: 'Give this coder another id.',
  });
  return false;
}

function readCoder(file: YamlFile, entry: Entry): Coder {
  const fields = readMap(file, entry);
  const name = readText(file, fields.get('name'));
  const emails = readTexts(file, fields.get('emails'));
  return { id: entry.key, ...(name === undefined ? {} : { name }), emails };
}

function readRound(file: YamlFile, entry: Entry): Round {
  const fields = readMap(file, entry);
  return {
    id: entry.key,
    coders: readTexts(file, fields.get('coders')),
    transcripts: readPaths(file, fields.get('transcripts')),
    blind: readBoolean(file, fields.get('blind')) ?? false,
  };
}

const attributeTypes = ['choice', 'text', 'number', 'date', 'boolean'] as const;

function readAttribute(file: YamlFile, entry: Entry): Attribute {
  const fields = readMap(file, entry);
  const type = readChoice(file, fields.get('type'), attributeTypes, 'study/bad-attribute-type') ?? 'text';
  const values = readTexts(file, fields.get('values'));
  if (type === 'choice' && values.length === 0) {
    file.report({
      code: 'study/choice-without-values',
      severity: 'warning',
      at: entry.keyNode,
      message: `“${shorten(entry.key)}” is a choice, but there is nothing to choose from.`,
      advice: 'List its values: values: [first, second]',
    });
  }
  return { id: entry.key, type, values };
}

const sourceKinds = ['interview', 'focus-group', 'observation', 'document'] as const;

function readSources(
  file: YamlFile,
  section: Entry | undefined,
  attributes: ReadonlyMap<string, Attribute>,
): ReadonlyMap<string, Source> {
  const sources = new Map<string, Source>();
  for (const entry of readMap(file, section).values()) {
    const path = readPath(file, entry.keyNode, entry.key);
    if (path === undefined) continue;
    if (sources.has(path)) {
      file.report({
        code: 'study/duplicate-path',
        at: entry.keyNode,
        message: `The same transcript, spelt in another way, stands here twice: ${shorten(path)}.`,
        advice: 'Remove one of the two entries.',
      });
      continue;
    }
    const fields = readMap(file, entry);
    const speakers = [...readMap(file, fields.get('speakers')).values()].flatMap((speaker) => {
      const role = readText(file, speaker);
      return role === undefined ? [] : [[speaker.key, role] as const];
    });
    sources.set(path, {
      kind: readChoice(file, fields.get('kind'), sourceKinds, 'study/unknown-kind') ?? 'interview',
      speakers: recordOf(speakers),
      attributes: readAttributeValues(file, fields.get('attributes'), attributes),
    });
  }
  return sources;
}

function readCase(file: YamlFile, entry: Entry, attributes: ReadonlyMap<string, Attribute>): Case {
  const fields = readMap(file, entry);
  const partOf = readText(file, fields.get('part-of'));
  return {
    id: entry.key,
    kind: readText(file, fields.get('kind')) ?? 'person',
    ...(partOf === undefined ? {} : { partOf }),
    attributes: readAttributeValues(file, fields.get('attributes'), attributes),
    transcripts: readPaths(file, fields.get('transcripts')),
  };
}

function readPaths(file: YamlFile, entry: Entry | undefined): readonly string[] {
  return readItems(file, entry).flatMap((item) => {
    const written = textOf(file, item, entry?.key ?? '');
    return (written === undefined ? undefined : readPath(file, item, written)) ?? [];
  });
}

function readPath(file: YamlFile, at: Node, written: string): string | undefined {
  const path = studyPath(written);
  if (path === undefined) {
    file.report({
      code: 'study/bad-path',
      at,
      message: `“${shorten(written)}” is no path inside the study and was left out.`,
      advice: 'Write paths relative to the study’s folder, with “/” between folders and without “..” steps.',
    });
  }
  return path;
}
