import assert from 'node:assert/strict';
import { parseSidecarPath } from '../../../src/core/model/sidecar-path';
import { smallStudy } from '../../support/small-study';
import { openMemoryStudy } from '../../support/open-memory-study';

async function blindStudy() {
  const files = smallStudy();
  const text = files.get('verbatim.yaml') ?? '';
  files.set('verbatim.yaml', text.replace('transcripts: [transcripts/Int01.md]\n', '$&    blind: true\n'));
  const { store } = await openMemoryStudy(files);
  return store.snapshot;
}

describe('what an open blind round hides', () => {
  it('is what is not visible, for every sidecar that is there', async () => {
    const snapshot = await blindStudy();
    let hidden = 0;
    for (const viewer of ['MS', 'SP', 'XX', undefined])
      for (const { path, transcript, coder } of snapshot.whole.sidecars.values()) {
        const isHidden = snapshot.isHiddenFrom(viewer, { transcript, coder });
        assert.equal(isHidden, !snapshot.visibleTo(viewer).sidecars.has(path), `${path} from ${viewer}`);
        hidden += Number(isHidden);
      }
    assert.equal(hidden, 2);
  });

  it('is also what only another version of the study has', async () => {
    const snapshot = await blindStudy();
    const hides = (path: string): boolean => {
      const sidecar = parseSidecarPath(path);
      assert.ok(sidecar);
      return snapshot.isHiddenFrom('MS', sidecar);
    };
    assert.equal(hides('transcripts/Int01.md.consensus.coding.yaml'), true);
    assert.equal(hides('transcripts/Int01.md.XX.coding.yaml'), false);
    assert.equal(hides('transcripts/Int02.txt.SP.coding.yaml'), false);
  });
});
