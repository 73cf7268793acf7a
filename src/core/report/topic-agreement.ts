import type { Comparison } from '../agreement/compare';
import { defaultOverlap, evidenceOf, sumEvidence } from '../agreement/evidence';
import type { Coefficient } from '../agreement/figure';
import { segmentTranscript, type Unit } from '../agreement/segment-transcript';
import { codesOfTopic } from '../agreement/study-disagreements';
import { lazy } from '../base/lazy';
import { measure, type MeasureId } from './measures';

/** How agreement is told. */
export interface AgreementChoice {
  readonly measure: MeasureId;
  readonly unit: Unit;
}

/**
 * The agreement on a topic of the codebook (`code:…`, with its subcodes; `theme:…`; `question:…`), over all compared
 * transcripts and as if all its codes were one. Each is computed when it is first asked for.
 */
export function createTopicAgreement(
  { coders, codebook, compared }: Comparison,
  choice: AgreementChoice,
): (topic: string) => Coefficient {
  const segmentations = lazy(() =>
    compared.map(({ transcript }) => segmentTranscript(transcript, choice.unit)),
  );
  const known = new Map<string, Coefficient>();
  return (topic) => {
    let coefficient = known.get(topic);
    if (!coefficient) {
      const codes = codesOfTopic(codebook, topic);
      const evidence = compared.map(({ text }, i) =>
        evidenceOf(text, codes, {
          segmentation: segmentations()[i] ?? 'characters',
          overlap: defaultOverlap,
        }),
      );
      const context = { coders: coders.length, codes: codebook.codes.size };
      coefficient = measure(choice.measure, sumEvidence(evidence, coders.length), context);
      known.set(topic, coefficient);
    }
    return coefficient;
  };
}
