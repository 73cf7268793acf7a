import * as vscode from 'vscode';
import { renameCode } from '../../../core/actions/rename-code';
import type { Disposable } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import type { FeatureContext } from '../feature';
import { findHere, rangeOf, studyYaml } from './study-yaml';

/**
 * Rename of a code, from wherever its id stands. It is written as any coding is, so that Undo Last Coding takes it back;
 * the editor is left with nothing to do.
 */
export function registerRename(context: FeatureContext): Disposable {
  const codeAt = (document: vscode.TextDocument, position: vscode.Position) => {
    const here = findHere(context.registry, document, position);
    if (here?.symbol?.kind !== 'code')
      throw new Error(vscode.l10n.t('Only ids of codes can be renamed here.'));
    if (!here.study.visible.codebook.codes.has(here.symbol.id))
      throw new Error(vscode.l10n.t('The codebook has no code “{0}”.', here.token.text));
    return { study: here.study, id: here.symbol.id, token: here.token };
  };
  return vscode.languages.registerRenameProvider(studyYaml, {
    prepareRename(document, position) {
      const { id, token } = codeAt(document, position);
      return { range: rangeOf(token), placeholder: id };
    },
    async provideRenameEdits(document, position, newName) {
      const { study, id } = codeAt(document, position);
      const to = newName.trim();
      try {
        await context
          .writerOf(study)
          .write(vscode.l10n.t('Rename a code'), () => renameCode(study.store.snapshot, { code: id, to }));
      } catch (error) {
        if (error instanceof UserError) throw new Error(error.message, { cause: error });
        throw error;
      }
      vscode.window.setStatusBarMessage(
        vscode.l10n.t('“{0}” is “{1}” now. Sidecars keep the old id, which means the same.', id, to),
        8000,
      );
      return new vscode.WorkspaceEdit();
    },
  });
}
