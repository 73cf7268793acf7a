import type { Code, Theme } from '../model/codebook';
import type { StudySnapshot } from '../study/snapshot';
import { type CodebookPlan, planCodebook } from './codebook-plan';
import type { Place } from './move-code';
import { cleanName, freeId, knownCode, knownTheme, withCodes, withThemes } from './revise-entries';

/** A code or theme of the codebook. */
export interface EntryTarget {
  readonly kind: 'code' | 'theme';
  readonly id: string;
}

/** Gives a code or theme another name; its id stays. @throws UserError when it is gone or the name is empty */
export function nameEntry(snapshot: StudySnapshot, target: EntryTarget, text: string): CodebookPlan {
  return reviseEntry(snapshot, target, { name: cleanName(text) });
}

/** Writes the definition of a code or theme; an empty one is removed. @throws UserError when it is gone */
export function defineEntry(snapshot: StudySnapshot, target: EntryTarget, text: string): CodebookPlan {
  const definition = text.trim();
  return reviseEntry(snapshot, target, { definition: definition === '' ? undefined : definition });
}

/** Adds a theme under a question or another theme, or by itself. @throws UserError when the name is empty */
export function createTheme(
  snapshot: StudySnapshot,
  text: string,
  under: Extract<Place, { readonly kind: 'question' | 'theme' | 'top' }>,
): CodebookPlan & { readonly id: string } {
  let id = '';
  const plan = planCodebook(snapshot, (codebook) => {
    const name = cleanName(text);
    id = freeId(codebook, name);
    const theme: Theme = {
      id,
      name,
      questions: under.kind === 'question' ? [under.id] : [],
      ...(under.kind === 'theme' ? { parent: under.id } : {}),
    };
    return { codebook: withThemes(codebook, [theme]) };
  });
  return { ...plan, id };
}

function reviseEntry(
  snapshot: StudySnapshot,
  { kind, id }: EntryTarget,
  fields: { readonly [K in 'name' | 'definition']?: string | undefined },
): CodebookPlan {
  return planCodebook(snapshot, (codebook) => ({
    codebook:
      kind === 'code'
        ? withCodes(codebook, [{ ...knownCode(codebook, id), ...fields } as Code])
        : withThemes(codebook, [{ ...knownTheme(codebook, id), ...fields } as Theme]),
  }));
}
