import { lazyFor } from '../base/lazy';
import { consensusCoder } from '../model/ids';
import { codersOf } from './coders-of';
import { type Reconciliation, reconciliationOf } from './consensus';
import type { LoadedSidecar } from './loaded';
import type { StudyView } from './snapshot';

/** A transcript whose codings do not count in the final layer, because its coders have not settled everything. */
export interface Unsettled {
  readonly transcript: string;
  readonly reconciliation: Reconciliation;
}

/** The sidecars that count in the final layer, by path, and the transcripts that are left out. */
export interface FinalLayer {
  readonly sidecars: ReadonlyMap<string, LoadedSidecar>;
  readonly unsettled: readonly Unsettled[];
}

/**
 * What a study holds to be settled: of every transcript the consensus, where reconciliation is complete, else the only
 * coder's codings. A transcript of several coders without a complete consensus is unsettled.
 */
export const finalLayerOf = lazyFor((view: StudyView): FinalLayer => {
  const sidecars = new Map<string, LoadedSidecar>();
  const unsettled: Unsettled[] = [];
  const paths = new Set([
    ...view.transcripts.keys(),
    ...[...view.sidecars.values()].map(({ transcript }) => transcript),
  ]);
  for (const transcript of paths) {
    const coders = codersOf(view, transcript);
    const sidecarOf = (coder: string | undefined) =>
      view.sidecarsOf(transcript).find((sidecar) => sidecar.coder === coder);
    const reconciliation = coders.length > 1 ? reconciliationOf(view, transcript) : undefined;
    const isHidden = (view.hidden.get(transcript) ?? []).some((coder) => coders.includes(coder));
    if (isHidden || (reconciliation && !reconciliation.isComplete)) {
      unsettled.push({ transcript, reconciliation: reconciliation ?? reconciliationOf(view, transcript) });
      continue;
    }
    const consensus = sidecarOf(consensusCoder);
    const sidecar = reconciliation ? consensus && withoutDeclined(consensus) : sidecarOf(coders[0]);
    if (sidecar) sidecars.set(sidecar.path, sidecar);
  }
  return { sidecars, unsettled };
});

/** A consensus without the passages of which every code was declined: they are kept for their decisions only. */
const withoutDeclined = lazyFor((sidecar: LoadedSidecar): LoadedSidecar => {
  const passages = sidecar.value.passages.filter(({ codes, decisions }) => codes.length > 0 || !decisions);
  return { ...sidecar, value: { ...sidecar.value, passages } };
});
