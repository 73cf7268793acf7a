import * as vscode from 'vscode';
import type { Code } from '../../../core/model/codebook';
import { createCodeFinder } from '../../../core/search/code-finder';
import type { OpenStudy } from '../../workspace/open-study';

export interface PickCodeOptions {
  readonly title: string;
  readonly placeholder?: string;
  /** Says of a code whether it can be picked. */
  readonly isOffered?: (code: Code) => boolean;
  /** Whether a new code may be named. */
  readonly mayCreate?: boolean;
  /** What Enter with nothing typed does instead, on top of the list. */
  readonly first?: string;
}

/** A code that is there, the name of a new one, or what stands on top of the list. */
export type PickedCode = { readonly id: string } | { readonly name: string } | 'first';

/** So many codes are shown; further ones are found by typing on. */
const mostItems = 60;

interface CodeItem extends vscode.QuickPickItem {
  readonly chosen: PickedCode;
}

/** Lets the user pick a code by any words of it. Undefined when none is picked. */
export async function pickCode(study: OpenStudy, options: PickCodeOptions): Promise<PickedCode | undefined> {
  const { codebook } = study.visible;
  const { title, placeholder, isOffered = () => true, mayCreate = false, first } = options;
  const finder = createCodeFinder(codebook);
  const pick = vscode.window.createQuickPick<CodeItem>();
  pick.title = title;
  pick.placeholder = placeholder ?? vscode.l10n.t('Type a code, theme or words of a definition');
  // Without this, matches in the label are sorted again and the best code is not on top.
  Object.assign(pick, { sortByLabel: false });
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
    pick.items = [...top, ...known, ...made];
  };
  pick.onDidChangeValue(fill);
  fill();
  const picked = await new Promise<PickedCode | undefined>((resolve) => {
    pick.onDidAccept(() => resolve(pick.activeItems[0]?.chosen));
    pick.onDidHide(() => resolve(undefined));
    pick.show();
  });
  pick.dispose();
  return picked;
}
