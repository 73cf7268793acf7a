import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isNameId } from '../../../src/core/model/ids';
import { isSidecarPath, parseSidecarPath, sidecarPath } from '../../../src/core/model/sidecar-path';

const step = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9 ._-]{1,8}$/),
  fc.constantFrom('Int01.md', 'é.txt', 'a.MS.coding.yaml', 'coding.yaml', '.coding.yaml'),
);
const transcript = fc.array(step, { minLength: 1, maxLength: 3 }).map((steps) => steps.join('/'));
const coder = fc.stringMatching(/^[A-Za-z][A-Za-z0-9_-]{0,5}$/).filter(isNameId);

describe('a sidecar’s path', () => {
  it('names its transcript and coder', () => {
    assert.equal(sidecarPath('transcripts/Int01.md', 'MS'), 'transcripts/Int01.md.MS.coding.yaml');
    fc.assert(
      fc.property(transcript, coder, (path, id) => {
        assert.deepEqual(parseSidecarPath(sidecarPath(path, id)), { transcript: path, coder: id });
      }),
    );
  });

  it('is no path that names no transcript or no coder', () => {
    for (const path of [
      ...[
        'x.coding.yaml',
        '.coding.yaml',
        'coding.yaml',
        '.MS.coding.yaml',
        'a/.MS.coding.yaml',
        'a.md.MS.coding.yml',
      ],
      ...[
        'a.md..coding.yaml',
        'a.md.1.coding.yaml',
        'a.md.no.coding.yaml',
        'a.md.M S.coding.yaml',
        'a.b/MS.coding.yaml',
      ],
      ...['a.md.MS.coding.yaml ', 'a.md.MS.CODING.yaml', ''],
    ])
      assert.equal(isSidecarPath(path), false, path);
  });

  it('gives back the path that was read', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          transcript,
          fc.string().map((text) => `${text}.coding.yaml`),
        ),
        (path) => {
          const parsed = parseSidecarPath(path);
          if (parsed) assert.equal(sidecarPath(parsed.transcript, parsed.coder), path);
        },
      ),
    );
  });
});
