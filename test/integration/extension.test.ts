import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';

describe('the extension in VS Code', () => {
  it('activates', async () => {
    const extension = vscode.extensions.getExtension('verbatim-qda.verbatim');
    assert.ok(extension);
    await extension.activate();
    assert.equal(extension.isActive, true);
  });

  it('has the sample study open, and nothing saves by itself', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0];
    assert.ok(folder);
    assert.equal(path.basename(folder.uri.fsPath), 'primary-care-networks');
    assert.equal(vscode.workspace.getConfiguration('files').get('autoSave'), 'off');
    const file = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, 'verbatim.yaml'));
    assert.match(file.getText(), /\S/);
  });
});
