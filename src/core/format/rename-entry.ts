import type { Node } from 'yaml';
import { isMap } from 'yaml';
import { UserError } from '../base/user-error';
import { type EntryPath, missing } from './edit-entries';
import { findPair, spanOf, valueOf } from './yaml-places';
import { applySplices, type EditableYaml } from './yaml-splice';

/** Gives an entry another id and leaves it where it is, whatever it says by then. */
export interface RenameEntry {
  readonly kind: 'rename';
  readonly section: string;
  readonly from: string;
  readonly to: string;
  /** The new id as the file is to spell it, in quotes perhaps. */
  readonly spelling?: string;
}

/** @throws UserError `format/no-entry` when there is no such entry, `format/entry-exists` when the new id is taken */
export function renameEntry(yaml: EditableYaml, { section, from, to, spelling }: RenameEntry): string {
  const entries = valueOf(yaml.root, section);
  if (isMap(entries) && findPair(entries, to))
    throw new UserError('format/entry-exists', `There is a “${to}” already.`, { section, id: to });
  const [start, end] = spanOf(findKey(yaml, { section, id: from }));
  return applySplices(yaml.text, [{ start, end, text: spelling ?? to }]);
}

/** The change that takes a renaming back, made before it is carried out. */
export function invertRename(yaml: EditableYaml, { section, from, to }: RenameEntry): RenameEntry {
  const spelling = yaml.text.slice(...spanOf(findKey(yaml, { section, id: from })));
  return { kind: 'rename', section, from: to, to: from, spelling };
}

function findKey(yaml: EditableYaml, { section, id }: Required<EntryPath>): Node {
  const entries = valueOf(yaml.root, section);
  const pair = isMap(entries) ? findPair(entries, id) : undefined;
  if (!pair) throw missing(id);
  return pair.key as Node;
}
