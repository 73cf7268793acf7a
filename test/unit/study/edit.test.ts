import assert from 'node:assert/strict';
import { UserError } from '../../../src/core/base/user-error';
import { carryOut, type StudyEdit } from '../../../src/core/study/edit';
import { writeEdit, writeEdits } from '../../../src/core/study/write-edits';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { createMemoryFiles } from '../../support/memory-files';

const refusedWith = (code: string) => (error: unknown) => error instanceof UserError && error.code === code;
const create = (path: string, text: string): StudyEdit => ({ kind: 'file', path, expected: undefined, text });

describe('an edit of a whole file', () => {
  it('is taken back exactly', () => {
    const edit: StudyEdit = { kind: 'file', path: 'a', expected: 'old', text: 'new' };
    const { text, inverse } = carryOut(edit, 'old');
    assert.equal(text, 'new');
    assert.deepEqual(carryOut(inverse, 'new'), { text: 'old', inverse: edit });
  });

  it('is refused where the file is not as expected', () => {
    for (const text of ['other', undefined])
      assert.throws(
        () => carryOut({ kind: 'file', path: 'a', expected: 'old', text: 'new' }, text),
        refusedWith('edit/changed'),
      );
  });
});

describe('edits that are written', () => {
  it('takes back all that it can, and tells what went wrong first', async () => {
    const ports = { files: createMemoryFiles([['d', 'there']]), bytes: nodeByteTools };
    const write = async (edit: StudyEdit) => {
      if (edit.path === 'b' && edit.kind === 'file' && edit.text === undefined)
        throw new Error('cannot delete b');
      return writeEdit(edit, ports);
    };
    const edits = ['a', 'b', 'c', 'd'].map((path) => create(path, '1'));
    await assert.rejects(writeEdits(edits, write), refusedWith('edit/changed'));
    assert.deepEqual([...ports.files.contents.keys()].sort(), ['b', 'd']);
  });

  it('is done on what the file holds by then, and again when somebody is faster', async () => {
    const files = createMemoryFiles([['codebook.yaml', 'format: verbatim/codebook@1\n']]);
    let intruders = 3;
    const replace: typeof files.replace = (path, expected, text) => {
      if (intruders-- > 0) files.contents.set(path, Buffer.from(`${files.text(path) ?? ''}# ${intruders}\n`));
      return files.replace(path, expected, text);
    };
    const edit: StudyEdit = {
      kind: 'codebook',
      path: 'codebook.yaml',
      changes: [{ kind: 'add-question', question: { id: 'RQ1', text: 'Why?' } }],
    };
    const ports = { files: { ...files, replace }, bytes: nodeByteTools };
    const inverse = await writeEdit(edit, ports);
    assert.match(files.text('codebook.yaml') ?? '', /RQ1: Why\?/);
    assert.match(files.text('codebook.yaml') ?? '', /# 2\n# 1\n# 0\n/);
    await writeEdit(inverse, ports);
    assert.equal(files.text('codebook.yaml'), 'format: verbatim/codebook@1\n# 2\n# 1\n# 0\n');
    intruders = 100;
    await assert.rejects(writeEdit(edit, ports), refusedWith('write/busy'));
  });

  it('fills an empty file and empties it again', () => {
    for (const text of ['', '\n', undefined]) {
      const edit: StudyEdit = {
        kind: 'sidecar',
        path: 'a.md.MS.coding.yaml',
        changes: [
          { kind: 'set-base', base: '5190c61f094a1aae2bedd2bd093ed2af5a1ff493' },
          { kind: 'set-status', status: 'done' },
        ],
      };
      const done = carryOut(edit, text);
      assert.notEqual(done.text, text);
      assert.equal(carryOut(done.inverse, done.text).text, text);
    }
  });
});
