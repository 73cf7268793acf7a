import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../core/base/disposable';

/** Texts that stand in no file. They are shown under a scheme of their own and forgotten when their editor is closed. */
export interface MadeTexts extends Disposable {
  /** Keeps a text, in place of the one that had this path and query. @param path what an editor's tab is called */
  keep(path: string, query: string, text: string): vscode.Uri;
}

export function createMadeTexts(scheme: string): MadeTexts {
  const subscriptions = new DisposableStore();
  const texts = new Map<string, string>();
  const changed = subscriptions.add(new vscode.EventEmitter<vscode.Uri>());
  subscriptions.add(
    vscode.workspace.registerTextDocumentContentProvider(scheme, {
      onDidChange: changed.event,
      provideTextDocumentContent: (uri) => texts.get(uri.toString()) ?? '',
    }),
  );
  subscriptions.add(
    vscode.workspace.onDidCloseTextDocument(({ uri }) => {
      // A document that changes its language is closed and open at once.
      const isOpen = vscode.workspace.textDocuments.some(
        (document) => document.uri.toString() === uri.toString(),
      );
      if (!isOpen) texts.delete(uri.toString());
    }),
  );
  return {
    keep(path, query, text) {
      const uri = vscode.Uri.from({ scheme, path: `/${path}`, query });
      texts.set(uri.toString(), text);
      changed.fire(uri);
      return uri;
    },
    dispose: () => subscriptions.dispose(),
  };
}
