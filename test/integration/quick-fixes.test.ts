import assert from 'node:assert/strict';
import { renameSync } from 'node:fs';
import * as vscode from 'vscode';
import { waitFor } from '../support/wait-for';
import { codeWithFirst, createStudy, exists, removeStudies } from './window';

const transcript = '**R:** It was the money.\n';

describe('a sidecar whose transcript was renamed outside', () => {
  after(removeStudies);

  it('is attached to it by a quick fix, and detached again by undoing that', async () => {
    const small = await createStudy({ 'transcripts/A.md': transcript });
    await small.show('transcripts/A.md', 'It was the money.');
    await codeWithFirst();
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    const before = small.read('transcripts/A.md.MS.coding.yaml');
    renameSync(small.file('transcripts/A.md'), small.file('transcripts/Z.md'));
    await small.study.store.refresh();

    const uri = small.uri('transcripts/A.md.MS.coding.yaml');
    const editor = await vscode.window.showTextDocument(uri);
    const fix = await waitFor(async () => {
      const whole = editor.document.validateRange(new vscode.Range(0, 0, 1000, 0));
      const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri,
        whole,
      );
      return actions.find(({ command }) => command?.command === 'verbatim.reattachSidecar');
    }, 'the quick fix');
    assert.equal(fix.title, 'Attach to transcripts/Z.md');
    await vscode.commands.executeCommand(
      fix.command?.command ?? '',
      ...((fix.command?.arguments ?? []) as unknown[]),
    );
    assert.equal(small.read('transcripts/Z.md.MS.coding.yaml'), before);
    assert.ok(!exists(small.file('transcripts/A.md.MS.coding.yaml')));
    const [placed] = small.study.view.sidecarsOf('transcripts/Z.md');
    assert.equal(placed?.value.passages.length, 1);

    await vscode.commands.executeCommand('verbatim.undoCoding');
    assert.equal(small.read('transcripts/A.md.MS.coding.yaml'), before);
    assert.ok(!exists(small.file('transcripts/Z.md.MS.coding.yaml')));
  });
});
