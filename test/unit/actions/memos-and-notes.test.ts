import assert from 'node:assert/strict';
import fc from 'fast-check';
import { rewriteNote, deleteNote, writeNote } from '../../../src/core/actions/write-note';
import { writeMemo } from '../../../src/core/actions/write-memo';
import { UserError } from '../../../src/core/base/user-error';
import {
  type Discussion,
  discussionOn,
  discussionsIn,
  type NoteSubject,
} from '../../../src/core/study/discussions';
import { memosIn, type MemoSubject } from '../../../src/core/study/memos';
import { checkStudy } from '../../../src/core/study/check';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { hostileText } from '../format/arbitraries';
import { passageId, smallStudy } from '../../support/small-study';
import { createTestIds, openWorkplace, textsOf, type Workplace } from './deeds';

const transcript = 'transcripts/Int01.md';
const spPassage: NoteSubject = { kind: 'passage', transcript, coder: 'SP', id: passageId(10) };
const code: NoteSubject = { kind: 'code', id: 'wary' };
const theme: NoteSubject = { kind: 'theme', id: 'staff' };
const subjects = [spPassage, code, theme];

const check = ({ store, files }: Workplace) => checkStudy(store.snapshot, { files, bytes: nodeByteTools });

describe('memos and notes', function () {
  this.timeout(60_000);
  let study: Workplace;
  let newId: () => string;
  beforeEach(async () => {
    study = await openWorkplace(smallStudy());
    newId = createTestIds();
  });
  const note = async (
    subject: NoteSubject,
    by: string,
    text: string,
    isClosing = false,
    day = '2020-08-20',
  ) => study.carryOut(writeNote(study.store.snapshot, { subject, by, text, day, isClosing }, newId));
  const discussion = (subject: NoteSubject): Discussion =>
    discussionOn(study.store.snapshot.whole, subject) ?? assert.fail('no discussion');

  for (const subject of subjects)
    it(`a discussion about a ${subject.kind} is opened, answered, closed and opened again`, async () => {
      await note(subject, 'MS', 'Is this the money, or the mandate?');
      assert.equal(discussion(subject).isOpen, true);
      await note(subject, 'SP', 'The mandate.');
      assert.equal(discussion(subject).isOpen, true);
      await note(subject, 'MS', 'Agreed.', true);
      assert.equal(discussion(subject).isOpen, false);
      assert.deepEqual(
        discussion(subject).notes.map(({ by, text, open }) => [by, text, open]),
        [
          ['MS', 'Is this the money, or the mandate?', true],
          ['SP', 'The mandate.', undefined],
          ['MS', 'Agreed.', false],
        ],
      );
      await note(subject, 'SP', 'One more thing.');
      assert.equal(discussion(subject).isOpen, true);
      assert.deepEqual(await check(study), []);
    });

  it('a note on another coder’s passage is in its writer’s own sidecar', async () => {
    const before = textsOf(study);
    await note(spPassage, 'MS', 'Hm.');
    const changed = [...textsOf(study)].filter(([path, text]) => before.get(path) !== text);
    assert.deepEqual(
      changed.map(([path]) => path),
      [`${transcript}.MS.coding.yaml`],
    );
    assert.match(changed[0]?.[1] ?? '', /about: "?SP:01E1Y8YQJG0000000000000010"?/);
  });

  it('a note starts a sidecar where its writer has none', async () => {
    const subject: NoteSubject = {
      kind: 'passage',
      transcript: 'transcripts/Int02.txt',
      coder: 'MS',
      id:
        study.store.snapshot.whole.sidecars.get('transcripts/Int02.txt.MS.coding.yaml')?.value.passages[0]
          ?.id ?? '',
    };
    assert.notEqual(subject.id, '');
    const before = textsOf(study);
    const inverse = await note(subject, 'SP', 'Why?');
    assert.equal(discussion(subject).notes[0]?.by, 'SP');
    assert.deepEqual(await check(study), []);
    await study.carryOut(inverse);
    assert.deepEqual(textsOf(study), before);
  });

  it('what a blind round hides is not talked about', async () => {
    const files = smallStudy();
    files.set(
      'verbatim.yaml',
      (files.get('verbatim.yaml') ?? '').replace('Int01.md]', 'Int01.md]\n    blind: true'),
    );
    study = await openWorkplace(files);
    await note(spPassage, 'MS', 'Before the round began.');
    await note({ ...spPassage, coder: 'MS', id: passageId(0) }, 'SP', 'Looks odd.');
    const seen = (coder: string | undefined) => discussionsIn(study.store.snapshot.visibleTo(coder)).length;
    assert.deepEqual([seen(undefined), seen('MS'), seen('SP')], [2, 0, 0]);
  });

  it('taking a note back leaves one that came meanwhile', async () => {
    const first = await note(code, 'MS', 'One.');
    await note(code, 'SP', 'Two.');
    const last = await note(spPassage, 'MS', 'Three.');
    await note(spPassage, 'MS', 'Four.');
    await study.carryOut(last);
    assert.deepEqual(
      discussion(spPassage).notes.map(({ text }) => text),
      ['Four.'],
    );
    // In the codebook, where the entry has changed since, a field is taken back as a whole or not at all.
    await study.carryOut(first);
    assert.ok(discussion(code).notes.some(({ text }) => text === 'Two.'));
  });

  it('one’s own note is changed and deleted', async () => {
    for (const subject of subjects) {
      await note(subject, 'MS', 'A thought.');
      const [own] = discussion(subject).notes;
      assert.ok(own);
      await study.carryOut(rewriteNote(study.store.snapshot, subject, own, 'A better one.'));
      assert.equal(discussion(subject).notes[0]?.text, 'A better one.');
      await study.carryOut(deleteNote(subject, own));
      assert.equal(discussionOn(study.store.snapshot.whole, subject), undefined);
    }
  });

  it('refuses an empty note and one on what is gone', async () => {
    await assert.rejects(note(code, 'MS', '  \n'), (error) => error instanceof UserError);
    await assert.rejects(note({ kind: 'code', id: 'gone' }, 'MS', 'x'), /no code “gone”/);
    await assert.rejects(note({ ...spPassage, id: passageId(99) }, 'MS', 'x'), /no longer/);
  });

  const memoSubjects: readonly MemoSubject[] = [
    { kind: 'passage', sidecar: `${transcript}.MS.coding.yaml`, id: passageId(0) },
    { kind: 'transcript', transcript, coder: 'MS' },
    { kind: 'transcript', transcript: 'transcripts/Int02.txt', coder: 'SP' },
    { kind: 'code', id: 'wary' },
    { kind: 'theme', id: 'staff' },
  ];
  it('any memo is read back, removed when empty, and taken back to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...memoSubjects), hostileText, async (subject, text) => {
        const before = textsOf(study);
        const inverse = await study.carryOut(writeMemo(study.store.snapshot, subject, text));
        const found = memosIn(study.store.snapshot.whole).filter((memo) => memo.text === text);
        assert.equal(found.length >= 1, text.trim() !== '');
        assert.deepEqual(writeMemo(study.store.snapshot, subject, text), []);
        await study.carryOut(inverse);
        assert.deepEqual(textsOf(study), before);
      }),
      { numRuns: 60 },
    );
  });

  it('lists memos in the order of the study', async () => {
    await study.carryOut(writeMemo(study.store.snapshot, { kind: 'theme', id: 'staff' }, 'T'));
    await study.carryOut(
      writeMemo(study.store.snapshot, { kind: 'transcript', transcript, coder: 'SP' }, 'Guarded at first.'),
    );
    assert.deepEqual(
      memosIn(study.store.snapshot.whole).map(({ kind, text }) => [kind, text]),
      [
        ['theme', 'T'],
        ['passage', 'Compare Int2.\nShe says it too.'],
        ['transcript', 'Guarded at first.'],
      ],
    );
  });
});
