import assert from 'node:assert/strict';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../src/core/format/format-sidecar';
import type { SidecarChange } from '../../src/core/format/sidecar-change';
import { runVerbatim } from '../support/cli';
import { GitStudy } from '../support/git-study';

const file = 'transcripts/Int01.md.MS.coding.yaml';
const id = '01JD8Q4ZK3V7M2X9C5T6R1B0WA';
const base = formatSidecar({
  base: '9'.repeat(40),
  status: 'in-progress',
  passages: [
    {
      id,
      at: { start: { line: 2, column: 1 }, end: { line: 2, column: 6 } },
      quote: 'hello',
      codes: ['wary', 'money'],
    },
  ],
});
const changed = (...changes: SidecarChange[]): string => editSidecar(base, changes).text;
const add = (code: string): SidecarChange => ({ kind: 'add-code', id, code });
const memo = (text: string): SidecarChange => ({ kind: 'set-memo', id, memo: text });
/** Ours takes *money* off and adds a code, theirs adds another: line by line, a conflict. */
const ours = changed({ kind: 'remove-code', id, code: 'money' }, add('mine'));
const theirs = changed(add('theirs'));
const study = {
  'verbatim.yaml':
    'format: verbatim/study@1\ntitle: T\ntranscripts: ["transcripts/**/*.md"]\ncoders:\n  MS: { name: M. S. }\n',
  'transcripts/Int01.md': 'R: hello\nhello\n',
  [file]: base,
};

describe('verbatim resolve, where markers were committed', function () {
  this.timeout(60_000);
  let repository: GitStudy;
  beforeEach(async () => (repository = await GitStudy.create(study)));
  afterEach(() => repository.remove());

  /** Two branches have met in one working tree, line by line. */
  async function meet(style = 'merge', left = ours, right = theirs): Promise<void> {
    await repository.git('switch', '--quiet', '--create', 'other');
    await repository.write(file, right);
    await repository.commit('Theirs');
    await repository.git('switch', '--quiet', 'main');
    await repository.write(file, left);
    await repository.commit('Ours');
    const merged = await repository.tryGit('-c', `merge.conflictStyle=${style}`, 'merge', '--quiet', 'other');
    assert.equal(merged.code, 1);
    assert.match(await repository.read(file), /^<{7} /m);
  }

  /** As a squash does: the markers come with a commit that has one parent. */
  async function commitWithoutMerge(): Promise<void> {
    const text = await repository.read(file);
    await repository.git('merge', '--abort');
    await repository.write(file, text);
    await repository.commit('With markers');
  }

  async function codesAfter(...args: readonly string[]): Promise<readonly string[]> {
    const { code, stdout, stderr } = await runVerbatim(['resolve', ...args], repository.folder);
    assert.equal(code, 0, stdout + stderr);
    return (await repository.read(file)).match(/(?<= {6}- ).*/g) ?? [];
  }

  it('knows what both sides began from by the merge that brought them', async () => {
    await meet();
    await repository.commit('Merged, with markers');
    await repository.write('transcripts/Int01.md', 'R: hello\nhello\nMore.\n');
    await repository.commit('Later');
    assert.deepEqual(await codesAfter('--add'), ['wary', 'mine', 'theirs']);
    assert.equal(await repository.git('diff', '--cached', '--name-only'), `${file}\n`);
  });

  it('knows it while the merge is under way, when the file was added too early', async () => {
    await meet();
    await repository.git('add', '--all');
    assert.deepEqual(await codesAfter(), ['wary', 'mine', 'theirs']);
  });

  it('knows it by markers that show it', async () => {
    await meet('diff3');
    await commitWithoutMerge();
    assert.deepEqual(await codesAfter(), ['wary', 'mine', 'theirs']);
  });

  it('keeps what either side has where nothing says what they began from, and says so', async () => {
    await meet();
    await commitWithoutMerge();
    const { code, stdout } = await runVerbatim(['resolve', '--add'], repository.folder);
    assert.equal(code, 1);
    assert.match(stdout, /what one of them had taken away is back\. Look through it/);
    for (const each of ['wary', 'money', 'mine', 'theirs'])
      assert((await repository.read(file)).includes(`- ${each}\n`), each);
    assert.equal(await repository.git('diff', '--cached', '--name-only'), '');
  });

  it('leaves what both changed differently between markers of their record', async () => {
    await meet('merge', changed(memo('A'), add('mine')), changed(memo('B'), add('theirs')));
    await repository.commit('Merged, with markers');
    const { code, stdout } = await runVerbatim(['resolve'], repository.folder);
    assert.equal(code, 1);
    assert(stdout.includes(`for you to decide: passages › ${id} › memo`), stdout);
    const text = await repository.read(file);
    assert.match(text, /- mine\n {6}- theirs\n<{7} ours\n {4}memo: \|-\n {6}A\n={7}\n/);
    await runVerbatim(['resolve'], repository.folder);
    assert.equal(await repository.read(file), text);
  });

  it('touches nothing where a marker is missing, and says what to do', async () => {
    await meet();
    await repository.commit('Merged, with markers');
    const broken = (await repository.read(file)).replace(/^={7}\n/m, '');
    await repository.write(file, broken);
    const { code, stdout } = await runVerbatim(['resolve'], repository.folder);
    assert.equal(code, 1);
    assert.match(stdout, /markers are missing\. Resolve it by hand\.$/m);
    assert.equal(await repository.read(file), broken);
  });
});
