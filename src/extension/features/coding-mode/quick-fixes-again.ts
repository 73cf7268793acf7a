import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';

/**
 * Has quick fixes offered in files that take the place of a locked transcript. An editor shows its next file before it
 * learns that this one is not read-only, finds that nothing can be mended in it, and looks again only when a provider
 * of quick fixes is registered, whichever it is.
 */
export function offerQuickFixesAgain(isLocked: (document: vscode.TextDocument) => boolean): Disposable {
  const subscriptions = new DisposableStore();
  /** Where the last file was a locked one. */
  const columns = new Set<vscode.ViewColumn>();
  const look = (editors: readonly vscode.TextEditor[]): void => {
    let isLeft = false;
    for (const { document, viewColumn } of editors) {
      if (viewColumn === undefined || !isFile(document)) continue;
      if (isLocked(document)) columns.add(viewColumn);
      else if (columns.delete(viewColumn)) isLeft = true;
    }
    if (isLeft) vscode.languages.registerCodeActionsProvider('*', noFixes).dispose();
  };
  subscriptions.add(vscode.window.onDidChangeVisibleTextEditors(look));
  look(vscode.window.visibleTextEditors);
  return subscriptions;
}

const noFixes: vscode.CodeActionProvider = { provideCodeActions: () => [] };

/** Texts that stand in no file are shown by editors of another kind. */
function isFile({ uri }: vscode.TextDocument): boolean {
  return vscode.workspace.fs.isWritableFileSystem(uri.scheme) !== undefined;
}
