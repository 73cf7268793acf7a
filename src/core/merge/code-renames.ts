import type { Node } from 'yaml';
import { isMap, isNode, isScalar, isSeq } from 'yaml';
import { readCodebook } from '../format/read-codebook';
import { replaceScalar } from '../format/yaml-edit';
import { findPair, valueOf } from '../format/yaml-places';
import { applySplices, openEditable } from '../format/yaml-splice';
import type { Codebook } from '../model/codebook';
import { mapThree, type Three } from './three';

/**
 * Codebooks in which a code that one side renamed has its new id in all three versions, and so have the references to
 * it. Undefined when both sides gave one code different ids.
 */
export function followCodeRenames(texts: Three<string>): Three<string> | undefined {
  const books = mapThree(texts, (text) => readCodebook(text, '').value);
  if (!books.base || !books.ours || !books.theirs) return texts;
  const [mine, other] = [successorsIn(books.base, books.ours), successorsIn(books.base, books.theirs)];
  const isClash = ([id, by]: readonly [string, string]): boolean => (other.get(id) ?? by) !== by;
  if ([...mine].some(isClash)) return undefined;
  let { base, ours, theirs } = texts;
  for (const [id, by] of mine) {
    base = renameCode(base, id, by, books.base);
    theirs = renameCode(theirs, id, by, books.theirs);
  }
  for (const [id, by] of other) {
    if (!mine.has(id)) base = renameCode(base, id, by, books.base);
    ours = renameCode(ours, id, by, books.ours);
  }
  return { base, ours, theirs };
}

/** The codes that are gone, by id, each with the only code that has its id for an alias now. */
function successorsIn(before: Codebook, after: Codebook): ReadonlyMap<string, string> {
  const successors = new Map<string, string>();
  for (const id of before.codes.keys()) {
    if (after.codes.has(id)) continue;
    const [heir, ...rivals] = [...after.codes.values()].filter(({ aliases }) => aliases.includes(id));
    if (heir && rivals.length === 0) successors.set(id, heir.id);
  }
  return successors;
}

/** Renames the code where the new id is free; refers to the new id either way. */
function renameCode(text: string, id: string, by: string, { codes }: Codebook): string {
  const yaml = openEditable(text);
  const entries = valueOf(yaml.root, 'codes');
  if (!isMap(entries)) return text;
  const scalars: Node[] = [];
  const own = codes.has(by) ? undefined : findPair(entries, id)?.key;
  if (isNode(own)) scalars.push(own);
  for (const { value: code } of entries.items) {
    if (!isMap(code)) continue;
    const parent = valueOf(code, 'parent');
    const successors = valueOf(code, 'replaced-by');
    const references: readonly unknown[] = [parent, ...(isSeq(successors) ? successors.items : [successors])];
    for (const node of references) if (isScalar(node) && node.value === id) scalars.push(node);
  }
  return applySplices(
    text,
    scalars.flatMap((node) => replaceScalar(yaml, node, by)),
  );
}
