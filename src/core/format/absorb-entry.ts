import { isMap } from 'yaml';
import { type EntryPath, entryRegion, entryText, hasEntry, missing, setEntry } from './edit-entries';
import { commentsIn } from './yaml-comments';
import { removeLines } from './yaml-edit';
import { endOf, entryLines, findPair, keyOf, startOf, valueOf } from './yaml-places';
import { applySplices, areApart, type EditableYaml, openEditable, type Splice } from './yaml-splice';

/** Removes an entry of which all that is known has gone over to another one. */
export interface AbsorbEntry extends Required<EntryPath> {
  readonly kind: 'absorb';
  /** The entry that takes its place. */
  readonly into: string;
}

/**
 * Removes the entry. Its comments, and fields of other programs, which nobody here can read, become comments above the
 * entry that takes its place.
 * @throws UserError `format/no-entry` when one of the two is not there
 */
export function absorbEntry(
  yaml: EditableYaml,
  { section, id, into }: AbsorbEntry,
  known: readonly string[],
  rootOrder: readonly string[],
): string {
  const change: AbsorbEntry = { kind: 'absorb', section, id, into };
  const together = absorbSplices(yaml, change, known);
  if (together) return applySplices(yaml.text, together);
  const remarks = remarksIn(yaml, { section, id }, known);
  const rest = openEditable(setEntry(yaml, { section, id }, undefined, rootOrder));
  return applySplices(rest.text, commentAbove(rest, change, remarks));
}

/** The same as splices; undefined where the two share lines or stand next to each other. */
export function absorbSplices(
  yaml: EditableYaml,
  change: AbsorbEntry,
  known: readonly string[],
): readonly Splice[] | undefined {
  const { section, id, into } = change;
  for (const needed of [id, into]) if (!hasEntry(yaml, { section, id: needed })) throw missing(needed);
  const lines = entryRegion(yaml, { section, id });
  if (!lines) return undefined;
  const removed = [removeLines(yaml, lines.start, lines.end)];
  const comment = commentAbove(yaml, change, remarksIn(yaml, { section, id }, known));
  return areApart(removed, comment) ? [...removed, ...comment] : undefined;
}

/** Above the entry that takes the other's place; nothing is put there, but there, where nothing is to be said. */
function commentAbove(
  yaml: EditableYaml,
  { section, id, into }: AbsorbEntry,
  remarks: readonly string[],
): readonly Splice[] {
  const entries = valueOf(yaml.root, section);
  const pair = isMap(entries) ? findPair(entries, into) : undefined;
  if (!pair) throw missing(into);
  const { start } = entryLines(yaml, pair);
  const indent = ' '.repeat(yaml.lines.slice(start).search(/[^ ]/));
  const text = remarks.map((remark) => `${indent}# ${id}: ${remark}\n`).join('');
  return [{ start, end: start, text }];
}

/** What an entry's lines hold beyond the fields that are known. */
function remarksIn(
  yaml: EditableYaml,
  path: Required<EntryPath>,
  known: readonly string[],
): readonly string[] {
  const entries = valueOf(yaml.root, path.section);
  const fields = isMap(entries) ? valueOf(entries, path.id) : undefined;
  const comments = commentsIn(entryText(yaml, path)?.replace(/\r\n?/g, '\n') ?? '');
  const remarks = comments.map((comment) => comment.replace(/^#+\s*/, '')).filter((text) => text !== '');
  if (!isMap(fields)) return remarks;
  const foreign = fields.items
    .filter((pair) => !known.includes(keyOf(pair) ?? ''))
    .flatMap((pair) => {
      const { start, end } = fields.flow
        ? { start: startOf(pair), end: endOf(pair) }
        : entryLines(yaml, pair);
      return yaml.lines.slice(start, end).split(/\r?\n/);
    })
    .map((line) => line.trim())
    .filter((line) => line !== '');
  return [...remarks.filter((remark) => !foreign.some((line) => line.includes(remark))), ...foreign];
}
