import assert from 'node:assert/strict';
import * as vscode from 'vscode';
import { reconciliationOf } from '../../src/core/study/consensus';
import { codeNotesOf } from '../../src/extension/features/review/code-notes';
import type { CurrentComparison } from '../../src/extension/workspace/comparison';
import { sidecarText } from '../support/small-study';
import { layerChoices, leftOutInWords, whyLeftOut } from '../../src/extension/layer-words';
import type { OpenStudy } from '../../src/extension/workspace/open-study';
import { waitFor } from '../support/wait-for';
import { createStudy, exists, removeStudies, runningExtension, select, type SmallStudy } from './window';

const text = '**R:** It was the money. And trust, and time.\n';
const studyFile = `format: verbatim/study@1
title: To be reconciled
transcripts: ["*.md"]
coders:
  MS: { emails: [researcher@example.com] }
  SP: {}
rounds:
  first: { coders: [MS, SP], transcripts: [A.md], blind: true }
`;
const consensusFile = 'A.md.consensus.coding.yaml';

const sidecar = (firstId: number, ...passages: readonly (readonly [quote: string, code: string])[]): string =>
  sidecarText(
    text,
    passages.map(([quote, code]) => ({ quote, codes: [code] })),
    { status: 'done', firstId },
  );

const execute = vscode.commands.executeCommand;

/** Runs a command and answers what it asks, until it is done: by Enter, or by giving it up. */
async function answering(run: () => Thenable<unknown>, by: 'Enter' | 'Escape' = 'Enter'): Promise<void> {
  let isDone = false;
  const running = Promise.resolve(run()).then(() => (isDone = true));
  const answer =
    by === 'Enter' ? 'workbench.action.acceptSelectedQuickOpenItem' : 'workbench.action.closeQuickOpen';
  await waitFor(async () => {
    await execute(answer);
    return isDone;
  }, 'the command to be done');
  await running;
}

describe('reconciling two coders', () => {
  let small: SmallStudy;
  let comparison: CurrentComparison;
  before(async () => {
    small = await createStudy({
      'verbatim.yaml': studyFile,
      'A.md': text,
      'A.md.MS.coding.yaml': sidecar(100, ['It was the money.', 'money'], ['And trust', 'trust']),
      'A.md.SP.coding.yaml': sidecar(200, ['the money', 'money'], ['And trust', 'money']),
    });
    await small.show('A.md');
    await execute('verbatim.compareCoders', { coders: ['MS', 'SP'], round: 'first' });
    await answering(() => execute('verbatim.reconcile'));
    comparison = small.api.comparison.current ?? assert.fail('nothing is compared');
  });
  after(async () => {
    await execute('verbatim.stopReconciling');
    await execute('verbatim.stopComparing');
    await removeStudies();
  });

  const fixesAt = async (words: string): Promise<readonly vscode.CodeAction[]> => {
    const { document } = await small.show('A.md', words);
    const actions = await execute<readonly vscode.CodeAction[]>(
      'vscode.executeCodeActionProvider',
      document.uri,
      select(document, words),
    );
    return actions.filter(({ command }) => command?.command === 'verbatim.settleDisagreement');
  };
  const fix = async (title: string, words: string, by?: 'Escape'): Promise<void> => {
    const action = (await fixesAt(words)).find((each) => each.title === title);
    assert.ok(action?.command, title);
    const { command, arguments: given = [] } = action.command;
    await answering(() => execute(command, ...(given as unknown[])), by);
  };
  /** Every passage of the consensus: its words, its codes, and what was decided. */
  const told = (): readonly string[] =>
    (small.study.visible.sidecars.get(consensusFile)?.value.passages ?? []).map(
      ({ quote, codes, decisions = [] }) =>
        `${quote} [${codes.toSorted().join()}] ${decisions
          .map(({ code = 'the extent', outcome }) => `${code} ${outcome}`)
          .sort()
          .join(', ')}`,
    );
  const undo = async (): Promise<void> => {
    await execute('verbatim.undoCoding');
    assert.ok(!exists(small.file(consensusFile)), 'the decision is taken back');
  };

  it('offers what can be decided as quick fixes on the text, and the selection where there is one', async () => {
    const [information, ...others] = vscode.languages
      .getDiagnostics(small.uri('A.md'))
      .filter(({ source }) => source === 'Verbatim');
    assert.equal(information?.severity, vscode.DiagnosticSeverity.Information);
    assert.match(information.message, /^Boundary: Money/);
    assert.equal(others.length, 1);
    assert.deepEqual(
      (await fixesAt('the money')).map(({ title }) => title),
      ['Keep MS’s', 'Keep SP’s', 'Keep both', 'Use the selected words', 'Another code…', 'Neither'].map(
        (words) => `${words} (Money)`,
      ),
    );
  });

  const choices: readonly (readonly [title: string, words: string, decided: readonly string[]])[] = [
    ['Keep MS’s (Money)', 'the money', ['It was the money. [money] money agreed, the extent chosen']],
    ['Keep SP’s (Money)', 'the money', ['the money [money] money agreed, the extent chosen']],
    ['Keep both (Money)', 'the money', ['It was the money. [money] money agreed, the extent chosen']],
    ['Use the selected words (Money)', 'was the', ['was the [money] money agreed, the extent new']],
    ['Neither (Money)', 'the money', ['It was the money. [] money declined']],
    ['Keep MS’s (Trust ≠ Money)', 'And trust', ['And trust [trust] money declined, trust kept']],
    ['Keep SP’s (Trust ≠ Money)', 'And trust', ['And trust [money] money kept, trust declined']],
    ['Keep both (Trust ≠ Money)', 'And trust', ['And trust [money,trust] money kept, trust kept']],
    ['Neither (Trust ≠ Money)', 'And trust', ['And trust [] money declined, trust declined']],
  ];
  for (const [title, words, decided] of choices)
    it(`settles by “${title}”, and takes it back`, async () => {
      const coders = ['MS', 'SP'].map((coder) => small.read(`A.md.${coder}.coding.yaml`));
      await fix(title, words);
      assert.deepEqual(told(), decided);
      assert.match(small.read(consensusFile), /by: \[MS, SP\], date: "\d{4}-\d\d-\d\d" \}/);
      assert.deepEqual(
        ['MS', 'SP'].map((coder) => small.read(`A.md.${coder}.coding.yaml`)),
        coders,
      );
      await undo();
    });

  it('gives another code in place of both', async () => {
    await fix('Another code… (Money)', 'the money');
    assert.deepEqual(told(), ['It was the money. [trust] money declined, the extent chosen, trust added']);
    await undo();
  });

  it('decides nothing when the question for a reason is given up', async () => {
    await fix('Keep both (Money)', 'the money', 'Escape');
    assert.ok(!exists(small.file(consensusFile)));
  });

  it('skips to the next one, round from the last to the first, and decides nothing', async () => {
    await execute('verbatim.openDisagreement', {
      study: small.study.root.toString(),
      disagreement: comparison.disagreements[0]?.id,
    });
    const visited = [];
    for (let n = 0; n < 3; n++) {
      visited.push(vscode.window.activeTextEditor?.selection.active.character);
      await execute('verbatim.skipDisagreement');
    }
    const [money, trust] = ['It was', 'And trust'].map((words) => text.indexOf(words));
    assert.deepEqual(visited, [money, trust, money]);
    assert.ok(!exists(small.file(consensusFile)));
  });

  it('notes a codebook problem on the code by one key; it waits in the review list', async () => {
    const before = small.read('codebook.yaml');
    await execute('verbatim.noteCodebookProblem');
    await waitFor(() => small.read('codebook.yaml') !== before, 'the note in the codebook');
    const listed = codeNotesOf(small.study).map(({ code, note }) => [code.id, note.text]);
    assert.equal(listed.length, 1);
    assert.match(listed.join(), /(?:money|trust),(?:Is the definition clear|Overlaps with)/);
    await execute('verbatim.undoCoding');
    assert.equal(small.read('codebook.yaml'), before);
  });

  it('shows only what is open while it goes on, and everything when it has stopped', async () => {
    await fix('Keep MS’s (Money)', 'the money');
    const types = () => small.api.comparison.current?.shown.map(({ type }) => type);
    await waitFor(() => types()?.join() === 'different-code', 'the settled one to be left out');
    assert.equal(vscode.languages.getDiagnostics(small.uri('A.md')).length, 1);
    // It can be gone to all the same.
    const settled = comparison.disagreements.find(({ type }) => type === 'boundary')?.id ?? '';
    assert.equal(small.api.comparison.select(settled)?.id, settled);
    await execute('verbatim.stopReconciling');
    assert.deepEqual(types(), ['boundary', 'different-code']);
    assert.equal(small.api.comparison.current?.open.size, 1);
    await answering(() => execute('verbatim.reconcile'));
    await undo();
  });

  it('is done with the last decision, and final from then on', async () => {
    await fix('Keep MS’s (Money)', 'the money');
    await fix('Keep both (Trust ≠ Money)', 'And trust');
    assert.match(small.read(consensusFile), /^status: done$/m);
    assert.ok(reconciliationOf(small.study.visible, 'A.md').isComplete);
    assert.deepEqual(vscode.languages.getDiagnostics(small.uri('A.md')), []);
    small.study.coder = undefined;
    assert.equal(small.study.layer, 'final', 'a lead is shown what is final');
    assert.deepEqual([...small.study.view.sidecars.keys()], [consensusFile]);
    small.study.coder = 'MS';
    assert.equal(small.study.layer, 'all', 'a coder is shown everybody’s');
  });
});

describe('a lead in the sample study', () => {
  let study: OpenStudy;
  before(async () => {
    const { registry } = await runningExtension();
    study = registry.studies.find(({ title }) => title.includes('sample study')) ?? assert.fail('no study');
    assert.equal(study.coder, undefined);
  });
  after(() => {
    study.layer = 'all';
  });

  it('is shown what is final, and told what that leaves out and why; other layers are a choice away', () => {
    assert.equal(study.layer, 'final');
    assert.equal(leftOutInWords(study), 'Left out until settled: 5 transcripts.');
    assert.match(whyLeftOut(study, 'transcripts/Int01.md') ?? '', /^0 of \d+ disagreements are settled\.$/);
    assert.equal(whyLeftOut(study, 'transcripts/Int02.md'), undefined);
    assert.equal(study.view.sidecarsOf('transcripts/Int01.md').length, 0);
    assert.equal(study.view.sidecarsOf('transcripts/Int02.md').length, 1);
    const layers = layerChoices(study).map(({ layer }) => (typeof layer === 'string' ? layer : layer.coder));
    assert.deepEqual(layers.sort(), ['MS', 'SP', 'all', 'final']);
    study.layer = 'all';
    assert.equal(study.view.sidecarsOf('transcripts/Int01.md').length, 2);
    assert.equal(leftOutInWords(study), '');
  });
});
