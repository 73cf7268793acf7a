import assert from 'node:assert/strict';
import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { readSidecar } from '../../src/core/format/read-sidecar';
import type { GetOutcome, ShareOutcome } from '../../src/core/study/git-port';
import { passageId, sidecarText, smallStudy } from '../support/small-study';
import { type Copy, isStudyFile, type SharedStudy, shareStudy } from '../support/shared-study';

const sidecarOfMs = 'transcripts/Int01.md.MS.coding.yaml';
const sidecarOfSp = 'transcripts/Int02.txt.SP.coding.yaml';
const codebook = 'codebook.yaml';

function get({ studyGit }: Copy, unsaved: readonly string[] = []): Promise<GetOutcome> {
  return studyGit.get({ isStudyFile, unsaved });
}

function share({ studyGit }: Copy, message = 'Some codings'): Promise<ShareOutcome> {
  return studyGit.share({ isStudyFile, message });
}

async function addMemo(copy: Copy, memo: string): Promise<void> {
  const text = await copy.read(sidecarOfMs);
  const quote = '    quote: "The pharmacist alone is worth it."\n';
  assert.ok(text.includes(quote));
  await copy.write(
    sidecarOfMs,
    text.replace(/( {6}- new-roles\n)(?: {4}memo:[^]*)?$/, `$1    memo: |-\n      ${memo}\n`),
  );
}

async function replaceIn(copy: Copy, file: string, from: string, to: string): Promise<void> {
  const text = await copy.read(file);
  assert.ok(text.includes(from), `${from} in ${file}`);
  await copy.write(file, text.replace(from, to));
}

const int02 = smallStudy().get('transcripts/Int02.txt') ?? '';
const codingsOfSp = sidecarText(int02, [{ quote: 'She is lovely.', codes: ['new-roles'] }], { firstId: 40 });

describe('Get and Share', function () {
  this.timeout(60_000);
  let shared: SharedStudy;
  let ms: Copy;
  let sp: Copy;
  beforeEach(async () => {
    shared = await shareStudy(smallStudy());
    ({ ms, sp } = shared);
  });
  afterEach(() => shared.remove());

  it('bring one person’s codings to the other', async () => {
    await sp.write(sidecarOfSp, codingsOfSp);
    assert.deepEqual(await sp.studyGit.pending(isStudyFile), [
      { file: sidecarOfSp, path: sidecarOfSp, kind: 'added', isUnsettled: false, before: undefined },
    ]);
    assert.deepEqual(await share(sp, 'SP: 1 coding in Int02'), { kind: 'shared', files: [sidecarOfSp] });
    assert.deepEqual(await get(ms), { kind: 'got', files: [sidecarOfSp] });
    assert.equal(await ms.read(sidecarOfSp), codingsOfSp);
    assert.equal((await ms.git('log', '-1', '--format=%an %s')).trim(), 'SP SP: 1 coding in Int02');
    assert.deepEqual(await get(ms), { kind: 'nothing-new', ahead: 0 });
    assert.deepEqual(await share(ms), { kind: 'nothing-to-share' });
    assert.equal(await ms.studyGit.hasUnshared(), false);
  });

  it('merge what both have changed in one file, without a driver and without a word', async () => {
    await addMemo(ms, 'Mine.');
    assert.equal((await share(ms)).kind, 'shared');
    // The line next to it: to git, by line, this is a conflict.
    await replaceIn(sp, sidecarOfMs, '      - new-roles\n', '      - new-roles\n      - wary\n');
    assert.equal((await share(sp)).kind, 'behind');
    assert.deepEqual(await get(sp), { kind: 'got', files: [sidecarOfMs] });
    const { value } = readSidecar(await sp.read(sidecarOfMs), sidecarOfMs);
    const passage = value?.passages.find(({ id }) => id === passageId(3));
    assert.deepEqual(passage?.codes, ['new-roles', 'wary']);
    assert.equal(passage.memo, 'Mine.');
    assert.equal((await sp.git('status', '--porcelain')).trim(), '');
    assert.equal((await share(sp)).kind, 'shared');
    assert.deepEqual(await get(ms), { kind: 'got', files: [sidecarOfMs] });
  });

  it('leave a true conflict in its record, refuse to go on, and share what was settled', async () => {
    await addMemo(ms, 'Mine.');
    await share(ms);
    await addMemo(sp, 'Ours.');
    await replaceIn(sp, codebook, 'name: New roles', 'name: New jobs');
    assert.equal((await share(sp)).kind, 'behind');
    const before = (await sp.git('rev-parse', 'HEAD')).trim();
    assert.deepEqual(await get(sp), { kind: 'conflicts', files: [sidecarOfMs] });
    assert.match(await sp.read(sidecarOfMs), /<<<<<<<[^]*=======[^]*>>>>>>>/);
    assert.deepEqual(await get(sp), { kind: 'unsettled', files: [sidecarOfMs] });
    assert.deepEqual(await share(sp), { kind: 'unsettled', files: [sidecarOfMs] });

    await sp.studyGit.undoGet();
    assert.equal((await sp.git('rev-parse', 'HEAD')).trim(), before);
    assert.equal((await sp.git('status', '--porcelain')).trim(), '');

    assert.deepEqual(await get(sp), { kind: 'conflicts', files: [sidecarOfMs] });
    const both = await sp.read(sidecarOfMs);
    await sp.write(sidecarOfMs, both.replace(/<<<<<<<.*\n([^]*?)=======[^]*>>>>>>>.*\n/, '$1'));
    assert.deepEqual(await share(sp, 'Settled'), { kind: 'shared', files: [sidecarOfMs] });
    assert.equal((await sp.git('rev-list', '--parents', '-1', 'HEAD')).trim().split(' ').length, 3);
    assert.equal((await get(ms)).kind, 'got');
    assert.match(await ms.read(sidecarOfMs), /Ours\./);
    assert.match(await ms.read(codebook), /New jobs/);
  });

  it('wait for another program that writes the index', async () => {
    const whileLocked = async <T>(copy: Copy, work: () => Promise<T>): Promise<T> => {
      await copy.write('.git/index.lock', '');
      const [result] = await Promise.all([work(), sleep(200).then(() => copy.remove('.git/index.lock'))]);
      return result;
    };
    await sp.write(sidecarOfSp, codingsOfSp);
    assert.deepEqual(await whileLocked(sp, () => share(sp)), { kind: 'shared', files: [sidecarOfSp] });
    await addMemo(ms, 'Mine.');
    await ms.git('commit', '--quiet', '--all', '--message', 'Mine');
    assert.deepEqual(await whileLocked(ms, () => get(ms)), { kind: 'got', files: [sidecarOfSp] });
    assert.equal((await ms.git('status', '--porcelain')).trim(), '');
  });

  it('never touch what is not committed', async () => {
    await addMemo(ms, 'Mine.');
    await share(ms);
    await replaceIn(sp, sidecarOfMs, '      - wary\n', '      - wary\n      - new-roles\n');
    const own = await sp.read(sidecarOfMs);
    assert.deepEqual(await get(sp), { kind: 'in-the-way', files: [sidecarOfMs], outside: [] });
    assert.equal(await sp.read(sidecarOfMs), own);

    await sp.git('checkout', '--', sidecarOfMs);
    assert.deepEqual(await get(sp, [sidecarOfMs]), { kind: 'in-the-way', files: [sidecarOfMs], outside: [] });
    assert.deepEqual(await get(sp, [codebook]), { kind: 'got', files: [sidecarOfMs] });
  });

  it('leave unconcerned changes where they are', async () => {
    await ms.write('README.md', 'About us.\n');
    await ms.git('add', 'README.md');
    await ms.write('notes.txt', 'Mine alone.\n');
    await addMemo(ms, 'Mine.');
    assert.deepEqual(await share(ms), { kind: 'shared', files: [sidecarOfMs] });
    assert.equal((await ms.git('status', '--porcelain')).trim(), 'A  README.md\n?? notes.txt');
    assert.equal((await ms.git('show', '--name-only', '--format=', 'HEAD')).trim(), sidecarOfMs);

    await replaceIn(sp, codebook, 'name: New roles', 'name: New jobs');
    assert.equal((await get(sp)).kind, 'got');
    assert.match(await sp.read(codebook), /New jobs/);
    assert.equal((await share(sp)).kind, 'shared');
    assert.equal((await get(ms)).kind, 'got');
    assert.equal((await ms.git('status', '--porcelain')).trim(), 'A  README.md\n?? notes.txt');
  });

  it('do not merge while something else is staged, nor over files that nobody knows', async () => {
    await addMemo(ms, 'Mine.');
    await ms.write('notes.txt', 'Of MS.\n');
    await ms.git('add', 'notes.txt');
    await ms.git('commit', '--quiet', '--message', 'Notes');
    await share(ms);
    await replaceIn(sp, codebook, 'name: New roles', 'name: New jobs');
    await share(sp);
    await sp.write('other.txt', '');
    await sp.git('add', 'other.txt');
    assert.deepEqual(await get(sp), { kind: 'in-the-way', files: [], outside: ['other.txt'] });
    await sp.git('rm', '--quiet', '--cached', 'other.txt');
    await sp.write('notes.txt', 'Of SP.\n');
    assert.deepEqual(await get(sp), { kind: 'in-the-way', files: [], outside: ['notes.txt'] });
    assert.equal(await sp.read('notes.txt'), 'Of SP.\n');
  });

  it('take a merge back that fails outside the study', async () => {
    for (const [copy, text] of [
      [ms, 'Of MS.\n'],
      [sp, 'Of SP.\n'],
    ] as const) {
      await copy.write('paper.txt', text);
      await copy.git('add', 'paper.txt');
      await copy.git('commit', '--quiet', '--message', 'Paper');
    }
    assert.equal((await share(ms)).kind, 'shared');
    const before = (await sp.git('rev-parse', 'HEAD')).trim();
    assert.deepEqual(await get(sp), { kind: 'outside-conflicts', files: ['paper.txt'] });
    assert.equal((await sp.git('rev-parse', 'HEAD')).trim(), before);
    assert.equal((await sp.git('status', '--porcelain')).trim(), '');
    assert.equal(await sp.read('paper.txt'), 'Of SP.\n');
  });

  it('refuse without a branch, without a link and without a name', async () => {
    await addMemo(ms, 'Mine.');
    await ms.git('branch', '--quiet', '--unset-upstream');
    assert.deepEqual(await get(ms), { kind: 'not-linked' });
    await ms.git('config', 'user.email', '');
    assert.deepEqual(await share(ms), { kind: 'no-identity' });
    await ms.studyGit.setIdentity('Mary', 'ms@example.org');
    assert.equal((await share(ms)).kind, 'shared');
    assert.equal((await ms.git('log', '-1', '--format=%an <%ae>')).trim(), 'Mary <ms@example.org>');
    // Sharing has linked the branch.
    assert.deepEqual(await get(ms), { kind: 'nothing-new', ahead: 0 });

    await addMemo(ms, 'Again.');
    await ms.git('checkout', '--quiet', '--detach');
    assert.deepEqual(await share(ms), { kind: 'no-branch' });
    assert.deepEqual(await get(ms), { kind: 'no-branch' });
    await ms.git('checkout', '--quiet', 'main');
    await ms.git('remote', 'add', 'another', 'https://example.org/nowhere.git');
    await ms.git('checkout', '--quiet', '-b', 'own');
    assert.deepEqual(await share(ms), { kind: 'several-remotes' });
    await ms.git('remote', 'remove', 'another');
    await ms.git('remote', 'remove', 'origin');
    assert.deepEqual(await share(ms), { kind: 'no-remote' });
    assert.deepEqual(await get(ms), { kind: 'no-remote' });
    // What could not be sent is kept all the same.
    assert.equal((await ms.git('status', '--porcelain')).trim(), '');
    assert.equal(await ms.studyGit.hasUnshared(), true);
  });

  it('say so when the shared copy cannot be reached, and keep what was to be shared', async () => {
    await addMemo(ms, 'Mine.');
    await ms.git('remote', 'set-url', 'origin', path.join(ms.folder, '../gone.git'));
    assert.equal((await get(ms)).kind, 'unreachable');
    assert.equal((await share(ms)).kind, 'unreachable');
    assert.equal((await ms.git('status', '--porcelain')).trim(), '');
  });

  it('run no hooks, and commit deletions and names as they are', async () => {
    const hook = path.join(ms.folder, '.git/hooks/pre-commit');
    await ms.write('.git/hooks/pre-commit', '#!/bin/sh\nexit 1\n');
    await chmod(hook, 0o755);
    const strange = 'transcripts/-x *[ü] “1”.md';
    await ms.write(strange, 'R: Yes.\n');
    await ms.remove(sidecarOfMs);
    const outcome = await share(ms, '# of codings: 3');
    assert.deepEqual(outcome, { kind: 'shared', files: [sidecarOfMs, strange] });
    assert.equal((await ms.git('log', '-1', '--format=%s')).trim(), '# of codings: 3');
    assert.equal((await get(sp)).kind, 'got');
    assert.equal(await sp.read(strange), 'R: Yes.\n');
    await assert.rejects(sp.read(sidecarOfMs));
  });

  it('do not share what still holds conflict markers', async () => {
    await ms.write(sidecarOfMs, `<<<<<<< ours\n=======\n>>>>>>> theirs\n${await ms.read(sidecarOfMs)}`);
    assert.deepEqual(await share(ms), { kind: 'unsettled', files: [sidecarOfMs] });
  });
});

describe('Get and Share in a folder of a repository', function () {
  this.timeout(60_000);
  it('touch the study and nothing beside it', async () => {
    const shared = await shareStudy(smallStudy(), 'qualitative');
    try {
      const { ms, sp } = shared;
      await ms.write('codebook.yaml', 'not ours\n');
      await ms.write(`qualitative/${sidecarOfSp}`, codingsOfSp);
      assert.deepEqual(await share(ms), { kind: 'shared', files: [sidecarOfSp] });
      assert.equal((await ms.git('status', '--porcelain')).trim(), '?? codebook.yaml');
      assert.deepEqual(await get(sp), { kind: 'got', files: [sidecarOfSp] });
    } finally {
      shared.remove();
    }
  });
});
