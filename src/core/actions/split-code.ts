import { UserError } from '../base/user-error';
import type { Code } from '../model/codebook';
import type { StudySnapshot } from '../study/snapshot';
import { type CodebookPlan, planCodebook } from './codebook-plan';
import { cleanName, freeId, knownCode, unique, withCodes } from './revise-entries';

/** A part of a code that is split: a code that is there, or the name of a new one. */
export type Part = { readonly id: string } | { readonly name: string };

/**
 * Splits a code into others: new ones stand where it stands, and it is deprecated in their favour. Its passages keep it
 * until their coders give each of them one of the parts.
 * @throws UserError when the codebook cannot be read, a code is gone, or there are fewer than two parts
 */
export function splitCode(snapshot: StudySnapshot, id: string, parts: readonly Part[]): CodebookPlan {
  return planCodebook(snapshot, (codebook) => {
    const code = knownCode(codebook, id);
    let revised = withCodes(codebook, []);
    const ids = parts.map((part) => {
      if ('id' in part) return knownCode(codebook, part.id).id;
      const name = cleanName(part.name);
      const made = partOf(code, freeId(revised, name), name);
      revised = withCodes(revised, [made]);
      return made.id;
    });
    const replacedBy = unique(ids);
    if (replacedBy.includes(id))
      throw new UserError(
        'split/itself',
        `“${code.name}” cannot be a part of itself. Give that part a name of its own.`,
        {
          id,
        },
      );
    if (replacedBy.length < 2)
      throw new UserError('split/parts', 'A code is split into two parts at least.', { id });
    return { codebook: withCodes(revised, [{ ...code, status: 'deprecated', replacedBy }]) };
  });
}

/** A new code beside the one that it was part of; its definition is for its maker to write. */
function partOf({ parent, themes, origin, color }: Code, id: string, name: string): Code {
  return {
    id,
    name,
    ...(parent === undefined ? {} : { parent }),
    themes,
    examples: [],
    ...(origin === undefined ? {} : { origin }),
    ...(color === undefined ? {} : { color }),
    status: 'provisional',
    aliases: [],
    replacedBy: [],
  };
}
