import { UserError } from '../base/user-error';
import { type CodebookChange, editCodebook } from '../format/edit-codebook';
import { editSidecar } from '../format/edit-sidecar';
import type { SidecarChange } from '../format/sidecar-change';
import { editStudyFile, type StudyFileChange } from '../format/edit-study-file';

/**
 * A change to one study file, told by record, so that it can be carried out on whatever the file holds by then.
 * `file` creates or deletes a file as a whole and is refused when the file is not as expected.
 */
export type StudyEdit =
  | { readonly kind: 'sidecar'; readonly path: string; readonly changes: readonly SidecarChange[] }
  | { readonly kind: 'codebook'; readonly path: string; readonly changes: readonly CodebookChange[] }
  | { readonly kind: 'study'; readonly path: string; readonly changes: readonly StudyFileChange[] }
  | {
      readonly kind: 'file';
      readonly path: string;
      readonly expected: string | undefined;
      readonly text: string | undefined;
      /** What to do instead when the file has changed since. */
      readonly otherwise?: StudyEdit;
    };

/** A file's text after an edit, undefined for a file that is gone, and the edit that takes it back exactly. */
export interface EditedText {
  readonly text: string | undefined;
  readonly inverse: StudyEdit;
}

/**
 * Carries out an edit on a file's text.
 * @param text as the file holds it now; undefined when there is no such file
 * @throws UserError when the text cannot be read or the record is not there any more
 */
export function carryOut(edit: StudyEdit, text: string | undefined): EditedText {
  const { path } = edit;
  switch (edit.kind) {
    case 'file':
      if (text !== edit.expected) {
        if (edit.otherwise) return carryOut(edit.otherwise, text);
        throw new UserError('edit/changed', `${path} has changed in the meantime, so it was left as it is.`, {
          path,
        });
      }
      return { text: edit.text, inverse: { kind: 'file', path, expected: edit.text, text } };
    case 'sidecar': {
      const result = editSidecar(text, edit.changes);
      return invertible(text, result.text, { kind: 'sidecar', path, changes: result.inverse });
    }
    case 'codebook': {
      const result = editCodebook(text, edit.changes);
      return invertible(text, result.text, { kind: 'codebook', path, changes: result.inverse });
    }
    case 'study': {
      const result = editStudyFile(text ?? '', edit.changes);
      return invertible(text, result.text, { kind: 'study', path, changes: result.inverse });
    }
  }
}

/** A file that was made or filled is taken back whole, as long as it has not been added to since. */
function invertible(before: string | undefined, after: string, byRecord: StudyEdit): EditedText {
  const isNew = before === undefined || before.trim() === '';
  const { path } = byRecord;
  return {
    text: after,
    inverse: isNew ? { kind: 'file', path, expected: after, text: before, otherwise: byRecord } : byRecord,
  };
}
