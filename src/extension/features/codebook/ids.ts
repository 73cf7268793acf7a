import * as vscode from 'vscode';
import { renameCode, renameRefusal } from '../../../core/actions/rename-code';
import { oldIdsOf, rewriteOldIds } from '../../../core/actions/rewrite-old-ids';
import { counted } from '../../count-words';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import type { Changer } from './change';
import { countPassages } from './describe-plan';
import type { PreviewLine } from './preview';

/** **Change Id**: the id that files hold; the old one stays as an alias. */
export async function askForId(changer: Changer, study: OpenStudy, id: string): Promise<void> {
  const { codebook } = study.visible;
  const code = codebook.codes.get(id);
  if (!code) return;
  const to = await vscode.window.showInputBox({
    title: vscode.l10n.t('Id of “{0}”', code.name),
    prompt: vscode.l10n.t('Lower-case letters, digits and hyphens. The old id stays as an alias.'),
    value: id,
    validateInput: (value) => renameRefusal(codebook, { code: id, to: value.trim() })?.message,
  });
  if (to === undefined) return;
  const title = vscode.l10n.t('Change the id “{0}” to “{1}”', id, to.trim());
  await changer.propose(study, {
    title,
    action: vscode.l10n.t('Change the id'),
    edits: (snapshot) => renameCode(snapshot, { code: id, to: to.trim() }),
    lines: () => {
      const others = [...codebook.codes.values()].filter(
        ({ parent, replacedBy }) => parent === id || replacedBy.includes(id),
      );
      return [
        {
          icon: 'symbol-key',
          text: title,
          detail: vscode.l10n.t(
            '{0}: sidecars keep the old id, which goes on meaning “{1}”.',
            countPassages(study.visible, code),
            code.name,
          ),
        },
        ...others.map(({ name }): PreviewLine => ({
          icon: 'references',
          text: vscode.l10n.t('“{0}” names the new id', name),
        })),
      ];
    },
  });
}

/** **Rewrite Old Ids**: in the coder's own sidecars, on every passage that has a former id of a code. */
export async function askToRewrite(
  context: FeatureContext,
  changer: Changer,
  study: OpenStudy,
): Promise<void> {
  const coder = await context.coders.require(study, context.writerOf(study));
  if (coder === undefined) return;
  const old = oldIdsOf(study.store.snapshot, coder);
  if (old.length === 0) {
    vscode.window.setStatusBarMessage(vscode.l10n.t('Your sidecars have no old ids.'), 5000);
    return;
  }
  await changer.propose(study, {
    title: vscode.l10n.t('Rewrite old ids in the sidecars of {0}', coder),
    action: vscode.l10n.t('Rewrite them'),
    edits: (snapshot) => rewriteOldIds(snapshot, coder),
    lines: () => [
      ...old.map(({ id, now, passages }): PreviewLine => ({
        icon: 'symbol-key',
        text: vscode.l10n.t('{0} becomes {1}', id, now),
        detail: counted(passages, 'passage'),
      })),
      {
        icon: 'info',
        text: vscode.l10n.t(
          'No count changes, and the aliases stay: other coders and branches may have the old ids',
        ),
      },
    ],
  });
}
