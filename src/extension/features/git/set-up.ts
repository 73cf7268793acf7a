import * as vscode from 'vscode';
import type { StudyRepository } from './repository';
import { offer } from './words';

/** Brings the program that merges up to date in a repository where it is set up, as after an update of the extension. */
export async function renewGit(extension: vscode.Uri, { git }: StudyRepository): Promise<boolean> {
  return git.renew(programOf(extension));
}

function programOf(extension: vscode.Uri): string {
  return vscode.Uri.joinPath(extension, 'dist', 'verbatim.js').fsPath;
}

/** Makes git merge the study's files record by record, in this copy of the repository. */
export async function setUpGit(extension: vscode.Uri, { study, git }: StudyRepository): Promise<void> {
  await git.setUp(study.store.snapshot.whole.study.transcripts, programOf(extension));
  offer(
    vscode.l10n.t(
      'From now on, codings of several people are brought together passage by passage on this computer. Share once, so that the setting reaches the others; each of them chooses this once, too.',
    ),
    { [vscode.l10n.t('Share…')]: () => vscode.commands.executeCommand('verbatim.share') },
    'information',
  );
}
