import * as vscode from 'vscode';
import type { StudyRepository } from './repository';
import { offer } from './words';

/** Makes git merge the study's files record by record, in this copy of the repository. */
export async function setUpGit(extension: vscode.Uri, { study, git }: StudyRepository): Promise<void> {
  const program = vscode.Uri.joinPath(extension, 'dist', 'verbatim.js').fsPath;
  await git.setUp(study.store.snapshot.whole.study.transcripts, program);
  offer(
    vscode.l10n.t(
      'From now on, codings of several people are brought together passage by passage on this computer. Share once, so that the setting reaches the others; each of them chooses this once, too.',
    ),
    { [vscode.l10n.t('Share…')]: () => vscode.commands.executeCommand('verbatim.share') },
    (text, ...choices) => vscode.window.showInformationMessage(text, ...choices),
  );
}
