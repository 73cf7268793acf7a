import type { CodebookIndex } from '../model/codebook-index';
import { casesOf } from '../study/cases';
import { isPartOf } from '../study/part-of';
import { type PlacedPassage, placePassages } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import type { StudySymbol } from './symbol-at';

/** A passage that something is about, and the code, as its sidecar has it, by which it is. */
export interface Use {
  readonly placed: PlacedPassage;
  readonly code?: string;
}

/**
 * The passages that have a code itself, or that count towards a theme, a question, a case (and what is part of it) or a coder; transcript by transcript
 * and in the order of the sidecars.
 */
export function usesOf(view: StudyView, symbol: StudySymbol): readonly Use[] {
  const { kind, id } = symbol;
  const isMeant = codesTowards(view.codebook, symbol);
  const byCode = kind === 'code' || kind === 'theme' || kind === 'question';
  const uses: Use[] = [];
  for (const transcript of view.transcripts.keys())
    for (const sidecar of view.sidecarsOf(transcript))
      for (const placed of placePassages(view, sidecar)) {
        const code = byCode ? placed.passage.codes.find(isMeant) : undefined;
        if (code !== undefined) uses.push({ placed, code });
        else if (kind === 'case' && casesOf(view, placed).some((own) => isPartOf(view.study, own, id)))
          uses.push({ placed });
        else if (kind === 'coder' && sidecar.coder === id) uses.push({ placed });
      }
  return uses;
}

/** Says of an id in a sidecar whether it counts; each id is looked at once. */
function codesTowards(codebook: CodebookIndex, { kind, id }: StudySymbol): (code: string) => boolean {
  const verdicts = new Map<string, boolean>();
  const judge = (used: string): boolean => {
    const code = codebook.resolve(used);
    if (!code) return kind === 'code' && used === id;
    if (kind === 'code') return code.id === id;
    const themes = codebook.themesOf(code);
    return kind === 'theme'
      ? themes.some((theme) => theme.id === id)
      : themes.some((theme) => codebook.questionsOf(theme).includes(id));
  };
  return (used) => {
    let verdict = verdicts.get(used);
    if (verdict === undefined) verdicts.set(used, (verdict = judge(used)));
    return verdict;
  };
}
