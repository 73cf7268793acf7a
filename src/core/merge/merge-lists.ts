import type { Node } from 'yaml';
import { isMap, isSeq } from 'yaml';
import { appendItem, removeItem } from '../format/yaml-edit';
import { keyOf, valueOf } from '../format/yaml-places';
import { applySplices, openEditable } from '../format/yaml-splice';
import { word } from '../format/yaml-value';
import { type Merging, writeConflict } from './conflict';
import { alignTo, columnOf, type Cut, cutList, valueOfEntry } from './cut-yaml';
import { keepComments } from './keep-comments';
import { closeItem, openItem } from './list-item';
import { mergeChunks } from './merge-chunks';
import { changesTo, itemsOf, mergeInline } from './merge-inline';
import type { Fields, MapKind, MergeKind } from './merge-kind';
import { identityOf, type PlainValue, plainOf, writeInline } from './plain-value';
import { mapThree, type Three, type ThreeTexts } from './three';

/** Merges lists whose items come and go one by one, in the text of the side that has a line for each. */
export function mergeSet(entry: ThreeTexts, values: Three<PlainValue | undefined>): string | undefined {
  const swapped = <T>({ base, ours, theirs }: Three<T>): Three<T> => ({ base, ours: theirs, theirs: ours });
  if (entry.ours === undefined || (!isBlockList(entry.ours) && isBlockList(entry.theirs)))
    return mergeSetInto(swapped(entry), swapped(values));
  return mergeSetInto(entry, values);
}

function mergeSetInto(entry: ThreeTexts, values: Three<PlainValue | undefined>): string | undefined {
  if (entry.ours === undefined) return undefined;
  const { removed, added } = changesTo(mapThree(values, itemsOf));
  let text = entry.ours;
  for (const id of removed) text = withoutItem(text, id);
  for (const item of added) text = withItem(text, item);
  const isEmpty = itemsOf(readValue(text)).length === 0;
  return isEmpty && entry.theirs === undefined ? '' : keepComments(text, entry);
}

function withoutItem(entry: string, id: string): string {
  const index = itemsOf(readValue(entry)).findIndex((item) => identityOf(item) === id);
  if (index === -1) return entry;
  const yaml = openEditable(entry);
  return applySplices(entry, removeItem(yaml, yaml.root, onlyKey(entry), index, []));
}

function withItem(entry: string, item: PlainValue): string {
  const yaml = openEditable(entry);
  const source = word(writeInline(item));
  return applySplices(entry, appendItem(yaml, yaml.root, onlyKey(entry), source, []));
}

function isBlockList(entry: string | undefined): boolean {
  const value = entry === undefined ? undefined : valueOfEntry(entry);
  return isSeq(value) && !value.flow;
}

function readValue(entry: string): PlainValue | undefined {
  const node = valueOfEntry(entry);
  return node ? plainOf(node, entry) : undefined;
}

function onlyKey(entry: string): string {
  const [pair] = openEditable(entry).root.items;
  return (pair && keyOf(pair)) ?? '';
}

/** Merges block maps, entry by entry; undefined when a side is none. */
type MergeFields = (
  versions: Three<string>,
  fields: Fields,
  path: readonly string[],
  merging: Merging,
) => string | undefined;

const noList: Cut = { head: '', chunks: [], rest: '' };

/**
 * Merges lists that only grow: what was there, then what either side added, each side's in its own order, the earlier
 * date first. Undefined when both sides newly say different things on one subject, of which the last would count.
 */
export function mergeLog(entry: ThreeTexts): string | undefined {
  const said = new Map<string, PlainValue>();
  const cuts = cutLists(entry, (item, text) => {
    const value = plainOf(item, text);
    said.set(identityOf(value), value);
    return identityOf(value);
  });
  if (!cuts) return undefined;
  const keys = mapThree(cuts, ({ chunks }) => new Set(chunks.map(({ key }) => key)));
  const isNew = ({ key }: { readonly key: string }): boolean => !keys.base.has(key);
  const mine = cuts.ours.chunks.filter(isNew);
  const other = cuts.theirs.chunks.filter((chunk) => isNew(chunk) && !keys.ours.has(chunk.key));
  const fieldOf = (key: string, field: string): string | undefined => {
    const value = said.get(key);
    const found = value?.kind === 'map' ? value.entries.get(field) : undefined;
    return found && identityOf(found);
  };
  const contradicts = (a: string, b: string): boolean =>
    fieldOf(a, 'code') === fieldOf(b, 'code') && fieldOf(a, 'outcome') !== fieldOf(b, 'outcome');
  if (mine.some((a) => other.some((b) => contradicts(a.key, b.key)))) return undefined;
  const kept = cuts.ours.chunks.filter((chunk) => !isNew(chunk) && keys.theirs.has(chunk.key));
  const added = zip(mine, other, (a, b) => {
    const [first, second] = [fieldOf(a.key, 'date') ?? '', fieldOf(b.key, 'date') ?? ''];
    return first < second || (first === second && a.key <= b.key);
  });
  const lines = [...kept, ...added].map(({ text }) => text).join('');
  const head = entry.ours === undefined ? cuts.theirs.head : cuts.ours.head;
  return lines === '' ? undefined : openHead(head) + lines + cuts.ours.rest;
}

/** Merges two sequences, keeping the order within each. */
function zip<T>(a: readonly T[], b: readonly T[], comesFirst: (a: T, b: T) => boolean): readonly T[] {
  const merged: T[] = [];
  let [i, k] = [0, 0];
  for (;;) {
    const [left, right] = [a[i], b[k]];
    if (left === undefined) return [...merged, ...b.slice(k)];
    if (right === undefined) return [...merged, ...a.slice(i)];
    if (comesFirst(left, right)) i = merged.push(left) && i + 1;
    else k = merged.push(right) && k + 1;
  }
}

/** Merges lists of maps, each known by some of its fields. */
export function mergeRecords(
  entry: ThreeTexts,
  { knownBy, fields }: Extract<MergeKind, { readonly kind: 'records' }>,
  path: readonly string[],
  merging: Merging,
  mergeFields: MergeFields,
): string | undefined {
  const cuts = cutLists(entry, (item, text) => {
    const value = plainOf(item, text);
    if (value.kind !== 'map') return identityOf(value);
    return knownBy.map((field) => sayOf(value.entries.get(field))).join(' ');
  });
  if (!cuts) return undefined;
  const kind: MapKind = { kind: 'map', isRecord: true, fields };
  const lines = mergeChunks(cuts, [], (item, key) =>
    mergeItem(item, kind, [...path, key], merging, mergeFields),
  );
  const head = openHead(entry.ours === undefined ? cuts.theirs.head : cuts.ours.head);
  if (/^[ \t]*[^\s#]/m.test(lines)) return head + lines;
  return entry.ours === undefined || entry.theirs === undefined ? '' : `${head.replace(/\s*$/, '')} []\n`;
}

function sayOf(value: PlainValue | undefined): string {
  return value?.kind === 'scalar' ? value.value : value ? identityOf(value) : '';
}

/** The lists of an entry taken apart, all indented alike; undefined when one is not written as a block. */
function cutLists(
  entry: ThreeTexts,
  keyOfItem: (item: Node, text: string) => string,
): Three<Cut> | undefined {
  const cuts = mapThree(entry, (text) => (text === undefined ? noList : cutList(text, keyOfItem)));
  const { base, ours, theirs } = cuts;
  if (!base || !ours || !theirs) return undefined;
  const column = columnOf(ours.chunks[0]?.text ?? '') ?? columnOf(theirs.chunks[0]?.text ?? '');
  const aligned = (cut: Cut): Cut => ({
    ...cut,
    chunks: cut.chunks.map(({ key, text }) => ({ key, text: alignTo(text, column) })),
  });
  return { base: aligned(base), ours, theirs: aligned(theirs) };
}

/** The line of a list's key, with nothing behind it but a comment. */
function openHead(head: string): string {
  return head.replace(/:[ \t]*\[[ \t]*\]/, ':');
}

/** Merges one item of a list of maps; empty when it is deleted. */
function mergeItem(
  item: ThreeTexts,
  kind: MapKind,
  path: readonly string[],
  merging: Merging,
  mergeFields: MergeFields,
): string {
  const { base, ours, theirs } = item;
  if (theirs === base || ours === theirs) return ours ?? '';
  if (ours === base) return theirs ?? '';
  const before = merging.conflicts.length;
  const merged =
    mergeInlineItem(item, kind) ??
    mergeBlockItem(item, (bodies) => mergeFields(bodies, kind.fields, path, merging));
  if (merged !== undefined) return merged;
  merging.conflicts.length = before;
  return writeConflict(merging, path, ours, theirs);
}

/** An item written as a map on one line. */
function mergeInlineItem(item: ThreeTexts, kind: MapKind): string | undefined {
  if (item.ours === undefined || item.theirs === undefined) return undefined;
  const nodes = mapThree(item, (text) => {
    const yaml = text === undefined ? undefined : openEditable(`items:\n${text}`);
    const seq = yaml && valueOf(yaml.root, 'items');
    const node: unknown = isSeq(seq) ? seq.items[0] : undefined;
    return yaml && isMap(node) ? { node, text: yaml.text } : undefined;
  });
  if (!nodes.ours?.node.flow || !nodes.theirs?.node.flow) return undefined;
  const values = mapThree(nodes, (found) => found && plainOf(found.node, found.text));
  const merged = mergeInline(values, kind);
  if (merged === 'conflict' || merged === undefined) return undefined;
  return keepComments(`${' '.repeat(columnOf(item.ours) ?? 0)}- ${writeInline(merged)}\n`, item);
}

/** Merges an item that is a block map; undefined when it is none, or absent on one side. */
export function mergeBlockItem(
  item: ThreeTexts,
  mergeFields: (bodies: Three<string>) => string | undefined,
): string | undefined {
  if (item.ours === undefined || item.theirs === undefined) return undefined;
  const opened = mapThree(item, (text) => (text === undefined ? noItem : openItem(text)));
  const { base, ours, theirs } = opened;
  if (!base || !ours || !theirs) return undefined;
  const body = mergeFields({ base: base.body, ours: ours.body, theirs: theirs.body });
  return body === undefined ? undefined : closeItem(body, ours.column);
}

const noItem = { body: '', column: 0 };
