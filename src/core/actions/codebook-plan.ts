import type { CodebookChange, FieldChanges } from '../format/edit-codebook';
import { codeKeys, themeOrder } from '../format/format-codebook';
import type { Code, Codebook, Theme } from '../model/codebook';
import { type CodebookIndex, indexCodebook } from '../model/codebook-index';
import { codebookFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import type { StudySnapshot } from '../study/snapshot';
import { readableCodebook } from './readable-codebook';

/** A change of the codebook that is worked out and not yet carried out, so that it can be shown first. */
export interface CodebookPlan {
  readonly before: CodebookIndex;
  readonly after: CodebookIndex;
  /** None when nothing would change. Sidecars are never among them. */
  readonly edits: readonly StudyEdit[];
}

/** The codebook as it is to be, and the codes whose lines go over to others: gone id → the id that takes them. */
export interface RevisedCodebook {
  readonly codebook: Codebook;
  readonly absorbed?: ReadonlyMap<string, string>;
}

/**
 * Works out what a revision of the codebook changes in its file.
 * @throws UserError when the codebook cannot be read, or the revision is refused
 */
export function planCodebook(
  snapshot: StudySnapshot,
  revise: (codebook: CodebookIndex) => RevisedCodebook,
): CodebookPlan {
  const before = readableCodebook(snapshot);
  const { codebook, absorbed } = revise(before);
  const changes = codebookChanges(before, codebook, absorbed);
  return {
    before,
    after: indexCodebook(codebook),
    edits: changes.length === 0 ? [] : [{ kind: 'codebook', path: codebookFileName, changes }],
  };
}

/** The changes that lead from one codebook to another; entries keep their places in the file. */
function codebookChanges(
  before: Codebook,
  after: Codebook,
  absorbed: ReadonlyMap<string, string> = new Map(),
): readonly CodebookChange[] {
  const changes: CodebookChange[] = [];
  for (const theme of after.themes.values()) {
    const was = before.themes.get(theme.id);
    const fields = was && fieldChanges(was, theme, themeOrder);
    if (!fields) changes.push({ kind: 'add-theme', theme });
    else if (Object.keys(fields).length > 0) changes.push({ kind: 'set-theme', id: theme.id, fields });
  }
  for (const code of after.codes.values()) {
    const was = before.codes.get(code.id);
    const fields = was && fieldChanges(was, code, codeKeys);
    if (!fields) changes.push({ kind: 'add-code', code });
    else if (Object.keys(fields).length > 0) changes.push({ kind: 'set-code', id: code.id, fields });
  }
  for (const id of before.codes.keys()) {
    if (after.codes.has(id)) continue;
    const into = absorbed.get(id);
    changes.push(
      into === undefined
        ? { kind: 'remove', section: 'codes', id }
        : { kind: 'absorb', section: 'codes', id, into },
    );
  }
  for (const id of before.themes.keys())
    if (!after.themes.has(id)) changes.push({ kind: 'remove', section: 'themes', id });
  return changes;
}

function fieldChanges<T extends Code | Theme>(
  was: T,
  is: T,
  keys: readonly Exclude<keyof T, 'id'>[],
): FieldChanges<T> {
  const differing = keys.filter((key) => JSON.stringify(was[key]) !== JSON.stringify(is[key]));
  return Object.fromEntries(differing.map((key) => [key, is[key]])) as FieldChanges<T>;
}
