import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '#vscode-host';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../src/core/format/format-sidecar';
import type { SidecarChange } from '../../src/core/format/sidecar-change';
import { createStudyGit } from '../../src/node/study-git';
import { runVerbatim } from '../support/cli';
import { GitStudy, run } from '../support/git-study';

const program = path.join(projectFolder, 'dist/verbatim.js');
const driverSetting = 'merge.verbatim.driver';
const file = 'transcripts/Int01.md.MS.coding.yaml';
const ids = ['01JD8Q4ZK3V7M2X9C5T6R1B0WA', '01JD8Q4ZK3V7M2X9C5T6R1B0WB'] as const;
const base = formatSidecar({
  base: '9'.repeat(40),
  status: 'in-progress',
  passages: ids.map((id, i) => ({
    id,
    at: { start: { line: 2 + i, column: 1 }, end: { line: 2 + i, column: 6 } },
    quote: 'hello',
    codes: ['new-money'],
  })),
});
const changed = (...changes: SidecarChange[]): string => editSidecar(base, changes).text;
const code = (id: string): SidecarChange => ({ kind: 'add-code', id: ids[0], code: id });
const memo = (text: string): SidecarChange => ({ kind: 'set-memo', id: ids[0], memo: text });

const study = {
  'verbatim.yaml':
    'format: verbatim/study@1\ntitle: T\ntranscripts: ["transcripts/**/*.md"]\ncoders:\n  MS: { name: M. S. }\n',
  'codebook.yaml': 'format: verbatim/codebook@1\ncodes:\n  new-money: { name: New money }\n',
  'transcripts/Int01.md': 'R: hello\nhello\nhello\n',
  [file]: base,
};

describe('verbatim setup-git', function () {
  this.timeout(120_000);
  let repository: GitStudy;
  let branches = 0;
  beforeEach(async () => (repository = await GitStudy.create(study, 'a "study"')));
  afterEach(() => repository.remove());

  /** Two branches change the sidecar, and git merges them. */
  async function merge(
    ours: string,
    theirs: string,
  ): Promise<{ isClean: boolean; text: string; said: string }> {
    const name = `branch-${++branches}`;
    await repository.git('switch', '--quiet', '--create', name);
    await repository.write(file, theirs);
    await repository.commit('Theirs');
    await repository.git('switch', '--quiet', 'main');
    await repository.write(file, ours);
    await repository.commit('Ours');
    const args = ['-C', 'transcripts', 'merge', '--quiet', '--no-edit', name];
    const { code: ended, stdout, stderr } = await repository.tryGit(...args);
    const said = `ended with ${String(ended)}: ${stdout}${stderr}`;
    return { isClean: ended === 0, text: await repository.read(file), said };
  }

  async function setUp(): Promise<string> {
    const { code: ended, stdout, stderr } = await runVerbatim(['setup-git'], repository.folder);
    assert.equal(ended, 0, stderr);
    await repository.commit('Set up');
    return stdout;
  }

  it('makes git merge by record, also from a folder within and in another working tree', async () => {
    await setUp();
    const { isClean, text } = await merge(changed(code('mine')), changed(code('theirs')));
    assert.ok(isClean, text);
    assert.match(text, /codes:\n {6}- new-money\n {6}- mine\n {6}- theirs\n/);
    const beside = path.join(path.dirname(repository.folder), 'beside');
    await repository.git('worktree', 'add', '--quiet', beside, 'HEAD~1');
    const merging = await run('git', ['merge', '--quiet', '--no-edit', 'main'], beside, repository.env);
    assert.equal(merging.code, 0, merging.stderr);
  });

  it('leaves true conflicts with markers in their record', async () => {
    await setUp();
    const { isClean, text } = await merge(changed(memo('A')), changed(memo('B'), code('theirs')));
    assert.equal(isClean, false);
    assert.match(
      text,
      / {6}- theirs\n<{7} ours\n {4}memo: \|-\n {6}A\n={7}\n {4}memo: \|-\n {6}B\n>{7} theirs\n/,
    );
  });

  it('does nothing the second time, and takes back all it did', async () => {
    const settings = (): Promise<string> => repository.git('config', '--local', '--list');
    const before = await settings();
    assert.match(await setUp(), /record by record/);
    const [attributes, after] = [await repository.read('.gitattributes'), await settings()];
    for (const line of ['*.coding.yaml merge=verbatim diff=verbatim', 'verbatim.yaml text eol=lf'])
      assert.ok(attributes.includes(`${line}\n`), attributes);
    assert.equal(await setUp(), 'Everything is set up already.\n');
    assert.deepEqual([await repository.read('.gitattributes'), await settings()], [attributes, after]);
    const undone = await runVerbatim(['setup-git', '--undo'], repository.folder);
    assert.equal(undone.code, 0);
    assert.equal(await settings(), before);
    assert.ok(!(await repository.read('.gitattributes')).includes('merge=verbatim'));
    assert.match(
      (await runVerbatim(['setup-git', '--undo'], repository.folder)).stdout,
      /^Nothing was set up/,
    );
  });

  it('brings the copy of the program up to date, there and in an editor that was updated', async () => {
    const copy = '.git/verbatim/verbatim.cjs';
    const editor = createStudyGit(repository.folder);
    assert.equal(await editor.renew(program), false);
    assert.equal(existsSync(path.join(repository.folder, copy)), false, 'not where nobody has set it up');
    await setUp();
    const current = await repository.read(copy);
    assert.equal(await editor.renew(program), false);
    await repository.write(copy, '// An older edition\n');
    assert.match(await setUp(), /record by record/);
    assert.equal(await repository.read(copy), current);
    await repository.write(copy, '// An older edition\n');
    await repository.git('config', driverSetting, 'verbatim-of-old %O %A %B');
    assert.equal(await editor.renew(program), true);
    assert.equal(await repository.read(copy), current);
    const { isClean } = await merge(changed(code('mine')), changed(code('theirs')));
    assert.ok(isClean);
  });

  for (const [what, breakIt] of [
    ['the program is deleted', () => rm(path.join(repository.folder, '.git/verbatim'), { recursive: true })],
    [
      'the program is damaged',
      () => writeFile(path.join(repository.folder, '.git/verbatim/verbatim.cjs'), 'this is no ('),
    ],
    ['Node is neither on the PATH nor where it was', () => takeNodeAway(repository)],
  ] as const) {
    it(`falls back to a merge line by line when ${what}`, async () => {
      await setUp();
      await breakIt();
      const easy = await merge(changed(code('mine')), changed({ kind: 'set-status', status: 'done' }));
      assert.ok(easy.isClean, easy.said);
      assert.match(easy.text, /status: done[^]*- mine/);
      await repository.git('reset', '--quiet', '--hard', 'HEAD~1');
      await repository.write(file, base);
      await repository.commit('Again');
      const hard = await merge(changed(code('mine')), changed(code('theirs')));
      assert.equal(hard.isClean, false, hard.said);
      assert.match(hard.text, /<{7} ours\n {6}- mine\n={7}\n {6}- theirs\n>{7} theirs\n/);
      // What shows differences does the next best thing, too.
      assert.match(await repository.git('show', 'HEAD', '--', file), /^\+ +- mine$/m);
    });
  }

  it('refuses where there is no repository', async () => {
    await rm(path.join(repository.folder, '.git'), { recursive: true });
    const { code: ended, stderr } = await runVerbatim(['setup-git'], repository.folder);
    assert.equal(ended, 2);
    assert.match(stderr, /in no git repository/);
  });
});

/** Leaves everything but Node on the PATH, and no Node anywhere that the settings name. */
async function takeNodeAway(repository: GitStudy): Promise<void> {
  const folder = path.join(path.dirname(repository.folder), 'bin');
  await mkdir(folder);
  for (const found of (process.env['PATH'] ?? '').split(path.delimiter))
    for (const name of await readdir(found).catch(() => [])) {
      if (/^(?:node|nodejs)(?:\.|$)/.test(name)) continue;
      // Of two programs with one name, the first on the PATH counts.
      await symlink(path.resolve(found, name), path.join(folder, name)).catch(() => undefined);
    }
  repository.env['PATH'] = folder;
  for (const name of [driverSetting, 'diff.verbatim.textconv']) {
    const command = await repository.git('config', '--local', '--get', name);
    const gone = command.trim().replaceAll(process.execPath, '/nowhere/node');
    await repository.git('config', '--local', name, gone);
  }
}
