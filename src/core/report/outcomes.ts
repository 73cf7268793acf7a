import { append } from '../base/append';
import { lastIn, type MatterStatus, presentId, type Reconciliation } from '../study/consensus';
import { sameSpans } from '../study/matters';
import type { StudyView } from '../study/snapshot';
import { type Span, unite } from '../text/span';

/**
 * How a coding was settled. What counts as one is a code on passages that overlap, directly or by way of others, whoever gave it:
 * several passages of one coder there are one.
 * - agreed: all coders gave the code to the same words, and it stands
 * - kept: not all of them gave it, and it stands
 * - extent: all gave it, to differing words, and it stands on words that were settled
 * - declined: it does not stand, whoever gave it
 * - added: nobody had given it there, and it stands
 */
export const outcomeKinds = ['agreed', 'kept', 'extent', 'added', 'declined'] as const;
export type OutcomeKind = (typeof outcomeKinds)[number];
export type Outcomes = Readonly<Record<OutcomeKind, number>>;

export const changeKinds = ['codings', 'asCoded', 'otherWords', 'declined', 'notGiven'] as const;

export type ChangeKind = (typeof changeKinds)[number];

/**
 * What became of one coder’s codings, counted in the same way: all of them; those that stand as coded, and on other words; those
 * that were declined; and those of the consensus that this coder had not given.
 */
export type CoderOutcome = { readonly coder: string } & Readonly<Record<ChangeKind, number>>;

/** What became of the codings of one transcript, or of several together. */
export interface Counted {
  readonly byCode: ReadonlyMap<string, Outcomes>;
  readonly coders: readonly CoderOutcome[];
}

/** Counts what was settled in a transcript whose consensus is complete. @param isWanted by the present id of a code */
export function countOutcomes(
  view: StudyView,
  { matters }: Reconciliation,
  coders: readonly string[],
  isWanted: (code: string) => boolean,
): Counted {
  const byCode = new Map<string, Outcomes>();
  const count = (code: string, outcome: OutcomeKind): void => {
    const before = byCode.get(code) ?? addUp(outcomeKinds, []);
    byCode.set(code, { ...before, [outcome]: before[outcome] + 1 });
  };
  const changes = coders.map((coder) => ({ coder, ...addUp(changeKinds, []) }));
  for (const status of matters) {
    const { code, extents } = status.matter;
    if (!isWanted(code)) continue;
    const outcome = outcomeOf(status);
    count(code, outcome);
    const standing = outcome === 'declined' ? undefined : standingSpans(view, status);
    for (const change of changes) {
      const own = extents.get(change.coder);
      if (own) change.codings++;
      if (own && !standing) change.declined++;
      else if (own && standing) change[sameSpans(own, standing) ? 'asCoded' : 'otherWords']++;
      else if (standing) change.notGiven++;
    }
  }
  for (const code of addedCodes(view, matters)) {
    if (!isWanted(code)) continue;
    count(code, 'added');
    for (const change of changes) change.notGiven++;
  }
  return { byCode, coders: changes };
}

/** Adds up what was counted in several transcripts. */
export function addCounted(
  coders: readonly string[],
  counted: readonly Counted[],
): Counted & { readonly all: Outcomes } {
  const byCode = new Map<string, Outcomes[]>();
  for (const each of counted) for (const [code, outcomes] of each.byCode) append(byCode, code, outcomes);
  return {
    byCode: new Map([...byCode].map(([code, outcomes]) => [code, addUp(outcomeKinds, outcomes)])),
    all: addUp(outcomeKinds, [...byCode.values()].flat()),
    coders: coders.map((coder, i) => ({
      coder,
      ...addUp(
        changeKinds,
        counted.flatMap((each) => each.coders[i] ?? []),
      ),
    })),
  };
}

/** How many codings were settled in one way or another. */
export function totalOf(outcomes: Outcomes): number {
  return outcomeKinds.reduce((total, kind) => total + outcomes[kind], 0);
}

function outcomeOf({ matter: { kind }, decisions }: MatterStatus): OutcomeKind {
  const onCode = decisions.find(({ code }) => code !== undefined);
  if (onCode?.outcome === 'declined') return 'declined';
  return kind === 'agreed' ? 'agreed' : kind === 'extent' ? 'extent' : 'kept';
}

/** Where the consensus has a matter’s code: the passages that were decided from its sources. */
function standingSpans(view: StudyView, { matter, groups }: MatterStatus): readonly Span[] {
  return unite(
    groups.flatMap(({ members }) =>
      members.flatMap(({ passage, span }) =>
        span && passage.codes.some((code) => presentId(view, code) === matter.code) ? [span] : [],
      ),
    ),
  );
}

/** Codes that stand where no coder had given them: one for each place that was decided on. */
function addedCodes(view: StudyView, matters: readonly MatterStatus[]): readonly string[] {
  const asked = new Set(
    matters.flatMap(({ matter, groups }) => groups.map(({ key }) => `${matter.code}\n${key}`)),
  );
  const added = new Map<string, string>();
  for (const { key, members } of matters.flatMap(({ groups }) => groups))
    for (const { passage } of members)
      for (const code of passage.codes.map((id) => presentId(view, id)))
        if (
          !asked.has(`${code}\n${key}`) &&
          lastIn(view, passage.decisions ?? [], { code })?.outcome === 'added'
        )
          added.set(`${code}\n${key}`, code);
  return [...added.values()];
}

function addUp<K extends string>(
  kinds: readonly K[],
  records: readonly Readonly<Record<K, number>>[],
): Record<K, number> {
  const sums = kinds.map((kind) => [kind, records.reduce((total, each) => total + each[kind], 0)] as const);
  return Object.fromEntries(sums) as Record<K, number>;
}
