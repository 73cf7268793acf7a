import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import type { PassageQuery } from '../../src/core/search/passage-query';
import { passageId, sidecarText } from '../support/small-study';
import { waitFor } from '../support/wait-for';
import { createStudy, removeStudies, type SmallStudy } from './window';

const transcript = '**INT:** Why?\n\n**R:** It was the money. And trust.\n\n**R:** The money again.\n';

describe('the list of passages', () => {
  let small: SmallStudy;
  before(async () => {
    small = await createStudy({
      'verbatim.yaml': `format: verbatim/study@1
title: Listed
transcripts: ["*.md"]
coders:
  MS: { emails: [researcher@example.com] }
  SP: {}
rounds:
  first: { coders: [MS, SP], transcripts: [A.md], blind: true }
sources:
  A.md: { kind: interview, speakers: { INT: interviewer, R: Int1 } }
cases:
  Int1: { kind: person, transcripts: [A.md] }
`,
      'A.md': transcript,
      'A.md.MS.coding.yaml': sidecarText(transcript, [
        { quote: 'It was the money.', codes: ['money'] },
        { quote: 'And trust.', codes: ['trust'] },
      ]),
      'A.md.SP.coding.yaml': sidecarText(transcript, [{ quote: 'And trust.', codes: ['money'] }], {
        firstId: 2,
      }),
    });
  });
  after(removeStudies);

  const show = (query: PassageQuery) =>
    vscode.commands.executeCommand('verbatim.showPassages', { study: small.study.root.toString(), query });
  const copied = async (row?: unknown): Promise<string> => {
    await vscode.env.clipboard.writeText('');
    await vscode.commands.executeCommand('verbatim.copyQuotes', row);
    return vscode.env.clipboard.readText();
  };

  it('shows and copies what a code has, without what the round hides', async () => {
    await show({ kind: 'code', code: 'money' });
    assert.equal(await copied(), '“It was the money.”\n— A.md:3, MS: Money\n');
    await show({ kind: 'coder', coder: 'SP' });
    assert.equal(await copied(), '');
  });

  it('opens one passage after the other, round the end', async () => {
    await show({ kind: 'case', case: 'Int1' });
    const selected = () => {
      const editor = vscode.window.activeTextEditor;
      return editor?.document.getText(editor.selection);
    };
    for (const words of ['It was the money.', 'And trust.', 'It was the money.']) {
      await vscode.commands.executeCommand('verbatim.nextListed');
      await waitFor(
        () => selected() === words,
        () => `“${words}”, not “${selected()}”`,
      );
    }
    await vscode.commands.executeCommand('verbatim.previousListed');
    await waitFor(() => selected() === 'And trust.', 'the last one');
  });

  it('follows what changes in the study', async () => {
    await show({ kind: 'code', code: 'trust' });
    small.write(
      'A.md.MS.coding.yaml',
      sidecarText(transcript, [{ quote: 'It was the money.', codes: ['trust'] }]),
    );
    await waitFor(
      async () => (await copied()).includes('It was the money.'),
      'the passage with its new code',
    );
    assert.equal(await copied(), '“It was the money.”\n— A.md:3, MS: Trust\n');
  });

  it('copies what a row stands for as it is now, also when the row is of the list before', async () => {
    await show({ kind: 'code', code: 'trust' });
    const sidecar = { path: 'A.md.MS.coding.yaml' };
    const old = { reference: {}, placed: { sidecar, passage: { id: passageId(0) } } };
    assert.equal(await copied(old), '“It was the money.”\n— A.md:3, MS: Trust\n');
  });

  it('codes every turn of a speaker, once looked at, and one undo takes all of it back', async () => {
    const before = small.read('A.md.MS.coding.yaml');
    await small.show('A.md');
    let isDone = false;
    const coding = vscode.commands.executeCommand('verbatim.autoCodeSpeaker').then(() => (isDone = true));
    // The first label is the interviewer’s, the first code is Money; every turn is ticked.
    await waitFor(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isDone;
    }, 'the turns to be coded');
    await coding;
    await waitFor(() => small.read('A.md.MS.coding.yaml').includes('quote: "Why?"'), 'the turn');
    await vscode.commands.executeCommand('verbatim.undoCoding');
    assert.equal(small.read('A.md.MS.coding.yaml'), before);
  });
});
