import type { Attribute, AttributeValue, Case, Coder, Round, Source, StudyFile } from '../model/study';
import { definedFields, numberValue, optional } from './sidecar-fields';
import type { YamlField, YamlValue } from './yaml-value';
import { flowList, flowMap, formatFields, line, map, quoted, word } from './yaml-value';

export const studyFormat = 'verbatim/study@1';
export const studyOrder = [
  'format',
  'title',
  'transcripts',
  'coders',
  'rounds',
  'attributes',
  'sources',
  'cases',
] as const;

/** Writes a study file; empty sections are left out. */
export function formatStudyFile(study: StudyFile): string {
  const section = <T>(
    entries: ReadonlyMap<string, T>,
    write: (entry: T) => YamlValue,
  ): YamlValue | undefined =>
    entries.size === 0 ? undefined : map([...entries].map(([id, entry]): YamlField => [id, write(entry)]));
  return formatFields(
    definedFields([
      ['format', word(studyFormat)],
      ['title', line(study.title)],
      ['transcripts', flowList(study.transcripts.map(quoted))],
      ['coders', section(study.coders, (coder) => flowMap(coderFields(coder)))],
      ['rounds', section(study.rounds, (round) => map(roundFields(round)))],
      ['attributes', section(study.attributes, (attribute) => flowMap(attributeFields(attribute)))],
      ['sources', section(study.sources, (source) => flowMap(sourceFields(source)))],
      ['cases', section(study.cases, (value) => flowMap(caseFields(value)))],
    ]),
    '',
  );
}

export function coderFields(coder: Coder): readonly YamlField[] {
  return definedFields([
    ['name', optional(coder.name, line)],
    ['emails', linesValue(coder.emails)],
  ]);
}

export function roundFields(round: Round): readonly YamlField[] {
  return definedFields([
    ['coders', flowList(round.coders.map(line))],
    ['transcripts', flowList(round.transcripts.map(line))],
    ['blind', round.blind ? word('true') : undefined],
  ]);
}

export function attributeFields(attribute: Attribute): readonly YamlField[] {
  return definedFields([
    ['type', word(attribute.type)],
    ['values', linesValue(attribute.values)],
  ]);
}

export function sourceFields(source: Source): readonly YamlField[] {
  return definedFields([
    ['kind', line(source.kind)],
    ['attributes', attributesValue(source.attributes)],
    ['speakers', recordValue(source.speakers, line)],
  ]);
}

export function caseFields(value: Case): readonly YamlField[] {
  return definedFields([
    ['kind', line(value.kind)],
    ['part-of', optional(value.partOf, line)],
    ['attributes', attributesValue(value.attributes)],
    ['transcripts', linesValue(value.transcripts)],
  ]);
}

function attributesValue(attributes: Readonly<Record<string, AttributeValue>>): YamlValue | undefined {
  return recordValue(attributes, (value) => {
    if (typeof value === 'number') return numberValue(value);
    return typeof value === 'boolean' ? word(String(value)) : line(value);
  });
}

function recordValue<T>(
  record: Readonly<Record<string, T>>,
  write: (value: T) => YamlValue,
): YamlValue | undefined {
  const fields = Object.entries(record).map(([key, value]): YamlField => [key, write(value)]);
  return fields.length === 0 ? undefined : flowMap(fields);
}

function linesValue(values: readonly string[]): YamlValue | undefined {
  return values.length === 0 ? undefined : flowList(values.map(line));
}
