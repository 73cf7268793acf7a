import * as vscode from 'vscode';
import { mergeCodes, themesGained, type MergeIntent } from '../../../core/actions/merge-codes';
import type { Code } from '../../../core/model/codebook';
import type { OpenStudy } from '../../workspace/open-study';
import { type Changer, ofPlan } from './change';
import { pickCode } from './pick-code';

/** **Merge into Another Code**: asks for the code that stays and, where it matters, for the themes. */
export async function askToMerge(changer: Changer, study: OpenStudy, ids: readonly string[]): Promise<void> {
  const { codebook } = study.visible;
  const codes = ids.flatMap((id) => codebook.codes.get(id) ?? []);
  const [first] = codes;
  if (!first) return;
  const what = codes.length === 1 ? `“${first.name}”` : vscode.l10n.t('{0} codes', codes.length);
  const isRetired = codes.every(({ status }) => status === 'deprecated');
  const picked = await pickCode(study, {
    title: vscode.l10n.t('Merge {0} into which code?', what),
    isOffered: (code) => !ids.includes(code.id) && (isRetired || code.status !== 'deprecated'),
  });
  const stays = typeof picked === 'object' && 'id' in picked ? codebook.codes.get(picked.id) : undefined;
  if (!stays) return;
  const themes = await askForThemes(study, codes, stays);
  if (!themes) return;
  await changer.propose(study, {
    title: vscode.l10n.t('Merge {0} into “{1}”', what, stays.name),
    action: vscode.l10n.t('Merge'),
    ...ofPlan((snapshot) => mergeCodes(snapshot, { codes: ids, into: stays.id, themes })),
  });
}

/** Nobody is asked where both count under the same themes. */
async function askForThemes(
  study: OpenStudy,
  codes: readonly Code[],
  stays: Code,
): Promise<MergeIntent['themes'] | undefined> {
  const { codebook } = study.visible;
  const gained = new Set(codes.flatMap(({ id }) => themesGained(codebook, id, stays.id)));
  if (gained.size === 0) return 'of both';
  const nameOf = (id: string): string => codebook.themes.get(id)?.name ?? id;
  const own = codebook.themesOf(stays).map(({ name }) => name);
  const items: (vscode.QuickPickItem & { readonly themes: MergeIntent['themes'] })[] = [
    {
      label: vscode.l10n.t('Under the themes of both'),
      detail: vscode.l10n.t('“{0}” also goes under {1}.', stays.name, [...gained].map(nameOf).join(', ')),
      themes: 'of both',
    },
    {
      label: vscode.l10n.t('Only where “{0}” stands', stays.name),
      detail: own.length === 0 ? vscode.l10n.t('Without a theme.') : `${own.join(', ')}.`,
      themes: 'of the one that stays',
    },
  ];
  const title = vscode.l10n.t('Where are the passages of both to count?');
  return (await vscode.window.showQuickPick(items, { title }))?.themes;
}
