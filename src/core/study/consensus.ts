import { append } from '../base/append';
import { consensusCoder } from '../model/ids';
import type { Decision } from '../model/passage';
import { codersOf } from './coders-of';
import type { LoadedSidecar } from './loaded';
import { findPlaces, keyOfSources, type Matter, type Place, type SourcePassage } from './matters';
import { needsReview, placePassages, type PlacedPassage } from './placed-passages';
import { groupOverlapping } from '../text/span';
import type { StudyView } from './snapshot';
import { createStaleness, type Staleness } from './stale-sources';

/**
 * How far a matter is:
 * - agreed: the coders agree, and that has not been taken over yet
 * - open: nobody has decided it, or not its extent
 * - settled
 * - stale: a passage that it was decided from has changed since, in what the decision is about
 * - contradicting: it was decided twice, from different passages
 */
export type MatterState = 'agreed' | 'open' | 'settled' | 'stale' | 'contradicting';

/** Consensus passages that were decided from the same sources: one, or several where a passage was split. */
export interface DecidedGroup {
  readonly key: string;
  readonly members: readonly PlacedPassage[];
}

export interface MatterStatus {
  readonly matter: Matter;
  readonly place: Place;
  readonly state: MatterState;
  /** The decisions that count: on the code, then on the extent. */
  readonly decisions: readonly Decision[];
  /** Where it was decided. */
  readonly groups: readonly DecidedGroup[];
}

/** A code of the consensus whose source has gone or no longer has it, so that no matter of today's answers to it. */
export interface Leftover {
  readonly placed: PlacedPassage;
  readonly code: string;
}

/** Why a transcript cannot be reconciled yet. */
export type Obstacle =
  | { readonly kind: 'one-coder' | 'unreadable' }
  | { readonly kind: 'hidden' | 'not-done' | 'to-review'; readonly coders: readonly string[] };

/** What the coders of a transcript have settled, and what not. */
export interface Reconciliation {
  readonly transcript: string;
  readonly coders: readonly string[];
  readonly obstacle: Obstacle | undefined;
  /** In order of position; empty while there is an obstacle other than passages to review. */
  readonly matters: readonly MatterStatus[];
  readonly leftovers: readonly Leftover[];
  /** Of the matters on which the coders differ, and the leftovers. */
  readonly settled: number;
  readonly total: number;
  /** Everything is settled, what all agree on is taken over, and nothing is stale or contradicting. */
  readonly isComplete: boolean;
}

/** Compares the coders of a transcript with each other and with the consensus, as far as the viewer may see them. */
export function reconciliationOf(view: StudyView, path: string): Reconciliation {
  const transcript = view.transcripts.get(path);
  const coders = codersOf(view, path);
  const sidecars = view.sidecarsOf(path);
  const consensus = sidecars.find(({ coder }) => coder === consensusCoder);
  const hidden = (view.hidden.get(path) ?? []).join();
  const parts = [transcript, view.codebook, view.study, hidden, ...sidecars];
  const kept = consensus ?? sidecars[0];
  const known = kept && made.get(kept);
  if (known?.parts.length === parts.length && known.parts.every((part, i) => part === parts[i]))
    return known.made;
  const reconciliation = reconcile(view, path, coders);
  if (kept) made.set(kept, { parts, made: reconciliation });
  return reconciliation;
}

const made = new WeakMap<
  LoadedSidecar,
  { readonly parts: readonly unknown[]; readonly made: Reconciliation }
>();

function reconcile(view: StudyView, path: string, coders: readonly string[]): Reconciliation {
  const transcript = view.transcripts.get(path);
  const sidecars = coders.flatMap(
    (coder) => view.sidecarsOf(path).find((each) => each.coder === coder) ?? [],
  );
  const consensus = view.sidecarsOf(path).find(({ coder }) => coder === consensusCoder);
  const obstacle = findObstacle(view, path, coders);
  if (!transcript || (obstacle && obstacle.kind !== 'to-review'))
    return {
      transcript: path,
      coders,
      obstacle,
      matters: [],
      leftovers: [],
      settled: 0,
      total: 0,
      isComplete: false,
    };
  const sources = sidecars.flatMap((sidecar) => sourcesOf(view, sidecar));
  const groups = consensus ? groupsOf(view, consensus) : [];
  const staleness = createStaleness(view, transcript, sources);
  const places = findPlaces(coders, sources);
  const matters = places.flatMap((place) =>
    place.matters.map((matter) => statusOf(view, matter, place, groups, staleness)),
  );
  const leftovers = findLeftovers(view, matters, groups, staleness);
  const differing = matters.filter(({ matter, state }) => matter.kind !== 'agreed' || !isFine(state));
  const settled = differing.filter(({ state }) => state === 'settled').length;
  const total = differing.length + leftovers.length;
  return {
    transcript: path,
    coders,
    obstacle,
    matters,
    leftovers,
    settled,
    total,
    isComplete:
      obstacle === undefined &&
      settled === total &&
      matters.every(({ state }) => state === 'settled') &&
      isPlacedThroughout(view, consensus),
  };
}

/** What all agree on waits for being taken over, or was. */
function isFine(state: MatterState): boolean {
  return state === 'agreed' || state === 'settled';
}

function isPlacedThroughout(view: StudyView, consensus: LoadedSidecar | undefined): boolean {
  return consensus === undefined || (!consensus.isStale && !placePassages(view, consensus).some(needsReview));
}

function findObstacle(view: StudyView, path: string, coders: readonly string[]): Obstacle | undefined {
  const transcript = view.transcripts.get(path);
  if (!transcript || transcript.isStale) return { kind: 'unreadable' };
  const hidden = view.hidden.get(path) ?? [];
  if (hidden.length > 0) return { kind: 'hidden', coders: hidden };
  if (coders.length < 2) return { kind: 'one-coder' };
  const sidecarOf = (coder: string) => view.sidecarsOf(path).find((each) => each.coder === coder);
  if (view.sidecarsOf(path).some(({ isStale }) => isStale)) return { kind: 'unreadable' };
  const busy = coders.filter((coder) => sidecarOf(coder)?.value.status !== 'done');
  if (busy.length > 0) return { kind: 'not-done', coders: busy };
  const unclear = coders.filter((coder) => {
    const sidecar = sidecarOf(coder);
    return sidecar && placePassages(view, sidecar).some(needsReview);
  });
  return unclear.length > 0 ? { kind: 'to-review', coders: unclear } : undefined;
}

/** A coder's passages whose place is certain, with their codes' present ids. */
function sourcesOf(view: StudyView, sidecar: LoadedSidecar): readonly SourcePassage[] {
  return placePassages(view, sidecar).flatMap(({ passage, span }): readonly SourcePassage[] =>
    span
      ? [
          {
            coder: sidecar.coder,
            sidecar,
            passage,
            start: span.start,
            end: span.end,
            codes: [...new Set(passage.codes.map((code) => presentId(view, code)))],
          },
        ]
      : [],
  );
}

/** A code's present id; the id itself where the codebook does not know it. */
export function presentId({ codebook }: StudyView, code: string): string {
  return codebook.resolve(code)?.id ?? code;
}

/** The consensus passages that were decided from coders' passages, by these. */
function groupsOf(view: StudyView, consensus: LoadedSidecar): readonly DecidedGroup[] {
  const groups = new Map<string, PlacedPassage[]>();
  for (const placed of placePassages(view, consensus)) {
    const { from } = placed.passage;
    if (from && from.length > 0) append(groups, keyOfSources(from), placed);
  }
  return [...groups].map(([key, members]) => ({ key, members }));
}

/** The last decision on a code, or on the extent, in a group's passages. */
function lastDecision(
  view: StudyView,
  { members }: DecidedGroup,
  subject: { readonly code: string } | 'extent',
): Decision | undefined {
  const decisions = members.flatMap(({ passage }) => lastIn(view, passage.decisions ?? [], subject) ?? []);
  // A passage that was split and joined again has parts in which the code was given up.
  return decisions.find(({ outcome }) => outcome !== 'declined') ?? decisions[0];
}

export function lastIn(
  view: StudyView,
  decisions: readonly Decision[],
  subject: { readonly code: string } | 'extent',
): Decision | undefined {
  return decisions.findLast(({ code }) =>
    subject === 'extent' ? code === undefined : code !== undefined && presentId(view, code) === subject.code,
  );
}

function statusOf(
  view: StudyView,
  matter: Matter,
  place: Place,
  groups: readonly DecidedGroup[],
  staleness: Staleness,
): MatterStatus {
  const wanted = matter.sources.map(({ coder, passage }) => keyOfSources([{ coder, passage: passage.id }]));
  const isAbout = (group: DecidedGroup): boolean => {
    const sources = new Set(group.key.split('\n'));
    return wanted.some((source) => sources.has(source)) && lastDecision(view, group, matter) !== undefined;
  };
  const found = groups.filter(isAbout);
  const say = (state: MatterState, decisions: readonly Decision[] = []): MatterStatus => ({
    matter,
    place,
    state,
    decisions,
    groups: found,
  });
  const [group, ...others] = found;
  if (!group) return say(matter.kind === 'agreed' ? 'agreed' : 'open');
  const onCode = lastDecision(view, group, matter);
  const onExtent = lastDecision(view, group, 'extent');
  const decisions = [onCode, onExtent].filter((decision) => decision !== undefined);
  if (others.length > 0 || standsTwice(view, group, matter.code)) return say('contradicting', decisions);
  const covered = new Set(group.key.split('\n'));
  if (!wanted.every((source) => covered.has(source)) || staleness.isStale(group, matter.code))
    return say('stale', decisions);
  const needsExtent = matter.isDisputed && onCode?.outcome !== 'declined';
  return say(needsExtent && !onExtent ? 'open' : 'settled', decisions);
}

/** Whether a code was kept both on its own words and on others, as two branches may have decided. */
function standsTwice(view: StudyView, { members }: DecidedGroup, code: string): boolean {
  const kept = members.filter(({ passage }) => passage.codes.some((id) => presentId(view, id) === code));
  const extents = new Set(
    kept.map(({ passage }) => {
      const decision = lastIn(view, passage.decisions ?? [], 'extent');
      return decision !== undefined && decision.outcome !== 'agreed';
    }),
  );
  const spans = kept.flatMap(({ span }) => span ?? []);
  return extents.size > 1 || groupOverlapping(spans).length < spans.length;
}

function findLeftovers(
  view: StudyView,
  matters: readonly MatterStatus[],
  groups: readonly DecidedGroup[],
  staleness: Staleness,
): readonly Leftover[] {
  const answered = new Set(
    matters.flatMap(({ matter, groups: found }) => found.map(({ key }) => `${matter.code}\n${key}`)),
  );
  return groups.flatMap((group) =>
    group.members.flatMap((placed) =>
      placed.passage.codes
        .map((code) => presentId(view, code))
        .filter((code) => !answered.has(`${code}\n${group.key}`) && staleness.isStale(group, code))
        .map((code) => ({ placed, code })),
    ),
  );
}

/** The statuses of the matters that some codings are part of. @param code as the coders have it, or its present id */
export function mattersAbout(
  view: StudyView,
  { matters }: Reconciliation,
  codings: readonly { readonly coder: string; readonly passage: string; readonly code: string }[],
): readonly MatterStatus[] {
  return matters.filter(({ matter }) =>
    codings.some(
      ({ coder, passage, code }) =>
        presentId(view, code) === matter.code &&
        matter.sources.some((source) => source.coder === coder && source.passage.id === passage),
    ),
  );
}
