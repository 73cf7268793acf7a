import type { Node } from 'yaml';
import { isMap } from 'yaml';
import type { Problem } from '../base/problem';
import { isCodeId, ulidPattern } from '../model/ids';
import type { CodingDetail, Passage, Sidecar } from '../model/passage';
import { normaliseText } from '../text/normal-text';
import { didYouMean } from './nearest';
import type { YamlFile } from './open-yaml';
import { openYaml } from './open-yaml';
import { readDecisions, readSources } from './read-consensus';
import { readNotes } from './read-notes';
import { recallCanonicalSidecar } from './recent-sidecars';
import { isBlobId, sidecarFormat } from './sidecar-fields';
import type { Entries, Entry } from './yaml-nodes';
import {
  readBoolean,
  readChoice,
  readEntries,
  readItems,
  readMap,
  readNumber,
  readRange,
  readText,
  recordOf,
  shorten,
  textOf,
} from './yaml-nodes';

export interface SidecarReading {
  /** Undefined only when nothing could be read: broken YAML, conflict markers, no or another format line. */
  readonly value: Sidecar | undefined;
  readonly problems: readonly Problem[];
  /** True when the text is exactly what `formatSidecar` writes, save for the order of passages. */
  readonly isCanonical: boolean;
}

/**
 * Reads a sidecar; never throws. `path` goes into the problems. A passage without a usable id, position or quote is
 * left out and reported; a missing or malformed base is read as the empty string, which matches no transcript.
 */
export function readSidecar(text: string, path: string): SidecarReading {
  const normal = normaliseText(text);
  const value = recallCanonicalSidecar(normal)?.sidecar;
  return value ? { value, problems: [], isCanonical: normal === text } : readAnySidecar(text, path);
}

/** Reads a sidecar in any style through the general YAML parser. */
export function readAnySidecar(text: string, path: string): SidecarReading {
  const { file, root } = openYaml(text, path, sidecarFormat);
  if (!root) return { value: undefined, problems: file.problems(), isCanonical: false };
  const entries = readEntries(file, root);
  const memo = readText(file, entries.get('memo'));
  const notes = readNotes(file, entries.get('notes'));
  const value: Sidecar = {
    base: readBase(file, entries),
    status:
      readChoice(file, entries.get('status'), ['in-progress', 'done'], 'sidecar/bad-status') ?? 'in-progress',
    ...(memo === undefined ? {} : { memo }),
    passages: readPassages(file, entries),
    ...(notes === undefined ? {} : { notes }),
  };
  return { value, problems: file.problems(), isCanonical: false };
}

function readBase(file: YamlFile, entries: Entries): string {
  const entry = entries.get('base');
  if (!entry?.value) {
    file.report({
      code: 'sidecar/missing-base',
      at: entry?.keyNode,
      message: 'The sidecar does not say which version of the transcript its positions refer to.',
      advice: `Passages are found by their text until “base” is there.${didYouMeanKey('base', entries)}`,
    });
    return '';
  }
  return readBlobId(file, entry) ?? '';
}

function readBlobId(file: YamlFile, entry: Entry | undefined): string | undefined {
  const id = readText(file, entry);
  if (id === undefined || isBlobId(id)) return id;
  file.report({
    code: 'sidecar/bad-base',
    at: entry?.value,
    message: `“${shorten(id)}” is no version of a transcript.`,
    advice: 'A base is git’s blob id: 40 hexadecimal digits, in lower case.',
  });
  return undefined;
}

function readPassages(file: YamlFile, entries: Entries): readonly Passage[] {
  const entry = entries.get('passages');
  if (!entry) {
    file.report({
      code: 'sidecar/missing-passages',
      at: undefined,
      message: 'The sidecar has no list of passages.',
      advice: `Add “passages: []” if nothing is coded yet.${didYouMeanKey('passages', entries)}`,
    });
  }
  const passages: Passage[] = [];
  const ids = new Set<string>();
  for (const item of readItems(file, entry)) {
    const passage = readPassage(file, item, ids);
    if (passage) passages.push(passage);
  }
  return passages;
}

function readPassage(file: YamlFile, item: Node, ids: Set<string>): Passage | undefined {
  if (!isMap(item)) {
    file.report({
      code: 'sidecar/bad-passage',
      at: item,
      message: 'A passage consists of id, at, quote and codes.',
      advice: 'Complete it, or remove it.',
    });
    return undefined;
  }
  const entries = readEntries(file, item);
  const id = readPassageId(file, item, entries, ids);
  const at =
    required(file, item, entries, 'at') && readRange(file, entries.get('at'), 'sidecar/bad-position');
  const quote = required(file, item, entries, 'quote') && readText(file, entries.get('quote'));
  const base = entries.has('base') ? (readBlobId(file, entries.get('base')) ?? '') : undefined;
  const before = readText(file, entries.get('before'));
  const after = readText(file, entries.get('after'));
  const codes = readCodes(file, required(file, item, entries, 'codes') ? entries.get('codes') : undefined);
  const codings = readCodings(file, entries.get('codings'), codes);
  const memo = readText(file, entries.get('memo'));
  const lost = readBoolean(file, entries.get('lost'));
  const from = readSources(file, entries.get('from'));
  const decisions = readDecisions(file, entries.get('decisions'));
  if (id === undefined || !at || quote === undefined || quote === false) return undefined;
  return {
    id,
    at,
    ...(base === undefined ? {} : { base }),
    quote,
    ...(before === undefined ? {} : { before }),
    ...(after === undefined ? {} : { after }),
    codes,
    ...(codings === undefined ? {} : { codings }),
    ...(memo === undefined ? {} : { memo }),
    ...(lost ? { lost } : {}),
    ...(from === undefined ? {} : { from }),
    ...(decisions === undefined ? {} : { decisions }),
  };
}

/** True when the key is there with a value; says so otherwise. */
function required(file: YamlFile, item: Node, entries: Entries, key: string): boolean {
  const entry = entries.get(key);
  if (entry?.value) return true;
  file.report({
    code: `sidecar/missing-${key}`,
    at: entry?.keyNode ?? entries.values().next().value?.keyNode ?? item,
    message:
      key === 'codes' ? 'The passage has no “codes”.' : `The passage has no “${key}” and was left out.`,
    advice:
      (key === 'codes' ? 'Write “codes: []” to code it later.' : `Add “${key}”, or remove the passage.`) +
      didYouMeanKey(key, entries),
  });
  return false;
}

function didYouMeanKey(key: string, entries: Entries): string {
  const known = [
    'format',
    'base',
    'status',
    'memo',
    'passages',
    'notes',
    'id',
    'at',
    'quote',
    'before',
    'after',
  ];
  return didYouMean(
    key,
    [...entries.keys()].slice(0, 50).filter((other) => !known.includes(other)),
  ).replace('Did you mean', 'Is it meant by');
}

function readPassageId(file: YamlFile, item: Node, entries: Entries, ids: Set<string>): string | undefined {
  const entry = entries.get('id');
  const id = required(file, item, entries, 'id') ? readText(file, entry) : undefined;
  if (id === undefined) return undefined;
  if (!ulidPattern.test(id)) {
    file.report({
      code: 'sidecar/bad-id',
      at: entry?.value,
      message: `“${shorten(id)}” is no id of a passage; the passage was left out.`,
      advice: 'An id is a ULID: 26 digits and capital letters, never changed by hand.',
    });
    return undefined;
  }
  if (ids.has(id)) {
    file.report({
      code: 'sidecar/duplicate-id',
      at: entry?.value,
      message: `Two passages have the id ${id}; only the first is read.`,
      advice: 'Remove one of them, after adding its codes to the other.',
    });
    return undefined;
  }
  ids.add(id);
  return id;
}

function readCodes(file: YamlFile, entry: Entry | undefined): readonly string[] {
  const codes: string[] = [];
  for (const item of readItems(file, entry)) {
    const code = textOf(file, item, 'codes');
    if (code === undefined) continue;
    if (!isCodeId(code)) {
      reportCodeId(file, item, code);
    } else if (codes.includes(code)) {
      file.report({
        code: 'sidecar/duplicate-code',
        severity: 'warning',
        at: item,
        message: `“${code}” stands twice on this passage; it counts once.`,
        advice: 'Remove one of the two lines.',
      });
    } else {
      codes.push(code);
    }
  }
  return codes;
}

function reportCodeId(file: YamlFile, at: Node, code: string): void {
  file.report({
    code: 'sidecar/bad-code-id',
    at,
    message: `“${shorten(code)}” cannot be the id of a code and was not read.`,
    advice: 'Ids of codes consist of lower-case letters, digits and hyphens: use the id, not the name.',
  });
}

function readCodings(
  file: YamlFile,
  entry: Entry | undefined,
  codes: readonly string[],
): Passage['codings'] | undefined {
  const details: (readonly [string, CodingDetail])[] = [];
  for (const coding of readMap(file, entry).values()) {
    if (isCodeId(coding.key)) details.push([coding.key, readDetail(file, coding)]);
    else reportCodeId(file, coding.keyNode, coding.key);
    if (isCodeId(coding.key) && !codes.includes(coding.key)) {
      file.report({
        code: 'sidecar/coding-without-code',
        severity: 'warning',
        at: coding.keyNode,
        message: `The passage is not coded with “${coding.key}”.`,
        advice: `Add it to the codes, or remove it here.${didYouMean(coding.key, codes)}`,
      });
    }
  }
  return details.length === 0 ? undefined : recordOf(details);
}

function readDetail(file: YamlFile, coding: Entry): CodingDetail {
  const entries = readMap(file, coding);
  const checked = readText(file, entries.get('checked'));
  const memo = readText(file, entries.get('memo'));
  const weight = readNumber(file, entries.get('weight'));
  const negative = readBoolean(file, entries.get('negative'));
  return {
    ...(checked === undefined ? {} : { checked }),
    ...(memo === undefined ? {} : { memo }),
    ...(weight === undefined ? {} : { weight }),
    ...(negative === undefined ? {} : { negative }),
  };
}
