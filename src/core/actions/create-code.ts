import { UserError } from '../base/user-error';
import type { Code } from '../model/codebook';
import { codeIdFromName } from '../model/ids';
import { codebookFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import type { StudySnapshot } from '../study/snapshot';
import { readableCodebook } from './readable-codebook';

/**
 * Adds a code of this name to the codebook, as a provisional one: its definition and theme are for its maker to write.
 * @returns the new code's id and the edits
 * @throws UserError when the codebook cannot be read or the name is empty
 */
export function createCode(
  snapshot: StudySnapshot,
  name: string,
  origin: Code['origin'] = 'inductive',
): { readonly id: string; readonly edits: readonly StudyEdit[] } {
  const codebook = readableCodebook(snapshot);
  const trimmed = name.trim().replace(/\s+/g, ' ');
  if (trimmed === '') throw new UserError('codebook/no-name', 'A code needs a name.');
  const aliases = new Set([...codebook.codes.values()].flatMap((code) => code.aliases));
  const isTaken = (id: string) => codebook.codes.has(id) || codebook.themes.has(id) || aliases.has(id);
  const id = codeIdFromName(trimmed, isTaken);
  const code: Code = {
    id,
    name: trimmed,
    themes: [],
    examples: [],
    origin,
    status: 'provisional',
    aliases: [],
    replacedBy: [],
  };
  return { id, edits: [{ kind: 'codebook', path: codebookFileName, changes: [{ kind: 'add-code', code }] }] };
}
