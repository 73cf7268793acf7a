import type { Code, Theme } from '../model/codebook';
import type { StudySnapshot } from '../study/snapshot';
import { type CodebookPlan, planCodebook } from './codebook-plan';
import type { Place } from './move-code';
import { cleanName, freeId, knownCode, knownTheme, withCodes, without, withThemes } from './revise-entries';

/** A code or theme of the codebook. */
export interface EntryTarget {
  readonly kind: 'code' | 'theme';
  readonly id: string;
}

/** Gives a code or theme another name; its id stays. @throws UserError when it is gone or the name is empty */
export function nameEntry(snapshot: StudySnapshot, target: EntryTarget, text: string): CodebookPlan {
  const name = cleanName(text);
  return reviseEntry(snapshot, target, (entry) => ({ ...entry, name }));
}

/** Writes the definition of a code or theme; an empty one is removed. @throws UserError when it is gone */
export function defineEntry(snapshot: StudySnapshot, target: EntryTarget, text: string): CodebookPlan {
  const written = text.trim();
  return reviseEntry(snapshot, target, (entry) =>
    written === '' ? without(entry, 'definition') : { ...entry, definition: written },
  );
}

/** Adds a theme under a question or another theme, or by itself. @throws UserError when the name is empty */
export function createTheme(
  snapshot: StudySnapshot,
  text: string,
  under: Extract<Place, { readonly kind: 'question' | 'theme' | 'top' }>,
): CodebookPlan {
  return planCodebook(snapshot, (codebook) => {
    const name = cleanName(text);
    const theme: Theme = {
      id: freeId(codebook, name),
      name,
      questions: under.kind === 'question' ? [under.id] : [],
      ...(under.kind === 'theme' ? { parent: under.id } : {}),
    };
    return { codebook: withThemes(codebook, [theme]) };
  });
}

function reviseEntry(
  snapshot: StudySnapshot,
  { kind, id }: EntryTarget,
  revise: <T extends Code | Theme>(entry: T) => T,
): CodebookPlan {
  return planCodebook(snapshot, (codebook) => ({
    codebook:
      kind === 'code'
        ? withCodes(codebook, [revise(knownCode(codebook, id))])
        : withThemes(codebook, [revise(knownTheme(codebook, id))]),
  }));
}
