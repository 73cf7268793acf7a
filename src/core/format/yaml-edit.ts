import type { Node, Pair, YAMLMap, YAMLSeq } from 'yaml';
import { isMap, isNode, isScalar, isSeq } from 'yaml';
import {
  colonOf,
  contentEndOf,
  dashOf,
  endOf,
  entryLines,
  findPair,
  isBlank,
  keyStartOf,
  spanOf,
  startOf,
  trimStart,
  unsupported,
  valueEndOf,
  valueOf,
} from './yaml-places';
import { commentsIn } from './yaml-comments';
import type { EditableYaml, Splice } from './yaml-splice';
import { lineEndOf, lineStartOf, nextLineOf, trimEnd } from './yaml-splice';
import type { YamlValue } from './yaml-value';
import { formatBlockValue, formatFields, formatInline, formatItem, formatKey, list } from './yaml-value';

/**
 * Sets a field of a map, or removes it when the value is undefined. A new field is put behind the last of those that
 * come before it in `order`. Comments on the field's line stay.
 */
export function setField(
  yaml: EditableYaml,
  map: YAMLMap,
  key: string,
  value: YamlValue | undefined,
  order: readonly string[],
): readonly Splice[] {
  const pair = findPair(map, key);
  if (pair && value)
    return map.flow ? [replaceInFlow(yaml, pair, value)] : [replaceInBlock(yaml, pair, value)];
  if (pair) return [map.flow ? removeFromFlow(yaml, map.items, pair) : removeFromBlock(yaml, map, pair)];
  if (!value) return [];
  return [map.flow ? insertIntoFlow(map, key, value, order) : insertIntoBlock(yaml, map, key, value, order)];
}

/** Leaves a key of a block map without a value, for block items to follow. */
export function clearField(yaml: EditableYaml, map: YAMLMap, key: string): readonly Splice[] {
  const pair = findPair(map, key);
  if (!pair) return [];
  const colon = colonOf(yaml, pair);
  const end = valueEndOf(yaml, pair);
  return [{ start: colon + 1, end, text: '' }];
}

/** Adds an item to the list at `key` at its end, in the list's own style; a missing or empty list becomes a block. */
export function appendItem(
  yaml: EditableYaml,
  map: YAMLMap,
  key: string,
  item: YamlValue,
  order: readonly string[],
): readonly Splice[] {
  const seq = valueOf(map, key);
  if (isScalar(seq) && seq.value !== '' && !map.flow) {
    // A lone value counts as a list of one.
    const own = yaml.lines.slice(...spanOf(seq)).trimEnd();
    return setField(yaml, map, key, list([{ kind: 'word', text: own }, item]), order);
  }
  if (!isSeq(seq) || seq.items.length === 0) return setField(yaml, map, key, list([item]), order);
  const last = seq.items.at(-1);
  if (!isNode(last)) throw unsupported();
  if (seq.flow) return [{ start: spanOf(last)[1], end: spanOf(last)[1], text: `, ${formatInline(item)}` }];
  const dash = dashOf(seq, seq.items.length - 1);
  const indent = ' '.repeat(dash - lineStartOf(yaml.lines, dash));
  return [insertLines(yaml, nextLineOf(yaml.lines, contentEndOf(yaml, last)), formatItem(item, indent))];
}

/**
 * Makes the list at `key` say what `items` do. Where they only add to what is there, just that is added; what is
 * undefined is removed.
 * @param current the items there are, or undefined when they cannot be read
 */
export function setList(
  yaml: EditableYaml,
  map: YAMLMap,
  key: string,
  change: {
    readonly current: readonly YamlValue[] | undefined;
    readonly items: readonly YamlValue[] | undefined;
  },
  order: readonly string[],
): readonly Splice[] {
  const { current, items } = change;
  const written = current?.map((item) => formatInline(item));
  const wanted = items?.map((item) => formatInline(item));
  const seq = valueOf(map, key);
  const isGrown =
    written &&
    wanted &&
    isSeq(seq) &&
    seq.items.length === written.length &&
    written.length > 0 &&
    written.every((item, index) => item === wanted[index]);
  if (isGrown)
    return (items ?? []).slice(written.length).flatMap((item) => appendItem(yaml, map, key, item, order));
  return setField(yaml, map, key, items && list(items), order);
}

/**
 * Makes the list at `key` say what `value` does where that only puts texts in the place of others, takes some away or adds
 * to them, in the list's own style and with its comments; undefined where it takes more than that.
 */
export function changeItems(
  yaml: EditableYaml,
  map: YAMLMap,
  key: string,
  value: YamlValue,
  order: readonly string[],
): readonly Splice[] | undefined {
  const seq = valueOf(map, key);
  if (value.kind !== 'list' || value.items.length === 0 || !isSeq(seq) || seq.items.length === 0)
    return undefined;
  const { items } = value;
  const gone = seq.items.flatMap((node, i) => (items.some((item) => says(node, item)) ? [] : [i]));
  const isFewer = items.length < seq.items.length;
  // Those that go leave no two splices in one place: next to each other on one line they would.
  if (isFewer && (gone.length === seq.items.length || (seq.flow && gone.length > 1))) return undefined;
  const kept = isFewer ? seq.items.filter((_, i) => !gone.includes(i)) : seq.items;
  const splices = isFewer ? gone.flatMap((i) => dropItem(yaml, seq, i)) : [];
  for (const [i, node] of kept.entries()) {
    const item = items[i];
    if (!item) return undefined;
    if (says(node, item)) continue;
    if (!isScalar(node) || !('text' in item)) return undefined;
    splices.push(...replaceScalar(yaml, node, formatInline(item)));
  }
  return [...splices, ...items.slice(kept.length).flatMap((item) => appendItem(yaml, map, key, item, order))];
}

/** Removes an item of a list of which others stay, and leaves the comments on its lines. */
function dropItem(yaml: EditableYaml, seq: YAMLSeq, index: number): readonly Splice[] {
  const item = seq.items[index];
  if (!isNode(item)) throw unsupported();
  if (seq.flow) return [removeFromFlow(yaml, seq.items, item)];
  const dash = dashOf(seq, index);
  return [
    leaveComments(
      yaml,
      lineStartOf(yaml.lines, dash),
      nextLineOf(yaml.lines, contentEndOf(yaml, item)),
      dash,
    ),
  ];
}

/** Removes a field of a block map that has others, and leaves the comments on its lines. */
export function dropField(yaml: EditableYaml, map: YAMLMap, pair: Pair): readonly Splice[] | undefined {
  const { start, end } = entryLines(yaml, pair);
  const isOwnLine = yaml.lines.slice(start, keyStartOf(pair)).trim() === '';
  return map.flow || !isOwnLine ? undefined : [leaveComments(yaml, start, end, keyStartOf(pair))];
}

/** Puts the comments of whole lines in their place, one a line, indented as the line was up to an offset in it. */
function leaveComments(yaml: EditableYaml, start: number, end: number, at: number): Splice {
  const comments = commentsIn(yaml.lines.slice(start, end).replaceAll('\r', ''));
  if (comments.length === 0) return removeLines(yaml, start, end);
  const lines = comments.map((comment) => `${' '.repeat(at - start)}${comment}\n`).join('');
  return { start, end, text: yaml.lines[end - 1] === '\n' ? lines : lines.slice(0, -1) };
}

/** True when a node says what a value does; in a map there may be more. */
function says(node: unknown, value: YamlValue): boolean {
  if ('text' in value) return isScalar(node) && node.value === value.text;
  if (value.kind !== 'map' || !isMap(node)) return false;
  return value.fields.every(([key, field]) => says(valueOf(node, key), field));
}

/** Removes an item from the list at `key`. */
export function removeItem(
  yaml: EditableYaml,
  map: YAMLMap,
  key: string,
  index: number,
  order: readonly string[],
): readonly Splice[] {
  const seq = valueOf(map, key);
  if (!isSeq(seq) || seq.items.length <= 1) return setField(yaml, map, key, list([]), order);
  const item = seq.items[index];
  if (!isNode(item)) throw unsupported();
  if (seq.flow) return [removeFromFlow(yaml, seq.items, item)];
  const dash = dashOf(seq, index);
  return [removeLines(yaml, lineStartOf(yaml.lines, dash), nextLineOf(yaml.lines, contentEndOf(yaml, item)))];
}

/** Replaces a scalar, keeping everything around it. */
export function replaceScalar(yaml: EditableYaml, node: Node, text: string): readonly Splice[] {
  const [start, end] = spanOf(node);
  return [{ start, end: trimEnd(yaml.lines, start, end), text }];
}

function replaceInBlock(yaml: EditableYaml, pair: Pair, value: YamlValue): Splice {
  const { lines } = yaml;
  const colon = colonOf(yaml, pair);
  const end = valueEndOf(yaml, pair);
  const keyStart = keyStartOf(pair);
  const indent = ' '.repeat(keyStart - lineStartOf(lines, keyStart));
  const written = formatBlockValue(value, indent);
  const headEnd = written.indexOf('\n');
  const comments = commentsOf(yaml, pair, colon, end);
  return {
    start: colon + 1,
    end: lineEndOf(lines, end),
    text: written.slice(0, headEnd) + comments + written.slice(headEnd, -1),
  };
}

/** The comments on the line of an entry's key and on the last line of its value. */
function commentsOf(yaml: EditableYaml, pair: Pair, colon: number, end: number): string {
  const { lines } = yaml;
  const node = isNode(pair.value) ? pair.value : undefined;
  const start = node && !isBlank(node) ? spanOf(node)[0] : end;
  const behind = lines.slice(end, lineEndOf(lines, end));
  const isBlockScalar = isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED');
  const keyLineEnd = lineEndOf(lines, colon);
  let first = '';
  if (isBlockScalar) first = /[ \t]+#.*$/.exec(lines.slice(start, keyLineEnd))?.[0] ?? '';
  else if (start > keyLineEnd) first = lines.slice(colon + 1, keyLineEnd).trimEnd();
  const last =
    isBlockScalar || (isMap(node) && !node.flow) || (isSeq(node) && !node.flow) ? '' : behind.trimEnd();
  return first + last;
}

function insertIntoBlock(
  yaml: EditableYaml,
  map: YAMLMap,
  key: string,
  value: YamlValue,
  order: readonly string[],
): Splice {
  const before = predecessorOf(map, key, order);
  const [first] = map.items;
  if (!first) throw unsupported();
  const keyStart = keyStartOf(first);
  const lineStart = lineStartOf(yaml.lines, keyStart);
  const indent = ' '.repeat(keyStart - lineStart);
  const field = formatFields([[key, value]], indent);
  if (before) return insertLines(yaml, entryLines(yaml, before).end, field);
  // Before the first key, which may share its line with a dash.
  return { start: keyStart, end: keyStart, text: field.slice(indent.length) + indent };
}

function removeFromBlock(yaml: EditableYaml, map: YAMLMap, pair: Pair): Splice {
  const { lines } = yaml;
  const keyStart = keyStartOf(pair);
  const { start, end } = entryLines(yaml, pair);
  if (lines.slice(start, keyStart).trim() === '') return removeLines(yaml, start, end);
  // The key shares its line with a dash: the next one moves up to it.
  const next = map.items[map.items.indexOf(pair) + 1];
  if (!next || lines.slice(end, keyStartOf(next)).trim() !== '') throw unsupported();
  return { start: keyStart, end: keyStartOf(next), text: '' };
}

function replaceInFlow(yaml: EditableYaml, pair: Pair, value: YamlValue): Splice {
  const end = valueEndOf(yaml, pair);
  const node = isNode(pair.value) ? pair.value : undefined;
  if (node && spanOf(node)[1] > spanOf(node)[0])
    return { start: spanOf(node)[0], end, text: formatInline(value) };
  const keyEnd = spanOf(pair.key as Node)[1];
  const hasColon = yaml.lines[trimStart(yaml.lines, keyEnd)] === ':';
  return { start: end, end, text: `${hasColon ? '' : ':'} ${formatInline(value)}` };
}

function insertIntoFlow(map: YAMLMap, key: string, value: YamlValue, order: readonly string[]): Splice {
  const before = predecessorOf(map, key, order);
  const field = `${formatKey(key)}: ${formatInline(value)}`;
  const [start, end] = spanOf(map);
  if (map.items.length === 0) return { start, end, text: `{ ${field} }` };
  if (!before) {
    const first = keyStartOf(map.items[0] as Pair);
    return { start: first, end: first, text: `${field}, ` };
  }
  const at = endOf(before);
  return { start: at, end: at, text: `, ${field}` };
}

/** Removes an item of a flow list or map with the comma before it, or behind it when it is the first. */
function removeFromFlow(yaml: EditableYaml, items: readonly unknown[], item: Node | Pair): Splice {
  const index = items.indexOf(item);
  const before = items[index - 1] as Node | Pair | undefined;
  const next = items[index + 1] as Node | Pair | undefined;
  const [start, end] = [startOf(item), endOf(item)];
  const gap = before ? [endOf(before), start] : [end, next ? startOf(next) : end];
  // Between items there is a comma and white space; a comment would be lost.
  if (yaml.lines.slice(gap[0], gap[1]).includes('#')) throw unsupported();
  if (before) return { start: endOf(before), end, text: '' };
  return next ? { start, end: startOf(next), text: '' } : { start, end, text: '' };
}

function insertLines(yaml: EditableYaml, at: number, lines: string): Splice {
  const hasBreak = at === 0 || yaml.lines[at - 1] === '\n';
  // A file without a final line break stays without one.
  return { start: at, end: at, text: hasBreak ? lines : `\n${lines.slice(0, -1)}` };
}

/** Removes whole lines. A file without a final line break stays without one. */
export function removeLines({ lines }: EditableYaml, start: number, end: number): Splice {
  const isOpenEnd = end === lines.length && lines[end - 1] !== '\n';
  const lineBreak = isOpenEnd
    ? (/\r?\n$/.exec(lines.slice(Math.max(0, start - 2), start))?.[0].length ?? 0)
    : 0;
  return { start: start - lineBreak, end, text: '' };
}

/** The last entry that comes before `key`: the one nearest before it in `order`. */
function predecessorOf(map: YAMLMap, key: string, order: readonly string[]): Pair | undefined {
  const place = order.indexOf(key);
  if (place === -1) return map.items.at(-1);
  for (let i = place - 1; i >= 0; i--) {
    const pair = findPair(map, order[i] ?? '');
    if (pair) return pair;
  }
  return undefined;
}
