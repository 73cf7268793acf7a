import { UserError } from '../base/user-error';
import type { Code } from '../model/codebook';
import { type CodebookIndex } from '../model/codebook-index';
import type { StudySnapshot, StudyView } from '../study/snapshot';
import { type CodebookPlan, planCodebook } from './codebook-plan';
import {
  knownCode,
  knownTheme,
  unique,
  withCodes,
  withoutCode,
  withoutTheme,
  withParent,
  withThemes,
} from './revise-entries';

/**
 * Deletes a code that no passage has. Its subcodes take its place: under its parent, with its themes.
 * @throws UserError `delete/in-use` when anybody's passage has the code, hidden ones included: that is all that is told;
 *   when the codebook cannot be read or the code is gone
 */
export function deleteCode(snapshot: StudySnapshot, id: string): CodebookPlan {
  return planCodebook(snapshot, (codebook) => {
    const code = knownCode(codebook, id);
    if (isInUse(snapshot.whole, code))
      throw new UserError(
        'delete/in-use',
        `“${code.name}” is in use, so it was not deleted. Merge it into another code, or deprecate it.`,
        { id },
      );
    const rest = withoutCode(codebook, id);
    const heirs = [...rest.codes.values()].map((other) => ({
      ...(other.parent === id ? lift(codebook, other, code) : other),
      replacedBy: other.replacedBy.filter((successor) => successor !== id),
    }));
    return { codebook: withCodes(rest, heirs) };
  });
}

/** True when a passage has the code, under any of its ids, in a sidecar or a decision of the consensus. */
export function isInUse({ sidecars, codebook }: StudyView, code: Code): boolean {
  const isMeant = (id: string | undefined): boolean =>
    id !== undefined && codebook.resolve(id)?.id === code.id;
  return [...sidecars.values()].some(({ value }) =>
    value.passages.some(
      ({ codes, decisions = [], from = [] }) =>
        codes.some(isMeant) ||
        decisions.some((decision) => isMeant(decision.code)) ||
        from.some((source) => source.codes.some(isMeant)),
    ),
  );
}

function lift(codebook: CodebookIndex, subcode: Code, { themes, ...code }: Code): Code {
  const parent = codebook.parentOfCode({ themes, ...code })?.id;
  return { ...withParent(subcode, parent), themes: unique([...subcode.themes, ...themes]) };
}

/**
 * Deletes a theme. What stands under it takes its place: under the theme above it, else under its questions; its codes
 * go to the theme above it, or stay without a theme.
 * @throws UserError when the codebook cannot be read or the theme is gone
 */
export function deleteTheme(snapshot: StudySnapshot, id: string): CodebookPlan {
  return planCodebook(snapshot, (codebook) => {
    const theme = knownTheme(codebook, id);
    const parent = codebook.parentOfTheme(theme)?.id;
    const rest = withoutTheme(codebook, id);
    const themes = [...rest.themes.values()].map((other) =>
      other.parent === id
        ? { ...withParent(other, parent), questions: unique([...other.questions, ...theme.questions]) }
        : other,
    );
    const codes = [...rest.codes.values()].map((code) => ({
      ...code,
      themes: code.themes.includes(id)
        ? unique(
            code.themes.flatMap((other) => (other !== id ? [other] : parent === undefined ? [] : [parent])),
          )
        : code.themes,
    }));
    return { codebook: withCodes(withThemes(rest, themes), codes) };
  });
}
