import { append } from '../base/append';
import { compareSpans, groupOverlapping, type Span, spansEqual, unite } from '../text/span';
import { eachStretch } from './spans';

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
 * A place where coders differ.
 * - one-coder-only: one coder coded it (of several: not all did), the others did not, or only with codes that all gave it
 * - different-code: two coders coded it, each with codes that the other did not give it
 * - boundary: the same code by all, one extent each, and the extents differ
 * - split-merged: the same code by all, and one coder has in several passages what another has in fewer or otherwise
 */
export interface Disagreement {
  readonly type: DisagreementType;
  /** From the first to the last character concerned. */
  readonly extent: Span;
  /** Every coder's codings, in the order of the coders; none where a coder has nothing there. */
  readonly sides: readonly (readonly Coding[])[];
  /** What some of the coders cover, and not all; empty where they merely cut or call the same text differently. */
  readonly differing: readonly DifferingSpan[];
}

export interface DifferingSpan extends Span {
  /** The places of the coders who cover it. */
  readonly by: readonly number[];
}

/**
 * Where the coders of a transcript differ, in order of position. A passage's code is in at most one disagreement; in none
 * where all gave it the same extent. The same in whatever order the coders come, but for `sides`.
 * @param passages of every coder
 */
export function findDisagreements(
  passages: readonly (readonly ComparedPassage[])[],
): readonly Disagreement[] {
  const coders = passages.length;
  const found: Disagreement[] = [];
  const alone: (readonly Sided[])[] = [];
  const byCode = new Map<string, Sided[]>();
  passages.forEach((list, side) => {
    for (const coding of codingsIn(list, side)) append(byCode, coding.code, coding);
  });
  for (const codings of byCode.values()) {
    for (const cluster of groupOverlapping(codings)) {
      const [first, ...others] = sidesOf(cluster, coders).map(unite);
      if (!first?.length || others.some((extents) => extents.length === 0)) alone.push(cluster);
      else if (!others.every((extents) => areEqual(extents, first))) {
        const isBoundary = [first, ...others].every((extents) => extents.length === 1);
        found.push(disagreement(isBoundary ? 'boundary' : 'split-merged', cluster, coders));
      }
    }
  }
  for (const group of rivalsAmong(alone))
    found.push(disagreement(areRivals(group, coders) ? 'different-code' : 'one-coder-only', group, coders));
  return found.sort(
    (x, y) =>
      compareSpans(x.extent, y.extent) || compareText(x.type, y.type) || compareText(codesOf(x), codesOf(y)),
  );
}

function areEqual(a: readonly Span[], b: readonly Span[]): boolean {
  return a.length === b.length && a.every((span, i) => spansEqual(span, b[i] ?? span));
}

/** Whether two coders gave codes of which each lacks the other's. */
function areRivals(codings: readonly Sided[], coders: number): boolean {
  const codes = sidesOf(codings, coders).map((side) => new Set(side.map(({ code }) => code)));
  const hasOther = (one: ReadonlySet<string>, than: ReadonlySet<string>) =>
    [...one].some((code) => !than.has(code));
  return codes.some((one) => codes.some((other) => hasOther(one, other) && hasOther(other, one)));
}

interface Sided extends Coding {
  /** The coder's place. */
  readonly side: number;
}

/** Every code of every passage; two passages of one coder with the same extent and code count once. */
function codingsIn(passages: readonly ComparedPassage[], side: number): readonly Sided[] {
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

/**
 * Puts together codings, each of a code that some coder did not give there, that lie on the same text: those of one coder
 * whose passage shares at least half of the shorter with one of another's. The codes of one passage stay together, and so
 * does what several coders gave the same code.
 * @param alone clusters of one code
 */
function rivalsAmong(alone: readonly (readonly Sided[])[]): readonly (readonly Sided[])[] {
  const passages = new Map<string, Sided[]>();
  const keyOf = ({ side, start, end }: Sided) => `${side} ${start} ${end}`;
  for (const coding of alone.flat()) append(passages, keyOf(coding), coding);
  const byKey = new Map<string, Group>();
  for (const [key, codings] of passages) {
    const [first] = codings;
    if (first) byKey.set(key, { ...onlySpan(first), side: first.side, codings, joins: undefined });
  }
  const groups = [...byKey.values()].sort(compareSpans);
  for (const cluster of alone) {
    const shared = new Set(cluster.map(({ side }) => side)).size > 1 ? cluster : [];
    const [first, ...others] = shared.flatMap((coding) => byKey.get(keyOf(coding)) ?? []);
    for (const other of first ? others : []) if (first) join(leaderOf(other), leaderOf(first));
  }
  let open: Group[] = [];
  for (const group of groups) {
    open = open.filter(({ end }) => end > group.start);
    for (const rival of open)
      if (rival.side !== group.side && isMostlyShared(group, rival)) join(leaderOf(group), leaderOf(rival));
    open.push(group);
  }
  const joined = new Map<Group, Sided[]>();
  for (const group of groups) for (const coding of group.codings) append(joined, leaderOf(group), coding);
  return [...joined.values()];
}

/** The codings of one passage, and the group that they were put together with. */
interface Group extends Span {
  readonly side: number;
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

function disagreement(type: DisagreementType, codings: readonly Sided[], coders: number): Disagreement {
  const sides = sidesOf(codings, coders);
  return { type, extent: spanOf(codings), sides, differing: differingIn(sides.map(unite)) };
}

function differingIn(extents: readonly (readonly Span[])[]): readonly DifferingSpan[] {
  const differing: { start: number; end: number; by: readonly number[] }[] = [];
  const [start, end] = boundsOf(extents);
  // Offsets from the first character, so that the text before it costs nothing.
  const layers = extents.map((list) =>
    list.map((span) => ({ start: span.start - start, end: span.end - start })),
  );
  eachStretch(end - start, layers, (covered, from, to) => {
    const by = [...covered].flatMap((isCovered, side) => (isCovered ? [side] : []));
    if (by.length === 0 || by.length === layers.length) return;
    const last = differing.at(-1);
    if (last?.end === start + from && last.by.join() === by.join()) last.end = start + to;
    else differing.push({ start: start + from, end: start + to, by });
  });
  return differing;
}

function sidesOf(codings: readonly Sided[], coders: number): readonly (readonly Coding[])[] {
  const sides: Coding[][] = Array.from({ length: coders }, () => []);
  for (const { side, passage, code, start, end } of codings) sides[side]?.push({ passage, code, start, end });
  for (const side of sides) side.sort((x, y) => compareSpans(x, y) || compareText(x.code, y.code));
  return sides;
}

function onlySpan({ start, end }: Span): Span {
  return { start, end };
}

function spanOf(codings: readonly Span[]): Span {
  const [start, end] = boundsOf([codings]);
  return { start, end };
}

function boundsOf(lists: readonly (readonly Span[])[]): readonly [start: number, end: number] {
  let [start, end] = [Infinity, 0];
  for (const list of lists)
    for (const span of list) {
      start = Math.min(start, span.start);
      end = Math.max(end, span.end);
    }
  return [start, end];
}

function codesOf({ sides }: Disagreement): string {
  return sides
    .flat()
    .map(({ code }) => code)
    .sort()
    .join();
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
