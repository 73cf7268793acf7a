import { openYaml } from '../format/open-yaml';
import type { MergedText, Merging } from './conflict';
import { mergeMaps } from './merge-entries';
import type { Fields } from './merge-kind';
import { mapThree, type Three } from './three';

export interface EntryFileKind {
  readonly format: string;
  readonly fields: Fields;
  /** The ids of everything a file defines. */
  readonly idsIn: (text: string) => readonly string[];
}

/**
 * Merges files of maps keyed by id. Undefined when a side cannot be read, or when the result would not read or would
 * lack an entry that no side deleted.
 */
export function mergeEntryFiles(
  texts: Three<string>,
  { format, fields, idsIn }: EntryFileKind,
  merging: Merging,
): MergedText | undefined {
  const isReadable = (text: string): boolean => openYaml(text, '', format).root !== undefined;
  if (!isReadable(texts.ours) || !isReadable(texts.theirs)) return undefined;
  if (texts.base.trim() !== '' && !isReadable(texts.base)) return undefined;
  const text = mergeMaps(texts, fields, [], merging);
  if (text === undefined) return undefined;
  const { conflicts } = merging;
  if (conflicts.length > 0) return { text, conflicts };
  if (!isReadable(text)) return undefined;
  const { base, ours, theirs } = mapThree(texts, (version) => new Set(idsIn(version)));
  const merged = new Set(idsIn(text));
  const isKept = (id: string): boolean =>
    merged.has(id) || (base.has(id) && !(ours.has(id) && theirs.has(id)));
  return [...ours, ...theirs].every(isKept) ? { text, conflicts } : undefined;
}
