import * as vscode from 'vscode';
import type { VerbatimApi } from '../../src/extension/activate';
import type { OpenStudy } from '../../src/extension/workspace/open-study';
import { waitFor } from '../support/wait-for';
import { ok } from './assert';

/** The window of the tests, with the sample study open on a virtual file system. */
export interface WebWindow {
  readonly api: VerbatimApi;
  study(): OpenStudy;
  /** A file of the study. */
  uri(path: string): vscode.Uri;
  read(path: string): Promise<string>;
}

export async function openWindow(): Promise<WebWindow> {
  const extension = vscode.extensions.getExtension<VerbatimApi>('verbatim-qda.verbatim');
  ok(extension, 'the extension is loaded');
  const api = await extension.activate();
  const [folder] = vscode.workspace.workspaceFolders ?? [];
  ok(folder, 'a folder is open');
  const uri = (path: string): vscode.Uri => vscode.Uri.joinPath(folder.uri, path);
  return {
    api,
    study() {
      const found = api.registry.studyAt(folder.uri.toString());
      ok(found, 'the study is open');
      return found;
    },
    uri,
    read: async (path) => new TextDecoder().decode(await vscode.workspace.fs.readFile(uri(path))),
  };
}

/** Runs a command that asks something, and takes what its questions propose. */
export async function accepting(command: string, ...args: readonly unknown[]): Promise<void> {
  let isDone = false;
  const running = vscode.commands.executeCommand(command, ...args).then(() => (isDone = true));
  await waitFor(async () => {
    await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
    return isDone;
  }, `${command} to be done`);
  await running;
}
