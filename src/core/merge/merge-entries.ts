import { keyOf } from '../format/yaml-places';
import { UserError } from '../base/user-error';
import { setField } from '../format/yaml-edit';
import { applySplices, openEditable } from '../format/yaml-splice';
import { formatKey, map, word } from '../format/yaml-value';
import { type Merging, writeConflict } from './conflict';
import { alignTo, columnOf, cutMap, cutSection, valueOfEntry } from './cut-yaml';
import { keepComments } from './keep-comments';
import { mergeChunks } from './merge-chunks';
import { mergeInline } from './merge-inline';
import type { Fields, MapKind, MergeKind } from './merge-kind';
import { mergeLog, mergeRecords, mergeSet } from './merge-lists';
import { identityOf, type PlainValue, plainOf, writeInline } from './plain-value';
import { mapThree, type Three, type ThreeTexts } from './three';

/** Merges block maps, entry by entry. Undefined when a side has no line for each entry. */
export function mergeMaps(
  versions: Three<string>,
  { kindOf, order }: Fields,
  path: readonly string[],
  merging: Merging,
): string | undefined {
  const column = columnOf(versions.ours) ?? columnOf(versions.theirs);
  const { base, ours, theirs } = mapThree(versions, (text) => cutMap(alignTo(text, column)));
  if (!base || !ours || !theirs) return undefined;
  return mergeChunks({ base, ours, theirs }, order, (entry, key) =>
    mergeEntry(entry, kindOf(key), [...path, key], merging),
  );
}

/** Merges one entry of a map; empty when it is deleted. */
export function mergeEntry(
  entry: ThreeTexts,
  kind: MergeKind,
  path: readonly string[],
  merging: Merging,
): string {
  const { base, ours, theirs } = entry;
  if (theirs === base || ours === theirs) return ours ?? '';
  if (ours === base) return theirs ?? '';
  const values = mapThree(entry, (text) => (text === undefined ? undefined : readEntry(text)));
  const [b, o, t] = [values.base, values.ours, values.theirs].map((value) => value && identityOf(value));
  if (t === b || o === t) return ours === undefined ? '' : keepComments(ours, entry);
  if (o === b) return theirs === undefined ? '' : keepComments(theirs, entry);
  const before = merging.conflicts.length;
  const merged = mergeValues(entry, values, kind, path, merging);
  if (merged !== undefined) return merged;
  merging.conflicts.length = before;
  return writeConflict(merging, path, ours, theirs);
}

function readEntry(text: string): PlainValue {
  const node = valueOfEntry(text);
  return node === undefined ? { kind: 'scalar', value: text, source: text } : plainOf(node, text);
}

/** Undefined when both sides changed what cannot be merged. */
function mergeValues(
  entry: ThreeTexts,
  values: Three<PlainValue | undefined>,
  kind: MergeKind,
  path: readonly string[],
  merging: Merging,
): string | undefined {
  try {
    switch (kind.kind) {
      case 'value':
        return undefined;
      case 'set':
        return mergeSet(entry, values);
      case 'log':
        return mergeLog(entry);
      case 'records':
        return mergeRecords(entry, kind, path, merging, mergeMaps);
      case 'map':
        return mergeMapEntry(entry, values, kind, path, merging);
    }
  } catch (error) {
    if (error instanceof UserError) return undefined; // a style that cannot be edited
    throw error;
  }
}

function mergeMapEntry(
  entry: ThreeTexts,
  values: Three<PlainValue | undefined>,
  kind: MapKind,
  path: readonly string[],
  merging: Merging,
): string | undefined {
  const skeleton = entry.ours ?? entry.theirs;
  const isDeleted = entry.ours === undefined || entry.theirs === undefined;
  if (skeleton === undefined || (kind.isRecord && isDeleted && entry.base !== undefined)) return undefined;
  const sections = mapThree(entry, (text) => (text === undefined ? noSection : sectionOf(text)));
  if (isOnOneLine(entry.ours) && isOnOneLine(entry.theirs)) {
    const merged = mergeInline(values, kind);
    if (merged === 'conflict') return undefined;
    return merged === undefined ? '' : keepComments(setValue(skeleton, writeInline(merged)), entry);
  }
  const { base, ours, theirs } = sections;
  if (!base || !ours || !theirs) return undefined;
  const body = mergeMaps(
    { base: base.body, ours: ours.body, theirs: theirs.body },
    kind.fields,
    path,
    merging,
  );
  if (body === undefined) return undefined;
  const { head } = entry.ours === undefined ? theirs : ours;
  if (/^[ \t]*[^\s#]/m.test(body)) return head.replace(/:[ \t]*\{[ \t]*\}/, ':') + body;
  return isDeleted ? '' : setValue(skeleton, '{}');
}

interface Section {
  readonly head: string;
  readonly body: string;
}

const noSection: Section = { head: '', body: '' };

function sectionOf(entry: string): Section | undefined {
  const cut = cutSection(entry) ?? cutSection(toBlock(entry));
  return cut && { head: cut.head, body: cut.chunks.map(({ text }) => text).join('') + cut.rest };
}

/** True for a map in flow style, and for none. */
function isOnOneLine(entry: string | undefined): boolean {
  if (entry === undefined) return true;
  const node = valueOfEntry(entry);
  return node !== null && cutSection(entry) === undefined;
}

/** An entry that holds a map in flow style, with a line for each key. */
function toBlock(entry: string): string {
  const node = valueOfEntry(entry);
  const value = node ? plainOf(node, entry) : undefined;
  if (value?.kind !== 'map') return entry;
  const { root } = openEditable(entry);
  const [pair] = root.items;
  const indent = ' '.repeat((columnOf(entry) ?? 0) + 2);
  const fields = [...value.entries].map(
    ([key, field]) => `${indent}${formatKey(key)}: ${writeInline(field)}\n`,
  );
  const key = (pair && keyOf(pair)) ?? '';
  return `${' '.repeat(columnOf(entry) ?? 0)}${formatKey(key)}:\n${fields.join('')}`;
}

/** The entry with another value, on its line. */
function setValue(entry: string, value: string): string {
  const yaml = openEditable(entry);
  const [pair] = yaml.root.items;
  const key = (pair && keyOf(pair)) ?? '';
  return applySplices(entry, setField(yaml, yaml.root, key, value === '{}' ? map([]) : word(value), []));
}
