import { UserError } from '../base/user-error';
import type { CodebookIndex } from '../model/codebook-index';
import { codebookFileName } from '../model/study';
import type { StudySnapshot } from '../study/snapshot';

/**
 * The codebook, if it is as its file says.
 * @throws UserError `codebook/unreadable` when the file cannot be read, so that nothing may be changed in it
 */
export function readableCodebook({ codebookFile }: StudySnapshot): CodebookIndex {
  const { isStale, problems, value } = codebookFile;
  if (!isStale) return value;
  throw new UserError(
    'codebook/unreadable',
    `${codebookFileName} cannot be read (line ${problems[0]?.range.start.line ?? 1}), so it was not changed. Put the file right first; the Problems panel says what is wrong.`,
  );
}
