import type { Node, Pair, YAMLMap } from 'yaml';
import { isAlias, isMap, isNode, isScalar, isSeq } from 'yaml';
import { parseRange } from './at-range';
import type { YamlFile } from './open-yaml';

/** A key of a map with its value; the value is null where nothing is written. */
export interface Entry {
  readonly key: string;
  readonly keyNode: Node;
  readonly value: Node | null;
  readonly pair: Pair;
}

export type Entries = ReadonlyMap<string, Entry>;

const noEntries: Entries = new Map();

/** The entries of a map in file order; the first of two with the same key. */
export function readEntries(file: YamlFile, root: YAMLMap): Entries {
  const entries = new Map<string, Entry>();
  for (const pair of root.items) {
    const keyNode = isNode(pair.key) ? pair.key : undefined;
    const key = isScalar(keyNode) && typeof keyNode.value === 'string' ? keyNode.value : undefined;
    if (keyNode === undefined || key === undefined) {
      file.report({
        code: 'yaml/bad-key',
        at: keyNode,
        message: 'A key has to be a single word or text.',
        advice: 'Write “key: value”.',
      });
      continue;
    }
    reportProperties(file, keyNode);
    if (entries.has(key)) {
      file.report({
        code: 'yaml/duplicate-key',
        at: keyNode,
        message: `The key “${shorten(key)}” stands here twice; only the first is read.`,
        advice: 'Remove one of them, or give it another name.',
      });
      continue;
    }
    const value = isNode(pair.value) ? pair.value : null;
    reportProperties(file, value);
    entries.set(key, { key, keyNode, value: isNothing(value) ? null : value, pair });
  }
  return entries;
}

/** The entries of a value that has to be a map; none when it is absent or something else, which is a problem. */
export function readMap(file: YamlFile, entry: Entry | undefined): Entries {
  if (!entry?.value) return noEntries;
  if (isMap(entry.value)) return readEntries(file, entry.value);
  reportKind(
    file,
    entry.value,
    'map',
    `“${shorten(entry.key)}” should be a map.`,
    'Write “key: value” lines under it.',
  );
  return noEntries;
}

/** The items of a value that has to be a list; a lone value is taken as a list of one. */
export function readItems(file: YamlFile, entry: Entry | undefined): readonly Node[] {
  if (!entry?.value) return [];
  if (!isSeq(entry.value)) {
    reportKind(
      file,
      entry.value,
      'list',
      `“${shorten(entry.key)}” should be a list.`,
      'Write each item on a line of its own after “- ”.',
    );
    return isScalar(entry.value) ? [entry.value] : [];
  }
  const items: Node[] = [];
  for (const item of entry.value.items) {
    if (!isNode(item)) continue;
    reportProperties(file, item);
    if (!isNothing(item)) items.push(item);
  }
  return items;
}

/** The texts of a list. */
export function readTexts(file: YamlFile, entry: Entry | undefined): readonly string[] {
  return readItems(file, entry).flatMap((item) => textOf(file, item, entry?.key ?? '') ?? []);
}

/** A value that has to be a text, exactly as written: `007`, `yes` and `2020-08-20` are texts too. */
export function readText(file: YamlFile, entry: Entry | undefined): string | undefined {
  return entry?.value ? textOf(file, entry.value, entry.key) : undefined;
}

export function textOf(file: YamlFile, node: Node, key: string): string | undefined {
  if (isScalar(node) && typeof node.value === 'string') return node.value;
  reportKind(
    file,
    node,
    'text',
    `“${shorten(key)}” should be a text.`,
    'Write it on one line, in quotes if need be.',
  );
  return undefined;
}

/** A value out of a few words. */
export function readChoice<T extends string>(
  file: YamlFile,
  entry: Entry | undefined,
  choices: readonly T[],
  code: string,
): T | undefined {
  const value = readText(file, entry);
  if (value === undefined) return undefined;
  const choice = choices.find((candidate) => candidate === value);
  if (choice === undefined) {
    file.report({
      code,
      at: entry?.value,
      message: `“${shorten(value)}” is no value of “${entry?.key ?? ''}”.`,
      advice: `Use one of: ${choices.join(', ')}.`,
    });
  }
  return choice;
}

/** `true` or `false`; also the other spellings of YAML 1.1, which some programs write. */
export function readBoolean(file: YamlFile, entry: Entry | undefined): boolean | undefined {
  const value = readText(file, entry);
  if (value === undefined) return undefined;
  const flag = booleanOf(value);
  if (flag === undefined)
    reportKind(
      file,
      entry?.value ?? null,
      'boolean',
      `“${entry?.key ?? ''}” is either true or false.`,
      'Write true or false.',
    );
  return flag;
}

export function booleanOf(value: string): boolean | undefined {
  if (/^(?:true|yes|y|on)$/i.test(value)) return true;
  return /^(?:false|no|n|off)$/i.test(value) ? false : undefined;
}

export function readNumber(file: YamlFile, entry: Entry | undefined): number | undefined {
  const value = readText(file, entry);
  if (value === undefined) return undefined;
  const number = numberOf(value);
  if (number === undefined)
    reportKind(
      file,
      entry?.value ?? null,
      'number',
      `“${entry?.key ?? ''}” should be a number.`,
      'Write digits, with a point for decimals.',
    );
  return number;
}

export function numberOf(value: string): number | undefined {
  if (value.length > 40 || !/^[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?$/.test(value)) return undefined;
  const number = Number(value);
  return Number.isFinite(number) ? number + 0 : undefined;
}

/** A position `line:column-line:column`. */
export function readRange(
  file: YamlFile,
  entry: Entry | undefined,
  code: string,
): ReturnType<typeof parseRange> {
  const value = readText(file, entry);
  if (value === undefined) return undefined;
  const range = parseRange(value);
  if (!range) {
    file.report({
      code,
      at: entry?.value,
      message: `“${shorten(value)}” is no position.`,
      advice:
        'A position is line:column-line:column counted from 1, such as 14:5-14:63, and does not end before it starts.',
    });
  }
  return range;
}

/** A record that is harmless whatever its keys: it inherits nothing, so `constructor` is absent unless given. */
export function recordOf<T>(entries: Iterable<readonly [string, T]>): Readonly<Record<string, T>> {
  const record = Object.create(null) as Record<string, T>;
  for (const [key, value] of entries) record[key] = value;
  return record;
}

/** A text short enough for a message. */
export function shorten(value: string): string {
  const flat = value.replace(/\s+/g, ' ');
  return flat.length <= 60 ? flat : `${Array.from(flat.slice(0, 64)).slice(0, 57).join('')}…`;
}

function reportKind(file: YamlFile, at: Node | null, kind: string, message: string, advice: string): void {
  if (isAlias(at)) return; // reported already
  file.report({ code: `yaml/expected-${kind}`, at, message, advice });
}

/** Nothing written, or a plain null. */
function isNothing(node: Node | null): boolean {
  if (node === null || isAlias(node)) return true;
  return isScalar(node) && node.type === 'PLAIN' && /^(?:~|null|Null|NULL)?$/.test(node.source ?? '');
}

/** Anchors, aliases, merge keys and tags would let a value mean something that is not written at its place. */
function reportProperties(file: YamlFile, node: Node | null): void {
  if (node === null) return;
  const anchor = isAlias(node) ? undefined : (node as { anchor?: string }).anchor;
  const isMergeKey = isScalar(node) && node.type === 'PLAIN' && node.source === '<<';
  if (!isAlias(node) && anchor === undefined && !node.tag && !isMergeKey) return;
  file.report({
    code: isAlias(node) || isMergeKey ? 'yaml/alias' : anchor === undefined ? 'yaml/tag' : 'yaml/anchor',
    at: node,
    message: 'Study files hold no anchors (&), aliases (*), merge keys (<<) or tags (!).',
    advice: 'Write the value out at its place.',
  });
}
