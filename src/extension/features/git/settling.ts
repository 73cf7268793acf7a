import * as vscode from 'vscode';
import { normaliseText } from '../../../core/text/normal-text';
import type { OpenStudy } from '../../workspace/open-study';
import type { StudyRepository } from './repository';
import { listFiles, offer, tell } from './words';

const marker = '<<<<<<<';
/** So many milliseconds an open editor has to follow its file. */
const patience = 5000;

/** Names the files in which a person has to decide, and shows the first of them. */
export async function offerSettling(
  { study, git }: StudyRepository,
  files: readonly string[],
): Promise<void> {
  const [first] = files;
  const openFirst = async (): Promise<void> => {
    if (first !== undefined) await showMarker(study, first);
  };
  offer(
    vscode.l10n.t(
      'You and somebody else have changed the same thing in {0}. Both versions stand there, one above the other: keep the one that is right, save, and share.',
      listFiles(files),
    ),
    {
      [vscode.l10n.t('Open the File')]: openFirst,
      [vscode.l10n.t('Go Back to Before')]: async () => {
        await git.undoGet();
        await study.store.refresh();
        tell(vscode.l10n.t('Everything is as it was before you got the shared copy.'));
      },
    },
  );
  await openFirst().catch(() => undefined);
}

async function showMarker(study: OpenStudy, file: string): Promise<void> {
  const document = await vscode.workspace.openTextDocument(study.uriOf(file));
  await untilUpToDate(document);
  const at = document.positionAt(Math.max(0, document.getText().indexOf(marker)));
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(at, at) });
}

/** A file that is open already takes a moment to show what git has written to it. */
async function untilUpToDate(document: vscode.TextDocument): Promise<void> {
  const wanted = normaliseText(new TextDecoder().decode(await vscode.workspace.fs.readFile(document.uri)));
  const isUpToDate = (): boolean => document.isDirty || normaliseText(document.getText()) === wanted;
  if (isUpToDate()) return;
  await new Promise<void>((resolve) => {
    const settle = (): void => {
      clearTimeout(timer);
      watching.dispose();
      resolve();
    };
    const watching = vscode.workspace.onDidChangeTextDocument(() => {
      if (isUpToDate()) settle();
    });
    const timer = setTimeout(settle, patience);
  });
}
