import * as vscode from 'vscode';
import { createDice } from '../../support/study-generator';
import { waitFor } from '../../support/wait-for';
import type { Opened } from './run';

/** Shows a transcript, once its passages are known. */
export async function showTranscript({ api }: Opened, uri: vscode.Uri): Promise<vscode.TextEditor> {
  await vscode.window.showTextDocument(uri);
  return waitFor(() => {
    const { activeTextEditor: editor } = vscode.window;
    const isThere = editor?.document.languageId === 'transcript' && editor.document.uri.fsPath === uri.fsPath;
    return isThere && api.live.of(editor.document) && editor;
  }, 'the transcript to be shown');
}

/** Places in a document, always the same. */
export function createPlaces(document: vscode.TextDocument, seed: number): () => vscode.Position {
  const dice = createDice(seed);
  const length = document.getText().length;
  return () => document.positionAt(dice(length - 400));
}

/** Lets everything happen that was put off. */
export function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}
