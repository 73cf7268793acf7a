import type { Node, Pair, YAMLSeq } from 'yaml';
import { isMap, isNode, isScalar, isSeq } from 'yaml';
import { parseMap } from '../format/open-yaml';
import { contentEndOf, dashOf, entryLines, keyOf } from '../format/yaml-places';
import type { EditableYaml } from '../format/yaml-splice';
import { identityOf, plainOf } from './plain-value';
import { lineStartOf, nextLineOf, withCommentsBelow } from '../format/yaml-splice';

/** One entry of a block map, or one item of a block list: its lines with the comments and blank lines above them. */
export interface Chunk {
  /** The key of an entry; of an item, what it is known by. Unique among its neighbours. */
  readonly key: string;
  readonly text: string;
  /** What the entry's value is, however it is written; of items, nothing. */
  readonly said?: () => string;
}

/** A block map or list taken apart: put together again, `head`, chunks and `rest` are the same text. */
export interface Cut {
  /** The line with the key that the list or map belongs to; empty for a map that stands alone. */
  readonly head: string;
  readonly chunks: readonly Chunk[];
  /** Comments and blank lines behind the last chunk. */
  readonly rest: string;
}

/** Texts with LF line breaks only. Undefined when the text is no map that has a line for each of its entries. */
export function cutMap(text: string): Cut | undefined {
  if (isOnlyComments(text)) return { head: '', chunks: [], rest: text };
  const yaml = open(text);
  if (!yaml || yaml.root.flow) return undefined;
  const unique = uniqueKeys();
  const chunks: Chunk[] = [];
  let at = 0;
  for (const pair of yaml.root.items) {
    const key = keyOf(pair);
    const lines = key === undefined ? undefined : linesOf(yaml, pair);
    if (key === undefined || !lines || lines.start < at) return undefined;
    const end = withCommentsBelow(text, lines.end, keyStartOf(pair) - lines.start);
    const node = isNode(pair.value) && !isEmptyValue(pair.value) ? pair.value : undefined;
    const said = (): string => (node ? identityOf(plainOf(node, text)) : '');
    chunks.push({ key: unique(key), text: text.slice(at, end), said });
    at = end;
  }
  return { head: '', chunks, rest: text.slice(at) };
}

/** Takes the block list that an entry holds apart; an entry without a value holds an empty one. */
export function cutList(entry: string, keyOfItem: (item: Node, text: string) => string): Cut | undefined {
  const yaml = open(entry);
  const pair = yaml?.root.items[0];
  if (!yaml || !pair || yaml.root.flow) return undefined;
  const list = pair.value;
  const headEnd = nextLineOf(entry, keyStartOf(pair));
  const head = entry.slice(0, headEnd);
  if (isEmptyValue(list)) return { head, chunks: [], rest: entry.slice(headEnd) };
  if (!isSeq(list) || list.flow) return undefined;
  const unique = uniqueKeys();
  const chunks: Chunk[] = [];
  let at = headEnd;
  for (const [index, item] of list.items.entries()) {
    const lines = isNode(item) ? itemLines(yaml, list, index, item) : undefined;
    if (!lines || lines.start < at || !isNode(item)) return undefined;
    const end = withCommentsBelow(entry, lines.end, lines.column);
    chunks.push({ key: unique(keyOfItem(item, entry)), text: entry.slice(at, end) });
    at = end;
  }
  return { head, chunks, rest: entry.slice(at) };
}

/** Takes the block map that an entry holds apart; an entry without a value holds an empty one. */
export function cutSection(entry: string): Cut | undefined {
  const yaml = open(entry);
  const pair = yaml?.root.items[0];
  if (!yaml || !pair || yaml.root.flow) return undefined;
  if (isEmptyValue(pair.value) || (isMap(pair.value) && !pair.value.flow)) {
    const headEnd = nextLineOf(entry, keyStartOf(pair));
    const body = cutMap(entry.slice(headEnd));
    return body && { ...body, head: entry.slice(0, headEnd) };
  }
  return undefined;
}

/** The value that an entry's lines hold; null when nothing is written, undefined when they cannot be read. */
export function valueOfEntry(entry: string): Node | null | undefined {
  const pair = open(entry)?.root.items[0];
  if (!pair) return undefined;
  return isNode(pair.value) && !isEmptyValue(pair.value) ? pair.value : null;
}

/** The white space before the first line of content. */
export function columnOf(text: string): number | undefined {
  return /^( *)[^\s#]/m.exec(text)?.[1]?.length;
}

/** Moves all lines to the right or left; what has less white space than that moves as far as it can. */
function shiftLines(text: string, by: number): string {
  if (by === 0) return text;
  if (by > 0) return text.replace(/^(?=.)/gm, ' '.repeat(by));
  return text.replace(new RegExp(`^ {1,${-by}}`, 'gm'), '');
}

/** The lines as they would stand in a block that begins in that column. */
export function alignTo(text: string, column: number | undefined): string {
  const own = columnOf(text);
  return own === undefined || column === undefined ? text : shiftLines(text, column - own);
}

function open(text: string): EditableYaml | undefined {
  const root = parseMap(text);
  return root && { text, lines: text, root };
}

function linesOf(yaml: EditableYaml, pair: Pair): { start: number; end: number } | undefined {
  try {
    return entryLines(yaml, pair);
  } catch {
    return undefined; // “? key” and the like
  }
}

function itemLines(
  yaml: EditableYaml,
  list: YAMLSeq,
  index: number,
  item: Node,
): { start: number; end: number; column: number } | undefined {
  try {
    const dash = dashOf(list, index);
    const start = lineStartOf(yaml.lines, dash);
    const end = nextLineOf(yaml.lines, Math.max(dash, contentEndOf(yaml, item)));
    return { start, end, column: dash - start };
  } catch {
    return undefined;
  }
}

function keyStartOf(pair: Pair): number {
  return isNode(pair.key) ? (pair.key.range?.[0] ?? 0) : 0;
}

/** Nothing written, or an empty list or map. */
function isEmptyValue(value: unknown): boolean {
  if (isMap(value) || isSeq(value)) return value.items.length === 0;
  return !isNode(value) || (isScalar(value) && value.type === 'PLAIN' && value.source === '');
}

/** Tells a second entry with the same key from the first, so that neither is lost. */
function uniqueKeys(): (key: string) => string {
  const counts = new Map<string, number>();
  return (key) => {
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return count === 0 ? key : `${key}\u0000${count}`;
  };
}

function isOnlyComments(text: string): boolean {
  return !/^[ \t]*[^\s#]/m.test(text);
}
