import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import * as vscode from 'vscode';
import type { CurrentComparison } from '../../src/extension/workspace/comparison';
import { sidecarText } from '../support/small-study';
import { waitFor } from '../support/wait-for';
import { createStudy, removeStudies, type SmallStudy } from './window';

const text = '**R:** It was the money. And trust, and time.\n';

const sidecar = (
  firstId: number,
  status: 'in-progress' | 'done',
  ...passages: readonly (readonly [quote: string, code: string])[]
): string =>
  sidecarText(
    text,
    passages.map(([quote, code]) => ({ quote, codes: [code] })),
    { status, firstId },
  );

const studyFile = `format: verbatim/study@1
title: Compared
transcripts: ["*.md"]
coders:
  MS: { emails: [researcher@example.com] }
  SP: {}
rounds:
  first: { coders: [MS, SP], transcripts: [A.md, B.md], blind: true }
`;

const compare = (given: unknown) =>
  vscode.commands.executeCommand<CurrentComparison | undefined>('verbatim.compareCoders', given);

describe('comparing coders', () => {
  let small: SmallStudy;
  before(async () => {
    small = await createStudy({
      'verbatim.yaml': studyFile,
      'A.md': text,
      'B.md': text,
      'A.md.MS.coding.yaml': sidecar(100, 'done', ['It was the money.', 'money'], ['And trust', 'trust']),
      'A.md.SP.coding.yaml': sidecar(200, 'done', ['the money', 'money'], ['And trust', 'money']),
      'B.md.MS.coding.yaml': sidecar(300, 'done', ['It was the money.', 'money']),
      'B.md.SP.coding.yaml': sidecar(400, 'in-progress'),
    });
    await small.show('A.md');
  });
  after(async () => {
    await vscode.commands.executeCommand('verbatim.stopComparing');
    await removeStudies();
  });

  it('compares nothing of a blind round that is still open, and says so', async () => {
    const current = await compare({ coders: ['MS', 'SP'], round: 'first' });
    assert.deepEqual(current?.disagreements, []);
    assert.deepEqual(
      current.comparison.notComparable.map(({ transcript, waitingFor }) => [transcript, waitingFor]),
      ['A.md', 'B.md'].map((path) => [path, [{ coder: 'SP', state: 'hidden' }]]),
    );
    await vscode.commands.executeCommand('verbatim.nextDisagreement');
    assert.equal(vscode.window.activeTextEditor?.selection.active.character, 0);
  });

  it('lists disagreements once all are done, and goes from one to the next by command', async () => {
    small.write('B.md.SP.coding.yaml', sidecar(400, 'done'));
    await waitFor(() => small.study.visible.sidecars.size === 4, 'the sidecars of the other coder');
    const current = await compare({ coders: ['MS', 'SP'], round: 'first' });
    assert.deepEqual(
      current?.disagreements.map(({ transcript, type }) => [transcript, type]),
      [
        ['A.md', 'boundary'],
        ['A.md', 'different-code'],
        ['B.md', 'one-coder-only'],
      ],
    );
    const editor = await small.show('A.md');
    editor.selection = new vscode.Selection(0, 0, 0, 0);
    const where = () => {
      const { activeTextEditor: active } = vscode.window;
      return (
        active && [
          vscode.workspace.asRelativePath(active.document.uri).split('/').pop(),
          active.selection.active.character,
        ]
      );
    };
    const visited = [];
    for (const command of ['next', 'next', 'next', 'next', 'previous']) {
      await vscode.commands.executeCommand(`verbatim.${command}Disagreement`);
      visited.push(where());
    }
    const [money, trust] = ['It was', 'And trust'].map((words) => text.indexOf(words));
    assert.deepEqual(visited, [
      ['A.md', money],
      ['A.md', trust],
      ['B.md', money],
      ['A.md', money],
      ['B.md', money],
    ]);
  });

  it('says on hovering whose a code is', async () => {
    const { document } = await small.show('A.md');
    const hover = async (words: string) => {
      const hovers = await vscode.commands.executeCommand<vscode.Hover[]>(
        'vscode.executeHoverProvider',
        document.uri,
        document.positionAt(text.indexOf(words) + 1),
      );
      return hovers
        .flatMap(({ contents }) => contents)
        .map((content) => (content instanceof vscode.MarkdownString ? content.value : ''))
        .join('\n')
        .replaceAll('\\', '');
    };
    assert.match(await hover('the money'), /Money\*\* – coded by MS, SP\n/);
    assert.match(await hover('It was'), /Money\*\* – coded by MS only, not by SP\n/);
    assert.doesNotMatch(await hover('the money'), /Coded by/);
  });

  it('follows the study', async () => {
    const current = await compare({ coders: ['MS', 'SP'], round: 'first' });
    assert.equal(current?.disagreements.length, 3);
    small.write(
      'A.md.SP.coding.yaml',
      sidecar(200, 'done', ['It was the money.', 'money'], ['And trust', 'trust']),
    );
    const count = async () => (await compare({ coders: ['MS', 'SP'], round: 'first' }))?.disagreements.length;
    await waitFor(async () => (await count()) === 1, 'the disagreements to be settled');
  });

  it('compares a coder with an earlier version of their codings', async function () {
    this.timeout(60_000);
    const git = (...args: readonly string[]) =>
      execFileSync('git', ['-c', 'user.name=MS', '-c', 'user.email=researcher@example.com', ...args], {
        cwd: small.file('.'),
      });
    git('add', '--all', '.');
    git('commit', '--quiet', '--message', 'Coded', '--', '.');
    small.write('A.md.MS.coding.yaml', sidecar(100, 'done', ['It was the money.', 'money']));
    await waitFor(
      () => small.study.visible.sidecars.get('A.md.MS.coding.yaml')?.value.passages.length === 1,
      'the changed sidecar',
    );
    const current = await compare({ coders: ['MS@HEAD', 'MS'] });
    assert.deepEqual(current?.comparison.coders, ['MS @ HEAD', 'MS']);
    assert.deepEqual(
      current.disagreements.map(({ type, sides }) => [type, sides.map((side) => side.length)]),
      [['one-coder-only', [1, 0]]],
    );
  });
});
