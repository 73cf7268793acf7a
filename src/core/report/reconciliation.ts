import type { CodedText } from '../agreement/coded-text';
import { compareCoders, waitingFor } from '../agreement/compare';
import { evidenceOf } from '../agreement/evidence';
import { segmentTranscript } from '../agreement/segment-transcript';
import { consensusCoder } from '../model/ids';
import { placePassages } from '../study/placed-passages';
import { reconciliationOf } from '../study/consensus';
import type { StudyView } from '../study/snapshot';
import type { AgreementPlan } from './agreement-plan';
import type { ReportedTranscript, ReportRow, ReportSection } from './agreement-report';
import { addCounted, countOutcomes } from './outcomes';
import { poolRow } from './pool-rows';
import type { ReconciliationSummary } from './reconciliation-summary';

/**
 * Agreement before reconciliation, and of each coder with the consensus after it; undefined where nobody has begun to reconcile,
 * or the consensus is hidden. Agreement of all with the consensus that they share would be 1 by construction, and is not given.
 * @param compared the report’s transcripts
 */
export function reportReconciliation(
  view: StudyView,
  plan: AgreementPlan,
  compared: readonly ReportedTranscript[],
): { readonly summary: ReconciliationSummary; readonly section: ReportSection | undefined } | undefined {
  if (plan.coders.includes(consensusCoder)) return undefined;
  const begun = compared.flatMap(({ path }, place) => {
    if (!view.sidecarsOf(path).some(({ coder }) => coder === consensusCoder)) return [];
    const reconciliation = reconciliationOf(view, path);
    const areSame = reconciliation.coders.toSorted().join() === plan.coders.toSorted().join();
    return areSame ? [{ place, path, reconciliation }] : [];
  });
  if (begun.length === 0) return undefined;
  const isComplete = ({ path, reconciliation }: (typeof begun)[number]): boolean =>
    reconciliation.isComplete && waitingFor(view, path, [consensusCoder]).length === 0;
  const complete = begun.filter(isComplete);
  const isWanted = (code: string): boolean => plan.codes?.includes(code) ?? true;
  const found = complete.map(({ reconciliation }) =>
    countOutcomes(view, reconciliation, plan.coders, isWanted),
  );
  const { all, byCode, coders } = addCounted(plan.coders, found);
  const settled = complete.map(({ place }) => place);
  return {
    summary: {
      settled,
      unsettled: begun
        .filter((each) => !isComplete(each))
        .map(({ path, reconciliation: { settled, total } }) => ({ path, settled, total })),
      outcomes: all,
      codes: [...view.codebook.codes.values()].flatMap(({ id, name }) => {
        const outcomes = byCode.get(id);
        return outcomes ? [{ id, label: name, outcomes }] : [];
      }),
      coders,
    },
    section: beforeAndAfter(view, plan, settled, compared),
  };
}

/** All coders with each other, then each with the consensus: κ pooled over the codes that these used, aliases resolved. */
function beforeAndAfter(
  view: StudyView,
  { coders, unit, overlap, codes: chosen }: AgreementPlan,
  places: readonly number[],
  compared: readonly ReportedTranscript[],
): ReportSection | undefined {
  const { compared: texts } = compareCoders(view, {
    coders: [...coders, consensusCoder],
    place: placePassages,
    codes: 'merged',
    transcripts: places.flatMap((place) => compared[place]?.path ?? []),
  });
  if (texts.length === 0) return undefined;
  const segmentations = texts.map(({ transcript }) => segmentTranscript(transcript, unit));
  const paths = new Set(texts.map(({ transcript }) => transcript.path));
  const transcripts = places.filter((place) => paths.has(compared[place]?.path ?? ''));
  const poolOf = (id: string, label: string, sides: readonly number[]): ReportRow => {
    const picked = texts.map(({ text }) => pickCoders(text, sides));
    const used = new Set(picked.flatMap(({ codings }) => codings.flatMap((each) => [...each.keys()])));
    const codes = [...used].filter((code) => chosen?.includes(code) ?? true);
    const evidence = codes.map((code) =>
      picked.map((text, i) =>
        evidenceOf(text, [code], { segmentation: segmentations[i] ?? 'characters', overlap }),
      ),
    );
    return poolRow({ id, label, transcripts, codes, evidence, coders: sides.length });
  };
  return {
    kind: 'reconciliation',
    measures: ['pooled'],
    rows: [
      poolOf('before', `Before: ${coders.join(', ')}`, [...coders.keys()]),
      ...coders.map((coder, side) =>
        poolOf(`${coder}+${consensusCoder}`, `${coder} and the consensus`, [side, coders.length]),
      ),
    ],
  };
}

function pickCoders({ length, codings }: CodedText, sides: readonly number[]): CodedText {
  return { length, codings: sides.map((side) => codings[side] ?? new Map()) };
}
