import assert from 'node:assert/strict';
import { refreshPositions } from '../../../src/core/actions/review-passage';
import type { Sidecar } from '../../../src/core/model/passage';
import { findRenamedTranscript } from '../../../src/core/study/renamed-transcripts';
import { writeEdits, writeEdit } from '../../../src/core/study/write-edits';
import { blobIdOfText } from '../../../src/core/text/blob-id';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { type MemoryStudy, openMemoryStudy } from '../../support/open-memory-study';
import { smallStudy } from '../../support/small-study';

const transcript = 'transcripts/Int01.md';
const sidecar = `${transcript}.MS.coding.yaml`;
const now = `# Preface\n\n${(smallStudy().get(transcript) ?? '').replace('pretty wary', 'very glad')}`;
const versionOf = (text: string): string => blobIdOfText(text, nodeByteTools);

/** The small study with some files changed, and then refreshed. */
async function refreshed(files = smallStudy().set(transcript, now)): Promise<MemoryStudy> {
  const study = await openMemoryStudy(files);
  await refresh(study);
  return study;
}

async function refresh(study: MemoryStudy): Promise<number> {
  const edits = refreshPositions(study.view(), transcript, 'MS');
  await writeEdits(edits, (edit) => writeEdit(edit, study.ports));
  await study.store.refresh();
  return edits.length;
}

function written(study: MemoryStudy): Sidecar {
  return (study.view().sidecars.get(sidecar) ?? assert.fail('no sidecar')).value;
}

describe('refreshing positions', () => {
  it('gives each passage its place with the version, and leaves the header and what needs review', async () => {
    const study = await refreshed();
    const old = versionOf(smallStudy().get(transcript) ?? '');
    const { base, passages } = written(study);
    assert.equal(base, old);
    assert.deepEqual(
      passages.map((passage) => [passage.at.start.line, passage.base]),
      [
        [7, versionOf(now)],
        [7, versionOf(now)],
        [5, undefined],
        [11, versionOf(now)],
      ],
    );
    assert.equal(await refresh(study), 0, 'all is up to date');
  });

  it('puts a wrong position right that names today’s version', async () => {
    const files = smallStudy();
    const wrong = (files.get(sidecar) ?? '').replace(/at: 5:17/, 'at: 3:17');
    const study = await refreshed(files.set(sidecar, wrong));
    assert.equal(study.files.text(sidecar), smallStudy().get(sidecar));
  });

  it('is remembered when the transcript is renamed', async () => {
    const study = await refreshed();
    study.files.contents.set('transcripts/Other.md', nodeByteTools.encodeUtf8(now));
    study.files.contents.delete(transcript);
    await study.store.refresh();
    const found = study.view().sidecars.get(sidecar) ?? assert.fail('no sidecar');
    assert.equal(await findRenamedTranscript(study.view(), found, study.files), 'transcripts/Other.md');
  });
});
