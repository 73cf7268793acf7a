import { UserError } from '../base/user-error';
import { editRecord, readRecord } from '../format/edit-record';
import { readSidecar } from '../format/read-sidecar';
import { idValue, isBlobId } from '../format/sidecar-fields';
import { joinParts, type RecordText, type SidecarParts, splitSidecar } from '../format/sidecar-parts';
import { formatInline } from '../format/yaml-value';
import type { Passage, SidecarStatus } from '../model/passage';

/** One version of a sidecar, taken apart for merging. */
export interface SideOfSidecar {
  readonly parts: SidecarParts;
  /** The version its passages refer to unless they say otherwise; empty for a file that is not there. */
  readonly base: string;
  readonly status: SidecarStatus;
  readonly passages: readonly Passage[];
  /** Its records by id, each saying which version it refers to unless that is the one given. */
  recordsFor(headerBase: string): ReadonlyMap<string, RecordText>;
}

/** @param text normalised; undefined is returned when it cannot be read or taken apart */
export function openSidecar(text: string): SideOfSidecar | undefined {
  if (text === '') {
    const parts = { head: '', records: [], tail: '' };
    return { parts, base: '', status: 'in-progress', passages: [], recordsFor: () => new Map() };
  }
  const { value } = readSidecar(text, '');
  const parts = value && trySplit(text);
  // Without a version, positions would come to refer to the other side's.
  if (!parts || !isBlobId(value.base) || joinParts(parts) !== text) return undefined;
  return {
    parts,
    base: value.base,
    status: value.status,
    passages: value.passages,
    recordsFor: (headerBase) => recordsFor(parts, value.base, headerBase),
  };
}

function trySplit(text: string): SidecarParts | undefined {
  try {
    return splitSidecar(text);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

function recordsFor(
  { records }: SidecarParts,
  base: string,
  headerBase: string,
): ReadonlyMap<string, RecordText> {
  const byId = new Map<string, RecordText>();
  for (const record of records) {
    const id = record.id ?? record.raw;
    let key = id;
    // Two records with one id are both kept.
    for (let n = 1; byId.has(key); n++) key = `${id}\u0000${n}`;
    byId.set(key, base === headerBase ? record : { ...record, raw: withBase(record, base) });
  }
  return byId;
}

const canonicalPlace = /^(?: {2}- id: .*\n {4}at: .*\n)(?! {4}base: )/;

function withBase({ id, raw }: RecordText, base: string): string {
  if (canonicalPlace.test(raw))
    return raw.replace(canonicalPlace, `$&    base: ${formatInline(idValue(base))}\n`);
  const passage = id === undefined ? undefined : readRecord(raw);
  if (!passage || passage.base !== undefined) return raw;
  return editRecord(raw, { kind: 'set-passage-base', id: passage.id, base });
}
