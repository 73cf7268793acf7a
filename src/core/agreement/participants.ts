import { append } from '../base/append';
import { noFiles } from '../study/study-files';
import type { LoadedSidecar } from '../study/loaded';
import type { StudyPorts } from '../study/ports';
import type { StudySnapshot, StudyView } from '../study/snapshot';
import { Versions } from '../study/versions';

/** Who is compared: a coder (or the consensus) as they are now, or as an earlier version of the study has them. */
export interface Participant {
  readonly coder: string;
  readonly at?: EarlierCodings;
}

/** A coder's codings in an earlier version. */
export interface EarlierCodings {
  /** Names the version for its reader, such as `main` or a day. */
  readonly label: string;
  readonly commit: string;
  readonly sidecars: readonly LoadedSidecar[];
}

/** What a participant is called in a comparison; no coder's id has a blank or an @. */
export function nameOfParticipant({ coder, at }: Participant): string {
  return at ? `${coder} @ ${at.label}` : coder;
}

/**
 * A coder's codings in an earlier version, ready to be placed in today's transcripts: with the older texts that their
 * passages refer to, as far as these can be had.
 */
export async function earlierCodings(
  earlier: StudySnapshot,
  today: StudySnapshot,
  coder: string,
  ports: StudyPorts,
): Promise<readonly LoadedSidecar[]> {
  const own = [...earlier.whole.sidecars].filter(([, sidecar]) => sidecar.coder === coder);
  const files = { ...noFiles, transcripts: today.whole.transcripts, sidecars: new Map(own) };
  await new Versions(ports).supply(files, noFiles);
  return [...files.sidecars.values()];
}

/**
 * A view whose coders are the participants of a comparison, under their names there. What an open blind round hides from
 * the viewer stays hidden in every version.
 */
export function viewOfParticipants(
  snapshot: StudySnapshot,
  viewer: string | undefined,
  participants: readonly Participant[],
): StudyView {
  const view = snapshot.visibleTo(viewer);
  if (participants.every(({ at }) => !at)) return view;
  const byTranscript = new Map<string, LoadedSidecar[]>();
  const hidden = new Map<string, string[]>();
  for (const [transcript, coders] of view.hidden) hidden.set(transcript, [...coders]);
  for (const sidecar of view.sidecars.values()) append(byTranscript, sidecar.transcript, sidecar);
  for (const participant of participants) {
    const name = nameOfParticipant(participant);
    for (const sidecar of participant.at?.sidecars ?? [])
      if (snapshot.isHiddenFrom(viewer, sidecar)) append(hidden, sidecar.transcript, name);
      else append(byTranscript, sidecar.transcript, renamed(sidecar, name));
  }
  return {
    ...view,
    hidden,
    sidecarsOf: (transcript) => byTranscript.get(transcript) ?? [],
  };
}

const names = new WeakMap<LoadedSidecar, LoadedSidecar>();

/** The same sidecar under another coder's name; one object for one sidecar, so that what was made of it is found again. */
function renamed(sidecar: LoadedSidecar, coder: string): LoadedSidecar {
  let found = names.get(sidecar);
  if (found?.coder !== coder) names.set(sidecar, (found = { ...sidecar, coder }));
  return found;
}
