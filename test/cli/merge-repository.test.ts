import assert from 'node:assert/strict';
import { chmod, mkdir, readdir } from 'node:fs/promises';
import path from 'node:path';
import { nodeByteTools } from '../../src/node/byte-tools';
import { blobIdOfText } from '../../src/core/text/blob-id';
import { UserError } from '../../src/core/base/user-error';
import { findBaseTexts } from '../../src/node/git-base-texts';
import { runGit } from '../../src/node/git';
import {
  blobOfPath,
  commitOf,
  findRepository,
  type GitRepository,
  listFiles,
  openRepository,
  readStages,
  showBlob,
} from '../../src/node/git-repository';
import { GitStudy } from '../support/git-study';

const file = 'transcripts/Int 01 – café *.md';
const pointer = `printf 'version https://git-lfs.github.com/spec/v1\\noid sha256:${'0'.repeat(64)}\\nsize %s\\n' "$s"`;
const versions = ['one\n', 'one\ntwo\n', 'one\ntwo\nthree\n'] as const;

describe('asking git', function () {
  this.timeout(60_000);
  let study: GitStudy;
  let repository: GitRepository;
  beforeEach(async () => {
    study = await GitStudy.create({ [file]: versions[0], 'transcripts/other.md': 'x\n' });
    for (const text of versions.slice(1)) {
      await study.write(file, text);
      await study.commit(text);
    }
    repository = await openRepository(path.join(study.folder, 'transcripts'));
  });
  afterEach(() => study.remove());

  it('finds the repository, its commits, files and blobs, whatever their names', async () => {
    assert.equal(repository.prefix, 'transcripts/');
    assert.equal(await findRepository(path.dirname(study.folder)), undefined);
    const commit = await commitOf(repository, 'HEAD~1');
    assert.deepEqual(
      (await listFiles(repository, commit)).map((found) => found.path),
      [file, 'transcripts/other.md'],
    );
    const blob = await blobOfPath(repository, commit, file);
    assert.equal(blob, blobIdOfText(versions[1], nodeByteTools));
    assert.equal((await showBlob(repository, blob))?.toString(), versions[1]);
    assert.equal(await blobOfPath(repository, commit, 'transcripts/*.md'), undefined);
    assert.equal(await showBlob(repository, 'f'.repeat(40)), undefined);
  });

  it('takes no name for an option', async () => {
    for (const ref of ['--all', '--output=x', '-h', '', 'nothing', 'HEAD^{tree}'])
      await assert.rejects(commitOf(repository, ref), (error) => error instanceof UserError, ref);
    await assert.rejects(listFiles(repository, '--output=x'), UserError);
    await assert.rejects(showBlob(repository, 'HEAD'), UserError);
    assert.ok(!(await readdir(study.folder)).includes('x'));
  });

  it('runs nothing that a repository’s configuration names, and heeds no variable that points elsewhere', async () => {
    await study.write('bad.sh', '#!/bin/sh\ntouch "$(dirname "$0")/ran"\n');
    const bad = path.join(study.folder, 'bad.sh');
    await chmod(bad, 0o755);
    for (const name of ['core.fsmonitor', 'diff.external', 'core.pager', 'core.sshCommand'])
      await study.git('config', name, bad);
    process.env['GIT_DIR'] = '/nowhere';
    process.env['GIT_EXTERNAL_DIFF'] = bad;
    try {
      const again = await openRepository(study.folder);
      await readStages(again);
      await findBaseTexts(again, file, ['f'.repeat(40)]);
      await runGit(['status', '--porcelain'], { folder: study.folder });
    } finally {
      delete process.env['GIT_DIR'];
      delete process.env['GIT_EXTERNAL_DIFF'];
    }
    assert.ok(!(await readdir(study.folder)).includes('ran'));
  });

  it('finds the text of a version by its id, and what git stores otherwise by hashing the path’s versions', async () => {
    const base = blobIdOfText(versions[0], nodeByteTools);
    const crlf = 'one\r\nCRLF\r\n';
    await study.write(file, `\ufeff${crlf}`);
    await study.git('-c', 'core.autocrlf=false', 'add', '--all');
    await study.commit('With CRLF and a mark');
    await study.write(file, 'one\n');
    await study.commit('Back');
    const odd = blobIdOfText(crlf, nodeByteTools);
    const texts = await findBaseTexts(repository, file, [base, odd, 'f'.repeat(40)]);
    assert.deepEqual(
      texts,
      new Map([
        [base, versions[0]],
        [odd, 'one\nCRLF\n'],
      ]),
    );
  });

  it('finds the text of a version that is kept in LFS', async () => {
    // As `git lfs install` sets it up, with a store of one file for each size.
    const store = path.join(path.dirname(study.folder), 'lfs');
    await mkdir(store);
    const clean = `f=$(mktemp) && cat > "$f" && s=$(wc -c < "$f" | tr -d ' ') && mv "$f" "${store}/$s" && ${pointer}`;
    await study.git('config', 'filter.lfs.clean', clean);
    await study.git('config', 'filter.lfs.smudge', `cat "${store}/$(sed -n 's/^size //p')"`);
    await study.write('.gitattributes', '*.md filter=lfs\n');
    const texts = ['In LFS\n', 'In LFS, and longer\n'];
    for (const text of texts) {
      await study.write(file, text);
      await study.commit(text);
    }
    assert.match(await study.git('show', `HEAD:${file}`), /^version https:\/\/git-lfs/);
    const ids = texts.map((text) => blobIdOfText(text, nodeByteTools));
    const found = await findBaseTexts(repository, file, ids);
    assert.deepEqual([...found].sort(), ids.map((id, i) => [id, texts[i]]).sort());
  });

  it('reads the three versions of what is in conflict', async () => {
    await study.git('switch', '--quiet', '--create', 'other', 'HEAD~1');
    await study.write(file, 'one\nother\n');
    await study.commit('Other');
    await study.tryGit('merge', '--quiet', 'main');
    const id = (text: string): string => blobIdOfText(text, nodeByteTools);
    const expected = { path: file, base: id(versions[1]), ours: id('one\nother\n'), theirs: id(versions[2]) };
    assert.deepEqual(await readStages(repository), [expected]);
    assert.deepEqual(await readStages(repository, 'transcripts/other.md'), []);
  });
});
