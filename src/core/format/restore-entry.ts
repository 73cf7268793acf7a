import { isMap } from 'yaml';
import {
  changed,
  type EntryPath,
  entryPlace,
  type EntryPlace,
  entryRegion,
  entryText,
  hasEntry,
  pasteLines,
  putEntryText,
  removeSection,
  setEntry,
} from './edit-entries';
import { setField } from './yaml-edit';
import { entryLines, findPair, valueOf } from './yaml-places';
import { applySplices, type EditableYaml, openEditable, type Splice } from './yaml-splice';

/**
 * The inverse of changes to one entry of a file of maps: its lines as they left it and as they found it, undefined
 * where it was absent. While the entry still reads `is`, it becomes `was` to the byte; if it was changed meanwhile,
 * only the fields that still read as in `is` are taken back.
 */
export interface RestoreEntry extends EntryPath, EntryPlace {
  readonly kind: 'restore';
  readonly is: string | undefined;
  readonly was: string | undefined;
  /** Set where only the look of the surroundings is restored, which is skipped when they have changed. */
  readonly isTidying?: boolean;
}

/** @throws UserError `format/changed` when the entry has changed in a way that leaves nothing to take back safely */
export function restoreEntry(
  yaml: EditableYaml,
  restore: RestoreEntry,
  rootOrder: readonly string[],
): string {
  const { section, id, is, was } = restore;
  const { text } = yaml;
  const now = entryText(yaml, restore);
  if (sameLines(now, is) && !(is === undefined && id !== undefined && hasEntry(yaml, { section, id }))) {
    if (was !== undefined) return putEntryText(yaml, restore, was, restore, rootOrder);
    if (now === undefined) return text;
    return id === undefined
      ? removeSection(yaml, section)
      : setEntry(yaml, { section, id }, undefined, rootOrder);
  }
  if (restore.isTidying) return text;
  if (now === undefined || is === undefined || was === undefined || id === undefined) throw changed(id);
  return takeBackFields(yaml, { section, id }, is, was);
}

/**
 * What restoring an entry changes where it stands as it was left, with other lines behind it: the part of its lines that
 * differs. Undefined where it takes more than that.
 */
export function restoreSplices(
  yaml: EditableYaml,
  { section, id, is, was }: RestoreEntry,
): readonly Splice[] | undefined {
  const region = id === undefined ? undefined : entryRegion(yaml, { section, id });
  if (!region || is === undefined || was === undefined || region.end === yaml.text.length) return undefined;
  if (yaml.text.slice(region.start, region.end) !== is || !/[\r\n]$/.test(was)) return undefined;
  let [head, tail] = [0, 0];
  const least = Math.min(is.length, was.length);
  while (head < least && is[head] === was[head]) head++;
  while (tail < least - head && is.at(-1 - tail) === was.at(-1 - tail)) tail++;
  const text = was.slice(head, was.length - tail);
  return [{ start: region.start + head, end: region.end - tail, text, isRaw: true }];
}

/**
 * The changes that lead from `after` back to `before`.
 * @param touched the entries that may differ
 * @param carryOut carries them out, as it will be done when they are needed
 */
export function invertEntries(
  before: EditableYaml,
  after: EditableYaml,
  touched: readonly EntryPath[],
  carryOut: (yaml: EditableYaml, changes: readonly RestoreEntry[]) => string,
): readonly RestoreEntry[] {
  const inverse: RestoreEntry[] = [];
  const seen = new Set<string>();
  const sectionsOfEntries = new Set(
    touched.flatMap(({ section, id }) => (id === undefined ? [] : [section])),
  );
  for (const path of touched) {
    if (path.id === undefined && sectionsOfEntries.has(path.section)) continue;
    const key = JSON.stringify([path.section, path.id]);
    const [is, was] = [entryText(after, path), entryText(before, path)];
    if (seen.has(key) || is === was) continue;
    seen.add(key);
    const { section, id } = path;
    inverse.push({
      kind: 'restore',
      section,
      ...(id === undefined ? {} : { id }),
      is,
      was,
      ...(id === undefined ? {} : entryPlace(before, { section, id })),
    });
  }
  // Entries that share a line, and the line of a section that was empty, are restored with their section.
  const restored = carryOut(after, inverse);
  if (restored === before.text) return inverse;
  let rehearsal = openEditable(restored);
  for (const section of new Set(touched.map((path) => path.section))) {
    const [is, was] = [entryText(rehearsal, { section }), entryText(before, { section })];
    if (is === was) continue;
    const isTidying = inverse.some((restore) => restore.section === section);
    const restore: RestoreEntry = { kind: 'restore', section, is, was, ...(isTidying ? { isTidying } : {}) };
    rehearsal = openEditable(carryOut(rehearsal, [restore]));
    inverse.push(restore);
  }
  return inverse;
}

/** Takes back the fields of an entry that differ between the two and still read as in `is`. */
function takeBackFields(yaml: EditableYaml, path: Required<EntryPath>, is: string, was: string): string {
  const [left, found] = [fieldTexts(is), fieldTexts(was)];
  let result = yaml;
  for (const key of new Set([...left.keys(), ...found.keys()])) {
    const [isField, wasField] = [left.get(key), found.get(key)];
    const now = fieldTexts(entryText(result, path) ?? '').get(key);
    if (!sameLines(isField, wasField) && sameLines(now, isField))
      result = openEditable(putField(result, path, key, wasField));
  }
  return result.text;
}

/** True when the lines are the same but for the last line break, which the last line of a file may lack. */
function sameLines(a: string | undefined, b: string | undefined): boolean {
  return a?.replace(/\r?\n$/, '') === b?.replace(/\r?\n$/, '');
}

/** The lines of each field of an entry; none when it is no block map. */
function fieldTexts(entry: string): ReadonlyMap<string, string> {
  const texts = new Map<string, string>();
  const head = 'entries:\n';
  const yaml = openEditable(head + entry);
  const entries = valueOf(yaml.root, 'entries');
  const fields = isMap(entries) ? entries.items[0]?.value : undefined;
  if (!isMap(fields) || fields.flow) throw changed();
  for (const pair of fields.items) {
    const { start, end } = entryLines(yaml, pair);
    const key = pair.key as { readonly value?: unknown };
    if (typeof key.value === 'string') texts.set(key.value, yaml.text.slice(start, end));
  }
  return texts;
}

function putField(
  yaml: EditableYaml,
  path: Required<EntryPath>,
  key: string,
  lines: string | undefined,
): string {
  const { text } = yaml;
  const entries = valueOf(yaml.root, path.section);
  const fields = isMap(entries) ? valueOf(entries, path.id) : undefined;
  if (!isMap(fields) || fields.flow) throw changed(path.id);
  const pair = findPair(fields, key);
  if (lines === undefined) return applySplices(text, setField(yaml, fields, key, undefined, []));
  const last = fields.items.at(-1);
  const region = pair ? entryLines(yaml, pair) : undefined;
  const end = last ? entryLines(yaml, last).end : text.length;
  const { start, end: stop } = region ?? { start: end, end };
  return pasteLines(text, start, stop, lines);
}
