import * as vscode from 'vscode';
import type { Code } from '../../../core/model/codebook';
import { createCodeFinder } from '../../../core/search/code-finder';
import { reachEditor, showTyped } from '../../typed-pick';
import type { OpenStudy } from '../../workspace/open-study';
import type { TypeAhead } from '../../workspace/type-ahead';

export interface PickCodeOptions {
  readonly title: string;
  readonly placeholder?: string;
  /** Says of a code whether it can be picked. */
  readonly isOffered?: (code: Code) => boolean;
  /** Whether a new code may be named. */
  readonly mayCreate?: boolean;
  /** What Enter with nothing typed does instead, on top of the list. */
  readonly first?: string;
  /** Given where a plain key leads here, whose next keys may come before the box is there. */
  readonly typeAhead?: TypeAhead;
}

/** A code that is there, the name of a new one, or what stands on top of the list. */
export type PickedCode = { readonly id: string } | { readonly name: string } | 'first';

/** So many codes are shown; further ones are found by typing on. */
const mostItems = 60;

interface CodeItem extends vscode.QuickPickItem {
  readonly chosen: PickedCode;
}

/**
 * Lets the user pick a code by any words of it. Undefined when none is picked. The list follows what is typed a moment
 * later, and Enter may overtake it: then it means the best code for what was typed.
 */
export async function pickCode(study: OpenStudy, options: PickCodeOptions): Promise<PickedCode | undefined> {
  const { codebook } = study.visible;
  const { title, placeholder, isOffered = () => true, mayCreate = false, first, typeAhead } = options;
  const finder = createCodeFinder(codebook);
  const pick = vscode.window.createQuickPick<CodeItem>();
  pick.title = title;
  pick.placeholder = placeholder ?? vscode.l10n.t('Type a code, theme or words of a definition');
  // Without this, matches in the label are sorted again and the best code is not on top.
  Object.assign(pick, { sortByLabel: false });
  /** The list, and the one that is known to be on the screen. */
  let items: readonly CodeItem[] = [];
  let shown: readonly CodeItem[] = [];
  const fill = (): void => {
    const typed = pick.value.trim();
    const codes = finder.find(typed, []).filter(isOffered);
    const top: CodeItem[] =
      first !== undefined && typed === '' ? [{ label: first, alwaysShow: true, chosen: 'first' }] : [];
    const isTaken = codes.some(({ name, id }) => name.toLowerCase() === typed.toLowerCase() || id === typed);
    const made: CodeItem[] =
      mayCreate && typed !== '' && !isTaken
        ? [
            {
              label: vscode.l10n.t('$(add) New code “{0}”', typed),
              alwaysShow: true,
              chosen: { name: typed },
            },
          ]
        : [];
    const known = codes.slice(0, mostItems).map((code): CodeItem => ({
      label: code.name,
      description: [
        ...(code.status === 'deprecated' ? [vscode.l10n.t('deprecated')] : []),
        ...codebook.themesOf(code).map(({ name }) => name),
      ].join(' · '),
      ...(code.definition === undefined ? {} : { detail: code.definition }),
      alwaysShow: true,
      chosen: { id: code.id },
    }));
    const list = [...top, ...known, ...made];
    items = list;
    pick.items = list;
    void reachEditor().then(() => {
      shown = list;
    });
  };
  pick.onDidChangeValue(fill);
  fill();
  const isPicked = typeAhead ? await showTyped(pick, typeAhead, fill) : await showUntilClosed(pick);
  const highlighted = pick.activeItems.find((item) => items.includes(item));
  pick.dispose();
  return isPicked ? ((shown === items ? highlighted : undefined) ?? items[0])?.chosen : undefined;
}

/** @returns whether it was closed by Enter */
async function showUntilClosed(pick: vscode.QuickPick<CodeItem>): Promise<boolean> {
  return new Promise((resolve) => {
    pick.onDidAccept(() => resolve(true));
    pick.onDidHide(() => resolve(false));
    pick.show();
  });
}
