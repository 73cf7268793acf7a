import { codingsOf } from '../agreement/coded-text';
import { compareCoders, type ComparedTranscript } from '../agreement/compare';
import { evidenceOf, sumEvidence } from '../agreement/evidence';
import type { Coefficient } from '../agreement/figure';
import type { ChangeOrigin } from '../study/file-history';
import type { LoadedSidecar } from '../study/loaded';
import { placePassages } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import type { AgreementPlan } from './agreement-plan';
import { pooledMeasure } from './measures';

/** The study as a commit has it. */
export interface PastStudy {
  readonly origin: ChangeOrigin;
  readonly view: StudyView;
}

/** How far a coder’s codings of one moment agree with the same coder’s codings of today. */
export interface CoderDrift {
  readonly coder: string;
  readonly codings: number;
  /** Pooled kappa with today’s codings, on the transcripts coded then. */
  readonly likeToday: Coefficient;
}

/** Agreement at one moment. */
export interface HistoryPoint {
  readonly origin: ChangeOrigin;
  /** Transcripts that all had marked done, of those that are asked for. */
  readonly compared: number;
  readonly transcripts: number;
  readonly pooled: Coefficient;
  readonly drift: readonly CoderDrift[];
}

/** Agreement from commit to commit, the oldest first. */
export interface AgreementHistory {
  readonly points: readonly HistoryPoint[];
  /** Older commits that were left out. */
  readonly omitted: number;
}

/**
 * Agreement at a moment of the past, and how far each coder’s codings have since moved away from it.
 * @param today what the viewer may see today
 */
export function agreementAt(
  { origin, view }: PastStudy,
  today: StudyView,
  plan: AgreementPlan,
): HistoryPoint {
  const transcripts = plan.round?.transcripts ?? [...today.transcripts.keys()];
  const { compared } = compareCoders(view, {
    coders: plan.coders,
    place: placePassages,
    codes: plan.names,
    transcripts,
  });
  return {
    origin,
    compared: compared.length,
    transcripts: transcripts.length,
    pooled: poolOver(
      compared.map(({ text }) => text),
      plan,
    ),
    drift: plan.coders.map((coder) => driftOf(coder, view, today, transcripts, plan)),
  };
}

function driftOf(
  coder: string,
  past: StudyView,
  today: StudyView,
  transcripts: readonly string[],
  plan: AgreementPlan,
): CoderDrift {
  let codings = 0;
  const texts = transcripts.flatMap((path): readonly ComparedTranscript['text'][] => {
    const was = past.sidecarsOf(path).find((sidecar) => sidecar.coder === coder);
    const is = today.sidecarsOf(path).find((sidecar) => sidecar.coder === coder);
    const transcript = today.transcripts.get(path);
    codings += was?.value.passages.reduce((sum, { codes }) => sum + codes.length, 0) ?? 0;
    if (!was || !is || !transcript) return [];
    const index = transcript.index();
    const length = index.codePointOffsetAt(transcript.text.length);
    const read = (sidecar: LoadedSidecar) =>
      codingsOf(
        placePassages(today, sidecar).flatMap(({ passage, span }) =>
          span
            ? [
                {
                  start: index.codePointOffsetAt(span.start),
                  end: index.codePointOffsetAt(span.end),
                  codes: passage.codes.map((id) => today.codebook.resolve(id)?.id ?? id),
                },
              ]
            : [],
        ),
        length,
      );
    return [{ length, codings: [read(withTextOf(was, past)), read(is)] }];
  });
  return { coder, codings, likeToday: poolOver(texts, { ...plan, coders: [coder, coder] }) };
}

/** An old sidecar that brings the text it was coded in, so that its passages are found in today’s. */
function withTextOf(sidecar: LoadedSidecar, past: StudyView): LoadedSidecar {
  const transcript = past.transcripts.get(sidecar.transcript);
  return transcript
    ? { ...sidecar, baseTexts: new Map([...sidecar.baseTexts, [transcript.version, transcript.text]]) }
    : sidecar;
}

/** Pooled kappa over the codes that anybody used, on characters. */
function poolOver(
  texts: readonly ComparedTranscript['text'][],
  { coders, codes }: AgreementPlan,
): Coefficient {
  const used = new Set(texts.flatMap(({ codings }) => codings.flatMap((each) => [...each.keys()])));
  const wanted = [...used].filter((id) => codes?.includes(id) ?? true);
  const sums = wanted.map((id) =>
    sumEvidence(
      texts.map((text) => evidenceOf(text, [id])),
      coders.length,
    ),
  );
  return pooledMeasure(sums, coders.length);
}
