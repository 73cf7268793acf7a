import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editSidecar } from '../../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import type { Sidecar } from '../../../src/core/model/passage';
import type { StudyEdit } from '../../../src/core/study/edit';
import { generateStudy } from '../../support/study-generator';
import { hostileText } from '../format/arbitraries';
import { inForeignStyle } from '../format/foreign-style';
import { passageAt } from '../study/views';
import { anyDeed, createTestIds, openWorkplace, textsOf } from './deeds';

const generated = new Map(generateStudy({ transcripts: 2, coders: 1, passages: 3, words: 60, codes: 3 }));
const transcripts = ['transcripts/Int1.md', 'transcripts/Int2.md'];
const sidecars = transcripts.map((path) => `${path}.C1.coding.yaml`);

function readAs(text: string | undefined): Sidecar {
  const { value } = readSidecar(text ?? '', '');
  assert.ok(value);
  return value;
}

/** The study's files as somebody else might have written them. */
const study = fc
  .tuple(
    ...sidecars.map((path) =>
      fc.oneof(
        fc.constant(generated.get(path) ?? ''),
        inForeignStyle(fc.constant(readAs(generated.get(path)))).map(({ text }) => text),
      ),
    ),
    fc.constantFrom('codes:\n', '# Ours.\ncodes: # all of them\n'),
    fc.boolean(),
  )
  .map(([first, second, codes, hasCodebook]) => {
    const files = new Map(generated);
    files.set(sidecars[0] ?? '', String(first));
    files.set(sidecars[1] ?? '', String(second));
    if (hasCodebook)
      files.set('codebook.yaml', (files.get('codebook.yaml') ?? '').replace('codes:\n', String(codes)));
    else files.delete('codebook.yaml');
    return files;
  });

const deeds = fc.array(anyDeed(transcripts, hostileText, createTestIds()), { minLength: 1, maxLength: 8 });

describe('what coders do', () => {
  it('touches the files it says, and is taken back to the byte, step by step', async () => {
    await fc.assert(
      fc.asyncProperty(study, deeds, async (files, todo) => {
        const place = await openWorkplace(files);
        const done: { before: ReturnType<typeof textsOf>; inverses: readonly StudyEdit[] }[] = [];
        for (const deed of todo) {
          const before = textsOf(place);
          const edits = deed(place.store.snapshot);
          const inverses = await place.carryOut(edits);
          const touched = new Set(edits.map(({ path }) => path));
          for (const [path, text] of before)
            if (!touched.has(path)) assert.equal(place.files.text(path), text);
          for (const file of place.store.snapshot.whole.sidecars.values())
            assert.equal(file.isStale, false, file.path);
          done.push({ before, inverses });
        }
        for (const { before, inverses } of done.reverse()) {
          await place.carryOut(inverses);
          assert.deepEqual(textsOf(place), before);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('is done again to the byte after it was taken back', async () => {
    await fc.assert(
      fc.asyncProperty(study, deeds, async (files, todo) => {
        const place = await openWorkplace(files);
        const before = textsOf(place);
        const undo: (readonly StudyEdit[])[] = [];
        for (const deed of todo) undo.unshift(await place.carryOut(deed(place.store.snapshot)));
        const after = textsOf(place);
        const redo: (readonly StudyEdit[])[] = [];
        for (const inverses of undo) redo.unshift(await place.carryOut(inverses));
        assert.deepEqual(textsOf(place), before);
        for (const inverses of redo) await place.carryOut(inverses);
        assert.deepEqual(textsOf(place), after);
      }),
      { numRuns: 40 },
    );
  });

  it('is taken back without what others did meanwhile', async () => {
    const text = generated.get('transcripts/Int1.md') ?? '';
    const sidecarDeeds = fc.array(anyDeed(['transcripts/Int1.md'], hostileText, createTestIds()), {
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(study, sidecarDeeds, hostileText, async (files, todo, memo) => {
        const path = sidecars[0] ?? '';
        const place = await openWorkplace(files);
        const before = readAs(place.files.text(path));
        const undo: (readonly StudyEdit[])[] = [];
        for (const deed of todo) undo.unshift(await place.carryOut(deed(place.store.snapshot)));
        const foreign = passageAt(text, 3, 9, ['foreign'], { memo });
        const added = editSidecar(place.files.text(path), [
          { kind: 'add-passage', passage: foreign },
          { kind: 'set-transcript-memo', memo: 'Not mine.' },
        ]);
        place.files.contents.set(path, Buffer.from(added.text));
        await place.store.refresh([path]);
        for (const inverses of undo) await place.carryOut(inverses);
        assert.equal(
          formatSidecar(readAs(place.files.text(path))),
          formatSidecar({ ...before, memo: 'Not mine.', passages: [...before.passages, foreign] }),
        );
      }),
      { numRuns: 60 },
    );
  });
});
