import { append } from '../base/append';
import { isSidecarPath } from '../model/sidecar-path';
import { dropCommonRecords } from './drop-common-records';
import type { PresentId } from './present-ids';
import { type Fact, type Facts, readFacts, type RecordFacts } from './record-facts';
import type { Three } from './three';

/** A file as both sides of a merge found it, as each of them left it, and as the merge has it. */
export interface Merge extends Three<string> {
  readonly merged: string;
}

/** What came wrong out of a merge: a change that one side made to a record fell on another one. */
export interface StrayChange {
  /** The record that has what it should not have, or lacks what it should have. */
  readonly record: RecordName;
  readonly fact: Fact;
  readonly isExtra: boolean;
  /** True for the record that the change fell on, false for the one that it was made to. */
  readonly isHit: boolean;
  /** The other one of the two. */
  readonly other: RecordName;
  /** What the record says since the merge in the fields concerned. */
  readonly said: readonly Fact[];
}

export interface RecordName {
  readonly section: string;
  readonly id: string;
}

/**
 * What a merge by line did to the wrong record. Git sees lines: where one side replaced a passage by another with the
 * same first code, it takes the new one for the old, and what the other side did to the old one falls on the new one,
 * without a conflict. That leaves a trace which nothing else does: a change that a side made to a record has not arrived
 * there, while a record that no side changed in this way has it. What a person chose from either side, or wrote in its
 * place, is no such thing.
 * @param path tells which kind of file it is
 * @param presentId tells renamed codes
 * @returns none also where a version cannot be read
 */
export function findStrayChanges(
  path: string,
  merge: Merge,
  presentId: PresentId = (code) => code,
): readonly StrayChange[] {
  const all = [merge.base, merge.ours, merge.theirs, merge.merged];
  const [base, ours, theirs, merged] = (isSidecarPath(path) ? dropCommonRecords(all) : all).map((text) =>
    text === '' ? new Map<string, Facts>() : readFacts(path, text, presentId),
  );
  if (!base || !ours || !theirs || !merged) return [];
  const sides: readonly Side[] = [
    { base, side: ours, lost: changesNotArrived(base, ours, theirs, merged) },
    { base, side: theirs, lost: changesNotArrived(base, theirs, ours, merged) },
  ];
  const strays = findWrong({ base, ours, theirs, merged }).flatMap((wrong): readonly StrayChange[] => {
    const { record, key, fact, isExtra } = wrong;
    const meant = sides.flatMap((side) => recordsMeant(side, wrong))[0];
    if (meant === undefined) return [];
    const stray = (of: string, other: string, has: boolean): StrayChange => ({
      ...{ record: nameOf(of), other: nameOf(other), fact, isExtra: has, isHit: of === record },
      said: [...(merged.get(of) ?? nothing).values()].filter(({ field }) => isRelated(field, fact.field)),
    });
    const left = merged.get(meant);
    const isLeft = left !== undefined && left.has(key) !== isExtra;
    return [stray(record, meant, isExtra), ...(isLeft ? [stray(meant, record, !isExtra)] : [])];
  });
  return withoutReplaced(strays);
}

interface Side {
  readonly base: RecordFacts;
  readonly side: RecordFacts;
  readonly lost: Changes;
}

/** The other records to which a side made the change that shows in the wrong one. */
function recordsMeant({ base, side, lost }: Side, { record, key, isExtra }: Wrong): readonly string[] {
  // What a side has given to a record itself, no change of that side takes off again.
  if (side.get(record)?.has(key) && !base.get(record)?.has(key)) return [];
  return ((isExtra ? lost.given : lost.taken).get(key) ?? []).filter((other) => other !== record);
}

/** Fields that are looked at together: whoever says something about a code has seen the codes. */
export function isRelated(field: string, other: string): boolean {
  const group = (name: string): string => (name === 'codings' ? 'codes' : name);
  return group(field) === group(other);
}

interface Wrong {
  readonly record: string;
  readonly key: string;
  readonly fact: Fact;
  readonly isExtra: boolean;
}

/** What records have, or lack, against what follows from both sides. */
function findWrong({
  base,
  ours,
  theirs,
  merged,
}: Three<RecordFacts> & { readonly merged: RecordFacts }): readonly Wrong[] {
  return [...merged].flatMap(([record, facts]) => {
    const due = factsDue({ base: base.get(record), ours: ours.get(record), theirs: theirs.get(record) });
    const without = (some: Facts, others: Facts, isExtra: boolean): readonly Wrong[] =>
      [...some].flatMap(([key, fact]) => (others.has(key) ? [] : [{ record, key, fact, isExtra }]));
    return [...without(facts, due, true), ...without(due, facts, false)];
  });
}

/** What a record should say: all that both sides say, and that one of them has added. A side without it says nothing. */
function factsDue({ base = nothing, ours, theirs }: Three<Facts | undefined>): Facts {
  if (!ours || !theirs) return ours ?? theirs ?? nothing;
  return new Map(
    [...ours, ...theirs].filter(([key]) => (ours.has(key) && theirs.has(key)) || !base.has(key)),
  );
}

const nothing: Facts = new Map();

/** Changes of a side, by fact: the records that it was given to or taken from. */
interface Changes {
  readonly given: ReadonlyMap<string, readonly string[]>;
  readonly taken: ReadonlyMap<string, readonly string[]>;
}

/**
 * The changes of a side that the merge does not have where they were made. What both sides did counts as well: it may be
 * there because the other one did it.
 */
function changesNotArrived(
  base: RecordFacts,
  side: RecordFacts,
  other: RecordFacts,
  merged: RecordFacts,
): Changes {
  const given = new Map<string, string[]>();
  const taken = new Map<string, string[]>();
  for (const record of new Set([...side.keys(), ...base.keys()])) {
    const of = (version: RecordFacts): Facts => version.get(record) ?? nothing;
    const [was, is, its, result] = [of(base), of(side), of(other), of(merged)];
    // A record that the other side deleted lacks the change, too.
    const isGone = !merged.has(record) && side.has(record);
    for (const key of is.keys())
      if (!was.has(key) && (!result.has(key) || its.has(key))) append(given, key, record);
    for (const key of was.keys())
      if (!is.has(key) && (isGone || result.has(key) || !its.has(key))) append(taken, key, record);
  }
  return { given, taken };
}

/** A value that took the place of another is said once. */
function withoutReplaced(strays: readonly StrayChange[]): readonly StrayChange[] {
  const placeOf = ({ record, fact }: StrayChange): string => `${record.section} ${record.id} ${fact.field}`;
  const replaced = new Set(strays.filter(({ isExtra, fact }) => isExtra && !fact.isItem).map(placeOf));
  return strays.filter((stray) => stray.isExtra || stray.fact.isItem || !replaced.has(placeOf(stray)));
}

function nameOf(record: string): RecordName {
  const at = record.indexOf(' ');
  return { section: record.slice(0, at), id: record.slice(at + 1) };
}
