import { append } from '../base/append';
import { lazyFor } from '../base/lazy';
import { interviewerRole, type Source, type StudyFile } from '../model/study';
import type { Span } from '../text/span';
import { spansOverlap } from '../text/span';
import type { PlacedPassage } from './placed-passages';
import type { StudyView } from './snapshot';

/**
 * The cases that a passage belongs to: those whose turns it covers (never the interviewer's), else those of its
 * transcript. A passage that needs review belongs to its transcript's.
 */
export function casesOf(view: StudyView, { sidecar, span }: PlacedPassage): readonly string[] {
  const ofTranscript = casesOfTranscripts(view.study).get(sidecar.transcript) ?? [];
  const source = view.study.sources.get(sidecar.transcript);
  if (!source || span === undefined) return ofTranscript;
  const { speakers, only } = speakingCases(source);
  if (speakers.size === 0) return ofTranscript;
  // The common interview needs no look at its turns: one person speaks, and the transcript is that person's.
  if (ofTranscript.length === 1 && only === ofTranscript[0]) return ofTranscript;
  const speaking = casesSpeakingIn(view, sidecar.transcript, span, speakers);
  return speaking.length > 0 ? speaking : ofTranscript;
}

function casesSpeakingIn(
  view: StudyView,
  path: string,
  span: Span,
  speakers: ReadonlyMap<string, string>,
): readonly string[] {
  const found = new Set<string>();
  for (const turn of view.transcripts.get(path)?.turns().turns ?? []) {
    if (turn.span.start >= span.end) break;
    const speaker = turn.speaker === undefined ? undefined : speakers.get(turn.speaker);
    if (speaker !== undefined && spansOverlap(turn.speech, span)) found.add(speaker);
  }
  return [...found];
}

/** Speaker label → case, without interviewers; and the case, where they are all the same one. */
const speakingCases = lazyFor(
  (source: Source): { readonly speakers: ReadonlyMap<string, string>; readonly only: string | undefined } => {
    const speakers = new Map(Object.entries(source.speakers).filter(([, role]) => role !== interviewerRole));
    const [only, ...others] = new Set(speakers.values());
    return { speakers, only: others.length === 0 ? only : undefined };
  },
);

/** The cases that list each transcript. */
export const casesOfTranscripts = lazyFor((study: StudyFile): ReadonlyMap<string, readonly string[]> => {
  const cases = new Map<string, string[]>();
  for (const { id, transcripts } of study.cases.values())
    for (const path of transcripts) append(cases, path, id);
  return cases;
});
