import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/base/user-error';
import type { StudyEdit } from '../../../src/core/study/edit';
import { StalePlan, writeEdit, writeEdits } from '../../../src/core/study/write-edits';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { createMemoryFiles, type MemoryFiles } from '../../support/memory-files';
import { passageId, smallStudy } from '../../support/small-study';

const sidecar = 'transcripts/Int01.md.MS.coding.yaml';
const addCode: StudyEdit = {
  kind: 'sidecar',
  path: sidecar,
  changes: [{ kind: 'add-code', id: passageId(0), code: 'wary' }],
};

function write(edits: readonly StudyEdit[], files: MemoryFiles): Promise<readonly StudyEdit[]> {
  return writeEdits(edits, (edit) => writeEdit(edit, { files, bytes: nodeByteTools }));
}

describe('writing edits', () => {
  it('writes all of them and returns what takes them back', async () => {
    const files = createMemoryFiles(smallStudy());
    const inverses = await write(
      [addCode, { kind: 'file', path: 'new.txt', expected: undefined, text: 'new' }],
      files,
    );
    assert.match(files.text(sidecar) ?? '', /- wary/);
    assert.equal(files.text('new.txt'), 'new');
    await write(inverses, files);
    assert.deepEqual(
      [...files.contents.keys()].map((path) => [path, files.text(path)]),
      [...smallStudy()],
    );
  });

  it('writes none when one is refused', async () => {
    const files = createMemoryFiles(smallStudy());
    const refused: StudyEdit = { kind: 'file', path: 'codebook.yaml', expected: undefined, text: '' };
    await assert.rejects(write([addCode, refused], files), UserError);
    assert.equal(files.text(sidecar), smallStudy().get(sidecar));
  });

  it('carries a change out on what somebody else has written meanwhile', async () => {
    const files = createMemoryFiles(smallStudy());
    let isFirst = true;
    const replace = files.replace.bind(files);
    const racing: MemoryFiles = {
      ...files,
      replace: async (path, expected, text) => {
        if (isFirst) {
          isFirst = false;
          const current = files.text(path);
          await replace(path, current, current?.replace('in-progress', 'done'));
        }
        return replace(path, expected, text);
      },
    };
    await write([addCode], racing);
    const text = files.text(sidecar) ?? '';
    assert(text.includes('status: done') && text.includes('- mandatory-feel\n      - wary\n'));
  });

  it('goes on from what it has written without reading that, unless somebody else has written since', async () => {
    const files = createMemoryFiles(smallStudy());
    let reads = 0;
    const ports = {
      bytes: nodeByteTools,
      written: new Map<string, string>(),
      files: { ...files, read: (path: string) => (reads++, files.read(path)) },
    };
    const inverse = await writeEdit(addCode, ports);
    await writeEdit(inverse, ports);
    assert.equal(reads, 1);
    assert.equal(files.text(sidecar), smallStudy().get(sidecar));
    await files.replace(sidecar, files.text(sidecar), files.text(sidecar)?.replace('in-progress', 'done'));
    await writeEdit(addCode, ports);
    assert.match(files.text(sidecar) ?? '', /status: done[^]*- wary/);
    // What is refused, or is nothing to do, is told of the file and not of what is remembered of it.
    const gone = files
      .text(sidecar)
      ?.replace(/ {2}- id:[^]*/, '')
      .replace('passages:', 'passages: []');
    await files.replace(sidecar, files.text(sidecar), gone);
    await assert.rejects(writeEdit(addCode, ports), { code: 'sidecar/no-passage' });
    assert.equal(files.text(sidecar), gone);
    await files.replace(sidecar, gone, smallStudy().get(sidecar));
    await writeEdit(addCode, ports);
    assert.match(files.text(sidecar) ?? '', /- wary/);
  });

  it('writes nothing into a file that is not the one it was planned for, not even at the last moment', async () => {
    const files = createMemoryFiles(smallStudy());
    const planned = files.text(sidecar);
    const other = planned?.replace('in-progress', 'done');
    const replace = files.replace.bind(files);
    const racing: MemoryFiles = {
      ...files,
      replace: async (path, expected, text) => {
        await replace(path, files.text(path), other);
        return replace(path, expected, text);
      },
    };
    const ports = {
      bytes: nodeByteTools,
      isAsPlanned: (_edit: StudyEdit, text: string | undefined) => text === planned,
    };
    await assert.rejects(writeEdit(addCode, { ...ports, files: racing }), StalePlan);
    assert.equal(files.text(sidecar), other);
    await assert.rejects(writeEdit(addCode, { ...ports, files }), StalePlan);
    assert.equal(files.text(sidecar), other);
    await files.replace(sidecar, other, planned);
    await writeEdit(addCode, { ...ports, files });
    assert.match(files.text(sidecar) ?? '', /- wary/);
  });

  it('gives up on a file that keeps changing', async () => {
    const files = createMemoryFiles(smallStudy());
    await assert.rejects(write([addCode], { ...files, replace: () => Promise.resolve(false) }), {
      code: 'write/busy',
    });
  });

  it('writes nothing into a file that is not UTF-8', async () => {
    const bytes = Uint8Array.from([0xff, 0xfe, 0x41]);
    const files = createMemoryFiles([[sidecar, bytes]]);
    await assert.rejects(write([addCode], files), UserError);
    assert.equal(files.contents.get(sidecar), bytes);
  });
});
