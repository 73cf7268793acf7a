import { isMap, isNode, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { lazyFor } from '../base/lazy';
import { type Problem, wholeFile } from '../base/problem';
import { studyFormat } from '../format/format-study-file';
import { openYaml } from '../format/open-yaml';
import { normaliseText } from '../text/normal-text';
import type { Span } from '../text/span';
import { TextIndex } from '../text/text-index';
import type { Finding } from './finding';

/** Says where findings stand in their file. What cannot be found there (the file has changed) concerns the whole file. */
export function locateFindings(findings: readonly Finding[], source: string | undefined): readonly Problem[] {
  const index = new TextIndex(normaliseText(source ?? ''));
  const locate = createLocator(index.text);
  return findings.map(({ place, ...problem }): Problem => {
    const span = locate(place);
    return { ...problem, range: span ? index.rangeOf(span) : wholeFile };
  });
}

/** Finds places in the normalised text of a study file. */
export function createLocator(text: string): (place: Finding['place']) => Span | undefined {
  let records: Records | undefined;
  let root: unknown;
  return (place) => {
    if (place.kind === 'passage') {
      records ??= findRecords(text);
      const record = records.spans.get(place.id);
      return record && findInRecord(text, record, records, place.code);
    }
    if (place.kind === 'file') return undefined;
    root ??= openYaml(text, '', studyFormat).root ?? 'unreadable';
    return findKeys(root, place.keys);
  };
}

interface Records {
  /** Passage id → from its id to the next passage's. */
  readonly spans: ReadonlyMap<string, Span>;
  /** Find the fields of a record: on a line of their own in block style, anywhere in any other. */
  readonly position: RegExp;
  readonly codes: RegExp;
}

/** Finds passages by a scan, which is a hundred times faster than parsing. */
function findRecords(text: string): Records {
  const from = Math.max(0, text.search(/^passages:/m));
  // Text within a record is indented more than its fields, so nothing in it passes for another record.
  const dash = /^( {0,20}- {1,20})id:/m.exec(text.slice(from))?.[1];
  const start = dash === undefined ? '(?<=[\\s{,-])' : `^${dash}`;
  const ids = new RegExp(`${start}id: *["']?([0-7][0-9A-HJKMNP-TV-Z]{25})`, 'gm');
  const found = [...text.slice(from).matchAll(ids)].map((match) => {
    const id = match[1] ?? '';
    return { id, start: from + match.index + match[0].length - id.length };
  });
  const spans = new Map<string, Span>();
  found.forEach(({ id, start: at }, i) => {
    if (!spans.has(id)) spans.set(id, { start: at, end: found[i + 1]?.start ?? text.length });
  });
  const before = dash === undefined ? '[\\s{,]' : `\\n {${dash.length}}`;
  return {
    spans,
    position: new RegExp(`${before}at: *["']?(\\d+:\\d+-\\d+:\\d+)`),
    codes: new RegExp(`${before}codes:`),
  };
}

/** A code on its line, else the passage's position, else its id. */
function findInRecord(
  text: string,
  { start, end }: Span,
  { position, codes }: Records,
  code: string | undefined,
): Span {
  const record = text.slice(start, end);
  const found = code === undefined ? findPosition(record, position) : findCode(record, codes, code);
  return found
    ? { start: start + found.start, end: start + found.end }
    : { start, end: start + Math.min(26, end - start) };
}

function findPosition(record: string, position: RegExp): Span | undefined {
  const match = position.exec(record);
  if (!match) return undefined;
  const end = match.index + match[0].length;
  return { start: end - (match[1] ?? '').length, end };
}

function findCode(record: string, codes: RegExp, code: string): Span | undefined {
  const list = codes.exec(record);
  if (!list) return undefined;
  const from = list.index + list[0].length;
  for (let at = record.indexOf(code, from); at !== -1; at = record.indexOf(code, at + 1)) {
    const isWhole = !/[a-z0-9-]/.test((record[at - 1] ?? ' ') + (record[at + code.length] ?? ' '));
    if (isWhole) return { start: at, end: at + code.length };
  }
  return undefined;
}

/** The node that the keys lead to, or the last one on the way that is there. */
function findKeys(root: unknown, keys: readonly string[]): Span | undefined {
  let at = root;
  let found: Span | undefined;
  for (const key of keys) {
    const member = isNode(at) ? membersOf(at).get(key) : undefined;
    if (!member?.node.range) break;
    found = { start: member.node.range[0], end: member.node.range[1] };
    at = member.value;
  }
  return found;
}

/** The keys of a map or the items of a list, by their text in NFC; a lone value is a list of one. */
const membersOf = lazyFor((parent: Node) => {
  const members = new Map<string, { readonly node: Scalar; readonly value: unknown }>();
  const add = (node: unknown, value?: unknown): void => {
    if (isScalar(node) && typeof node.value === 'string')
      members.set(node.value.normalize('NFC'), { node, value });
  };
  if (isMap(parent)) for (const { key, value } of parent.items) add(key, value);
  else if (isSeq(parent)) for (const item of parent.items) add(item);
  else add(parent);
  return members;
});
