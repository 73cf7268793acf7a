import { append } from '../base/append';
import { compareSpans, type Span, spansEqual } from '../text/span';
import { differenceOf, unite } from './spans';

/** One coder's passage of a transcript. */
export interface ComparedPassage extends Span {
  readonly id: string;
  readonly codes: readonly string[];
}

/** One code on one passage. */
export interface Coding extends Span {
  readonly passage: string;
  readonly code: string;
}

export type DisagreementType = 'one-coder-only' | 'different-code' | 'boundary' | 'split-merged';

/**
 * A place where two coders differ.
 * - one-coder-only: one coder coded it, the other did not (or only with codes that both gave it)
 * - different-code: both coded it, each with codes that the other did not give it
 * - boundary: the same code, one extent each, and the extents differ
 * - split-merged: the same code, and one coder has in several passages what the other has in fewer or otherwise
 */
export interface Disagreement {
  readonly type: DisagreementType;
  /** From the first to the last character concerned. */
  readonly extent: Span;
  readonly a: readonly Coding[];
  readonly b: readonly Coding[];
  /** What exactly one of the two covers; empty where they merely cut the same text differently. */
  readonly differing: readonly Span[];
}

/**
 * Where two coders of a transcript differ, in order of position. A passage's code is in at most one disagreement; in none
 * where both gave it the same extent. The same whichever coder comes first, but for `a` and `b`.
 */
export function findDisagreements(
  a: readonly ComparedPassage[],
  b: readonly ComparedPassage[],
): readonly Disagreement[] {
  const found: Disagreement[] = [];
  const alone: Sided[] = [];
  const byCode = new Map<string, Sided[]>();
  for (const coding of [...codingsIn(a, 'a'), ...codingsIn(b, 'b')]) append(byCode, coding.code, coding);
  for (const codings of byCode.values()) {
    for (const cluster of clustersOf(codings)) {
      const [ofA, ofB] = sidesOf(cluster);
      if (ofA.length === 0 || ofB.length === 0) for (const coding of cluster) alone.push(coding);
      else {
        const [inA, inB] = [unite(ofA), unite(ofB)];
        if (inA.length === inB.length && inA.every((span, i) => spansEqual(span, inB[i] ?? span))) continue;
        found.push(disagreement(inA.length === 1 && inB.length === 1 ? 'boundary' : 'split-merged', cluster));
      }
    }
  }
  for (const group of rivalsAmong(alone)) {
    const [ofA, ofB] = sidesOf(group);
    found.push(disagreement(ofA.length > 0 && ofB.length > 0 ? 'different-code' : 'one-coder-only', group));
  }
  return found.sort(
    (x, y) =>
      compareSpans(x.extent, y.extent) || compareText(x.type, y.type) || compareText(codesOf(x), codesOf(y)),
  );
}

interface Sided extends Coding {
  readonly side: 'a' | 'b';
}

/** Every code of every passage; two passages of one coder with the same extent and code count once. */
function codingsIn(passages: readonly ComparedPassage[], side: 'a' | 'b'): readonly Sided[] {
  const found = new Map<string, Sided>();
  for (const { id, start, end, codes } of passages) {
    if (end <= start) continue;
    for (const code of codes) {
      const key = `${start} ${end} ${code}`;
      if (!found.has(key)) found.set(key, { passage: id, code, start, end, side });
    }
  }
  return [...found.values()];
}

/** Codings of one code that overlap each other, directly or by way of others. */
function clustersOf(codings: readonly Sided[]): readonly (readonly Sided[])[] {
  const clusters: Sided[][] = [];
  let end = 0;
  for (const coding of codings.toSorted(compareSpans)) {
    const last = clusters.at(-1);
    if (last && coding.start < end) last.push(coding);
    else clusters.push([coding]);
    end = Math.max(end, coding.end);
  }
  return clusters;
}

/**
 * Puts together codings, each without its like in the other coder's, that lie on the same text: those of one coder whose
 * passage shares at least half of the shorter with one of the other's. The codes of one passage stay together.
 */
function rivalsAmong(alone: readonly Sided[]): readonly (readonly Sided[])[] {
  const passages = new Map<string, Sided[]>();
  for (const coding of alone) append(passages, `${coding.side} ${coding.start} ${coding.end}`, coding);
  const groups: Group[] = [...passages.values()]
    .flatMap((codings) => {
      const [first] = codings;
      return first ? [{ ...onlySpan(first), side: first.side, codings, joins: undefined }] : [];
    })
    .sort(compareSpans);
  const open: Record<Sided['side'], Group[]> = { a: [], b: [] };
  for (const group of groups) {
    const rivals = open[group.side === 'a' ? 'b' : 'a'];
    let kept = 0;
    for (const rival of rivals) {
      if (rival.end <= group.start) continue;
      rivals[kept++] = rival;
      if (isMostlyShared(group, rival)) join(leaderOf(group), leaderOf(rival));
    }
    rivals.length = kept;
    open[group.side].push(group);
  }
  const joined = new Map<Group, Sided[]>();
  for (const group of groups) for (const coding of group.codings) append(joined, leaderOf(group), coding);
  return [...joined.values()];
}

/** The codings of one passage, and the group that they were put together with. */
interface Group extends Span {
  readonly side: 'a' | 'b';
  readonly codings: readonly Sided[];
  joins: Group | undefined;
}

function leaderOf(group: Group): Group {
  let leader = group;
  // Shortens the way for the next who asks.
  for (let above = leader.joins; above; above = leader.joins) {
    leader.joins = above.joins ?? above;
    leader = above;
  }
  return leader;
}

function join(group: Group, leader: Group): void {
  if (group !== leader) group.joins = leader;
}

function isMostlyShared(a: Span, b: Span): boolean {
  const both = Math.min(a.end, b.end) - Math.max(a.start, b.start);
  return both > 0 && 2 * both >= Math.min(a.end - a.start, b.end - b.start);
}

function disagreement(type: DisagreementType, codings: readonly Sided[]): Disagreement {
  const [a, b] = sidesOf(codings);
  return { type, extent: spanOf(codings), a, b, differing: differenceOf(unite(a), unite(b)) };
}

function sidesOf(codings: readonly Sided[]): readonly [a: readonly Coding[], b: readonly Coding[]] {
  const of = (side: 'a' | 'b') =>
    codings
      .filter((coding) => coding.side === side)
      .map(({ passage, code, start, end }) => ({ passage, code, start, end }))
      .sort((x, y) => compareSpans(x, y) || compareText(x.code, y.code));
  return [of('a'), of('b')];
}

function onlySpan({ start, end }: Span): Span {
  return { start, end };
}

function spanOf(codings: readonly Span[]): Span {
  let [start, end] = [Infinity, 0];
  for (const coding of codings) {
    start = Math.min(start, coding.start);
    end = Math.max(end, coding.end);
  }
  return { start, end };
}

function codesOf({ a, b }: Disagreement): string {
  return [...a, ...b]
    .map(({ code }) => code)
    .sort()
    .join();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
