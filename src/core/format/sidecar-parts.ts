import type { YAMLMap } from 'yaml';
import { isMap, isNode, isScalar, isSeq } from 'yaml';
import type { FileRange } from '../base/problem';
import { parseRange } from './at-range';
import { recallCanonicalSidecar } from './recent-sidecars';
import { contentEndOf, dashOf, entryLines, findPair, unsupported, valueOf } from './yaml-places';
import { lineStartOf, nextLineOf, openEditable, withCommentsAbove, withCommentsBelow } from './yaml-splice';

/**
 * A sidecar's text taken apart so that one record can change without the others: `head`, then each record behind the
 * lines before it, then `tail`. Put together again it is the same text.
 */
export interface SidecarParts {
  head: string;
  readonly records: RecordText[];
  tail: string;
}

export interface RecordText {
  /** Undefined for an item that is no passage. */
  readonly id: string | undefined;
  /** The position when the text was taken apart, for finding the place of new passages. */
  readonly at: FileRange | undefined;
  /** Blank lines and comments between this record and the one before that belong to neither. */
  lead: string;
  /** The record's lines, from the comments right above its dash to its last line. */
  raw: string;
}

/** @throws UserError when the text cannot be parsed or lists its passages on one line */
export function splitSidecar(text: string): SidecarParts {
  return splitCanonical(text) ?? splitAny(text);
}

export function joinParts({ head, records, tail }: SidecarParts): string {
  const pieces = records.flatMap(({ lead, raw }) => (lead === '' ? raw : [lead, raw]));
  return [head, ...pieces, tail].join('');
}

/** In canonical form no line between the records is outside them. */
function splitCanonical(text: string): SidecarParts | undefined {
  const reading = recallCanonicalSidecar(text);
  if (!reading) return undefined;
  const { sidecar, starts, end } = reading;
  const records = sidecar.passages.map(({ id, at }, index): RecordText => {
    return { id, at, lead: '', raw: text.slice(starts[index], starts[index + 1] ?? end) };
  });
  return { head: text.slice(0, starts[0] ?? end), records, tail: text.slice(end) };
}

export function splitAny(text: string): SidecarParts {
  const yaml = openEditable(text);
  if (yaml.root.flow) throw unsupported();
  const passages = valueOf(yaml.root, 'passages');
  if (isSeq(passages) && passages.flow && passages.items.length > 0) throw unsupported();
  if (!isSeq(passages) || passages.items.length === 0) {
    const pair = findPair(yaml.root, 'passages');
    const end = pair ? entryLines(yaml, pair).end : text.length;
    return { head: text.slice(0, end), records: [], tail: text.slice(end) };
  }
  const records: RecordText[] = [];
  const listPair = findPair(yaml.root, 'passages');
  let at = listPair?.key && isNode(listPair.key) ? nextLineOf(yaml.lines, listPair.key.range?.[0] ?? 0) : 0;
  const head = text.slice(0, at);
  for (const [index, item] of passages.items.entries()) {
    if (!isNode(item)) throw unsupported();
    const dash = dashOf(passages, index);
    const lineStart = lineStartOf(yaml.lines, dash);
    if (lineStart < at) throw unsupported();
    const start = withCommentsAbove(yaml.lines, at, lineStart);
    const end = withCommentsBelow(
      yaml.lines,
      nextLineOf(yaml.lines, Math.max(dash, contentEndOf(yaml, item))),
      dash - lineStart,
    );
    records.push({ ...describe(item), lead: text.slice(at, start), raw: text.slice(start, end) });
    at = end;
  }
  return { head, records, tail: text.slice(at) };
}

function describe(item: unknown): Pick<RecordText, 'id' | 'at'> {
  if (!isMap(item)) return { id: undefined, at: undefined };
  return { id: textAt(item, 'id'), at: parseRange(textAt(item, 'at') ?? '') };
}

function textAt(map: YAMLMap, key: string): string | undefined {
  const value = valueOf(map, key);
  return isScalar(value) && typeof value.value === 'string' ? value.value : undefined;
}
