import { mattersAbout, type MatterStatus, type Reconciliation, reconciliationOf } from '../study/consensus';
import type { StudyView } from '../study/snapshot';
import type { StudyDisagreement } from './study-disagreements';

export type SettlingState = 'open' | 'settled' | 'stale' | 'contradicting';

/** A disagreement, and how far its coders are with it. */
export interface Settling {
  readonly disagreement: StudyDisagreement;
  readonly state: SettlingState;
  readonly statuses: readonly MatterStatus[];
  readonly codings: readonly CodingOfCoder[];
}

export interface CodingOfCoder {
  readonly coder: string;
  readonly passage: string;
  readonly code: string;
}

/** A transcript to be reconciled, with its disagreements in order of position. */
export interface TranscriptToReconcile {
  readonly reconciliation: Reconciliation;
  readonly settlings: readonly Settling[];
  /** How many matters all agree on that are not in the consensus yet. */
  readonly agreed: number;
}

/**
 * How far the coders of a comparison are with their disagreements, by transcript; only transcripts whose coders they are.
 * @param coders in the comparison's order
 */
export function reconcileList(
  view: StudyView,
  transcripts: readonly string[],
  coders: readonly string[],
  disagreements: readonly StudyDisagreement[],
): readonly TranscriptToReconcile[] {
  return transcripts.flatMap((transcript) => {
    const reconciliation = reconciliationOf(view, transcript);
    const isTheirs = reconciliation.coders.toSorted().join() === coders.toSorted().join();
    if (!isTheirs) return [];
    const settlings = disagreements
      .filter((each) => each.transcript === transcript)
      .map((disagreement) => settlingOf(view, reconciliation, coders, disagreement));
    const agreed = reconciliation.matters.filter(({ state }) => state === 'agreed').length;
    return [{ reconciliation, settlings, agreed }];
  });
}

function settlingOf(
  view: StudyView,
  reconciliation: Reconciliation,
  coders: readonly string[],
  disagreement: StudyDisagreement,
): Settling {
  const codings = disagreement.sides.flatMap((side, i) =>
    side.map(({ passage, code }) => ({ coder: coders[i] ?? '', passage, code })),
  );
  const statuses = mattersAbout(view, reconciliation, codings);
  const has = (state: MatterStatus['state']): boolean => statuses.some((status) => status.state === state);
  const state = has('contradicting')
    ? 'contradicting'
    : has('stale')
      ? 'stale'
      : statuses.length > 0 && statuses.every((status) => status.state === 'settled')
        ? 'settled'
        : 'open';
  return { disagreement, state, statuses, codings };
}
