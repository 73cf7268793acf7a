import * as vscode from 'vscode';
import type { CurrentComparison } from '../../src/extension/workspace/comparison';
import { waitFor } from '../support/wait-for';
import { equal, ok } from './assert';
import { accepting, openWindow, type WebWindow } from './window';

const round = { coders: ['MS', 'SP'], round: 'calibration' };
const transcript = 'transcripts/Int01.md';
const consensus = `${transcript}.consensus.coding.yaml`;
const coders = ['MS', 'SP'].map((coder) => `${transcript}.${coder}.coding.yaml`);

describe('two coders on a virtual file system', () => {
  let window: WebWindow;
  let unsettled: readonly string[];
  const readCoders = () => Promise.all(coders.map((path) => window.read(path)));
  const execute = vscode.commands.executeCommand;
  before(async () => {
    window = await openWindow();
    unsettled = await readCoders();
  });
  after(async () => {
    await execute('verbatim.stopReconciling');
    await execute('verbatim.stopComparing');
  });

  it('are compared, and F7 goes to where they differ', async () => {
    const compared = await execute<CurrentComparison>('verbatim.compareCoders', round);
    ok(compared.disagreements.length > 100, `there are disagreements, not ${compared.disagreements.length}`);
    await execute('verbatim.nextDisagreement');
    const editor = vscode.window.activeTextEditor;
    ok(editor, 'a transcript is shown');
    const path = vscode.workspace.asRelativePath(editor.document.uri, false);
    const offset = editor.document.offsetAt(editor.selection.active);
    const starts = compared.disagreements
      .filter((one) => one.transcript === path)
      .map(({ extent }) => extent.start);
    ok(starts.includes(offset), `${path} has a disagreement at ${offset}`);
  });

  it('are reconciled: a decision is written into the consensus alone', async () => {
    await accepting('verbatim.reconcile', { round: 'calibration' });
    await accepting('verbatim.keepFirst');
    const written = await window.read(consensus);
    ok(/by: \[MS, SP\]/.test(written), `a decision is in\n${written}`);
    await execute('verbatim.takeOverAgreed');
    await waitFor(async () => /outcome: agreed/.test(await window.read(consensus)), 'what all agree on');
    equal((await readCoders()).join(), unsettled.join());
  });

  it('take it all back', async () => {
    await execute('verbatim.undoCoding');
    await execute('verbatim.undoCoding');
    const left = await Promise.resolve(window.read(consensus)).catch(() => '');
    equal(left, '');
  });
});
