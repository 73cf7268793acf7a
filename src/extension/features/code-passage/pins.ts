import * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { mostNumbers } from '../../../core/study/numbered-codes';
import { registerCommand } from '../../commands';
import { referenceIn } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { currentStudy } from '../passages/targets';

/** **Pin or Unpin Code**: a pinned code keeps the number that applies it. */
export function registerPins(context: FeatureContext): Disposable {
  const { usedCodes } = context;
  return registerCommand(context.log, 'verbatim.togglePin', async (argument) => {
    const study = currentStudy(context);
    if (!study) return;
    const given = referenceIn(argument)?.code ?? (await pickCode(context, study));
    const code = given === undefined ? undefined : study.visible.codebook.resolve(given);
    if (!code) return;
    if (usedCodes.isPinned(study, code.id)) {
      usedCodes.unpin(study, code.id);
      tell(vscode.l10n.t('“{0}” is no longer pinned.', code.name));
      return;
    }
    const number = usedCodes.pin(study, code.id);
    if (number === undefined)
      throw new UserError(
        'code/all-pinned',
        vscode.l10n.t('All {0} numbers are pinned already. Unpin a code first.', mostNumbers),
      );
    tell(vscode.l10n.t('“{0}” is pinned to {1}.', code.name, number));
  });
}

async function pickCode({ usedCodes }: FeatureContext, study: OpenStudy): Promise<string | undefined> {
  const { codebook } = study.visible;
  const numbered = usedCodes.numbered(study);
  const known = new Set(numbered.map(({ code }) => code.id));
  const items = [
    ...numbered.map(({ number, code, isPinned }) => ({
      label: `${isPinned ? '$(pinned)' : '$(blank)'} ${number}  ${code.name}`,
      description: isPinned ? vscode.l10n.t('pinned') : '',
      id: code.id,
    })),
    ...[...codebook.codes.values()]
      .filter(({ id, status }) => !known.has(id) && status !== 'deprecated')
      .map((code) => ({
        label: `$(blank) ${code.name}`,
        description: codebook
          .themesOf(code)
          .map(({ name }) => name)
          .join(' · '),
        id: code.id,
      })),
  ];
  const choice = await vscode.window.showQuickPick(items, {
    title: vscode.l10n.t('Pin a code to a number, or unpin it'),
    matchOnDescription: true,
  });
  return choice?.id;
}

function tell(text: string): void {
  vscode.window.setStatusBarMessage(text, 5000);
}
