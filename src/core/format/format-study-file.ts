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
      ['coders', section(study.coders, coderValue)],
      ['rounds', section(study.rounds, roundValue)],
      ['attributes', section(study.attributes, attributeValue)],
      ['sources', section(study.sources, sourceValue)],
      ['cases', section(study.cases, caseValue)],
    ]),
    '',
  );
}

export function coderValue(coder: Coder): YamlValue {
  return flowMap(
    definedFields([
      ['name', optional(coder.name, line)],
      ['emails', linesValue(coder.emails)],
    ]),
  );
}

export function roundValue(round: Round): YamlValue {
  return map(
    definedFields([
      ['coders', flowList(round.coders.map(line))],
      ['transcripts', flowList(round.transcripts.map(line))],
      ['blind', round.blind ? word('true') : undefined],
    ]),
  );
}

export function attributeValue(attribute: Attribute): YamlValue {
  return flowMap(
    definedFields([
      ['type', word(attribute.type)],
      ['values', linesValue(attribute.values)],
    ]),
  );
}

export function sourceValue(source: Source): YamlValue {
  return flowMap(
    definedFields([
      ['kind', line(source.kind)],
      ['attributes', attributesValue(source.attributes)],
      ['speakers', recordValue(source.speakers, line)],
    ]),
  );
}

export function caseValue(value: Case): YamlValue {
  return flowMap(
    definedFields([
      ['kind', line(value.kind)],
      ['part-of', optional(value.partOf, line)],
      ['attributes', attributesValue(value.attributes)],
      ['transcripts', linesValue(value.transcripts)],
    ]),
  );
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
