import { consensusCoder } from '../model/ids';
import { hasCoded } from './coders-of';
import type { LoadedSidecar } from './loaded';
import { needsReview, placePassages } from './placed-passages';
import type { StudyView } from './snapshot';

/** How far one coder is with one transcript. */
export interface CodingStatus {
  readonly coder: string;
  readonly state: 'not-started' | 'in-progress' | 'done' | 'hidden' | 'unreadable';
  /** Undefined while hidden. */
  readonly passages: number | undefined;
  /** Passages whose text has changed since they were coded. */
  readonly toReview: number;
}

/**
 * The coders of a transcript and how far each is: those whom a round assigns and those who have coded in it, in the
 * order of the study file. What a blind round hides is told as hidden.
 */
export function codingStatuses(view: StudyView, transcript: string): readonly CodingStatus[] {
  const coders = new Set<string>();
  for (const round of view.study.rounds.values())
    if (round.transcripts.includes(transcript)) for (const coder of round.coders) coders.add(coder);
  const coded = view.sidecarsOf(transcript).filter(hasCoded);
  const sidecars = new Map(coded.map((sidecar) => [sidecar.coder, sidecar]));
  const hidden = view.hidden.get(transcript) ?? [];
  for (const coder of [...sidecars.keys(), ...hidden]) coders.add(coder);
  const known = [...view.study.coders.keys(), consensusCoder];
  const rank = (coder: string) => (known.includes(coder) ? known.indexOf(coder) : known.length);
  return [...coders]
    .sort((a, b) => rank(a) - rank(b))
    .map((coder) =>
      hidden.includes(coder)
        ? { coder, state: 'hidden', passages: undefined, toReview: 0 }
        : statusOf(view, coder, sidecars.get(coder)),
    );
}

function statusOf(view: StudyView, coder: string, sidecar: LoadedSidecar | undefined): CodingStatus {
  if (!sidecar) return { coder, state: 'not-started', passages: 0, toReview: 0 };
  const placed = placePassages(view, sidecar);
  return {
    coder,
    state: sidecar.isStale ? 'unreadable' : sidecar.value.status,
    passages: placed.length,
    toReview: placed.filter(needsReview).length,
  };
}
