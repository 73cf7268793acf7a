import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../src/core/format/format-sidecar';
import type { Passage } from '../../src/core/model/passage';
import { runVerbatim } from '../support/cli';
import { GitStudy } from '../support/git-study';

const version = '9'.repeat(40);
const file = 'transcripts/Int 01 – café.md.MS.coding.yaml';

function passageAt(line: number): Passage {
  const id = `01JD8Q4ZK3V7M2X9C5T6R1B0${String(line).padStart(2, '0')}`;
  const at = { start: { line, column: 1 }, end: { line, column: 6 } };
  return { id, at, quote: `line${line}`, codes: ['new-money'] };
}

const base = formatSidecar({ base: version, status: 'in-progress', passages: [passageAt(2), passageAt(9)] });
const withPassage = (line: number): string =>
  editSidecar(base, [{ kind: 'add-passage', passage: passageAt(line) }]).text;
const withMemo = (memo: string): string =>
  editSidecar(base, [{ kind: 'set-memo', id: passageAt(2).id, memo }]).text;
const both = editSidecar(withPassage(4), [{ kind: 'add-passage', passage: passageAt(5) }]).text;

const study = {
  'verbatim.yaml':
    'format: verbatim/study@1\ntitle: T\ntranscripts: ["transcripts/**/*.md"]\ncoders:\n  MS: { name: M. S. }\n',
  'transcripts/Int 01 – café.md': 'R: hello\nline2\n',
  [file]: base,
};

/** A repository in which two branches have changed the sidecar; `main` is checked out. */
async function diverged(ours: string, theirs: string): Promise<GitStudy> {
  const repository = await GitStudy.create(study, 'a study');
  await repository.git('switch', '--quiet', '--create', 'other');
  await repository.write(file, theirs);
  await repository.commit('Theirs');
  await repository.git('switch', '--quiet', 'main');
  await repository.write(file, ours);
  await repository.commit('Ours');
  return repository;
}

describe('verbatim merge-driver', function () {
  this.timeout(60_000);
  let folder = '';
  beforeEach(async () => (folder = await mkdtemp(path.join(tmpdir(), 'verbatim-merge-'))));
  afterEach(() => rm(folder, { recursive: true, force: true }));

  async function drive(
    [o, a, b]: readonly [string, string, string],
    name = file,
    options: readonly string[] = [],
  ): Promise<{ code: number | null; text: string }> {
    await Promise.all([o, a, b].map((text, i) => writeFile(path.join(folder, 'OAB'[i] ?? ''), text)));
    const { code } = await runVerbatim(['merge-driver', ...options, 'O', 'A', 'B', '9', name], folder);
    return { code, text: await readFile(path.join(folder, 'A'), 'utf8') };
  }

  it('writes the merge over ours and ends with 0', async () => {
    assert.deepEqual(await drive([base, withPassage(4), withPassage(5)]), { code: 0, text: both });
  });

  it('removes what a merge that was killed has left beside its files', async () => {
    const [left, used] = ['A.1', 'A.2'].map((name) => path.join(folder, `.${name}.verbatim-tmp`));
    assert(left !== undefined && used !== undefined);
    await Promise.all([left, used].map((name) => writeFile(name, base)));
    await utimes(left, 0, 0);
    await drive([base, withPassage(4), withPassage(5)]);
    assert.deepEqual([existsSync(left), existsSync(used)], [false, true]);
  });

  it('writes conflicts with markers of the given size and ends with 1, or as it was told', async () => {
    const versions = [base, withMemo('A'), withMemo('B')] as const;
    const { code, text } = await drive([...versions]);
    assert.equal(code, 1);
    assert.match(text, /\n<{9} ours\n {4}memo: \|-\n {6}A\n={9}\n {4}memo: \|-\n {6}B\n>{9} theirs\n/);
    assert.equal((await drive([...versions], file, ['--conflicts-exit-with', '97'])).code, 97);
  });

  it('merges line by line what it cannot read, what is no file of a study and what is no text', async () => {
    const lines = ['a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n'] as const;
    assert.deepEqual(await drive([...lines]), { code: 0, text: 'A\nb\nC\n' });
    assert.deepEqual(await drive([...lines], 'notes.txt'), { code: 0, text: 'A\nb\nC\n' });
    const conflicting = await drive(['a\n', 'b\n', 'c\n'], 'notes.txt');
    assert.deepEqual(conflicting, { code: 1, text: '<<<<<<<<< ours\nb\n=========\nc\n>>>>>>>>> theirs\n' });
    const binary = await drive(['\0', '\0a', '\0b'], 'notes.bin');
    assert.deepEqual(binary, { code: 1, text: '<<<<<<<<< ours\n\0a\n=========\n\0b\n>>>>>>>>> theirs\n' });
  });
});

describe('verbatim resolve', function () {
  this.timeout(60_000);
  let repository: GitStudy;
  afterEach(() => repository.remove());

  it('merges by record what git left in conflict, and adds it', async () => {
    repository = await diverged(withPassage(4), withPassage(5));
    assert.equal((await repository.tryGit('merge', '--quiet', 'other')).code, 1);
    const resolved = await runVerbatim(
      ['resolve', '--add', '--json'],
      path.join(repository.folder, 'transcripts'),
    );
    assert.deepEqual(JSON.parse(resolved.stdout), [{ path: file, kind: 'clean' }]);
    assert.equal(resolved.code, 0);
    assert.equal(await repository.read(file), both);
    assert.equal(await repository.git('ls-files', '--unmerged'), '');
    const none = await runVerbatim(['resolve'], repository.folder);
    assert.deepEqual([none.code, none.stdout], [0, 'No file of a study is in conflict.\n']);
  });

  it('leaves true conflicts in their record for a person', async () => {
    repository = await diverged(withMemo('A'), withMemo('B'));
    await repository.tryGit('merge', '--quiet', 'other');
    const { code, stdout } = await runVerbatim(['resolve', '--add', '.'], repository.folder);
    assert.equal(code, 1);
    assert.ok(stdout.includes(`for you to decide: passages › ${passageAt(2).id} › memo`), stdout);
    assert.match(await repository.read(file), /\n<{7} ours\n {4}memo: /);
    assert.notEqual(await repository.git('ls-files', '--unmerged'), '');
    assert.equal((await runVerbatim(['resolve'], repository.folder)).stdout, stdout);
  });

  it('leaves alone what somebody has begun to resolve, and what is not asked for', async () => {
    repository = await diverged(withPassage(4), withPassage(5));
    await repository.tryGit('merge', '--quiet', 'other');
    const left = await repository.read(file);
    await repository.write(file, left.replace('line4', 'line four'));
    const edited = await runVerbatim(['resolve'], repository.folder);
    assert.equal(edited.code, 1);
    assert.match(edited.stdout, /begun to resolve/);
    await repository.write(file, withPassage(4));
    assert.match((await runVerbatim(['resolve'], repository.folder)).stdout, /no conflict any more/);
    assert.equal(await repository.read(file), withPassage(4));
    assert.match((await runVerbatim(['resolve', 'verbatim.yaml'], repository.folder)).stdout, /^No file/);
    assert.equal((await runVerbatim(['resolve', '--force'], repository.folder)).code, 0);
    assert.equal(await repository.read(file), both);
  });

  it('says what a deletion on one side needs, and refuses outside a repository', async () => {
    repository = await diverged(withPassage(4), withPassage(5));
    await repository.git('rm', '--quiet', file);
    await repository.commit('Delete');
    await repository.tryGit('merge', '--quiet', 'other');
    const { code, stdout } = await runVerbatim(['resolve'], repository.folder);
    assert.equal(code, 1);
    assert.match(stdout, /deleted on one side/);
    const outside = await runVerbatim(['resolve'], path.dirname(repository.folder));
    assert.equal(outside.code, 2);
    assert.match(outside.stderr, /in no git repository/);
  });
});
