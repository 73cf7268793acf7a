import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserError } from '../../../src/core/base/user-error';
import { editSidecar } from '../../../src/core/format/edit-sidecar';
import { formatPassage, formatSidecar } from '../../../src/core/format/format-sidecar';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import type { SidecarChange } from '../../../src/core/format/sidecar-change';
import { joinParts, splitAny, splitSidecar } from '../../../src/core/format/sidecar-parts';
import type { Passage, Sidecar } from '../../../src/core/model/passage';
import { blobId, hostileText, sidecar } from './arbitraries';
import { applyToModel, changeOf } from './changes';
import { inForeignStyle } from './foreign-style';

const canonical = sidecar.map((value) => ({ value, text: formatSidecar(value) }));
const anyStyle = fc.oneof(canonical, inForeignStyle(sidecar));
/** A sidecar's text with some changes to it. */
const edited = anyStyle.chain(({ value, text }) =>
  fc.record({
    value: fc.constant(value),
    text: fc.constant(text),
    changes: fc.array(changeOf(value), { maxLength: 3 }),
  }),
);

/** Applies changes; undefined when they are refused, which is no failure of an edit. */
function tryEdit(
  text: string,
  changes: readonly SidecarChange[],
): ReturnType<typeof editSidecar> | undefined {
  try {
    return editSidecar(text, changes);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}

describe('editing a sidecar', function () {
  this.timeout(60_000);

  it('does to the text what the change says, and nothing else', () => {
    fc.assert(
      fc.property(edited, ({ value, text, changes }) => {
        const expected = changes.reduce<Sidecar | undefined>(applyToModel, value);
        const edit = tryEdit(text, changes);
        assert.equal(edit === undefined, expected === undefined);
        if (!edit || !expected) return;
        const reading = readSidecar(edit.text, 's');
        assert.deepEqual(reading.problems, []);
        assert.ok(reading.value);
        assert.equal(formatSidecar(reading.value), formatSidecar(expected));
      }),
      { numRuns: 60 },
    );
  });

  it('is undone to the byte, and done again to the byte', () => {
    fc.assert(
      fc.property(edited, ({ text, changes }) => {
        const edit = tryEdit(text, changes);
        if (!edit) return;
        const undone = editSidecar(edit.text, edit.inverse);
        assert.equal(undone.text, text);
        assert.equal(editSidecar(undone.text, undone.inverse).text, edit.text);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps a canonical sidecar canonical', () => {
    const editedCanonical = canonical.chain(({ value, text }) =>
      fc.tuple(fc.constant(text), fc.array(changeOf(value))),
    );
    fc.assert(
      fc.property(editedCanonical, ([text, changes]) => {
        const edit = tryEdit(text, changes);
        if (edit) assert.equal(readSidecar(edit.text, 's').isCanonical, true);
      }),
    );
  });

  it('keeps every comment and unknown key of a record whose fields are set', () => {
    const cases = inForeignStyle(sidecar.filter(({ passages }) => passages.length > 0)).chain(
      ({ value, text }) =>
        fc.tuple(
          fc.constant(text),
          changeOf(value).filter(({ kind }) => kind.startsWith('set-') || kind === 'add-code'),
        ),
    );
    fc.assert(
      fc.property(cases, ([text, change]) => {
        const removesField = Object.values(change).some((value) => value === undefined || value === false);
        const replacesList = change.kind === 'set-coding' || change.kind === 'set-note';
        fc.pre(!replacesList && !removesField);
        const edit = tryEdit(text, [change]);
        for (const kept of text.matchAll(/# c\d+ \w+|x-tool: kept/g))
          assert.ok(edit?.text.includes(kept[0]), kept[0]);
      }),
    );
  });

  it('touches no other record', () => {
    fc.assert(
      fc.property(edited, ({ text, changes }) => {
        const edit = tryEdit(text, changes);
        if (!edit) return;
        const touched = new Set(changes.map((change) => ('id' in change ? change.id : '')));
        const before = splitSidecar(text.replace(/^\ufeff/, '')).records;
        const after = splitSidecar(edit.text.replace(/^\ufeff/, '')).records;
        for (const { id, raw } of before) {
          if (touched.has(id ?? '')) continue;
          const now = after.find((record) => record.id === id)?.raw;
          assert.equal(now?.trimEnd(), raw.trimEnd());
        }
      }),
    );
  });

  it('undoing one record leaves what happened to another meanwhile', () => {
    const twoRecords = anyStyle
      .filter(({ value }) => value.passages.length >= 2)
      .chain(({ value, text }) => {
        const [first, second] = value.passages as [Passage, Passage];
        const only = (passage: Passage): fc.Arbitrary<SidecarChange> =>
          changeOf({ ...value, passages: [passage] }, true);
        return fc.tuple(fc.constant(text), only(first), only(second));
      });
    fc.assert(
      fc.property(twoRecords, ([text, ours, theirs]) => {
        const edit = editSidecar(text, [ours]);
        const both = editSidecar(edit.text, [theirs]);
        const onlyTheirs = editSidecar(text, [theirs]);
        assert.equal(editSidecar(both.text, edit.inverse).text, onlyTheirs.text);
      }),
      { numRuns: 25 },
    );
  });

  it('undoing takes back only what it did where the same record has changed meanwhile', () => {
    const { text, id } = example();
    const coded = editSidecar(text, [
      { kind: 'add-code', id, code: 'ours' },
      { kind: 'set-memo', id, memo: 'Ours.' },
    ]);
    const memoed = editSidecar(coded.text, [
      { kind: 'add-code', id, code: 'theirs' },
      { kind: 'set-memo', id, memo: 'Theirs.' },
    ]);
    const undone = readSidecar(editSidecar(memoed.text, coded.inverse).text, 's').value?.passages[0];
    assert.deepEqual(undone?.codes, ['first', 'theirs']);
    assert.equal(undone.memo, 'Theirs.');
  });

  describe('undoing the addition of a passage', () => {
    const added = (): { text: string; id: string; passage: Passage; inverse: readonly SidecarChange[] } => {
      const { passage, id } = example();
      const other: Passage = { ...passage, id: '01JD8Q4ZK3V7M2X9C5T6R1B0WB', codes: ['other'] };
      const before = formatSidecar({ base: 'a'.repeat(40), status: 'in-progress', passages: [other] });
      const { text, inverse } = editSidecar(before, [{ kind: 'add-passage', passage }]);
      return { text, id, passage, inverse };
    };
    const undo = (text: string, inverse: readonly SidecarChange[]) => {
      const undone = editSidecar(text, inverse);
      const { passages } = readSidecar(undone.text, 's').value ?? assert.fail();
      return { ...undone, passage: passages.find(({ id }) => id === example().id) };
    };

    it('leaves a code that was added to it meanwhile, and brings all back when done again', () => {
      const { text, id, passage, inverse } = added();
      const both = editSidecar(text, [{ kind: 'add-code', id, code: 'theirs' }]).text;
      const undone = undo(both, inverse);
      assert.deepEqual(undone.passage, { ...passage, codes: ['theirs'] });
      const again = readSidecar(editSidecar(undone.text, undone.inverse).text, 's').value;
      assert.deepEqual(again, readSidecar(both, 's').value);
    });

    it('leaves a memo that was written on it meanwhile', () => {
      const { text, id, passage, inverse } = added();
      const { text: memoed } = editSidecar(text, [{ kind: 'set-memo', id, memo: 'Theirs.' }]);
      assert.deepEqual(undo(memoed, inverse).passage, { ...passage, codes: [], memo: 'Theirs.' });
    });

    it('takes it away where it was only moved', () => {
      const { text, id, passage, inverse } = added();
      const place = { ...passage.at, end: { line: 1, column: 3 } };
      const { text: moved } = editSidecar(text, [
        { kind: 'set-position', id, at: place, quote: 'ab', ...nothingAround },
      ]);
      assert.equal(undo(moved, inverse).passage, undefined);
    });
  });

  it('takes canonical texts apart as any others', () => {
    fc.assert(
      fc.property(canonical, ({ text }) => {
        const parts = splitSidecar(text);
        assert.equal(joinParts(parts), text);
        assert.deepEqual(parts, splitAny(text));
      }),
    );
  });

  it('starts a sidecar where there is none', () => {
    fc.assert(
      fc.property(blobId, sidecar, hostileText, (base, { passages }, memo) => {
        const changes: SidecarChange[] = [
          { kind: 'set-base', base },
          ...passages.map((passage) => ({ kind: 'add-passage', passage }) as const),
          { kind: 'set-transcript-memo', memo },
          { kind: 'set-status', status: 'done' },
        ];
        const { text, inverse } = editSidecar(undefined, changes);
        assert.equal(text, formatSidecar({ base, status: 'done', memo, passages }));
        assert.equal(
          editSidecar(text, inverse).text,
          formatSidecar({ base, status: 'in-progress', passages: [] }),
        );
      }),
    );
  });

  it('puts a new passage where its position puts it', () => {
    fc.assert(
      fc.property(sidecar, fc.nat(), (value, n) => {
        fc.pre(value.passages.length > 0);
        const passage = value.passages[n % value.passages.length];
        const others = value.passages.filter((other) => other !== passage);
        if (!passage) return;
        const edit = editSidecar(formatSidecar({ ...value, passages: others }), [
          { kind: 'add-passage', passage },
        ]);
        assert.equal(edit.text, formatSidecar(value));
      }),
    );
  });

  const style = [
    [
      'keeps the comment behind a value',
      'base: BASE # mine',
      { kind: 'set-base', base: 'b'.repeat(40) },
      `base: ${'b'.repeat(40)} # mine`,
    ],
    [
      'keeps a comment when a line becomes a block',
      'memo: Old.  # mine',
      { kind: 'set-transcript-memo', memo: 'New.' },
      'memo: |-  # mine\n  New.',
    ],
    [
      'keeps the comment on a block’s first line',
      'memo: | # mine\n  Old.\n  Older.',
      { kind: 'set-transcript-memo', memo: 'New.' },
      'memo: |- # mine\n  New.',
    ],
    [
      'keeps a comment on the key’s line',
      'memo: # mine\n  "Old."',
      { kind: 'set-transcript-memo', memo: 'New.' },
      'memo: |- # mine\n  New.',
    ],
    [
      'keeps a quoted key',
      '"memo" : Old.',
      { kind: 'set-transcript-memo', memo: 'New.' },
      '"memo" : |-\n  New.',
    ],
  ] as const;
  for (const [what, before, change, after] of style)
    it(what, () => {
      const text = (line: string): string =>
        `format: verbatim/coding@1\n${line.startsWith('base') ? line : `base: BASE\n${line}`}\npassages: []\n`.replace(
          'BASE',
          'a'.repeat(40),
        );
      assert.equal(editSidecar(text(before), [change]).text, text(after));
    });

  it('writes the first note with the line breaks of the file', () => {
    const text = example().text.replaceAll('\n', '\r\n');
    const note = { id: 'n-1', about: 'a', by: 'MS', date: '2026-01-02', text: 'Hm' };
    const edit = editSidecar(text, [{ kind: 'set-note', note }]);
    assert.doesNotMatch(edit.text, /[^\r]\n/);
    assert.equal(editSidecar(edit.text, edit.inverse).text, text);
  });

  it('removes the notes at the end of a file without a final line break', () => {
    const { text } = example();
    const noted = `${text}notes:\n  - { id: x, about: a, by: MS, date: "2020", text: Hm }`;
    const edit = editSidecar(noted, [{ kind: 'remove-note', note: 'x' }]);
    assert.equal(edit.text, text);
    assert.equal(editSidecar(edit.text, edit.inverse).text, noted);
  });

  const refusals: [string, string, string, SidecarChange][] = [
    ['broken YAML', 'format: "', 'sidecar/unreadable', { kind: 'set-status', status: 'done' }],
    [
      'conflict markers',
      `${example().text}<<<<<<< HEAD\n`,
      'sidecar/unreadable',
      { kind: 'set-status', status: 'done' },
    ],
    [
      'a newer format',
      'format: verbatim/coding@2\n',
      'sidecar/unreadable',
      { kind: 'set-status', status: 'done' },
    ],
    [
      'a sidecar that was there and is empty, as while git writes it anew',
      '',
      'sidecar/gone',
      { kind: 'add-passage', passage: example().passage },
    ],
    [
      'a passage that is gone',
      example().text,
      'sidecar/no-passage',
      { kind: 'delete-passage', id: '01JD8Q4ZK3V7M2X9C5T6R1B0WB' },
    ],
    [
      'a passage that is there',
      example().text,
      'sidecar/passage-exists',
      { kind: 'add-passage', passage: example().passage },
    ],
    [
      'one of two passages with one id',
      example().text + example().record,
      'sidecar/duplicate-id',
      { kind: 'set-memo', id: example().id, memo: '' },
    ],
    [
      'passages on one line',
      example().text.replace(/passages:[^]*/, 'passages: [{ id: x }]'),
      'yaml/unsupported-style',
      { kind: 'add-passage', passage: example().passage },
    ],
    [
      'a key in long form',
      example().text.replace('    codes:', '    ? memo\n    : x\n    codes:'),
      'yaml/unsupported-style',
      { kind: 'set-memo', id: example().id, memo: 'y' },
    ],
  ];
  for (const [what, text, code, change] of refusals)
    it(`refuses ${what}`, () => {
      assert.throws(
        () => editSidecar(text, [change]),
        (error) => error instanceof UserError && error.code === code,
      );
    });
});

const nothingAround = { base: undefined, before: undefined, after: undefined };

function example(): { text: string; record: string; id: string; passage: Passage } {
  const id = '01JD8Q4ZK3V7M2X9C5T6R1B0WA';
  const at = { start: { line: 1, column: 1 }, end: { line: 1, column: 4 } };
  const passage: Passage = { id, at, quote: 'abc', codes: ['first'] };
  const text = formatSidecar({ base: 'a'.repeat(40), status: 'in-progress', passages: [passage] });
  return { text, record: formatPassage(passage), id, passage };
}
