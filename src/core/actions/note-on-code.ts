import { UserError } from '../base/user-error';
import type { Note } from '../model/passage';
import { codebookFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import type { StudySnapshot } from '../study/snapshot';

/** What somebody remarks on a code; open until somebody has seen to it. */
export interface CodeRemark {
  readonly id: string;
  readonly by: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly text: string;
}

/**
 * Notes a problem with a code (its definition overlaps with another's, say) in the codebook, for a later review of it.
 * @throws UserError when the codebook cannot be read or has no such code
 */
export function noteOnCode(
  snapshot: StudySnapshot,
  code: string,
  { id, by, date, text }: CodeRemark,
): readonly StudyEdit[] {
  const known = writableCode(snapshot, code);
  return writeNote(known, { id, about: known, by, date, text: text.trim(), open: true });
}

/** Closes a note on a code: it has been seen to, and stays to be read. @throws UserError as `noteOnCode` does */
export function closeNoteOnCode(snapshot: StudySnapshot, code: string, note: Note): readonly StudyEdit[] {
  return writeNote(writableCode(snapshot, code), { ...note, open: false });
}

function writeNote(code: string, note: Note): readonly StudyEdit[] {
  return [
    {
      kind: 'codebook',
      path: codebookFileName,
      changes: [{ kind: 'set-note', section: 'codes', id: code, note }],
    },
  ];
}

function writableCode({ codebookFile }: StudySnapshot, code: string): string {
  const { isStale, problems, value } = codebookFile;
  const known = value.resolve(code)?.id;
  if (!isStale && known !== undefined) return known;
  throw isStale
    ? new UserError(
        'codebook/unreadable',
        `${codebookFileName} cannot be read (line ${problems[0]?.range.start.line ?? 1}), so nothing was noted. Put the file right first; the Problems panel says what is wrong.`,
      )
    : new UserError('codebook/no-code', `The codebook has no code “${code}”.`, { code });
}
