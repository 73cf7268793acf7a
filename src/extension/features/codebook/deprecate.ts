import * as vscode from 'vscode';
import { deprecateCode, reinstateCode } from '../../../core/actions/deprecate-code';
import type { OpenStudy } from '../../workspace/open-study';
import { type Changer, ofPlan } from './change';
import { pickCode } from './pick-code';

/** **Deprecate Code**: asks for the code to use instead, if any; a deprecated code can be taken into use again. */
export async function askToDeprecate(changer: Changer, study: OpenStudy, id: string): Promise<void> {
  const code = study.visible.codebook.codes.get(id);
  if (!code) return;
  const isRetired = code.status === 'deprecated';
  const picked = await pickCode(study, {
    title: isRetired
      ? vscode.l10n.t('“{0}” is deprecated', code.name)
      : vscode.l10n.t('Deprecate “{0}”: which code is to be used instead?', code.name),
    placeholder: vscode.l10n.t('Enter for none, or type the code to use instead'),
    isOffered: (other) => other.id !== id && other.status !== 'deprecated',
    first: isRetired
      ? vscode.l10n.t('$(check) Use it again')
      : vscode.l10n.t('$(circle-slash) None in particular'),
  });
  if (picked === undefined) return;
  if (picked === 'first' && isRetired) {
    await changer.propose(study, {
      title: vscode.l10n.t('Use “{0}” again', code.name),
      action: vscode.l10n.t('Use it again'),
      ...ofPlan((snapshot) => reinstateCode(snapshot, id)),
    });
    return;
  }
  const successors = picked !== 'first' && 'id' in picked ? [picked.id] : [];
  await changer.propose(study, {
    title: vscode.l10n.t('Deprecate “{0}”', code.name),
    action: vscode.l10n.t('Deprecate'),
    ...ofPlan((snapshot) => deprecateCode(snapshot, id, successors)),
  });
}
