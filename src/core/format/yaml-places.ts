import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { isCollection, isNode, isPair, isScalar } from 'yaml';
import { UserError } from '../base/user-error';
import type { EditableYaml } from './yaml-splice';
import { lineStartOf, nextLineOf, trimEnd } from './yaml-splice';

/** The value of a key; undefined when the map has no such key, null when nothing is written there. */
export function valueOf(map: YAMLMap, key: string): Node | null | undefined {
  const pair = findPair(map, key);
  if (!pair) return undefined;
  return isNode(pair.value) ? pair.value : null;
}

/** The offset of the dash before an item of a block list. */
export function dashOf(seq: YAMLSeq, index: number): number {
  const token = seq.srcToken?.type === 'block-seq' ? seq.srcToken.items[index] : undefined;
  const dash = token?.start.find(({ type }) => type === 'seq-item-ind');
  if (!dash) throw unsupported();
  return dash.offset;
}

/** The end of a node's last line of content, before any white space but what a block that keeps it (`|+`) says. */
export function contentEndOf({ lines }: EditableYaml, node: Node): number {
  const [start, end] = spanOf(node);
  const last = lastOf(node);
  if (!isScalar(last) || !/^[|>]\d?\+/.test(lines.slice(spanOf(last)[0], spanOf(last)[0] + 3)))
    return trimEnd(lines, start, end);
  return end - (/\r?\n$/.exec(lines.slice(end - 2, end))?.[0].length ?? 0);
}

/** What is written last in a node. */
function lastOf(node: Node): Node {
  const item: unknown = isCollection(node) && !node.flow ? node.items.at(-1) : undefined;
  const last = isPair(item) ? item.value : item;
  return isNode(last) ? lastOf(last) : node;
}

/** Where the lines of a block map's entry begin and end, line break included. */
export function entryLines(yaml: EditableYaml, pair: Pair): { readonly start: number; readonly end: number } {
  return {
    start: lineStartOf(yaml.lines, keyStartOf(pair)),
    end: nextLineOf(yaml.lines, valueEndOf(yaml, pair)),
  };
}

export function keyOf(pair: Pair): string | undefined {
  return isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : undefined;
}

export function findPair(map: YAMLMap, key: string): Pair | undefined {
  return map.items.find((pair) => isScalar(pair.key) && pair.key.value === key);
}

export function unsupported(): UserError {
  return new UserError(
    'yaml/unsupported-style',
    'This part of the file is written in a style of YAML that cannot be edited. Write each field on a line of its own.',
  );
}

export function colonOf(yaml: EditableYaml, pair: Pair): number {
  const colon = trimStart(yaml.lines, spanOf(pair.key as Node)[1]);
  if (yaml.lines[colon] !== ':') throw unsupported(); // “? key” on lines of its own
  return colon;
}

export function trimStart(lines: string, from: number): number {
  let at = from;
  while (at < lines.length && ' \t'.includes(lines[at] ?? '')) at++;
  return at;
}

/** The end of an entry's value; of its colon when there is none. */
export function valueEndOf(yaml: EditableYaml, pair: Pair): number {
  const keyEnd = spanOf(pair.key as Node)[1];
  const colon = trimStart(yaml.lines, keyEnd);
  const least = yaml.lines[colon] === ':' ? colon + 1 : keyEnd;
  return isNode(pair.value) && !isBlank(pair.value) ? contentEndOf(yaml, pair.value) : least;
}

/** True where nothing is written; such a node may stand anywhere behind its key. */
export function isBlank(node: Node): boolean {
  return isScalar(node) && node.type === 'PLAIN' && node.source === '';
}

export function keyStartOf(pair: Pair): number {
  return spanOf(pair.key as Node)[0];
}

export function startOf(item: Node | Pair): number {
  return isNode(item) ? spanOf(item)[0] : keyStartOf(item);
}

export function endOf(item: Node | Pair): number {
  if (isNode(item)) return spanOf(item)[1];
  const valueEnd = isNode(item.value) && !isBlank(item.value) ? spanOf(item.value)[1] : 0;
  return Math.max(spanOf(item.key as Node)[1], valueEnd);
}

export function spanOf(node: Node): [number, number] {
  if (!node.range) throw unsupported();
  return [node.range[0], node.range[1]];
}
