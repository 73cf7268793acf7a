import { UserError } from '../base/user-error';
import { renameFolder, renameTranscript } from '../format/rename-transcript';
import { parseSidecarPath, sidecarPath } from '../model/sidecar-path';
import { createMembership } from './membership';
import { readStudyFile } from '../format/read-study-file';
import { studyFileName } from '../model/study';

/** A file or folder that is given another path in the study. */
export interface Move {
  readonly from: string;
  readonly to: string;
}

/** What follows a transcript, or a folder of transcripts, that is renamed or moved. */
export interface MovePlan {
  /** Sidecars that do not move by themselves. */
  readonly sidecars: readonly Move[];
  /** The study file's text with the new paths; the same where it names none of the old ones. */
  readonly studyFile: string;
  /** Sidecars that cannot follow, because there is a file in their place: they keep their names. */
  readonly taken: readonly string[];
  /** Transcripts, by their new paths, that the study's globs no longer name. */
  readonly left: readonly string[];
  /** Why the study file is as it was, where it cannot be read. */
  readonly problem: string | undefined;
}

export interface MovingStudy {
  /** The paths of the study's transcripts. */
  readonly transcripts: readonly string[];
  /** The paths of all sidecars there are, readable or not, whosever they are. */
  readonly sidecars: readonly string[];
  /** The study file's text. */
  readonly studyFile: string;
}

/**
 * Plans what has to follow some moves: every coder's sidecars of a transcript, and what the study file says of it. Sidecars
 * in a folder that moves, and those that are moved themselves, need nothing.
 */
export function planMoves(study: MovingStudy, moves: readonly Move[]): MovePlan {
  const files = new Set([...study.transcripts, ...study.sidecars]);
  const moving = new Set(moves.map(({ from }) => from));
  const goesAlong = (path: string) =>
    moving.has(path) || moves.some(({ from }) => path.startsWith(`${from}/`));
  const sidecars: Move[] = [];
  const taken: string[] = [];
  for (const path of study.sidecars) {
    const parts = parseSidecarPath(path);
    const move = parts && !goesAlong(path) && moves.find(({ from }) => from === parts.transcript);
    if (!move) continue;
    const to = sidecarPath(move.to, parts.coder);
    if (files.has(to) && !goesAlong(to)) taken.push(path);
    else sidecars.push({ from: path, to });
  }
  const renamed = renameIn(study, moves);
  const isTranscript = membershipOf(renamed.studyFile);
  const left = study.transcripts.flatMap((path) => {
    const to = newPath(path, moves);
    return to !== undefined && !isTranscript(to) ? [to] : [];
  });
  return { sidecars, taken, left, ...renamed };
}

/** Whether a move concerns a transcript of the study, or sidecars that wait for theirs. */
export function concernsTranscripts(study: Omit<MovingStudy, 'studyFile'>, { from }: Move): boolean {
  const isWithin = (path: string) => path === from || path.startsWith(`${from}/`);
  return (
    study.transcripts.some(isWithin) ||
    study.sidecars.some((path) => isWithin(parseSidecarPath(path)?.transcript ?? ''))
  );
}

function newPath(path: string, moves: readonly Move[]): string | undefined {
  const move = moves.find(({ from }) => path === from || path.startsWith(`${from}/`));
  return move && `${move.to}${path.slice(move.from.length)}`;
}

function renameIn(
  { studyFile, transcripts }: MovingStudy,
  moves: readonly Move[],
): { readonly studyFile: string; readonly problem: string | undefined } {
  try {
    let text = studyFile;
    for (const { from, to } of moves)
      text = transcripts.some((path) => path.startsWith(`${from}/`))
        ? renameFolder(text, from, to)
        : renameTranscript(text, from, to);
    return { studyFile: text, problem: undefined };
  } catch (error) {
    if (error instanceof UserError) return { studyFile, problem: error.message };
    throw error;
  }
}

function membershipOf(studyFile: string): (path: string) => boolean {
  const globs = readStudyFile(studyFile, studyFileName).value?.transcripts;
  if (!globs) return () => true;
  const roleOf = createMembership(globs);
  return (path) => roleOf(path)?.kind === 'transcript';
}
