import * as vscode from 'vscode';
import { equal, ok } from './assert';

describe('the extension in the web extension host', () => {
  const folder = (): vscode.Uri => {
    const [first] = vscode.workspace.workspaceFolders ?? [];
    if (!first) throw new Error('No folder is open');
    return first.uri;
  };

  it('activates without Node', async () => {
    const extension = vscode.extensions.getExtension('verbatim-qda.verbatim');
    ok(extension, 'the extension is loaded');
    await extension.activate();
    equal(extension.isActive, true);
    equal(vscode.env.uiKind, vscode.UIKind.Web);
    ok('importScripts' in globalThis, 'the host is a worker');
  });

  it('has the sample study open on a virtual file system', async () => {
    equal(folder().toString(), 'memory:/primary-care-networks');
    const file = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder(), 'verbatim.yaml'));
    ok(file.getText().length > 0, 'the study file has content');
  });

  it('writes there', async () => {
    const note = vscode.Uri.joinPath(folder(), 'note.txt');
    await vscode.workspace.fs.writeFile(note, new TextEncoder().encode('written'));
    equal(new TextDecoder().decode(await vscode.workspace.fs.readFile(note)), 'written');
    await vscode.workspace.fs.delete(note);
  });
});
