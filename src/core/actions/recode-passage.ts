import { UserError } from '../base/user-error';
import type { SidecarChange } from '../format/sidecar-change';
import type { StudyEdit } from '../study/edit';
import type { StudyView } from '../study/snapshot';
import type { PassageTarget } from './change-passage';
import { replaceCode } from './replace-code';
import { writableSidecar } from './writable-sidecar';

/**
 * Gives a passage other codes in the place of one that is deprecated. Where the passage stands does not matter: only its
 * list of codes changes. What the coder said about the old code goes to the first of the new ones.
 * @param code the id as the sidecar has it
 * @param by at least one id
 * @throws UserError when the passage is gone, has lost the code, or its sidecar cannot be read
 */
export function recodePassage(
  view: StudyView,
  { sidecar: path, id }: PassageTarget,
  code: string,
  by: readonly string[],
): readonly StudyEdit[] {
  const sidecar = view.sidecars.get(path);
  const checked = sidecar && writableSidecar(view, sidecar.transcript, sidecar.coder);
  const passage = checked?.value.passages.find((candidate) => candidate.id === id);
  if (!passage?.codes.includes(code))
    throw new UserError('passage/gone', `The passage is no longer in ${path}, or no longer has this code.`, {
      path,
      id,
      code,
    });
  const [first, ...others] = by;
  if (first === undefined) return [];
  const added = others
    .filter((other) => !passage.codes.includes(other))
    .map((other): SidecarChange => ({ kind: 'add-code', id, code: other }));
  return [{ kind: 'sidecar', path, changes: [...replaceCode(passage, code, first), ...added] }];
}
