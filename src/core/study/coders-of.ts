import { consensusCoder } from '../model/ids';
import type { StudyView } from './snapshot';

/**
 * The coders of a transcript: those whom rounds assign, with or without a sidecar; without a round, those who have a sidecar,
 * also where it is hidden from the viewer. In the order of the study file.
 */
export function codersOf(view: StudyView, transcript: string): readonly string[] {
  const rounds = [...view.study.rounds.values()].filter(({ transcripts }) =>
    transcripts.includes(transcript),
  );
  const assigned = new Set(rounds.flatMap(({ coders }) => coders));
  const coders =
    assigned.size > 0
      ? assigned
      : new Set([
          ...view.sidecarsOf(transcript).map(({ coder }) => coder),
          ...(view.hidden.get(transcript) ?? []),
        ]);
  coders.delete(consensusCoder);
  const known = [...view.study.coders.keys()];
  const rank = (coder: string): number => (known.includes(coder) ? known.indexOf(coder) : known.length);
  return [...coders].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
