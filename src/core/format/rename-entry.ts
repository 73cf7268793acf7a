import type { Node, Pair, Scalar } from 'yaml';
import { isMap, isScalar, isSeq } from 'yaml';
import { UserError } from '../base/user-error';
import { type EntryPath, missing } from './edit-entries';
import { findPair, spanOf, valueOf } from './yaml-places';
import { applySplices, type EditableYaml, type Splice } from './yaml-splice';

/** Gives an entry another id and leaves it where it is, whatever it says by then; what names it follows. */
export interface RenameEntry {
  readonly kind: 'rename';
  readonly section: string;
  readonly from: string;
  readonly to: string;
  /** The fields in which entries of the section name each other. */
  readonly references: readonly string[];
  /** The new id as the file is to spell it, in quotes perhaps. */
  readonly spelling?: string;
}

/** @throws UserError `format/no-entry` when there is no such entry, `format/entry-exists` when the new id is taken */
export function renameEntry(yaml: EditableYaml, { spelling, ...change }: RenameEntry): string {
  const { section, from, to } = change;
  const entries = valueOf(yaml.root, section);
  if (isMap(entries) && findPair(entries, to))
    throw new UserError('format/entry-exists', `There is a “${to}” already.`, { section, id: to });
  const [start, end] = spanOf(findKey(yaml, { section, id: from }));
  const references = findReferences(yaml, change, from).map((node): Splice => {
    const [first, last] = contentOf(yaml, node, from) ?? spanOf(node);
    return { start: first, end: last, text: to };
  });
  return applySplices(yaml.text, [{ start, end, text: spelling ?? to }, ...references]);
}

/**
 * The change that takes a renaming back, made before it is carried out; undefined where it would not be exact: where the
 * new id is named already, or the old one is written with escapes.
 */
export function invertRename(yaml: EditableYaml, change: RenameEntry): RenameEntry | undefined {
  const { section, from, to, references } = change;
  const isExact =
    findReferences(yaml, change, to).length === 0 &&
    findReferences(yaml, change, from).every((node) => contentOf(yaml, node, from));
  const spelling = yaml.text.slice(...spanOf(findKey(yaml, { section, id: from })));
  return isExact ? { kind: 'rename', section, from: to, to: from, references, spelling } : undefined;
}

function findKey(yaml: EditableYaml, { section, id }: Required<EntryPath>): Node {
  const entries = valueOf(yaml.root, section);
  const pair = isMap(entries) ? findPair(entries, id) : undefined;
  if (!pair) throw missing(id);
  return pair.key as Node;
}

/** Where entries of a section name an id. */
function findReferences(
  yaml: EditableYaml,
  { section, references }: Pick<RenameEntry, 'section' | 'references'>,
  id: string,
): readonly Scalar[] {
  const entries = valueOf(yaml.root, section);
  const pairs: readonly Pair[] = isMap(entries) ? entries.items : [];
  return pairs.flatMap(({ value: entry }) =>
    references.flatMap((field) => {
      const value = isMap(entry) ? valueOf(entry, field) : undefined;
      const items: readonly unknown[] = isSeq(value) ? value.items : [value];
      return items.filter((item): item is Scalar => isScalar(item) && item.value === id);
    }),
  );
}

/** Where an id stands within its quotes; undefined when it is not written as it is. */
function contentOf(yaml: EditableYaml, node: Scalar, id: string): [number, number] | undefined {
  const [start] = spanOf(node);
  const first = start + Number(node.type === 'QUOTE_DOUBLE' || node.type === 'QUOTE_SINGLE');
  return yaml.text.startsWith(id, first) && node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED'
    ? [first, first + id.length]
    : undefined;
}
