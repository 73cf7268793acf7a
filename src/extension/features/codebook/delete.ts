import * as vscode from 'vscode';
import { deleteCode, deleteTheme, isInUse } from '../../../core/actions/delete-code';
import type { EntryReference } from '../../contributions';
import { withoutLinks } from '../../commands';
import type { OpenStudy } from '../../workspace/open-study';
import { type Changer, ofPlan } from './change';
import { askToDeprecate } from './deprecate';
import { askToMerge } from './merge';

/** **Delete**: a theme, or a code that nobody uses; for one that is in use, merging or deprecating it is offered. */
export async function askToDelete(
  changer: Changer,
  study: OpenStudy,
  { kind, id }: EntryReference,
): Promise<void> {
  const { codebook } = study.visible;
  if (kind === 'theme') {
    await changer.propose(study, {
      title: vscode.l10n.t('Delete theme “{0}”', codebook.themes.get(id)?.name ?? id),
      action: vscode.l10n.t('Delete the theme'),
      ...ofPlan((snapshot) => deleteTheme(snapshot, id)),
    });
    return;
  }
  const code = codebook.codes.get(id);
  if (!code) return;
  // Everybody's codings count, hidden ones too, and nothing else is said of them.
  if (!isInUse(study.store.snapshot.whole, code)) {
    await changer.propose(study, {
      title: vscode.l10n.t('Delete “{0}”', code.name),
      action: vscode.l10n.t('Delete the code'),
      ...ofPlan((snapshot) => deleteCode(snapshot, id)),
    });
    return;
  }
  const [merge, deprecate] = [vscode.l10n.t('Merge…'), vscode.l10n.t('Deprecate…')];
  const choice = await vscode.window.showInformationMessage(
    withoutLinks(vscode.l10n.t('“{0}” is in use, so it is not deleted.', code.name)),
    {
      modal: true,
      detail: vscode.l10n.t(
        'Merge it into another code, under which its passages then count, or deprecate it: they keep it, and nothing new gets it.',
      ),
    },
    merge,
    deprecate,
  );
  if (choice === merge) await askToMerge(changer, study, [id]);
  if (choice === deprecate) await askToDeprecate(changer, study, id);
}
