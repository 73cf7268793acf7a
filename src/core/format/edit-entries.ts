import type { Pair, YAMLMap } from 'yaml';
import { isMap, isNode } from 'yaml';
import { UserError } from '../base/user-error';
import { changeItems, clearField, dropField, removeLines, setField } from './yaml-edit';
import { entryLines, findPair, keyOf, valueOf } from './yaml-places';
import type { EditableYaml, Splice } from './yaml-splice';
import {
  applySplices,
  isNoHeading,
  lineBreakOf,
  nextLineOf,
  openEditable,
  withBlankBelow,
  withCommentsAbove,
  withCommentsBelow,
} from './yaml-splice';
import type { YamlValue } from './yaml-value';
import { map } from './yaml-value';

/** Where an entry is: under its id in a section, or a whole section of the file. */
export interface EntryPath {
  readonly section: string;
  readonly id?: string;
}

/** Adds an entry at the end of its section, or replaces it. */
export function setEntry(
  yaml: EditableYaml,
  { section, id }: Required<EntryPath>,
  value: YamlValue | undefined,
  rootOrder: readonly string[],
): string {
  const { text } = yaml;
  const entries = valueOf(yaml.root, section);
  const isOnly = isMap(entries) && entries.items.length === 1 && findPair(entries, id) !== undefined;
  if (!isMap(entries) || entries.items.length === 0 || (isOnly && !value)) {
    const all = map(value ? [[id, value]] : []);
    return applySplices(text, setField(yaml, yaml.root, section, all, rootOrder));
  }
  const lines = value ? undefined : entryRegion(yaml, { section, id });
  if (lines) return applySplices(text, [removeLines(yaml, lines.start, lines.end)]);
  return applySplices(text, setField(yaml, entries, id, value, []));
}

/** Sets the fields of an entry that have a value, and removes the others of `keys`. */
export function setEntryFields(
  yaml: EditableYaml,
  path: Required<EntryPath>,
  keys: readonly string[],
  values: ReadonlyMap<string, YamlValue>,
  order: readonly string[],
): string {
  const together = entryFieldSplices(yaml, path, keys, values, order);
  if (together) return applySplices(yaml.text, together);
  // What is set comes first, so that the entry is never empty in between.
  const sorted = [...keys].sort((a, b) => Number(values.has(b)) - Number(values.has(a)));
  const set = (current: EditableYaml, key: string): EditableYaml =>
    openEditable(setEntryField(current, path, key, values.get(key), order));
  return sorted.reduce(set, yaml).text;
}

/**
 * The same for a block of which other fields stay: all at once, because reading the file again after each takes its time.
 * Undefined where the entry is written in another style.
 */
export function entryFieldSplices(
  yaml: EditableYaml,
  path: Required<EntryPath>,
  keys: readonly string[],
  values: ReadonlyMap<string, YamlValue>,
  order: readonly string[],
): readonly Splice[] | undefined {
  if (!hasEntry(yaml, path)) throw missing(path.id);
  const entries = valueOf(yaml.root, path.section);
  const entry = isMap(entries) ? valueOf(entries, path.id) : undefined;
  const isSpare = (pair: Pair): boolean => !keys.includes(keyOf(pair) ?? '');
  const [first] = isMap(entry) ? entry.items : [];
  if (!isMap(entry) || entry.flow || !first || !isSpare(first)) return undefined;
  const sorted = [...keys].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const splices = sorted.map((key) => fieldSplices(yaml, entry, key, values.get(key), order));
  const flat = splices.flat().sort((a, b) => a.start - b.start);
  const isApart = flat.every((splice, i) => splice.start >= (flat[i - 1]?.end ?? 0));
  return isApart ? flat : undefined;
}

function fieldSplices(
  yaml: EditableYaml,
  entry: YAMLMap,
  key: string,
  value: YamlValue | undefined,
  order: readonly string[],
): readonly Splice[] {
  const pair = findPair(entry, key);
  const splices = value ? changeItems(yaml, entry, key, value, order) : pair && dropField(yaml, entry, pair);
  return splices ?? setField(yaml, entry, key, value, order);
}

function setEntryField(
  yaml: EditableYaml,
  path: Required<EntryPath>,
  key: string,
  value: YamlValue | undefined,
  order: readonly string[],
): string {
  const { text } = yaml;
  const entries = valueOf(yaml.root, path.section);
  const entry = isMap(entries) ? valueOf(entries, path.id) : undefined;
  if (!isMap(entries) || entry === undefined) throw missing(path.id);
  if (isMap(entry) && entry.items.length > 0) {
    const isLast = entry.items.length === 1 && !value;
    if (!isLast) return applySplices(text, fieldSplices(yaml, entry, key, value, order));
  }
  if (isMap(entry) && !value && !findPair(entry, key)) return text;
  return applySplices(text, setField(yaml, entries, path.id, map(value ? [[key, value]] : []), []));
}

/** An entry's lines with the comments that belong to it; undefined when it is not there or shares its line. */
export function entryText(yaml: EditableYaml, path: EntryPath): string | undefined {
  const region = entryRegion(yaml, path);
  return region && yaml.text.slice(region.start, region.end);
}

/** Where an entry stands in its section, for when it comes back. */
export interface EntryPlace {
  /** The entry that it stands behind; none for the first. */
  readonly behind?: string;
  /** Blank lines and headings between the two, which stay when the entry goes. */
  readonly lead?: string;
}

export function entryPlace(yaml: EditableYaml, { section, id }: Required<EntryPath>): EntryPlace {
  const entries = valueOf(yaml.root, section);
  const head = findPair(yaml.root, section);
  if (!isMap(entries) || !head) return {};
  const index = entries.items.findIndex((pair) => keyOf(pair) === id);
  const pairBefore = entries.items[index - 1];
  const behind = pairBefore && keyOf(pairBefore);
  const from =
    behind === undefined
      ? nextLineOf(yaml.lines, startOf(head))
      : entryRegion(yaml, { section, id: behind })?.end;
  const own = entryRegion(yaml, { section, id });
  const lead = own && from !== undefined ? yaml.text.slice(from, own.start) : '';
  return { ...(behind === undefined ? {} : { behind }), ...(lead === '' ? {} : { lead }) };
}

export function hasEntry(yaml: EditableYaml, { section, id }: Required<EntryPath>): boolean {
  const entries = valueOf(yaml.root, section);
  return isMap(entries) && findPair(entries, id) !== undefined;
}

/** Puts an entry's lines in the place of those it has, or where it stood where it has none. */
export function putEntryText(
  yaml: EditableYaml,
  path: EntryPath,
  lines: string,
  { behind, lead = '' }: EntryPlace,
  rootOrder: readonly string[],
): string {
  const { text } = yaml;
  const own = entryRegion(yaml, path);
  if (own) return pasteLines(text, own.start, own.end, lines);
  const { section, id } = path;
  const entries = valueOf(yaml.root, section);
  if (id !== undefined && (!isMap(entries) || entries.items.length === 0)) {
    const empty = applySplices(text, setField(yaml, yaml.root, section, map([]), rootOrder));
    const again = openEditable(empty);
    const open = applySplices(empty, clearField(again, again.root, section));
    const head = findPair(openEditable(open).root, section);
    const start = head ? entryLines(openEditable(open), head).end : open.length;
    return pasteLines(open, start, start, lines);
  }
  const siblings = id === undefined ? yaml.root : (entries as YAMLMap);
  const neighbour = behind === undefined ? undefined : findPair(siblings, behind);
  const pasteBehind = (end: number): string => {
    const at = text.startsWith(lead, end) ? end + lead.length : end;
    return pasteLines(text, at, at, lines);
  };
  if (neighbour) {
    const key = keyOf(neighbour) ?? '';
    const region = entryRegion(yaml, id === undefined ? { section: key } : { section, id: key });
    if (region) return pasteBehind(region.end);
  }
  const first = siblings.items[0];
  const region = first && entryRegion(yaml, { section, id: keyOf(first) ?? '' });
  const head = findPair(yaml.root, section);
  if (!region || !head || id === undefined) throw changed();
  return behind === undefined
    ? pasteBehind(nextLineOf(yaml.lines, startOf(head)))
    : pasteLines(text, region.start, region.start, lines);
}

/** Removes a section with everything in it. */
export function removeSection(yaml: EditableYaml, section: string): string {
  const { text } = yaml;
  return applySplices(text, setField(yaml, yaml.root, section, undefined, []));
}

export function missing(id: string): UserError {
  return new UserError('format/no-entry', `“${id}” is not there any more. Somebody may have removed it.`, {
    id,
  });
}

export function changed(id?: string): UserError {
  const what = id === undefined ? 'This part of the file' : `“${id}”`;
  return new UserError('format/changed', `${what} has changed in the meantime and was left as it is.`, {
    id,
  });
}

interface Region {
  readonly start: number;
  readonly end: number;
}

/** Where an entry's lines are, with the comments that belong to it. */
export function entryRegion(yaml: EditableYaml, { section, id }: EntryPath): Region | undefined {
  const sectionPair = findPair(yaml.root, section);
  if (!sectionPair || yaml.root.flow) return undefined;
  const sectionLines = entryLines(yaml, sectionPair);
  // With the blank lines that its last entry leaves behind when that loses its last field.
  if (id === undefined) return { ...sectionLines, end: withBlankBelow(yaml.lines, sectionLines.end) };
  const entries = sectionPair.value;
  if (!isMap(entries) || entries.flow) return undefined;
  const index = entries.items.findIndex((pair) => keyOf(pair) === id);
  const pair = entries.items[index];
  if (!pair) return undefined;
  const { lines } = yaml;
  const { start, end } = entryLines(yaml, pair);
  const before = entries.items[index - 1];
  const column = startOf(pair) - start;
  if (lines.slice(start, startOf(pair)).trim() !== '') return undefined;
  const least = before
    ? withCommentsBelow(lines, entryLines(yaml, before).end, column)
    : nextLineOf(lines, startOf(sectionPair));
  return {
    start: withCommentsAbove(lines, least, start, isNoHeading),
    end: withCommentsBelow(lines, end, column),
  };
}

/**
 * Puts whole lines, as a file held them, between two offsets. Lines that something follows end in a line break; at the end
 * of a file without a final line break they stay without one.
 */
export function pasteLines(text: string, start: number, end: number, lines: string): string {
  const eol = lineBreakOf(text);
  const [before, after] = [text.slice(0, start), text.slice(end)];
  const isOpen = (part: string): boolean => part !== '' && !/[\r\n]$/.test(part);
  const isLast = after === '';
  const pasted = !isLast && isOpen(lines) ? lines + eol : lines;
  return before + (isOpen(before) ? eol : '') + pasted + after;
}

function startOf(pair: Pair): number {
  return isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
}
