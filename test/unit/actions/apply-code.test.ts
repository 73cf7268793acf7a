import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applyCodes, locate, trimSpan } from '../../../src/core/actions/apply-code';
import { deletePassage, removeCode, setMemo } from '../../../src/core/actions/change-passage';
import { createCode } from '../../../src/core/actions/create-code';
import { setStatus } from '../../../src/core/actions/set-status';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import type { Passage, Sidecar } from '../../../src/core/model/passage';
import { loadTranscript } from '../../../src/core/study/loaded';
import { placePassages } from '../../../src/core/study/placed-passages';
import { normaliseText } from '../../../src/core/text/normal-text';
import { codebookOf, codeOf, themeOf } from '../model/codebooks';
import { passageAt, snapshotOf, versionOf } from '../study/views';
import { rawText } from '../text/texts';
import { createTestIds, openWorkplace, type Workplace } from './deeds';

const path = 'a.md';
const text =
  'INT: And the others?\nR1: We all were pretty wary of it, and I still am to be honest with you. But what can you do.\n';
const sidecarPath = 'a.md.MS.coding.yaml';
const studyText = 'format: verbatim/study@1\ntitle: T\ntranscripts: ["*.md"]\ncoders:\n  MS: { name: M }\n';
const codebookText = 'format: verbatim/codebook@1\ncodes:\n  a:\n    name: A\n';

const newId = createTestIds();

function openWith(sidecar?: string | Sidecar, transcript = text): Promise<Workplace> {
  const files: [string, string][] = [
    ['verbatim.yaml', studyText],
    ['codebook.yaml', codebookText],
    [path, transcript],
    ['b.md', 'R1: Something else.\n'],
    [
      'b.md.MS.coding.yaml',
      formatSidecar({ base: versionOf('R1: Something else.\n'), status: 'done', passages: [] }),
    ],
  ];
  if (sidecar !== undefined)
    files.push([sidecarPath, typeof sidecar === 'string' ? sidecar : formatSidecar(sidecar)]);
  return openWorkplace(files);
}

async function code(
  place: Workplace,
  words: string,
  codes: readonly string[],
  pad = ['', ''],
): Promise<Sidecar> {
  const [left = '', right = ''] = pad;
  const start = text.indexOf(left + words + right);
  const span = { start, end: start + (left + words + right).length };
  await place.carryOut(
    applyCodes(place.store.snapshot.whole, { transcript: path, coder: 'MS', codes, span }, newId),
  );
  return readBack(place);
}

function readBack(place: Workplace): Sidecar {
  const reading = readSidecar(place.files.text(sidecarPath) ?? '', sidecarPath);
  assert.deepEqual(reading.problems, []);
  assert.ok(reading.value);
  return reading.value;
}

const refusedWith = (code: string) => (error: unknown) =>
  error instanceof Error && 'code' in error && error.code === code;

describe('applying codes', () => {
  it('makes the first passage of a new sidecar, in canonical form', async () => {
    const place = await openWith();
    const { passages } = await code(place, 'pretty wary of it', ['a', 'b', 'a'], [' ', ', ']);
    assert.deepEqual(
      passages.map(({ at, quote, codes }) => ({ at, quote, codes })),
      [
        {
          at: { start: { line: 2, column: 17 }, end: { line: 2, column: 35 } },
          quote: 'pretty wary of it,',
          codes: ['a', 'b'],
        },
      ],
    );
    assert.equal(readBack(place).base, versionOf(text));
    assert.equal(readSidecar(place.files.text(sidecarPath) ?? '', '').isCanonical, true);
    assert.equal(place.store.snapshot.whole.sidecars.get(sidecarPath)?.value.passages.length, 1);
  });

  it('writes the sidecar and nothing else', async () => {
    const place = await openWith();
    const before = new Map(place.files.contents);
    await code(place, 'wary', ['a']);
    assert.deepEqual(
      [...place.files.contents.keys()].filter((file) => !before.has(file)),
      [sidecarPath],
    );
    for (const [file, bytes] of before) assert.equal(place.files.contents.get(file), bytes);
  });

  it('adds to the passage of exactly that range, whatever white space was selected', async () => {
    const place = await openWith();
    const [first] = (await code(place, 'wary', ['a'])).passages;
    const { passages } = await code(place, 'wary', ['b', 'a', 'c'], [' ', ' ']);
    assert.deepEqual(passages, [{ ...first, codes: ['a', 'b', 'c'] }]);
    const before = place.files.text(sidecarPath);
    const again = applyCodes(
      place.store.snapshot.whole,
      {
        transcript: path,
        coder: 'MS',
        codes: ['a', 'c'],
        span: { start: text.indexOf('wary'), end: text.indexOf('wary') + 4 },
      },
      newId,
    );
    assert.deepEqual(again, []);
    assert.equal(place.files.text(sidecarPath), before);
  });

  it('makes a passage of its own for another range, and for another coder', async () => {
    const place = await openWith();
    await code(place, 'wary', ['a']);
    assert.equal((await code(place, 'wary of', ['a'])).passages.length, 2);
    const span = { start: text.indexOf('wary'), end: text.indexOf('wary') + 4 };
    const [edit] = applyCodes(
      place.store.snapshot.whole,
      { transcript: path, coder: 'SP', codes: ['a'], span },
      newId,
    );
    assert.equal(edit?.path, 'a.md.SP.coding.yaml');
  });

  it('makes a passage to be coded later when no code is given', async () => {
    const { passages } = await code(await openWith(), 'wary', []);
    assert.deepEqual(passages[0]?.codes, []);
  });

  it('gives a passage its own base where the sidecar refers to another version, and leaves the others', async () => {
    const older: Passage = { ...passageAt(text, 5, 20, ['a']), quote: 'Another text then' };
    const place = await openWith({ base: 'f'.repeat(40), status: 'done', passages: [older] });
    const { base, passages } = await code(place, 'wary', ['a']);
    assert.equal(base, 'f'.repeat(40));
    assert.deepEqual(passages[0], older);
    assert.equal(passages[1]?.base, versionOf(text));
    const { span, status } = placedAt(place, 1);
    assert.equal(status, 'exact');
    assert.equal(text.slice(span?.start, span?.end), 'wary');
  });

  it('leaves the header’s base where it is the only passage, too', async () => {
    const place = await openWith({ base: 'f'.repeat(40), status: 'done', passages: [] });
    const { base, passages } = await code(place, 'wary', ['a']);
    assert.equal(base, 'f'.repeat(40));
    assert.equal(passages[0]?.base, versionOf(text));
  });

  it('is refused where nothing is selected, and where a file cannot be read', async () => {
    const place = await openWith();
    const apply = (span: { start: number; end: number }, transcript = path) =>
      applyCodes(place.store.snapshot.whole, { transcript, coder: 'MS', codes: ['a'], span }, newId);
    assert.throws(() => apply({ start: 4, end: 4 }), refusedWith('code/empty'));
    assert.throws(() => apply({ start: 4, end: 5 }), refusedWith('code/empty'));
    assert.throws(() => apply({ start: 0, end: 4 }, 'gone.md'), refusedWith('code/no-transcript'));
    place.files.contents.set(path, Uint8Array.of(0xff));
    await place.store.refresh([path]);
    assert.throws(() => apply({ start: 0, end: 4 }), refusedWith('transcript/not-utf8'));
  });

  it('is refused in a sidecar that cannot be read, however good its last reading was', async () => {
    const place = await openWith();
    await code(place, 'wary', ['a']);
    const broken = `${place.files.text(sidecarPath) ?? ''}<<<<<<< HEAD\n`;
    place.files.contents.set(sidecarPath, Buffer.from(broken));
    await place.store.refresh([sidecarPath]);
    const { whole } = place.store.snapshot;
    const target = { sidecar: sidecarPath, id: whole.sidecars.get(sidecarPath)?.value.passages[0]?.id ?? '' };
    const refused = refusedWith('sidecar/unreadable');
    assert.throws(
      () =>
        applyCodes(whole, { transcript: path, coder: 'MS', codes: ['a'], span: { start: 0, end: 3 } }, newId),
      refused,
    );
    assert.throws(() => removeCode(whole, target, 'a'), refused);
    assert.throws(() => deletePassage(whole, target), refused);
    assert.throws(() => setMemo(whole, target, 'x'), refused);
    assert.throws(() => setStatus(whole, path, 'MS', 'done'), refused);
    assert.equal(place.files.text(sidecarPath), broken);
  });
});

function placedAt(place: Workplace, index: number) {
  const { whole } = place.store.snapshot;
  const sidecar = whole.sidecars.get(sidecarPath);
  assert.ok(sidecar);
  const placed = placePassages(whole, sidecar)[index];
  assert.ok(placed);
  return placed;
}

describe('the description of a span', () => {
  it('leads back to the span and its words, with surroundings where the quote alone is not enough', () => {
    const texts = rawText.map(normaliseText).filter((each) => each.length > 0);
    const withSpan = texts.chain((each) => {
      const long = each.repeat(1 + Math.ceil(80 / each.length));
      return fc.tuple(fc.constantFrom(each, long), fc.nat(), fc.nat());
    });
    fc.assert(
      fc.property(withSpan, ([content, a, b]) => {
        const points = Array.from(content);
        const [from, to] = [a % points.length, b % (points.length + 1)].sort((x, y) => x - y);
        const before = points.slice(0, from).join('');
        const quote = points.slice(from, to).join('');
        const transcript = loadTranscript(path, content, '', '');
        const found = locate(transcript, { start: before.length, end: before.length + quote.length });
        assert.equal(found.quote, quote);
        assert.deepEqual(transcript.index().spanOf(found.at), {
          start: before.length,
          end: before.length + quote.length,
        });
        const times = occurrences(content, quote);
        const needsContext = Array.from(quote).length < 64 || times > 1;
        assert.equal(
          found.before,
          needsContext ? points.slice(Math.max(0, (from ?? 0) - 32), from).join('') : undefined,
        );
        assert.equal(found.after, needsContext ? points.slice(to, (to ?? 0) + 32).join('') : undefined);
      }),
      { numRuns: 300 },
    );
  });

  it('leaves out white space at the ends, and halves no character', () => {
    fc.assert(
      fc.property(rawText.map(normaliseText), fc.nat(), fc.nat(), (content, a, b) => {
        const [from = 0, to = 0] = [a % (content.length + 1), b % (content.length + 1)].sort((x, y) => x - y);
        const { start, end } = trimSpan(content, { start: from, end: to });
        assert.equal(content.slice(start, end), content.slice(start, end).trim());
        assert.ok(content.slice(start, end).includes(content.slice(from, to).trim()));
        assert.ok(start >= from - 1 && end <= Math.max(to + 1, start));
        // Cut where code points meet, the pieces have as many as the whole.
        const pieces = [content.slice(0, start), content.slice(start, end), content.slice(end)];
        assert.equal(
          pieces.reduce((sum, piece) => sum + Array.from(piece).length, 0),
          Array.from(content).length,
        );
      }),
      { numRuns: 500 },
    );
  });
});

function occurrences(content: string, quote: string): number {
  let count = 0;
  for (let i = 0; i + quote.length <= content.length; i++) if (content.startsWith(quote, i)) count++;
  return count;
}

describe('changing a passage', () => {
  const passage = passageAt(text, 5, 20, ['a', 'b'], { memo: 'Hm.' });
  const bare = passageAt(text, 25, 31, ['a']);
  const target = { sidecar: sidecarPath, id: passage.id };
  const bareTarget = { sidecar: sidecarPath, id: bare.id };
  const open = (more: readonly Passage[] = []) =>
    openWith({ base: versionOf(text), status: 'in-progress', passages: [passage, bare, ...more] });

  it('takes a code off, and the passage with its last code where it says nothing else', async () => {
    const place = await open();
    await place.carryOut(removeCode(place.store.snapshot.whole, target, 'a'));
    await place.carryOut(removeCode(place.store.snapshot.whole, bareTarget, 'a'));
    assert.deepEqual(readBack(place).passages, [{ ...passage, codes: ['b'] }]);
    await place.carryOut(removeCode(place.store.snapshot.whole, target, 'b'));
    assert.deepEqual(readBack(place).passages, [{ ...passage, codes: [] }]);
    assert.deepEqual(removeCode(place.store.snapshot.whole, target, 'b'), []);
  });

  it('never deletes what was decided together with the last code', async () => {
    const decided = passageAt(text, 32, 40, ['a'], {
      from: [],
      decisions: [{ code: 'a', outcome: 'agreed' }],
    });
    const place = await open([decided]);
    const [edit] = removeCode(place.store.snapshot.whole, { sidecar: sidecarPath, id: decided.id }, 'a');
    assert.ok(edit?.kind === 'sidecar');
    assert.deepEqual(edit.changes, [{ kind: 'remove-code', id: decided.id, code: 'a' }]);
  });

  it('writes a memo, and removes an empty one', async () => {
    const place = await open();
    await place.carryOut(setMemo(place.store.snapshot.whole, bareTarget, 'Compare Int7.\n  More.'));
    assert.equal(readBack(place).passages[1]?.memo, 'Compare Int7.\n  More.');
    await place.carryOut(setMemo(place.store.snapshot.whole, target, ' \n'));
    assert.equal(readBack(place).passages[0]?.memo, undefined);
    assert.deepEqual(setMemo(place.store.snapshot.whole, target, ''), []);
  });

  it('deletes one passage and no other', async () => {
    const place = await open();
    await place.carryOut(deletePassage(place.store.snapshot.whole, target));
    assert.deepEqual(readBack(place).passages, [bare]);
    assert.throws(() => deletePassage(place.store.snapshot.whole, target), refusedWith('passage/gone'));
  });

  it('is refused while the passage needs review', async () => {
    const place = await open([
      passageAt(text, 40, 50, ['a'], { quote: 'Nobody ever said anything of that kind.' }),
    ]);
    const id = readBack(place).passages[2]?.id ?? '';
    for (const act of [
      () => deletePassage(place.store.snapshot.whole, { sidecar: sidecarPath, id }),
      () => removeCode(place.store.snapshot.whole, { sidecar: sidecarPath, id }, 'a'),
      () => setMemo(place.store.snapshot.whole, { sidecar: sidecarPath, id }, 'x'),
    ])
      assert.throws(act, refusedWith('passage/needs-review'));
  });
});

describe('marking a transcript as done', () => {
  it('makes a sidecar where there is none, and changes nothing twice', async () => {
    const place = await openWith();
    const mark = (status: 'done' | 'in-progress') =>
      setStatus(place.store.snapshot.whole, path, 'MS', status);
    assert.deepEqual(mark('in-progress'), []);
    await place.carryOut(mark('done'));
    assert.deepEqual(readBack(place), { base: versionOf(text), status: 'done', passages: [] });
    assert.deepEqual(mark('done'), []);
    await place.carryOut(mark('in-progress'));
    assert.equal(readBack(place).status, 'in-progress');
    assert.throws(
      () => setStatus(place.store.snapshot.whole, 'gone.md', 'MS', 'done'),
      refusedWith('transcript/unreadable'),
    );
  });
});

describe('creating a code', () => {
  const snapshot = snapshotOf({
    transcripts: {},
    codebook: codebookOf(
      [codeOf('money', { aliases: ['cash', 'shared'] }), codeOf('other', { aliases: ['shared'] })],
      [themeOf('motivation')],
    ),
  });

  it('gives it an id that no code, theme or alias has, not even an alias that is claimed twice', () => {
    for (const [name, id] of Object.entries({
      ' New \n money ': 'new-money',
      Money: 'money-2',
      Cash: 'cash-2',
      Shared: 'shared-2',
      Motivation: 'motivation-2',
      'No!': 'no-code',
    }))
      assert.equal(createCode(snapshot, name).id, id);
    assert.throws(() => createCode(snapshot, ' \n'), refusedWith('codebook/no-name'));
  });

  it('adds it to the codebook as a provisional code, and to a study without a codebook', async () => {
    const place = await openWith();
    for (const name of ['Almost: mandatory', 'Almost mandatory']) {
      await place.carryOut(createCode(place.store.snapshot, name, 'in-vivo').edits);
    }
    const { codes } = place.store.snapshot.whole.codebook;
    assert.deepEqual([...codes.keys()], ['a', 'almost-mandatory', 'almost-mandatory-2']);
    assert.equal(codes.get('almost-mandatory')?.name, 'Almost: mandatory');
    assert.equal(codes.get('almost-mandatory')?.status, 'provisional');
    assert.ok(place.files.text('codebook.yaml')?.startsWith(codebookText));

    place.files.contents.delete('codebook.yaml');
    await place.store.refresh(['codebook.yaml']);
    const inverses = await place.carryOut(createCode(place.store.snapshot, 'First').edits);
    assert.deepEqual([...place.store.snapshot.whole.codebook.codes.keys()], ['first']);
    await place.carryOut(inverses);
    assert.equal(place.files.contents.has('codebook.yaml'), false);
  });

  it('is refused while the codebook cannot be read', async () => {
    const place = await openWith();
    place.files.contents.set('codebook.yaml', Buffer.from('a: b: c'));
    await place.store.refresh(['codebook.yaml']);
    assert.throws(() => createCode(place.store.snapshot, 'x'), refusedWith('codebook/unreadable'));
  });
});
