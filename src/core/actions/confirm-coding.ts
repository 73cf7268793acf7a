import { UserError } from '../base/user-error';
import type { StudyEdit } from '../study/edit';
import { detailOf } from '../study/outdated-codings';
import type { StudyView } from '../study/snapshot';
import type { PassageTarget } from './change-passage';
import { writablePassage } from './writable-sidecar';

/**
 * Notes that a code still fits a passage, as the coder has found by looking at it again.
 * @param code the id as the sidecar has it
 * @param day YYYY-MM-DD
 * @returns no edits when that is noted already
 * @throws UserError when the passage cannot be changed or no longer has the code
 */
export function confirmCoding(
  view: StudyView,
  { sidecar, id }: PassageTarget,
  code: string,
  day: string,
): readonly StudyEdit[] {
  const { passage } = writablePassage(view, sidecar, id);
  if (!passage.codes.includes(code))
    throw new UserError('passage/no-such-code', `The passage no longer has the code “${code}”.`, {
      id,
      code,
    });
  const detail = detailOf(passage.codings, code);
  if (detail?.checked === day) return [];
  return [
    {
      kind: 'sidecar',
      path: sidecar,
      changes: [{ kind: 'set-coding', id, code, detail: { ...detail, checked: day } }],
    },
  ];
}
