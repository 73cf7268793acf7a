import { consensusCoder } from '../model/ids';
import type { LoadedSidecar } from './loaded';
import type { StudyView } from './snapshot';

/**
 * Whether somebody has coded, or is done without having found anything to code. A sidecar that holds only notes on others'
 * passages, or a memo, makes nobody a coder of its transcript; of one that cannot be read nobody knows.
 */
export function hasCoded({ value, isStale }: LoadedSidecar): boolean {
  return isStale || value.passages.length > 0 || value.status === 'done';
}

/**
 * The coders of a transcript: those whom rounds assign, with or without a sidecar; without a round, those who have coded it.
 * In the order of the study file.
 */
export function codersOf(view: StudyView, transcript: string): readonly string[] {
  const rounds = [...view.study.rounds.values()].filter(({ transcripts }) =>
    transcripts.includes(transcript),
  );
  const assigned = new Set(rounds.flatMap(({ coders }) => coders));
  const coders =
    assigned.size > 0
      ? assigned
      : new Set(
          view
            .sidecarsOf(transcript)
            .filter(hasCoded)
            .map(({ coder }) => coder),
        );
  coders.delete(consensusCoder);
  const known = [...view.study.coders.keys()];
  const rank = (coder: string): number => (known.includes(coder) ? known.indexOf(coder) : known.length);
  return [...coders].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1));
}
