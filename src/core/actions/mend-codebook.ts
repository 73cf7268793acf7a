import { UserError } from '../base/user-error';
import type { CodebookChange } from '../format/edit-codebook';
import { isCodeId, isNameId } from '../model/ids';
import { codebookFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import type { StudySnapshot } from '../study/snapshot';
import { readableCodebook } from './readable-codebook';

/** What puts right an id that something names and nothing has, or that two codes claim. */
export type Mend =
  | { readonly kind: 'create-code' | 'create-theme' | 'create-question'; readonly id: string }
  | { readonly kind: 'add-alias' | 'remove-alias'; readonly code: string; readonly alias: string };

/**
 * Adds what an id is to stand for, or gives or takes a former id. A new code is provisional: its definition and theme are for
 * its maker to write.
 * @throws UserError when the codebook cannot be read, or the id cannot be used
 */
export function mendCodebook(snapshot: StudySnapshot, mend: Mend): readonly StudyEdit[] {
  const codebook = readableCodebook(snapshot);
  return [{ kind: 'codebook', path: codebookFileName, changes: [changeOf(mend)] }];

  function changeOf(wanted: Mend): CodebookChange {
    switch (wanted.kind) {
      case 'create-code': {
        const { id } = wanted;
        if (!isCodeId(id) || codebook.codes.has(id) || claimants(id).length > 0) throw unusable(id);
        const name = wordsOf(id);
        const nothing = { themes: [], examples: [], aliases: [], replacedBy: [] };
        return {
          kind: 'add-code',
          code: { id, name, ...nothing, origin: 'inductive', status: 'provisional' },
        };
      }
      case 'create-theme':
        if (!isCodeId(wanted.id)) throw unusable(wanted.id);
        return { kind: 'add-theme', theme: { id: wanted.id, name: wordsOf(wanted.id), questions: [] } };
      case 'create-question':
        if (!isNameId(wanted.id)) throw unusable(wanted.id);
        return { kind: 'add-question', question: { id: wanted.id, text: '' } };
      case 'add-alias': {
        const { code, alias } = wanted;
        if (!isCodeId(alias) || codebook.codes.has(alias) || claimants(alias).length > 0)
          throw unusable(alias);
        return setAliases(code, (aliases) => [...aliases, alias]);
      }
      case 'remove-alias':
        return setAliases(wanted.code, (aliases) => aliases.filter((other) => other !== wanted.alias));
    }
  }

  function setAliases(id: string, change: (aliases: readonly string[]) => readonly string[]): CodebookChange {
    const code = codebook.codes.get(id);
    if (!code) throw unusable(id);
    return { kind: 'set-code', id, fields: { aliases: change(code.aliases) } };
  }

  function claimants(alias: string): readonly string[] {
    return [...codebook.codes.values()].filter(({ aliases }) => aliases.includes(alias)).map(({ id }) => id);
  }
}

/** `fear-of-change` → “Fear of change”. */
function wordsOf(id: string): string {
  const words = id.replace(/-+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function unusable(id: string): UserError {
  return new UserError('mend/unusable-id', `“${id}” cannot be used for this. Look at the codebook first.`, {
    id,
  });
}
