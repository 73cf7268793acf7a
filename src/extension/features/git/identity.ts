import * as vscode from 'vscode';
import type { StudyRepository } from './repository';

/** Asks for the name that changes are kept under, where git knows none. @returns whether there is one now */
export async function askIdentity({ study, git }: StudyRepository): Promise<boolean> {
  const title = vscode.l10n.t('Who is making these changes?');
  const own = study.coder === undefined ? undefined : study.visible.study.coders.get(study.coder);
  const name = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Your name, as others will see it in the history of the study.'),
    value: own?.name ?? study.coder ?? '',
    ignoreFocusOut: true,
    validateInput: (value) => (value.trim() === '' ? vscode.l10n.t('A name is needed.') : undefined),
  });
  if (name === undefined) return false;
  const email = await vscode.window.showInputBox({
    title,
    prompt: vscode.l10n.t('Your e-mail address. It becomes part of the history of the study.'),
    value: own?.emails[0] ?? '',
    ignoreFocusOut: true,
    validateInput: (value) =>
      /^[^\s<>@]+@[^\s<>@]+$/.test(value.trim()) ? undefined : vscode.l10n.t('An e-mail address is needed.'),
  });
  if (email === undefined) return false;
  await git.setIdentity(name.trim(), email.trim());
  return true;
}
