import assert from 'node:assert/strict';
import { renameSync, rmSync } from 'node:fs';
import * as vscode from 'vscode';
import { LivePassages } from '../../src/extension/workspace/live-passages';
import { StudyRegistry } from '../../src/extension/workspace/study-registry';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createNodeFileStore } from '../../src/node/file-store';
import { waitFor } from '../support/wait-for';
import { createStudy, removeStudies, runningExtension } from './window';

interface Manifest {
  readonly contributes: { readonly commands: readonly { readonly command: string }[] };
}

const transcript = '**R:** It was the money.\n';

describe('studies in the workspace', () => {
  after(removeStudies);

  it('may be several, each with its own files', async () => {
    const one = await createStudy({ 'A.md': transcript });
    const two = await createStudy({ 'B.md': transcript });
    const { registry } = await runningExtension();
    assert.equal(registry.studies.length, 3);
    assert.deepEqual([...one.study.view.transcripts.keys()], ['A.md']);
    assert.deepEqual([...two.study.view.transcripts.keys()], ['B.md']);
    assert.equal(registry.find(two.uri('B.md'))?.study, two.study);
    // The study around them does not take their files for its own.
    const outer = registry.studies.find(({ root }) => root.path.endsWith('primary-care-networks'));
    assert.equal(outer?.view.transcripts.size, 17);
  });

  it('follow folders that come, go and are renamed', async () => {
    const { study, file, write } = await createStudy({ 'transcripts/A.md': transcript });
    const transcripts = () => [...study.view.transcripts.keys()].join();
    renameSync(file('transcripts'), file('talks'));
    await waitFor(() => transcripts() === 'talks/A.md', transcripts);
    renameSync(file('talks'), file('transcripts'));
    await waitFor(() => transcripts() === 'transcripts/A.md', transcripts);
    write('transcripts/more/B.md', transcript);
    await waitFor(
      () => study.view.transcripts.has('transcripts/more/B.md'),
      'the transcript in a new folder',
    );
  });

  it('close when their folder goes', async () => {
    const { study, file, api } = await createStudy({ 'A.md': transcript });
    rmSync(file('.'), { recursive: true });
    await waitFor(() => !api.registry.studies.includes(study), 'the study to be closed');
  });

  it('are not shown before their coder is known, who may not see everything', async () => {
    const { registry } = await runningExtension();
    const known = new Set(registry.studies);
    const coders: (string | undefined)[] = [];
    const listen = (): void => {
      for (const study of registry.studies) if (!known.has(study)) coders.push(study.coder);
    };
    const subscriptions = [registry.onDidChangeStudies(listen), registry.onDidChangeStudy(listen)];
    await createStudy({ 'A.md': transcript });
    for (const subscription of subscriptions) subscription.dispose();
    assert.deepEqual([...new Set(coders)], ['MS']);
  });

  it('know their coder by the setting before git’s address', async () => {
    const { study } = await createStudy({ 'A.md': transcript });
    assert.equal(study.coder, 'MS');
    const configuration = vscode.workspace.getConfiguration('verbatim');
    await configuration.update('coder', 'SP', vscode.ConfigurationTarget.Workspace);
    await waitFor(() => study.coder === 'SP', 'the coder of the setting');
    await configuration.update('coder', undefined, vscode.ConfigurationTarget.Workspace);
    await waitFor(() => study.coder === 'MS', 'the coder of git’s address');
  });

  it('know their coder anew when the study file names other people', async () => {
    const { study, read, write } = await createStudy({ 'A.md': transcript });
    write('verbatim.yaml', read('verbatim.yaml').replace('Researcher@Example.com', 'someone@example.org'));
    await waitFor(() => study.coder === undefined, 'nobody to be recognised');
    write(
      'verbatim.yaml',
      read('verbatim.yaml').replace('S. P. }', 'S. P., emails: [researcher@example.com] }'),
    );
    await waitFor(() => study.coder === 'SP', 'the other coder');
  });

  it('are left alone once the registry is disposed of', async () => {
    const small = await createStudy({ 'A.md': transcript });
    const log = vscode.window.createOutputChannel('Verbatim test', { log: true });
    const registry = new StudyRegistry(
      {
        bytes: nodeByteTools,
        fileStore: (root) => createNodeFileStore(root.fsPath),
        gitEmail: () => Promise.resolve(undefined),
        gitVersions: () => undefined,
      },
      { find: () => Promise.resolve(undefined), keep: () => Promise.resolve() },
      log,
      () => Promise.resolve(),
    );
    const live = new LivePassages(registry);
    await registry.findStudies();
    const mine = registry.studyAt(small.study.root.toString());
    assert.ok(mine);
    let changes = 0;
    mine.store.onDidChange(() => changes++);
    live.onDidChange(() => changes++);
    small.write('B.md', transcript);
    await waitFor(() => mine.view.transcripts.has('B.md'), 'the transcript in both registries');
    assert.notEqual(changes, 0);

    live.dispose();
    registry.dispose();
    log.dispose();
    changes = 0;
    small.write('C.md', transcript);
    await waitFor(() => small.study.view.transcripts.has('C.md'), 'the transcript in the other registry');
    assert.equal(changes, 0);
    assert.deepEqual(registry.studies, []);
    assert.ok(!mine.view.transcripts.has('C.md'));
  });
});

describe('the commands', () => {
  it('are those of the manifest, all of them registered', async () => {
    const extension = vscode.extensions.getExtension('verbatim-qda.verbatim');
    await runningExtension();
    const { contributes } = extension?.packageJSON as Manifest;
    const registered = (await vscode.commands.getCommands(true)).filter(
      // The editor adds some for every view.
      (id) => /^verbatim\.\w+$/.test(id) && !/^verbatim\.\w+\.(focus|open)$/.test(id),
    );
    assert.deepEqual(registered.sort(), contributes.commands.map(({ command }) => command).sort());
  });

  it('without an editor or a study to act on say so and do nothing', async () => {
    await vscode.commands.executeCommand('workbench.action.closeAllEditors');
    for (const id of [
      'codePassage',
      'removeCode',
      'deletePassage',
      'editMemo',
      'nextPassage',
      'undoCoding',
      'markDone',
    ])
      await vscode.commands.executeCommand(`verbatim.${id}`);
    const gone = { study: 'file:///nowhere', sidecar: 'x.MS.coding.yaml', id: '01JD8Q4ZK3V7M2X9C5T6R1B0WA' };
    await vscode.commands.executeCommand('verbatim.openPassage', gone);
    assert.equal(vscode.window.activeTextEditor, undefined);
  });
});
