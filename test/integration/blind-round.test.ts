import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { mergeCodes } from '../../src/core/actions/merge-codes';
import { describePlan } from '../../src/extension/features/codebook/describe-plan';
import { sidecarText } from '../support/small-study';
import { waitFor } from '../support/wait-for';
import { createStudy, removeStudies, type SmallStudy } from './window';

const transcript = '**R:** It was the money. And trust.\n';
type Status = 'in-progress' | 'done';
const mine = (status: Status): string =>
  sidecarText(transcript, [{ quote: 'It was the money.', codes: ['money'] }], { status });
const theirs = (status: Status): string =>
  sidecarText(
    transcript,
    [
      { quote: 'And trust.', codes: ['unknown-secret'] },
      { quote: 'the money', codes: ['money'] },
    ],
    { status },
  );

describe('a blind round', () => {
  let small: SmallStudy;
  let document: vscode.TextDocument;
  const seen: string[] = [];
  before(async () => {
    small = await createStudy({
      'verbatim.yaml': `format: verbatim/study@1
title: Blind
transcripts: ["*.md"]
coders:
  MS: { emails: [researcher@example.com] }
  SP: {}
rounds:
  first: { coders: [MS, SP], transcripts: [A.md], blind: true }
`,
      'A.md': transcript,
      'A.md.MS.coding.yaml': mine('done'),
      'A.md.SP.coding.yaml': theirs('in-progress'),
    });
    small.api.registry.onDidChangeStudy(({ view }) => seen.push(...view.sidecars.keys()));
    ({ document } = await small.show('A.md'));
  });
  after(removeStudies);

  const hoverOver = async (words: string): Promise<string> => {
    const position = document.positionAt(transcript.indexOf(words) + 1);
    const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
      'vscode.executeHoverProvider',
      document.uri,
      position,
    );
    return hovers
      .flatMap(({ contents }) => contents)
      .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
      .join('\n');
  };
  const problems = () => vscode.languages.getDiagnostics(small.uri('A.md.SP.coding.yaml'));

  it('counts only what the coder may see in the preview of a refactoring, and says that there is more', () => {
    const { visible, store } = small.study;
    const plan = mergeCodes(store.snapshot, { codes: ['money'], into: 'trust', themes: 'of both' });
    const lines = describePlan(visible, plan);
    assert.match(lines[0]?.detail ?? '', /^1 passage will count under “Trust”\./);
    assert.match(lines.at(-1)?.text ?? '', /^Codings that the blind round hides follow too/);
  });

  it('hides the other coder’s codings in views, in the text, in hovers and among the problems', async () => {
    assert.equal(small.study.coder, 'MS');
    assert.deepEqual([...small.study.view.sidecars.keys()], ['A.md.MS.coding.yaml']);
    assert.deepEqual(small.coded(document), { money: 'It was the money.' });
    assert.match(await hoverOver('money'), /Money/);
    assert.equal(await hoverOver('trust'), '');
    // What the checks find comes after this one of the coder's own.
    small.write('A.md.MS.coding.yaml', mine('done').replace('- money', '- unknown'));
    const own = small.uri('A.md.MS.coding.yaml');
    await waitFor(() => vscode.languages.getDiagnostics(own).length > 0, 'the problem of one’s own');
    assert.deepEqual(problems(), []);
    assert.ok(!seen.includes('A.md.SP.coding.yaml'));
  });

  it('shows them to everybody once all are done', async () => {
    small.write('A.md.SP.coding.yaml', theirs('done'));
    await waitFor(() => small.study.view.sidecars.size === 2, 'the other sidecar');
    assert.equal(small.coded(document)['unknown-secret'], 'And trust.');
    assert.match(await hoverOver('trust'), /unknown\\-secret/);
    await waitFor(() => problems().length > 0, 'the other’s problem');
  });
});
