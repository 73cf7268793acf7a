import type { Node } from 'yaml';
import { isMap, isNode, isScalar, isSeq } from 'yaml';
import { keyOf } from '../format/yaml-places';
import { formatKey, formatInline, line } from '../format/yaml-value';

/** What a piece of YAML says, however it is written. */
export type PlainValue =
  | { readonly kind: 'scalar'; readonly value: string; readonly source: string }
  | { readonly kind: 'list'; readonly items: readonly PlainValue[] }
  | { readonly kind: 'map'; readonly entries: ReadonlyMap<string, PlainValue> };

/** @param text what the node was parsed from */
export function plainOf(node: Node | null | undefined, text: string): PlainValue {
  if (isSeq(node)) return { kind: 'list', items: node.items.map((item) => plainOf(nodeOf(item), text)) };
  if (isMap(node))
    return {
      kind: 'map',
      entries: new Map(node.items.map((pair) => [keyOf(pair) ?? '', plainOf(nodeOf(pair.value), text)])),
    };
  const source = node?.range ? text.slice(node.range[0], node.range[1]).trim() : '';
  return {
    kind: 'scalar',
    value: isScalar(node) && typeof node.value === 'string' ? node.value : source,
    source,
  };
}

/** Equal texts for equal values; the order of keys does not count. */
export function identityOf(value: PlainValue): string {
  switch (value.kind) {
    case 'scalar':
      return JSON.stringify(value.value);
    case 'list':
      return `[${value.items.map(identityOf).join()}]`;
    case 'map': {
      const entries = [...value.entries].map(([key, entry]) => `${JSON.stringify(key)}:${identityOf(entry)}`);
      return `{${entries.sort().join()}}`;
    }
  }
}

/** Writes a value on one line. */
export function writeInline(value: PlainValue): string {
  switch (value.kind) {
    case 'scalar': {
      const { source } = value;
      const isSafe = /^[\w.+-]+$/.test(source) || (/^["']/.test(source) && !source.includes('\n'));
      return isSafe ? source : formatInline(line(value.value));
    }
    case 'list':
      return `[${value.items.map(writeInline).join(', ')}]`;
    case 'map':
      return value.entries.size === 0
        ? '{}'
        : `{ ${[...value.entries].map(([key, entry]) => `${formatKey(key)}: ${writeInline(entry)}`).join(', ')} }`;
  }
}

function nodeOf(value: unknown): Node | null {
  return isNode(value) ? value : null;
}
