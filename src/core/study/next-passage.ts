import { interviewerRole } from '../model/study';
import type { Turn } from '../model/turn';
import type { Span } from '../text/span';
import { spansOverlap } from '../text/span';
import { type PlacedPassage, passagesIn } from './placed-passages';
import type { StudyView } from './snapshot';

/** Where a search begins: what is selected in a transcript. */
export interface Place {
  readonly transcript: string;
  /** UTF-16 offsets. */
  readonly span: Span;
}

/**
 * The next passage with a code, or the one before, through all transcripts in their order and round their ends.
 * @param code an id of the codebook; passages that still have an old id of it count
 */
export function nextPassageOf(
  view: StudyView,
  code: string,
  from: Place,
  direction: 1 | -1,
): (PlacedPassage & { readonly span: Span }) | undefined {
  const hasCode = ({ passage }: PlacedPassage): boolean =>
    passage.codes.some((id) => (view.codebook.resolve(id)?.id ?? id) === code);
  const paths = [...view.transcripts.keys()];
  const here = paths.indexOf(from.transcript);
  const isBeyond = ({ span }: { readonly span: Span }): boolean => direction * compare(span, from.span) > 0;
  for (let step = 0; step <= paths.length; step++) {
    const path = paths[(((here + direction * step) % paths.length) + paths.length) % paths.length];
    const found = passagesIn(view, path ?? '').filter(hasCode);
    const candidates = step === 0 ? found.filter(isBeyond) : found;
    const next = direction === 1 ? candidates[0] : candidates.at(-1);
    if (next) return next;
  }
  return undefined;
}

/**
 * The next turn that no passage of the given ones touches, round the end of the transcript. Interviewers' turns are not
 * looked at, nor are turns in which nothing is said.
 * @param coded what is coded already
 */
export function nextUncodedTurn(
  turns: readonly Turn[],
  coded: readonly Span[],
  after: number,
  isQuestion: (turn: Turn) => boolean,
): Turn | undefined {
  const uncoded = turns.filter(
    (turn) =>
      turn.speech.end > turn.speech.start &&
      !isQuestion(turn) &&
      !coded.some((span) => spansOverlap(span, turn.speech)),
  );
  return uncoded.find(({ speech }) => speech.start > after) ?? uncoded[0];
}

/** Whether a turn of a transcript is an interviewer's, as `sources` in the study file says. */
export function questionsIn(view: StudyView, transcript: string): (turn: Turn) => boolean {
  const speakers = new Map(Object.entries(view.study.sources.get(transcript)?.speakers ?? {}));
  return ({ speaker }) => speaker !== undefined && speakers.get(speaker) === interviewerRole;
}

/** As passages are sorted: by position, the longer of two that start together first. */
function compare(a: Span, b: Span): number {
  return a.start - b.start || b.end - a.end;
}
