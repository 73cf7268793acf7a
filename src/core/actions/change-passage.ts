import type { StudyEdit } from '../study/edit';
import type { StudyView } from '../study/snapshot';
import { writablePassage } from './writable-sidecar';

/** Which passage: its sidecar's path and its id. */
export interface PassageTarget {
  readonly sidecar: string;
  readonly id: string;
}

/**
 * Takes a code off a passage. A passage left without any code, memo or other content of its own is deleted with its
 * last code.
 * @throws UserError when the passage cannot be changed
 */
export function removeCode(
  view: StudyView,
  { sidecar, id }: PassageTarget,
  code: string,
): readonly StudyEdit[] {
  const { passage } = writablePassage(view, sidecar, id);
  if (!passage.codes.includes(code)) return [];
  const { codes, memo, from, decisions } = passage;
  const isBare = codes.length === 1 && memo === undefined && !from && !decisions;
  return [
    {
      kind: 'sidecar',
      path: sidecar,
      changes: [isBare ? { kind: 'delete-passage', id } : { kind: 'remove-code', id, code }],
    },
  ];
}

/** Deletes a passage with all its codes and its memo. @throws UserError when the passage cannot be changed */
export function deletePassage(view: StudyView, { sidecar, id }: PassageTarget): readonly StudyEdit[] {
  writablePassage(view, sidecar, id);
  return [{ kind: 'sidecar', path: sidecar, changes: [{ kind: 'delete-passage', id }] }];
}

/** Writes a passage's memo; an empty one removes it. @throws UserError when the passage cannot be changed */
export function setMemo(view: StudyView, { sidecar, id }: PassageTarget, text: string): readonly StudyEdit[] {
  const { passage } = writablePassage(view, sidecar, id);
  const memo = text.trim() === '' ? undefined : text;
  if (memo === passage.memo) return [];
  return [{ kind: 'sidecar', path: sidecar, changes: [{ kind: 'set-memo', id, memo }] }];
}
