import { isMap, isSeq } from 'yaml';
import { editRecord, readRecord } from '../format/edit-record';
import { valueOf } from '../format/yaml-places';
import { openEditable } from '../format/yaml-splice';
import { formatKey } from '../format/yaml-value';
import type { Passage } from '../model/passage';
import { type Merging, writeConflict } from './conflict';
import { alignTo, columnOf, type Cut, cutMap } from './cut-yaml';
import { keepComments } from './keep-comments';
import { openItem } from './list-item';
import { mergeChunks } from './merge-chunks';
import { mergeEntry } from './merge-entries';
import { passageFields } from './merge-kind';
import { mergeBlockItem } from './merge-lists';
import { choosePlace, moveOf, placeIn, placeKeys } from './place';
import { plainOf, writeInline } from './plain-value';
import type { PresentId } from './present-ids';
import { mapThree, type Three, type ThreeTexts } from './three';

export interface PassageMerging extends Merging {
  readonly presentId: PresentId;
  /** The version that passages which name none refer to, in all three versions of the record. */
  readonly headerBase: string;
}

/** Merges one passage's record; empty when it is deleted. */
export function mergePassage(given: ThreeTexts, id: string, merging: PassageMerging): string {
  if (given.theirs === given.base || given.ours === given.theirs) return given.ours ?? '';
  if (given.ours === given.base) return given.theirs ?? '';
  const record = withPresentIds(given, merging.presentId);
  const { base, ours, theirs } = record;
  if (theirs === base || ours === theirs) return ours ?? '';
  if (ours === base) return theirs ?? '';
  const path = ['passages', id];
  if (base !== undefined && (ours === undefined || theirs === undefined)) {
    const isUntouched = !isChanged(base, ours ?? theirs, merging.headerBase);
    return isUntouched ? '' : writeConflict(merging, path, ours, theirs);
  }
  const before = merging.conflicts.length;
  const renamed = followRenames(record);
  const contradicted = codeTakenOffAndDiscussed(renamed);
  if (contradicted !== undefined)
    return writeConflict(merging, [...path, 'codings', contradicted], ours, theirs);
  const merged = mergeBlockItem(mapThree(renamed, inBlock), (bodies) => mergeFields(bodies, path, merging));
  if (merged !== undefined) return merged;
  merging.conflicts.length = before;
  return writeConflict(merging, path, ours, theirs);
}

/** True when a record says something else than before, apart from being found again in another version. */
export function isChanged(before: string, after: string | undefined, headerBase: string): boolean {
  if (after === before) return false;
  const [was, is] = [before, after].map((text) => cutRecord(text));
  if (!was || !is) return true;
  const [from, to] = [placeIn(was, headerBase), placeIn(is, headerBase)];
  if (!from || !to || moveOf(from, to) === 'reselected') return true;
  return contentOf(was) !== contentOf(is);
}

function cutRecord(record: string | undefined): Cut | undefined {
  const item = record === undefined ? undefined : openItem(inBlock(record));
  return item && cutMap(item.body);
}

/** What a record says beside its place. */
function contentOf({ chunks }: Cut): string {
  const fields = chunks.filter(({ key }) => !placeKeys.has(key));
  return fields.map(({ key, said }) => `${key}: ${said?.() ?? ''}`).join('\n');
}

function mergeFields(
  bodies: Three<string>,
  path: readonly string[],
  merging: PassageMerging,
): string | undefined {
  const column = columnOf(bodies.ours);
  const { base, ours, theirs } = mapThree(bodies, (body) => cutMap(alignTo(body, column)));
  if (!base || !ours || !theirs) return undefined;
  const cuts = { base, ours, theirs };
  const side = choosePlace(mapThree(cuts, (cut) => placeIn(cut, merging.headerBase)));
  let isWritten = false;
  return mergeChunks(cuts, passageFields.order, (chunk, key) => {
    if (!placeKeys.has(key)) return mergeEntry(chunk, passageFields.kindOf(key), [...path, key], merging);
    if (side !== 'conflict') return chunk[side] === undefined ? '' : keepComments(chunk[side], chunk);
    if (isWritten) return '';
    isWritten = true;
    return writeConflict(merging, [...path, 'at'], placeText(ours), placeText(theirs));
  });
}

function placeText({ chunks }: Cut): string {
  return chunks
    .filter(({ key }) => placeKeys.has(key))
    .map(({ text }) => text)
    .join('');
}

/** A code that one side took off while the other said something new about it. */
function codeTakenOffAndDiscussed(record: ThreeTexts): string | undefined {
  const { base, ours, theirs } = readAll(record);
  if (!base || !ours || !theirs) return undefined;
  const isNew = (by: Passage, code: string): boolean =>
    by.codes.includes(code) && JSON.stringify(by.codings?.[code]) !== JSON.stringify(base.codings?.[code]);
  return base.codes.find((code) =>
    ours.codes.includes(code) ? !theirs.codes.includes(code) && isNew(ours, code) : isNew(theirs, code),
  );
}

/** The passages of a record in which something is said about codes. */
function readAll(record: ThreeTexts): Three<Passage | undefined> {
  const texts = [record.base, record.ours, record.theirs];
  const isDiscussed = texts.some((text) => text !== undefined && /codings/.test(text));
  return mapThree(record, (text) => (isDiscussed && text !== undefined ? readRecord(text) : undefined));
}

/** The three versions with their codes under present ids, so that a rename is no change to a passage. */
function withPresentIds(record: ThreeTexts, presentId: PresentId): ThreeTexts {
  return mapThree(record, (text) => {
    const passage = text === undefined ? undefined : readRecord(text);
    if (text === undefined || !passage) return text;
    return passage.codes.reduce((now, code) => {
      const by = presentId(code);
      return by === code ? now : editRecord(now, { kind: 'replace-code', id: passage.id, code, by });
    }, text);
  });
}

/** A code that one side renamed, with what the coder said about it, is renamed in the other versions too. */
function followRenames(record: ThreeTexts): ThreeTexts {
  const { base, ours, theirs } = readAll(record);
  if (!base || !ours || !theirs) return record;
  const { id } = base;
  let was: string | undefined = record.base;
  let { ours: mine, theirs: other } = record;
  const rename = (text: string | undefined, code: string, by: string): string | undefined =>
    text && editRecord(text, { kind: 'replace-code', id, code, by });
  for (const [code, by] of renamesIn(base, ours)) {
    if (!theirs.codes.includes(code) || theirs.codes.includes(by)) continue;
    [was, other] = [rename(was, code, by), rename(other, code, by)];
  }
  for (const [code, by] of renamesIn(base, theirs)) {
    if (!ours.codes.includes(code) || ours.codes.includes(by)) continue;
    [was, mine] = [rename(was, code, by), rename(mine, code, by)];
  }
  return { base: was, ours: mine, theirs: other };
}

/** The codes that gave way to another one, about which the coder now says the same. */
function renamesIn(before: Passage, after: Passage): readonly (readonly [string, string])[] {
  const added = after.codes.filter((code) => !before.codes.includes(code));
  return before.codes
    .filter((code) => !after.codes.includes(code) && before.codings?.[code])
    .flatMap((code) => {
      const said = JSON.stringify(before.codings?.[code]);
      const by = added.find((other) => JSON.stringify(after.codings?.[other]) === said);
      return by === undefined ? [] : [[code, by] as const];
    });
}

/** A record with a line for each field. */
function inBlock(record: string): string;
function inBlock(record: string | undefined): string | undefined;
function inBlock(record: string | undefined): string | undefined {
  if (record === undefined || !/^ *- *\{/m.test(record)) return record;
  const head = 'passages:\n';
  const yaml = openEditable(head + record);
  const passages = valueOf(yaml.root, 'passages');
  const item: unknown = isSeq(passages) ? passages.items[0] : undefined;
  if (!isMap(item) || !item.flow) return record;
  const value = plainOf(item, yaml.text);
  if (value.kind !== 'map') return record;
  const column = columnOf(record) ?? 0;
  const fields = [...value.entries].map(([key, field], index) => {
    const indent = index === 0 ? `${' '.repeat(column)}- ` : ' '.repeat(column + 2);
    return `${indent}${formatKey(key)}: ${writeInline(field)}\n`;
  });
  return fields.join('');
}
