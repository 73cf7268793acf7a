import { compareRanges, parseRange } from '../format/at-range';
import { openList } from '../format/edit-header';
import type { RecordText, SidecarParts } from '../format/sidecar-parts';
import { defaultMarkers, type MarkerStyle, type MergedText } from './conflict';
import { cutMap } from './cut-yaml';
import { isFaithful } from './is-faithful';
import { keepComments } from './keep-comments';
import { mergeChunks } from './merge-chunks';
import { mergeEntry } from './merge-entries';
import { headerFields } from './merge-kind';
import { mergeOrder } from './merge-order';
import { isChanged, mergePassage, type PassageMerging } from './merge-passage';
import { openSidecar, type SideOfSidecar } from './open-sidecar';
import type { PresentId } from './present-ids';
import { mapThree, type Three } from './three';
import { mergeNormalTexts } from './whole-text';

/**
 * Merges two versions of a sidecar by record and field. Passages are known by their id, codes come and go one by one,
 * and where a passage stands is taken from one side as a whole, with the version it refers to. Where only one side did
 * something, its text is kept to the byte; elsewhere comments and unknown keys of both sides are kept.
 * @param base the common ancestor; empty when there is none
 * @param presentId tells renamed codes, as far as the codebooks of both sides are known
 * @returns undefined when a side cannot be read, or is written in a way that cannot be merged by record
 */
export function mergeSidecars(
  base: string,
  ours: string,
  theirs: string,
  markers: MarkerStyle = defaultMarkers,
  presentId: PresentId = (code) => code,
): MergedText | undefined {
  return mergeNormalTexts({ base, ours, theirs }, (texts) => {
    // Only an ancestor may be missing: what emptied a file is not known.
    if (texts.ours === '' || texts.theirs === '') return undefined;
    const sides = mapThree(texts, openSidecar);
    if (!sides.base || !sides.ours || !sides.theirs) return undefined;
    return mergeSides({ base: sides.base, ours: sides.ours, theirs: sides.theirs }, markers, presentId);
  });
}

function mergeSides(
  sides: Three<SideOfSidecar>,
  markers: MarkerStyle,
  presentId: PresentId,
): MergedText | undefined {
  const headerBase = chooseHeaderBase(mapThree(sides, (side) => side.base));
  const merging: PassageMerging = { markers, conflicts: [], headerBase, presentId };
  const records = mapThree(sides, (side) => side.recordsFor(headerBase));
  const merged = mergeRecords(records, merging);
  const status = mergeStatus(
    mapThree(sides, (side) => side.status),
    {
      ours: () => hasChangedPassage(records.base, records.ours, headerBase),
      theirs: () => hasChangedPassage(records.base, records.theirs, headerBase),
    },
  );
  const text = mergeHeader(
    mapThree(sides, ({ parts }) => headerText(parts, merged !== '')),
    {
      records: merged,
      base: sides.ours.base === headerBase ? 'ours' : 'theirs',
      status: sides.ours.status === status ? 'ours' : 'theirs',
    },
    merging,
  );
  if (text === undefined) return undefined;
  const { conflicts } = merging;
  return conflicts.length > 0 || isFaithful(text, sides, presentId) ? { text, conflicts } : undefined;
}

/** The version that the side which changed it names; when both did, either, since each passage then says its own. */
function chooseHeaderBase({ base, ours, theirs }: Three<string>): string {
  if (theirs === base || ours === theirs) return ours;
  if (ours === base) return theirs;
  return ours < theirs ? ours : theirs;
}

/** `done` stands only if the side that did not say so has changed no passage. */
function mergeStatus(
  { base, ours, theirs }: Three<SideOfSidecar['status']>,
  hasChanged: { readonly ours: () => boolean; readonly theirs: () => boolean },
): SideOfSidecar['status'] {
  if (ours === theirs) return ours;
  const [winner, isOtherBusy] = ours === base ? [theirs, hasChanged.ours] : [ours, hasChanged.theirs];
  return winner === 'done' && isOtherBusy() ? 'in-progress' : winner;
}

type Records = ReadonlyMap<string, RecordText>;

function hasChangedPassage(before: Records, after: Records, headerBase: string): boolean {
  if ([...before.keys()].some((key) => !after.has(key))) return true;
  return [...after].some(([key, { raw }]) => {
    const was = before.get(key);
    return !was || isChanged(was.raw, raw, headerBase);
  });
}

function mergeRecords(records: Three<Records>, merging: PassageMerging): string {
  const keys = mergeOrder(mapThree(records, (side) => [...side.keys()]));
  const merged = keys.map((key) => {
    const found = mapThree(records, (side) => side.get(key));
    const text = mergePassage(
      mapThree(found, (record) => record && record.lead + record.raw),
      key.split('\u0000', 1)[0] ?? '',
      merging,
    );
    return { key, text, at: placeOf(text) ?? found.ours?.at ?? found.theirs?.at };
  });
  const present = merged.filter(({ text }) => text !== '');
  if (isSorted(records.ours) && isSorted(records.theirs)) present.sort(compareRecords);
  return present.map(({ text }) => text).join('');
}

interface Positioned {
  readonly key: string;
  readonly at: RecordText['at'];
}

function isSorted(records: Records): boolean {
  const all = [...records].map(([key, { at }]) => ({ key, at }));
  return all.every((record, i) => {
    const before = all[i - 1];
    return !before || compareRecords(before, record) <= 0;
  });
}

/** By position, then id; what has no position stays at the end. */
function compareRecords(a: Positioned, b: Positioned): number {
  if (!a.at || !b.at) return Number(!a.at) - Number(!b.at);
  return compareRanges(a.at, b.at) || (a.key < b.key ? -1 : a.key > b.key ? 1 : 0);
}

function placeOf(record: string): RecordText['at'] {
  return parseRange(/^ *(?:- +)?at: *["']?([\d:-]+)/m.exec(record)?.[1] ?? '');
}

/** What stands outside the records, with a list that is open for records or says that there are none. */
function headerText({ head, tail }: SidecarParts, hasRecords: boolean): string {
  if (head + tail === '') return '';
  const header = openList({ head, tail }, hasRecords);
  return header.head + header.tail;
}

interface HeaderParts {
  readonly records: string;
  readonly base: 'ours' | 'theirs';
  readonly status: 'ours' | 'theirs';
}

function mergeHeader(
  headers: Three<string>,
  { records, base, status }: HeaderParts,
  merging: PassageMerging,
): string | undefined {
  const cuts = mapThree(headers, cutMap);
  if (!cuts.base || !cuts.ours || !cuts.theirs) return undefined;
  return mergeChunks(
    { base: cuts.base, ours: cuts.ours, theirs: cuts.theirs },
    headerFields.order,
    (entry, key) => {
      if (key === 'passages') return keepComments(entry.ours ?? entry.theirs ?? '', entry) + records;
      const side = key === 'base' ? base : key === 'status' ? status : undefined;
      if (!side) return mergeEntry(entry, headerFields.kindOf(key), [key], merging);
      return entry[side] === undefined ? '' : keepComments(entry[side], entry);
    },
  );
}
