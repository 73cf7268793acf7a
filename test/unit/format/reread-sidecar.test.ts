import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserError } from '../../../src/core/base/user-error';
import { editSidecar } from '../../../src/core/format/edit-sidecar';
import { comparePassages, formatSidecar } from '../../../src/core/format/format-sidecar';
import { type CanonicalReading, readCanonicalSidecar } from '../../../src/core/format/read-canonical-sidecar';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import { rereadCanonicalSidecar } from '../../../src/core/format/reread-canonical-sidecar';
import type { SidecarChange } from '../../../src/core/format/sidecar-change';
import type { Passage, Sidecar } from '../../../src/core/model/passage';
import { damaged, sidecar } from './arbitraries';
import { applyToModel, changeOf } from './changes';

function read(text: string): CanonicalReading {
  const reading = readCanonicalSidecar(text);
  assert.ok(reading);
  return reading;
}

/** Many passages around some others, so that what is like a text that was read is not read as a whole. */
function among(many: readonly Passage[], value: Sidecar): Sidecar {
  return { ...value, passages: [...many, ...value.passages].sort(comparePassages) };
}

const many = Array.from({ length: 120 }, (_, i): Passage => ({
  id: `01JD8Q4ZK3${String(i).padStart(16, '0')}`,
  at: { start: { line: 7 * i + 1, column: 1 }, end: { line: 7 * i + 2, column: 9 } },
  quote: `What was said in answer number ${i},\nover two lines.`,
  before: 'the words that stand before it, ',
  codes: ['money', 'trust'],
  ...(i % 10 === 0 ? { memo: `On ${i}.\n\nAnd more.` } : {}),
}));

/** A sidecar with many passages and changes that follow each other. */
const changed = sidecar.chain((value) =>
  fc.record({
    value: fc.constant(among(many, value)),
    changes: fc.array(changeOf(among(many.slice(0, 2), value)), { minLength: 1, maxLength: 6 }),
  }),
);

describe('reading a sidecar again of which little has changed', function () {
  this.timeout(60_000);

  it('reads what reading all of it reads, whatever was put in and taken out', () => {
    let taken = 0;
    fc.assert(
      fc.property(damaged(120), ({ before, after }) => {
        const again = rereadCanonicalSidecar(after, read(before));
        const anew = readCanonicalSidecar(after);
        if (again) assert.deepEqual(again, anew);
        if (again) taken++;
      }),
      { numRuns: 1000 },
    );
    assert.ok(taken > 10, String(taken));
  });

  it('reads what reading all of it reads where records came, went, changed or changed places', () => {
    let taken = 0;
    const versions = fc.tuple(sidecar, sidecar).chain(([value, { passages, notes }]) =>
      fc.record({
        before: fc.shuffledSubarray([...many.slice(0, 3), ...value.passages]).map(unique),
        after: fc.shuffledSubarray([...many.slice(0, 3), ...value.passages, ...passages]).map(unique),
        value: fc.constant(value),
        notes: fc.constantFrom(notes, value.notes),
      }),
    );
    fc.assert(
      fc.property(versions, ({ value, before, after, notes }) => {
        const { notes: notesBefore, ...header } = value;
        const write = (passages: readonly Passage[], own: Sidecar['notes']): string =>
          formatSidecar({ ...header, passages, ...(own === undefined ? {} : { notes: own }) });
        const text = write(after, notes);
        const again = rereadCanonicalSidecar(text, read(write(before, notesBefore)));
        if (again) assert.deepEqual(again, readCanonicalSidecar(text));
        if (again) taken++;
      }),
      { numRuns: 400 },
    );
    assert.ok(taken > 100, String(taken));
  });

  it('reads no two passages of one id', () => {
    const [first, second, third] = many as [Passage, Passage, Passage];
    const value: Sidecar = { base: '0'.repeat(40), status: 'done', passages: [first, second, third] };
    const text = formatSidecar(value);
    const twice = text.replace(second.id, third.id);
    assert.equal(rereadCanonicalSidecar(twice, read(text)), undefined);
    assert.equal(rereadCanonicalSidecar(text.replace('done', 'in-progress'), read(text)), undefined);
  });

  it('edits to the byte as by the YAML parser, one change after the other, and reads what it wrote', () => {
    fc.assert(
      fc.property(changed, ({ value, changes }) => {
        let model: Sidecar = value;
        let text = formatSidecar(value);
        for (const change of changes) {
          const edit = tryEdit(text, change);
          // With CRLF a sidecar is in no canonical form: all of it goes through the parser.
          const slowly = tryEdit(text.replaceAll('\n', '\r\n'), change);
          assert.equal(edit?.text.replaceAll('\n', '\r\n'), slowly?.text);
          const next = applyToModel(model, change);
          assert.equal(edit === undefined, next === undefined);
          if (!edit || !next) continue;
          assert.equal(editSidecar(edit.text, edit.inverse).text, text);
          model = next;
          text = edit.text;
          const reading = readSidecar(text, 's');
          assert.deepEqual(reading.value, readCanonicalSidecar(text)?.sidecar);
          assert.equal(reading.value && formatSidecar(reading.value), formatSidecar(model));
        }
      }),
      { numRuns: 12 },
    );
  });
});

function unique(passages: readonly Passage[]): readonly Passage[] {
  return [...new Map(passages.map((passage) => [passage.id, passage])).values()];
}

function tryEdit(text: string, change: SidecarChange): ReturnType<typeof editSidecar> | undefined {
  try {
    return editSidecar(text, [change]);
  } catch (error) {
    if (error instanceof UserError) return undefined;
    throw error;
  }
}
