import { UserError } from '../base/user-error';
import type { CodebookChange } from '../format/edit-codebook';
import type { Code } from '../model/codebook';
import type { CodebookIndex } from '../model/codebook-index';
import { isCodeId } from '../model/ids';
import { codebookFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import type { StudySnapshot } from '../study/snapshot';
import { readableCodebook } from './readable-codebook';

export interface RenameIntent {
  /** The code's id, or an alias of it. */
  readonly code: string;
  readonly to: string;
}

/**
 * Gives a code another id. Only the codebook is changed: the old id becomes an alias, so that sidecars keep it and mean
 * the same on every branch; subcodes and codes that name the code as their successor follow.
 * @returns no edits when the code has this id already
 * @throws UserError when the codebook cannot be read, or `renameRefusal` says why not
 */
export function renameCode(snapshot: StudySnapshot, { code: id, to }: RenameIntent): readonly StudyEdit[] {
  const codebook = readableCodebook(snapshot);
  const refusal = renameRefusal(codebook, { code: id, to });
  if (refusal) throw refusal;
  const code = codebook.resolve(id);
  if (!code || code.id === to) return [];
  const changes: readonly CodebookChange[] = [
    { kind: 'set-code', id: code.id, fields: { aliases: aliasesAfter(code, to) } },
    { kind: 'rename', section: 'codes', from: code.id, to, references: ['parent', 'replaced-by'] },
  ];
  return [{ kind: 'codebook', path: codebookFileName, changes }];
}

/** Why a code cannot have an id: it is no id, it is another code's, or passages would lose their code. */
export function renameRefusal(
  codebook: CodebookIndex,
  { code: id, to }: RenameIntent,
): UserError | undefined {
  const code = codebook.resolve(id);
  if (!code) return new UserError('rename/unknown-code', `The codebook has no code “${id}”.`, { id });
  if (code.id === to) return undefined;
  if (!isCodeId(to))
    return new UserError(
      'rename/bad-id',
      `“${to}” cannot be an id. Begin with a lower-case letter; then lower-case letters, digits and hyphens. Words such as “yes” or “null” are taken.`,
      { id: to },
    );
  if (codebook.codes.has(to))
    return new UserError('rename/taken', `The codebook has a code “${to}” already.`, { id: to });
  for (const other of codebook.codes.values()) {
    if (other.id === code.id) continue;
    if (other.aliases.includes(to))
      return new UserError(
        'rename/taken',
        `“${to}” is a former id of “${other.id}”. Passages may still have it, so it cannot be used for another code.`,
        { id: to },
      );
    // It would be claimed twice, and the passages that have it would count under neither.
    if (other.aliases.includes(code.id))
      return new UserError(
        'rename/alias-clash',
        `“${other.id}” claims “${code.id}” as an alias. Remove that alias first.`,
        { id: code.id },
      );
  }
  return undefined;
}

/** The id that was; one that comes back into use is no alias any more. */
function aliasesAfter({ id, aliases }: Code, to: string): readonly string[] {
  return [...new Set([...aliases.map((alias) => (alias === to ? id : alias)), id])];
}
