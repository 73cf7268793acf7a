import type { YAMLMap } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import { UserError } from '../base/user-error';
import type { CodingDetail, Passage } from '../model/passage';
import { formatRange } from './at-range';
import { readAnySidecar } from './read-sidecar';
import type { SidecarChange } from './sidecar-change';
import {
  decisionValue,
  detailFields,
  detailOrder,
  idValue,
  optional,
  passageOrder,
  quoteValue,
  sidecarFormat,
  sourceValue,
} from './sidecar-fields';
import { appendItem, removeItem, replaceScalar, setField, setList } from './yaml-edit';
import { findPair, unsupported, valueOf } from './yaml-places';
import type { EditableYaml, Splice } from './yaml-splice';
import { applySplices, openEditable, withoutBlankEnd } from './yaml-splice';
import type { YamlValue } from './yaml-value';
import { formatInline, formatKey, line, map, quoted, text, word } from './yaml-value';

/** A change to a passage that is there. */
export type PassageChange = Exclude<
  Extract<SidecarChange, { readonly id: string }>,
  { readonly kind: 'delete-passage' | 'restore-passage' }
>;

/**
 * Applies a change to a record's text. Fields that already say what they should are not touched.
 * @throws UserError `sidecar/no-code` for a detail about a code that is not there
 */
export function editRecord(raw: string, change: PassageChange): string {
  const passage = readRecord(raw);
  return stepsOf(change, passage).reduce((current, step) => applyStep(current, step), raw);
}

/** The passage in a record's text; undefined when it cannot be read. */
export function readRecord(raw: string): Passage | undefined {
  const head = `format: ${sidecarFormat}\npassages:\n`;
  return readAnySidecar(head + raw, '').value?.passages[0];
}

type Step = (yaml: EditableYaml, record: YAMLMap) => readonly Splice[];

function applyStep(raw: string, step: Step): string {
  const head = 'passages:\n';
  const yaml = openEditable(head + raw);
  const passages = valueOf(yaml.root, 'passages');
  const record = isSeq(passages) ? passages.items[0] : undefined;
  if (!isMap(record)) throw unsupported();
  const splices = step(yaml, record).map((splice) => ({
    ...splice,
    start: splice.start - head.length,
    end: splice.end - head.length,
  }));
  // A field that was the last may leave the blank line before it, which is no part of a record.
  return withoutBlankEnd(applySplices(raw, splices));
}

function setStep(key: string, value: YamlValue | undefined): Step {
  return (yaml, record) => setField(yaml, record, key, value, passageOrder);
}

function listStep(
  key: string,
  current: readonly YamlValue[] | undefined,
  items: readonly YamlValue[] | undefined,
): Step {
  return (yaml, record) => setList(yaml, record, key, { current, items }, passageOrder);
}

function stepsOf(change: PassageChange, passage: Passage | undefined): readonly Step[] {
  switch (change.kind) {
    case 'add-code':
      return passage?.codes.includes(change.code)
        ? []
        : [(yaml, record) => appendItem(yaml, record, 'codes', line(change.code), passageOrder)];
    case 'remove-code':
      return [removeCode(change.code), ...codingSteps(passage, change.code, undefined)];
    case 'replace-code':
      if (change.code === change.by) return [];
      return passage?.codes.includes(change.by)
        ? [removeCode(change.code), ...codingSteps(passage, change.code, undefined)]
        : [renameCode(change.code, change.by), renameCoding(change.code, change.by)];
    case 'set-coding':
      if (change.detail && !passage?.codes.includes(change.code)) throw notCoded(change);
      return codingSteps(passage, change.code, change.detail);
    case 'set-memo':
      return passage?.memo === change.memo ? [] : [setStep('memo', optional(change.memo, text))];
    case 'set-position':
      return positionSteps(change, passage);
    case 'set-passage-base':
      return passage?.base === change.base ? [] : [setStep('base', optional(change.base, idValue))];
    case 'set-lost':
      return (passage?.lost ?? false) === change.lost
        ? []
        : [setStep('lost', change.lost ? word('true') : undefined)];
    case 'set-sources':
      return [listStep('from', passage?.from?.map(sourceValue), change.from?.map(sourceValue))];
    case 'set-decisions':
      return [
        listStep('decisions', passage?.decisions?.map(decisionValue), change.decisions?.map(decisionValue)),
      ];
  }
}

function notCoded({ id, code }: { readonly id: string; readonly code: string }): UserError {
  return new UserError('sidecar/no-code', `The passage is not coded with “${code}” any more.`, { id, code });
}

function positionSteps(
  change: Extract<PassageChange, { readonly kind: 'set-position' }>,
  passage: Passage | undefined,
): readonly Step[] {
  const steps: Step[] = [];
  const at = formatRange(change.at);
  if (!passage || formatRange(passage.at) !== at) steps.push(setStep('at', word(at)));
  if (passage?.base !== change.base) steps.push(setStep('base', optional(change.base, idValue)));
  if (passage?.quote !== change.quote) steps.push(setStep('quote', quoteValue(change.quote)));
  if (passage?.before !== change.before) steps.push(setStep('before', optional(change.before, quoted)));
  if (passage?.after !== change.after) steps.push(setStep('after', optional(change.after, quoted)));
  return steps;
}

function removeCode(code: string): Step {
  return (yaml, record) => {
    const codes = valueOf(record, 'codes');
    if (isSeq(codes)) {
      const index = codes.items.findIndex((item) => isScalar(item) && item.value === code);
      return index === -1 ? [] : removeItem(yaml, record, 'codes', index, passageOrder);
    }
    return isScalar(codes) && codes.value === code
      ? setField(yaml, record, 'codes', { kind: 'list', items: [], flow: false }, passageOrder)
      : [];
  };
}

function renameCode(code: string, by: string): Step {
  return (yaml, record) => {
    const codes = valueOf(record, 'codes');
    const items: readonly unknown[] = isSeq(codes) ? codes.items : [codes];
    const item = items.find((candidate) => isScalar(candidate) && candidate.value === code);
    return isScalar(item) ? replaceScalar(yaml, item, formatKey(by)) : [];
  };
}

function renameCoding(code: string, by: string): Step {
  return (yaml, record) => {
    const codings = valueOf(record, 'codings');
    const key = isMap(codings) ? findPair(codings, code)?.key : undefined;
    return isScalar(key) ? replaceScalar(yaml, key, formatKey(by)) : [];
  };
}

/** Sets or removes what the coder says about one code; keys that other programs wrote there stay. */
function codingSteps(
  passage: Passage | undefined,
  code: string,
  detail: CodingDetail | undefined,
): readonly Step[] {
  const current = passage?.codings?.[code];
  const fields = new Map(detail ? detailFields(detail) : []);
  if (!current) return fields.size === 0 ? [] : [addCoding(code, map([...fields]))];
  if (fields.size === 0) return [removeCoding(code)];
  const written = new Map(detailFields(current).map(([key, value]) => [key, formatInline(value)]));
  const changed = detailOrder.filter((key) => {
    const value = fields.get(key);
    return written.get(key) !== (value && formatInline(value));
  });
  // What is set comes first, so that the map is never empty in between.
  return changed
    .sort((a, b) => Number(fields.has(b)) - Number(fields.has(a)))
    .map((key) => (yaml, record) => {
      const codings = valueOf(record, 'codings');
      const own = isMap(codings) ? valueOf(codings, code) : undefined;
      if (!isMap(codings)) throw unsupported();
      if (!isMap(own) || own.items.length === 0) return setField(yaml, codings, code, map([...fields]), []);
      return setField(yaml, own, key, fields.get(key), detailOrder);
    });
}

function addCoding(code: string, value: YamlValue): Step {
  return (yaml, record) => {
    const codings = valueOf(record, 'codings');
    return isMap(codings) && codings.items.length > 0
      ? setField(yaml, codings, code, value, [])
      : setField(yaml, record, 'codings', map([[code, value]]), passageOrder);
  };
}

/** Without any coding the key goes too. */
function removeCoding(code: string): Step {
  return (yaml, record) => {
    const codings = valueOf(record, 'codings');
    return isMap(codings) && codings.items.length > 1
      ? setField(yaml, codings, code, undefined, [])
      : setField(yaml, record, 'codings', undefined, passageOrder);
  };
}
