import assert from 'node:assert/strict';
import {
  committedVersion,
  openVersion,
  presentVersion,
  type VersionGit,
} from '../../../src/core/study/study-version';
import { UserError } from '../../../src/core/base/user-error';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { openMemoryStudy } from '../../support/open-memory-study';
import { smallStudy } from '../../support/small-study';

/** A repository with one commit, `v1`; counts the texts it is asked for. */
function repositoryOf(files: ReadonlyMap<string, string>) {
  const blobs = new Map([...files.keys()].map((path) => [path, `blob of ${path}`]));
  const asked: string[] = [];
  const git: VersionGit = {
    filesAt: (ref) =>
      ref === 'v1' ? Promise.resolve(blobs) : Promise.reject(new UserError('git/no-commit', ref)),
    textsOf: (wanted) => {
      const list = [...wanted];
      asked.push(...list);
      return Promise.resolve(
        new Map(
          list.flatMap((blob) => {
            const text = files.get(blob.slice('blob of '.length));
            return text === undefined ? [] : [[blob, text]];
          }),
        ),
      );
    },
  };
  return { git, asked };
}

const globs = ['transcripts/**/*.{md,txt}'];

describe('a version of a study', () => {
  it('holds the study’s files and no others; no text is read twice', async () => {
    const { git, asked } = repositoryOf(new Map([...smallStudy(), ['README.md', 'Not the study’s.']]));
    const version = await committedVersion(git, 'v1', globs);
    assert.ok(!version.blobs.has('README.md'));
    assert.equal(version.blobs.get('codebook.yaml'), 'blob of codebook.yaml');
    const texts = await version.textsOf(['codebook.yaml', 'README.md', 'none.md']);
    assert.deepEqual([...texts.keys()], ['codebook.yaml']);
    await version.textsOf(['codebook.yaml', 'verbatim.yaml']);
    assert.deepEqual(asked, ['blob of codebook.yaml', 'blob of verbatim.yaml']);
  });

  it('opened is a study like any other', async () => {
    const { git } = repositoryOf(smallStudy());
    const { whole } = await openVersion(git, 'v1', globs, { bytes: nodeByteTools });
    const today = await openMemoryStudy(smallStudy());
    assert.deepEqual([...whole.transcripts.keys()], [...today.view().transcripts.keys()]);
    for (const [path, { value }] of today.view().sidecars)
      assert.deepEqual(whole.sidecars.get(path)?.value, value);
    assert.deepEqual(whole.study, today.view().study);
    await assert.rejects(openVersion(git, 'v2', globs, { bytes: nodeByteTools }), UserError);
  });

  it('of today has the same texts, whatever the line breaks', async () => {
    const files = smallStudy();
    const study = await openMemoryStudy(
      new Map([...files].map(([path, text]) => [path, text.replaceAll('\n', '\r\n')])),
    );
    const present = presentVersion(study.store.snapshot, study.ports);
    assert.deepEqual([...present.blobs.keys()].sort(), [...files.keys()].sort());
    assert.deepEqual(await present.textsOf([...files.keys(), 'none.md']), files);
  });
});
