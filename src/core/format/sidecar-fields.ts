import type { CodingDetail, Decision, Note, Passage, PassageSource, Sidecar } from '../model/passage';
import { formatRange } from './at-range';
import type { YamlField, YamlValue } from './yaml-value';
import { flowList, flowMap, line, list, map, quoted, text, word } from './yaml-value';

export const sidecarFormat = 'verbatim/coding@1';

/** The order in which fields are written; unknown keys follow. */
export const headerOrder = ['format', 'base', 'status', 'memo', 'passages', 'notes'] as const;
export const passageOrder = [
  'id',
  'at',
  'base',
  'quote',
  'before',
  'after',
  'codes',
  'codings',
  'memo',
  'lost',
  'from',
  'decisions',
] as const;

/** An id of hexadecimal or base-32 digits; one of digits alone, or of digits and one `e`, would be a number to YAML. */
export function idValue(id: string): YamlValue {
  return isPlainId(id) ? word(id) : quoted(id);
}

export function isBlobId(id: string): boolean {
  return /^[0-9a-f]{40}$/.test(id);
}

export function isPlainId(id: string): boolean {
  return /^[0-9A-Za-z]{26,40}$/.test(id) && !/^[0-9]*[eE]?[0-9]*$/.test(id);
}

export function quoteValue(quote: string): YamlValue {
  return quote.includes('\n') ? text(quote) : quoted(quote);
}

function codesValue(codes: readonly string[]): YamlValue {
  return list(codes.map(line));
}

function codingsValue(codings: Readonly<Record<string, CodingDetail>>): YamlValue | undefined {
  const fields = Object.entries(codings).map(([code, detail]): YamlField => [
    code,
    map(detailFields(detail)),
  ]);
  return fields.length === 0 ? undefined : map(fields);
}

export const detailOrder = ['checked', 'memo', 'weight', 'negative'] as const;

export function detailFields(detail: CodingDetail): readonly YamlField[] {
  return definedFields([
    ['checked', optional(detail.checked, quoted)],
    ['memo', optional(detail.memo, text)],
    ['weight', optional(detail.weight, numberValue)],
    ['negative', optional(detail.negative, (flag) => word(String(flag)))],
  ]);
}

export function sourceValue(source: PassageSource): YamlValue {
  return flowMap([
    ['coder', line(source.coder)],
    ['passage', idValue(source.passage)],
    ['at', word(formatRange(source.at))],
    ['codes', flowList(source.codes.map(line))],
  ]);
}

export function decisionValue(decision: Decision): YamlValue {
  return flowMap(
    definedFields([
      decision.code === undefined ? ['extent', word('true')] : ['code', line(decision.code)],
      ['outcome', word(decision.outcome)],
      ['reason', optional(decision.reason, line)],
      ['by', optional(decision.by, (by) => flowList(by.map(line)))],
      ['date', optional(decision.date, quoted)],
    ]),
  );
}

export function noteValue(note: Note): YamlValue {
  return map(
    definedFields([
      ['id', idValue(note.id)],
      ['about', line(note.about)],
      ['by', line(note.by)],
      ['date', quoted(note.date)],
      ['text', text(note.text)],
      ['open', optional(note.open, (open) => word(String(open)))],
    ]),
  );
}

export function passageFields(passage: Passage): readonly YamlField[] {
  return definedFields([
    ['id', idValue(passage.id)],
    ['at', word(formatRange(passage.at))],
    ['base', optional(passage.base, idValue)],
    ['quote', quoteValue(passage.quote)],
    ['before', optional(passage.before, quoted)],
    ['after', optional(passage.after, quoted)],
    ['codes', codesValue(passage.codes)],
    ['codings', optional(passage.codings, codingsValue)],
    ['memo', optional(passage.memo, text)],
    ['lost', passage.lost ? word('true') : undefined],
    ['from', optional(passage.from, (from) => list(from.map(sourceValue)))],
    ['decisions', optional(passage.decisions, (decisions) => list(decisions.map(decisionValue)))],
  ]);
}

export function sidecarFields(sidecar: Sidecar, passages: readonly Passage[]): readonly YamlField[] {
  return definedFields([
    ['format', word(sidecarFormat)],
    ['base', idValue(sidecar.base)],
    ['status', word(sidecar.status)],
    ['memo', optional(sidecar.memo, text)],
    ['passages', list(passages.map((passage) => map(passageFields(passage))))],
    ['notes', optional(sidecar.notes, (notes) => list(notes.map(noteValue)))],
  ]);
}

/** Numbers as YAML 1.1 and 1.2 both read them: `1e+21` needs a point for the former. */
export function numberValue(value: number): YamlValue {
  return word(String(value).replace(/^(-?\d+)e/, '$1.0e'));
}

export function definedFields(
  fields: readonly (readonly [string, YamlValue | undefined])[],
): readonly YamlField[] {
  return fields.filter((field): field is YamlField => field[1] !== undefined);
}

export function optional<T, R>(value: T | undefined, write: (value: T) => R): R | undefined {
  return value === undefined ? undefined : write(value);
}
