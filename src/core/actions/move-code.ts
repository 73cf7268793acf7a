import { UserError } from '../base/user-error';
import type { Code, Theme } from '../model/codebook';
import { type CodebookIndex, indexCodebook } from '../model/codebook-index';
import type { StudySnapshot } from '../study/snapshot';
import { type CodebookPlan, planCodebook } from './codebook-plan';
import { ancestorsOf } from './merge-codes';
import { knownCode, knownTheme, unique, withCodes, withParent, withThemes } from './revise-entries';

/** Where something stands in the tree of questions, themes and codes. */
export type Place =
  | { readonly kind: 'question'; readonly id: string }
  | { readonly kind: 'theme'; readonly id: string }
  | { readonly kind: 'code'; readonly id: string }
  /** Codes without a theme, themes without a question. */
  | { readonly kind: 'top' };

/** What is moved, and the places that it leaves: those it is seen at, all of them, or none where it is only added. */
export interface MovedItem {
  readonly kind: 'code' | 'theme';
  readonly id: string;
  readonly leaves: readonly Place[] | 'all';
}

export interface MoveIntent {
  readonly items: readonly MovedItem[];
  readonly to: Place;
}

/**
 * Moves codes under a theme or another code, and themes under a question or another theme. Only the lines that say where
 * they belong change. Whatever is under them comes along.
 * @throws UserError when the codebook cannot be read, something is gone, or it would come to stand under itself
 */
export function moveInCodebook(snapshot: StudySnapshot, intent: MoveIntent): CodebookPlan {
  return planCodebook(snapshot, (codebook) => ({ codebook: movedCodebook(codebook, intent) }));
}

function movedCodebook(codebook: CodebookIndex, { items, to }: MoveIntent): CodebookIndex {
  return items.reduce((current, item) => {
    if (item.kind === 'code') {
      const moved = moveCode(current, knownCode(current, item.id), item.leaves, to);
      return indexCodebook(withCodes(current, [moved]));
    }
    const moved = moveTheme(current, knownTheme(current, item.id), item.leaves, to);
    return indexCodebook(withThemes(current, [moved]));
  }, codebook);
}

function moveCode(codebook: CodebookIndex, code: Code, leaves: MovedItem['leaves'], to: Place): Code {
  const isLeft = (kind: Place['kind'], id: string): boolean =>
    leaves === 'all' || leaves.some((place) => place.kind === kind && 'id' in place && place.id === id);
  const parent = code.parent !== undefined && isLeft('code', code.parent) ? undefined : code.parent;
  const stays = (theme: string): boolean => !isLeft('theme', theme);
  switch (to.kind) {
    case 'theme':
      knownTheme(codebook, to.id);
      return { ...withParent(code, parent), themes: exchange(code.themes, stays, to.id) };
    case 'code':
      if (to.id === code.id || ancestorsOf(codebook, knownCode(codebook, to.id)).includes(code.id))
        throw below(code.name);
      return { ...withParent(code, to.id), themes: code.themes.filter(stays) };
    case 'top':
      return { ...withParent(code, parent), themes: code.themes.filter(stays) };
    case 'question':
      throw new UserError(
        'move/code-to-question',
        'A code answers a question through a theme. Move it under one of the question’s themes.',
        { id: code.id },
      );
  }
}

function moveTheme(codebook: CodebookIndex, theme: Theme, leaves: MovedItem['leaves'], to: Place): Theme {
  const isLeft = (kind: Place['kind'], id: string): boolean =>
    leaves === 'all' || leaves.some((place) => place.kind === kind && 'id' in place && place.id === id);
  const parent = theme.parent !== undefined && isLeft('theme', theme.parent) ? undefined : theme.parent;
  const stays = (question: string): boolean => !isLeft('question', question);
  switch (to.kind) {
    case 'question':
      if (!codebook.questions.has(to.id))
        throw new UserError('codebook/no-question', `The codebook has no question “${to.id}” any more.`, {
          id: to.id,
        });
      return { ...withParent(theme, parent), questions: exchange(theme.questions, stays, to.id) };
    case 'theme':
      if (to.id === theme.id || isBelow(codebook, knownTheme(codebook, to.id), theme.id))
        throw below(theme.name);
      return { ...withParent(theme, to.id), questions: theme.questions.filter(stays) };
    case 'top':
      return { ...withParent(theme, parent), questions: theme.questions.filter(stays) };
    case 'code':
      throw new UserError('move/theme-to-code', 'A theme stands under a question or another theme.', {
        id: theme.id,
      });
  }
}

/** The ids that stay, and the new one in the place of the first that does not, else at the end. */
function exchange(ids: readonly string[], stays: (id: string) => boolean, to: string): readonly string[] {
  const at = ids.findIndex((id) => !stays(id));
  const exchanged =
    at === -1 ? [...ids, to] : ids.flatMap((id, i) => (i === at ? [to] : stays(id) ? [id] : []));
  return ids.includes(to) && stays(to) ? ids.filter(stays) : unique(exchanged);
}

function isBelow(codebook: CodebookIndex, theme: Theme, id: string): boolean {
  for (let at = codebook.parentOfTheme(theme); at; at = codebook.parentOfTheme(at))
    if (at.id === id) return true;
  return false;
}

function below(name: string): UserError {
  return new UserError('move/below-itself', `“${name}” cannot stand under itself or what is under it.`);
}
