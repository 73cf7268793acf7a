import assert from 'node:assert/strict';
import path from 'node:path';
import * as vscode from 'vscode';
import { Emitter } from '../../src/core/base/event';
import type { Change } from '../../src/core/merge/change';
import { watchOutdated } from '../../src/extension/features/git/outdated';
import type { OpenStudy } from '../../src/extension/workspace/open-study';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createStudyGit } from '../../src/node/study-git';
import { passageId, sidecarText, smallStudy } from '../support/small-study';
import { type Copy, isStudyFile, type SharedStudy, shareStudy } from '../support/shared-study';
import { waitFor } from '../support/wait-for';
import { codeWithFirst, removeStudies, runningExtension, select, workspaceFolder } from './window';

const int02 = smallStudy().get('transcripts/Int02.txt') ?? '';
const sidecarOfMs = 'transcripts/Int01.md.MS.coding.yaml';
const sidecarOfSp = 'transcripts/Int02.txt.SP.coding.yaml';

describe('a study that two people share through git', function () {
  this.timeout(120_000);
  let shared: SharedStudy;
  let ms: Copy;
  let sp: Copy;
  let study: OpenStudy;
  const uri = (file: string): vscode.Uri => vscode.Uri.file(path.join(ms.folder, file));

  before(async () => {
    const { registry } = await runningExtension();
    const files = smallStudy();
    const studyFile = files.get('verbatim.yaml') ?? '';
    files.set(
      'verbatim.yaml',
      studyFile.replace('{ name: M. S. }', '{ name: M. S., emails: [ms@example.org] }'),
    );
    shared = await shareStudy(files, '', path.join(workspaceFolder(), 'small', 'shared'));
    ({ ms, sp } = shared);
    const root = vscode.Uri.file(ms.folder).toString();
    study = await waitFor(() => registry.studyAt(root), 'the shared study');
    assert.equal(study.coder, 'MS');
  });
  after(async () => {
    shared.remove();
    await removeStudies();
  });

  /** What is asked of no file in particular is asked of the study in the active editor. */
  const show = (file: string): Thenable<vscode.TextEditor> => vscode.window.showTextDocument(uri(file));
  const spShares = async (message: string): Promise<void> => {
    const outcome = await sp.studyGit.share({ isStudyFile, message });
    assert.equal(outcome.kind, 'shared');
  };

  it('shows what the other has shared, after Get', async () => {
    await sp.write(
      sidecarOfSp,
      sidecarText(int02, [{ quote: 'She is lovely.', codes: ['new-roles'] }], { firstId: 40 }),
    );
    await spShares('SP: 1 coding in Int02');
    await show('transcripts/Int02.txt');
    assert.deepEqual(await vscode.commands.executeCommand('verbatim.getShared'), {
      kind: 'got',
      files: [sidecarOfSp],
    });
    assert.ok(study.visible.sidecars.has(sidecarOfSp));
  });

  it('shares what was coded, under words that say what', async () => {
    const editor = await show('transcripts/Int02.txt');
    await waitFor(() => editor.document.languageId === 'transcript', 'the transcript');
    editor.selection = select(editor.document, 'She is here on Tuesdays.');
    await codeWithFirst();
    let outcome: unknown;
    let isDone = false;
    const sharing = vscode.commands.executeCommand('verbatim.share').then((result) => {
      outcome = result;
      isDone = true;
    });
    await waitFor(async () => {
      await vscode.commands.executeCommand('workbench.action.acceptSelectedQuickOpenItem');
      return isDone;
    }, 'the changes to be shared');
    await sharing;
    assert.deepEqual(outcome, { kind: 'shared', files: ['transcripts/Int02.txt.MS.coding.yaml'] });
    assert.equal((await ms.git('log', '-1', '--format=%s', 'origin/main')).trim(), 'MS: 1 coding in Int02');
  });

  it('tells what has changed since an earlier version', async () => {
    await show('transcripts/Int02.txt');
    const comparison = await vscode.commands.executeCommand<{ readonly changes: readonly Change[] }>(
      'verbatim.compareWith',
      'HEAD~2',
    );
    const sentences = comparison.changes.map(({ sentence }) => sentence);
    assert.equal(sentences.length, 2, sentences.join('\n'));
    assert.match(sentences.join('\n'), /^MS added \*.+\* to Int02 7:20 “She is here on Tuesdays\.”$/m);
    assert.match(sentences.join('\n'), /^SP added \*new-roles\* to Int02 7:5 “She is lovely\.”$/m);
    await vscode.commands.executeCommand('verbatim.endComparison');
  });

  it('tells the history of a passage and of a code', async () => {
    await show('transcripts/Int01.md');
    const reference = { study: study.root.toString(), sidecar: sidecarOfMs, id: passageId(0) };
    await vscode.commands.executeCommand('verbatim.showPassageHistory', reference);
    const passage = vscode.window.activeTextEditor?.document;
    assert.equal(passage?.uri.scheme, 'verbatim-history');
    assert.match(passage.getText(), /“we had no choice”\nCoded by MS in transcripts\/Int01\.md, line 5\n/);
    assert.match(passage.getText(), /made and coded “Almost mandatory” \(mandatory-feel\)\./);
    assert.match(passage.getText(), /was defined: Joining is described as unavoidable\./);

    await show('transcripts/Int01.md');
    await vscode.commands.executeCommand('verbatim.showCodeHistory', { code: 'compulsory' });
    const code = vscode.window.activeTextEditor?.document.getText() ?? '';
    assert.match(code, /^History of the code “Almost mandatory” \(mandatory-feel\)\n/);
    assert.match(code, /, MS\n {2}The code was made: “Almost mandatory”/);
  });

  it('lists codings whose definition has changed since, and takes them off when they are confirmed', async () => {
    const text = await sp.read('codebook.yaml');
    await sp.studyGit.get({ isStudyFile });
    await sp.write(
      'codebook.yaml',
      text.replace('Joining is described as unavoidable.', 'There was no choice.'),
    );
    await spShares('Sharpen');
    await show('transcripts/Int01.md');
    const { registry } = await runningExtension();
    const outdated = watchOutdated({
      registry,
      platform: {
        bytes: nodeByteTools,
        fileStore: () => undefined,
        gitEmail: () => Promise.resolve(undefined),
        gitVersions: () => undefined,
        git: ({ fsPath }) => createStudyGit(fsPath),
      },
      exchanged: new Emitter(),
      log: vscode.window.createOutputChannel('Test', { log: true }),
    });
    const listed = (): string =>
      outdated
        .of(study)
        .map(({ placed, code }) => `${code} ${placed.passage.id}`)
        .join();
    try {
      assert.equal(listed(), '');
      await vscode.commands.executeCommand('verbatim.getShared');
      const own = study.visible.sidecars
        .get('transcripts/Int02.txt.MS.coding.yaml')
        ?.value.passages.map(({ id }) => id);
      const all = [passageId(0), passageId(1), ...(own ?? [])].map((id) => `mandatory-feel ${id}`);
      await waitFor(
        () => listed() === all.join(),
        () => `${all.join()} to be listed, not ${listed()}`,
      );
      const reference = { study: study.root.toString(), sidecar: sidecarOfMs, id: passageId(1) };
      const before = await ms.read(sidecarOfMs);
      await vscode.commands.executeCommand('verbatim.stillFits', { ...reference, code: 'mandatory-feel' });
      assert.match(await ms.read(sidecarOfMs), /mandatory-feel:\n +checked: "\d{4}-\d\d-\d\d"\n/);
      await waitFor(() => listed() === all.filter((_, n) => n !== 1).join(), 'the confirmed coding to go');
      await vscode.commands.executeCommand('verbatim.undoCoding');
      assert.equal(await ms.read(sidecarOfMs), before);
      await waitFor(() => listed() === all.join(), 'the coding to be listed again');
    } finally {
      outdated.dispose();
    }
  });

  it('merges both versions of a file by a quick fix, where git has left markers', async () => {
    const text = await ms.read(sidecarOfMs);
    await sp.studyGit.get({ isStudyFile });
    await sp.write(sidecarOfMs, text.replace('      - wary\n', '      - wary\n      - new-roles\n'));
    await spShares('MS, elsewhere');
    await ms.write(
      sidecarOfMs,
      text.replace('Compare Int2.', 'Compare Int3.').replace('- wary\n', '- wary\n      - mandatory-feel\n'),
    );
    await ms.git('commit', '--quiet', '--all', '--message', 'Here');
    await ms.git('fetch', '--quiet');
    await assert.rejects(ms.git('merge', '--quiet', 'origin/main'));
    await show(sidecarOfMs);
    const fix = await waitFor(async () => {
      const actions = await vscode.commands.executeCommand<readonly vscode.CodeAction[]>(
        'vscode.executeCodeActionProvider',
        uri(sidecarOfMs),
        new vscode.Range(0, 0, 1000, 0),
      );
      return actions.find(({ command }) => command?.command === 'verbatim.resolveConflicts');
    }, 'the quick fix');
    await vscode.commands.executeCommand(
      fix.command?.command ?? '',
      ...((fix.command?.arguments ?? []) as unknown[]),
    );
    const merged = await ms.read(sidecarOfMs);
    assert.doesNotMatch(merged, /<<<<<<</);
    for (const part of ['- new-roles\n', '- mandatory-feel\n', 'Compare Int3.'])
      assert.ok(merged.includes(part), part);
  });

  it('does so where the markers were committed, too', async () => {
    await ms.git('commit', '--quiet', '--all', '--message', 'Both');
    const text = await ms.read(sidecarOfMs);
    await ms.git('switch', '--quiet', '--create', 'elsewhere');
    await ms.write(sidecarOfMs, text.replace('      - wary\n', '      - wary\n      - staff-time\n'));
    await ms.git('commit', '--quiet', '--all', '--message', 'Elsewhere');
    await ms.git('switch', '--quiet', 'main');
    await ms.write(sidecarOfMs, text.replace('      - wary\n', '      - wary\n      - no-choice\n'));
    await ms.git('commit', '--quiet', '--all', '--message', 'Here');
    await assert.rejects(ms.git('merge', '--quiet', 'elsewhere'));
    await ms.git('commit', '--quiet', '--all', '--message', 'With markers');
    await waitFor(() => study.visible.sidecars.get(sidecarOfMs)?.isStale, 'the markers to be seen');
    const resolved = await vscode.commands.executeCommand('verbatim.resolveConflicts', {
      study: study.root.toString(),
      path: sidecarOfMs,
    });
    assert.equal((resolved as readonly { resolution: { kind: string } }[])[0]?.resolution.kind, 'clean');
    const merged = await ms.read(sidecarOfMs);
    for (const code of ['new-roles', 'mandatory-feel', 'no-choice', 'staff-time'])
      assert.ok(merged.includes(`      - ${code}\n`), code);
    assert.doesNotMatch(merged, /<<<<<<</);
  });

  it('renews the merge driver after an update, where it is set up', async () => {
    await show('transcripts/Int02.txt');
    await vscode.commands.executeCommand('verbatim.setUpGit');
    const copy = '.git/verbatim/verbatim.cjs';
    const current = await ms.read(copy);
    await ms.write(copy, '// An older edition\n');
    // As when a window opens: studies are found.
    await ms.write('../another/verbatim.yaml', 'format: verbatim/study@1\ntitle: Another\ntranscripts: []\n');
    await waitFor(async () => (await ms.read(copy)) === current, 'the renewed program');
  });
});
