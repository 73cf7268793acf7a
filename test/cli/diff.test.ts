import assert from 'node:assert/strict';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../src/core/format/format-sidecar';
import { runVerbatim } from '../support/cli';
import { GitStudy } from '../support/git-study';

const file = 'transcripts/Int04.md.MS.coding.yaml';
const id = '01JD8Q4ZK3V7M2X9C5T6R1B0WA';
const base = formatSidecar({
  base: 'a'.repeat(40),
  status: 'in-progress',
  passages: [
    {
      id,
      at: { start: { line: 1, column: 4 }, end: { line: 1, column: 9 } },
      quote: 'hello',
      codes: ['trust'],
    },
  ],
});
const coded = editSidecar(base, [{ kind: 'add-code', id, code: 'new-money' }]).text;
const study = {
  'studies/one/verbatim.yaml': 'format: verbatim/study@1\ntitle: T\ntranscripts: ["transcripts/**/*.md"]\n',
  'studies/one/transcripts/Int04.md': 'R: hello\n',
  [`studies/one/${file}`]: base,
  'README.md': 'Not the study’s.\n',
};

describe('verbatim diff', function () {
  this.timeout(60_000);
  let repository: GitStudy;
  const diff = (...args: readonly string[]) =>
    runVerbatim(['diff', ...args, '--study', 'studies/one'], repository.folder);
  before(async () => {
    repository = await GitStudy.create(study);
    await repository.git('tag', 'start');
    await repository.write(`studies/one/${file}`, coded);
    await repository.write('README.md', 'Changed.\n');
    await repository.commit('Code');
  });
  after(() => repository.remove());

  it('compares two commits, or one with the files as they are', async () => {
    const told = 'transcripts/Int04.md\n  MS added *new-money* to Int04 1:4 “hello”.\n';
    assert.equal((await diff('start', 'main')).stdout, told);
    assert.equal((await diff('start')).stdout, told);
    assert.equal((await diff()).stdout, 'Nothing has changed.\n');
    assert.match((await diff('main', 'start')).stdout, /MS removed \*new-money\* from/);
  });

  it('prints the same as JSON', async () => {
    const [change] = JSON.parse((await diff('start', '--json')).stdout) as unknown[];
    assert.deepEqual(change, {
      path: file,
      about: 'transcripts/Int04.md',
      kind: 'code-applied',
      coder: 'MS',
      sentence: 'MS added *new-money* to Int04 1:4 “hello”',
      passage: id,
      at: { start: { line: 1, column: 4 }, end: { line: 1, column: 9 } },
      code: 'new-money',
    });
  });

  it('takes line breaks that only the checkout has for no change', async () => {
    await repository.write(`studies/one/${file}`, coded.replaceAll('\n', '\r\n'));
    assert.equal((await diff()).stdout, 'Nothing has changed.\n');
    await repository.write(`studies/one/${file}`, coded);
  });

  it('refuses a name that git does not know', async () => {
    const { code, stderr } = await runVerbatim(
      ['diff', '--study', 'studies/one', '--', '--output=x'],
      repository.folder,
    );
    assert.equal(code, 2);
    assert.match(stderr, /no branch, tag or commit/);
  });

  it('makes git’s own diff readable', async () => {
    const { code } = await runVerbatim(['setup-git', '--study', 'studies/one'], repository.folder);
    assert.equal(code, 0);
    const shown = await repository.git('diff', 'start', 'main', '--', 'studies');
    assert.match(shown, /\n “hello” \(line 1\)\n {3}trust\n\+ {2}new-money\n/);
  });
});
