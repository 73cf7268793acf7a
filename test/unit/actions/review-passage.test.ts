import assert from 'node:assert/strict';
import fc from 'fast-check';
import { markLost, passagesToReview, settlePosition } from '../../../src/core/actions/review-passage';
import type { UserError } from '../../../src/core/base/user-error';
import type { Passage } from '../../../src/core/model/passage';
import { placePassages } from '../../../src/core/study/placed-passages';
import type { StudyEdit } from '../../../src/core/study/edit';
import { writeEdit, writeEdits } from '../../../src/core/study/write-edits';
import { type MemoryStudy, openMemoryStudy } from '../../support/open-memory-study';
import { passageId, smallStudy } from '../../support/small-study';

const transcript = 'transcripts/Int01.md';
const sidecar = `${transcript}.MS.coding.yaml`;
const before = smallStudy().get(transcript) ?? '';
const count = 4;

/** The small study after the transcript was changed. */
function openChanged(now: string): Promise<MemoryStudy> {
  return openMemoryStudy(smallStudy().set(transcript, now));
}

/** @returns what takes it back */
async function write(study: MemoryStudy, edits: readonly StudyEdit[]): Promise<readonly StudyEdit[]> {
  const inverses = await writeEdits(edits, (edit) => writeEdit(edit, study.ports));
  await study.store.refresh();
  return inverses;
}

const placedIn = (study: MemoryStudy) =>
  placePassages(study.view(), study.view().sidecars.get(sidecar) ?? assert.fail('no sidecar'));

/** What reviewing a passage leaves alone. */
function restOf({ id, codes, codings, memo, from }: Passage): unknown {
  return { id, codes, codings, memo, from };
}

/** The lines of each record, the header's first. */
const recordsOf = (study: MemoryStudy): readonly string[] =>
  (study.files.text(sidecar) ?? '').split(/^(?= {2}- id: )/m);

/** The transcript with some of its words replaced, and a span of it that starts and ends between characters. */
const changed = fc
  .record({
    at: fc.nat(before.length),
    length: fc.nat(30),
    words: fc.constantFrom('', 'Well. ', '\n\nAnd 🙂 ', 'We had no choice. '),
    span: fc.tuple(fc.nat(), fc.integer({ min: 1, max: 60 })),
  })
  .map(({ at, length, words, span: [start, size] }) => {
    const characters = Array.from(before);
    const now = [...characters.slice(0, at), words, ...characters.slice(at + length)].join('') || '?';
    const all = Array.from(now);
    const from = start % all.length;
    const text = all.slice(from, from + size).join('');
    const first = all.slice(0, from).join('').length;
    return { now, text, span: { start: first, end: first + text.length } };
  });
const target = fc.nat(count - 1).map((n) => ({ sidecar, id: passageId(n) }));

describe('settling where a passage stands', () => {
  it('puts it there with the words as they are, and changes nothing else; undone to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(changed, target, async ({ now, text, span }, passage) => {
        fc.pre(text.trim() !== '');
        const study = await openChanged(now);
        const old = study.files.text(sidecar);
        const [records, known] = [recordsOf(study), placedIn(study)];
        const inverse = await write(study, settlePosition(study.view(), passage, span));
        placedIn(study).forEach((placed, n) => {
          const was = known[n]?.passage ?? assert.fail('a passage is lost');
          assert.deepEqual(restOf(placed.passage), restOf(was));
          if (placed.passage.id !== passage.id) return;
          assert.equal(placed.status, 'exact');
          assert.equal(placed.passage.quote, text.trim());
          assert.equal(now.slice(placed.span?.start, placed.span?.end), text.trim());
        });
        recordsOf(study).forEach((record, n) => {
          if (!record.includes(passage.id)) assert.equal(record, records[n]);
        });
        const settled = study.files.text(sidecar);
        await write(study, settlePosition(study.view(), passage, span));
        assert.equal(study.files.text(sidecar), settled, 'settling again changes nothing');
        await write(study, inverse);
        assert.equal(study.files.text(sidecar), old);
      }),
      { numRuns: 30 },
    );
  });

  it('finds a passage again that was marked lost, as if it had never been', async () => {
    await fc.assert(
      fc.asyncProperty(changed, target, async ({ now, text, span }, passage) => {
        fc.pre(text.trim() !== '');
        const [straight, around] = [await openChanged(now), await openChanged(now)];
        await write(straight, settlePosition(straight.view(), passage, span));
        await write(around, markLost(around.view(), passage));
        await write(around, settlePosition(around.view(), passage, span));
        assert.equal(around.files.text(sidecar), straight.files.text(sidecar));
      }),
      { numRuns: 15 },
    );
  });

  it('needs words, and a passage that is there', async () => {
    const study = await openChanged(before);
    const settle = (id: string, start: number, end: number) => () =>
      settlePosition(study.view(), { sidecar, id }, { start, end });
    const blank = before.indexOf('\n\n');
    for (const end of [blank, blank + 2])
      assert.throws(settle(passageId(0), blank, end), ({ code }: UserError) => code === 'review/empty');
    assert.throws(settle(passageId(9), 0, 5), ({ code }: UserError) => code === 'passage/gone');
    assert.throws(
      () => settlePosition(study.view(), { sidecar: 'none', id: passageId(0) }, { start: 0, end: 5 }),
      ({ code }: UserError) => code === 'passage/gone',
    );
  });
});

describe('marking a passage lost', () => {
  it('keeps all that it says, takes it off the list to review, and is undone to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(changed, target, async ({ now }, passage) => {
        const study = await openChanged(now);
        const old = study.files.text(sidecar);
        const known = placedIn(study).map((placed) => placed.passage);
        const inverse = await write(study, markLost(study.view(), passage));
        assert.deepEqual(
          placedIn(study).map((placed) => placed.passage),
          known.map((was) => (was.id === passage.id ? { ...was, lost: true } : was)),
        );
        const listed = passagesToReview(study.view(), 'MS').map((placed) => placed.passage.id);
        assert.ok(!listed.includes(passage.id));
        assert.deepEqual(markLost(study.view(), passage), [], 'it is lost already');
        await write(study, inverse);
        assert.equal(study.files.text(sidecar), old);
      }),
      { numRuns: 30 },
    );
  });

  it('needs a passage that is there', async () => {
    const study = await openChanged(before);
    assert.throws(
      () => markLost(study.view(), { sidecar, id: passageId(9) }),
      ({ code }: UserError) => code === 'passage/gone',
    );
  });
});
