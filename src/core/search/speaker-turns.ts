import { interviewerRole } from '../model/study';
import type { CodeTarget } from '../study/code-target';
import type { StudyView } from '../study/snapshot';

/** Somebody who speaks: a case or the interviewers, wherever the study file says so, or a name in one transcript. */
export type Speaker =
  | { readonly kind: 'case'; readonly case: string }
  | { readonly kind: 'interviewer' }
  | { readonly kind: 'label'; readonly transcript: string; readonly label: string };

/** Those who speak: in one transcript, by their labels; then the cases and interviewers of the study file. */
export function speakersOf(view: StudyView, transcript: string | undefined): readonly Speaker[] {
  const labels = transcript === undefined ? [] : (view.transcripts.get(transcript)?.turns().speakers ?? []);
  const roles = new Set(
    [...view.study.sources].flatMap(([path, source]) =>
      view.transcripts.has(path) ? Object.values(source.speakers) : [],
    ),
  );
  const cases = [...view.study.cases.keys()].filter((id) => roles.has(id));
  return [
    ...labels.map((label): Speaker => ({ kind: 'label', transcript: transcript ?? '', label })),
    ...cases.map((id): Speaker => ({ kind: 'case', case: id })),
    ...(roles.has(interviewerRole) ? [{ kind: 'interviewer' } as const] : []),
  ];
}

/** What somebody says, turn by turn, without labels and timestamps; turns in which nothing is said are left out. */
export function turnsOf(view: StudyView, speaker: Speaker): readonly CodeTarget[] {
  const wanted = speaker.kind === 'case' ? speaker.case : interviewerRole;
  return [...view.transcripts.values()].flatMap((transcript) => {
    const { path, version } = transcript;
    if (speaker.kind === 'label' && path !== speaker.transcript) return [];
    const roles = new Map(Object.entries(view.study.sources.get(path)?.speakers ?? {}));
    if (speaker.kind !== 'label' && ![...roles.values()].includes(wanted)) return [];
    const isMeant = (label: string): boolean =>
      speaker.kind === 'label' ? label === speaker.label : roles.get(label) === wanted;
    return transcript
      .turns()
      .turns.filter((turn) => turn.speaker !== undefined && isMeant(turn.speaker))
      .filter(({ speech }) => speech.end > speech.start)
      .map(({ speech }) => ({ transcript: path, version, span: speech }));
  });
}
