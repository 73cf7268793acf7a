import assert from 'node:assert/strict';
import fc from 'fast-check';
import { UserError } from '../../../src/core/base/user-error';
import { type CodebookChange, editCodebook } from '../../../src/core/format/edit-codebook';
import type { Codebook } from '../../../src/core/model/codebook';
import { codebook, codeOf } from './entry-arbitraries';
import { codebookInForeignStyle } from './foreign-style';

const keys = ['name', 'definition', 'memo', 'themes', 'examples', 'aliases', 'replacedBy'] as const;

/** Changes of several entries, such as refactorings are made of. */
function changesOf({ codes, themes }: Codebook): fc.Arbitrary<CodebookChange[]> {
  const someCode = fc.constantFrom(...codes.keys(), 'no-such');
  const setCode = fc
    .tuple(someCode, codeOf('fresh', { themes: [...themes.keys()] }), fc.subarray([...keys]))
    .map(([id, code, some]) => ({
      kind: 'set-code' as const,
      id,
      fields: Object.fromEntries(some.map((key) => [key, code[key]])),
    }));
  const setTheme = fc
    .tuple(fc.constantFrom('no-such', ...themes.keys()), fc.constantFrom(undefined, 'Said: so', 'a\nb'))
    .map(([id, memo]) => ({ kind: 'set-theme' as const, id, fields: { memo } }));
  const absorb = fc
    .tuple(someCode, someCode)
    .map(([id, other]) => ({ id, into: id === other ? 'nobody' : other }))
    .map(({ id, into }) => ({ kind: 'absorb', section: 'codes', id, into }) as const);
  const rename = someCode.map((from) => ({
    kind: 'rename' as const,
    section: 'codes',
    from,
    to: 'renamed',
    references: ['parent', 'replaced-by'],
  }));
  const remove = someCode.map((id) => ({ kind: 'remove', section: 'codes', id }) as const);
  return fc.array(
    fc.oneof(
      { weight: 6, arbitrary: setCode },
      { weight: 2, arbitrary: setTheme },
      { weight: 2, arbitrary: absorb },
      rename,
      remove,
    ),
    { maxLength: 5 },
  );
}

const changed = codebookInForeignStyle(codebook).chain(({ value, text }) =>
  changesOf(value).map((changes) => ({ text, changes })),
);

/** What comes of it; the code of the refusal where it is refused. */
function outcomeOf<T>(work: () => T): T | string {
  try {
    return work();
  } catch (error) {
    assert.ok(error instanceof UserError);
    return error.code;
  }
}

const oneByOne = (text: string, changes: readonly CodebookChange[]): string =>
  changes.reduce((now, change) => editCodebook(now, [change]).text, text);

describe('changes of several entries', function () {
  this.timeout(60_000);

  it('come to the same together as one after the other, and so do those that take them back', () => {
    fc.assert(
      fc.property(changed, ({ text, changes }) => {
        const edit = outcomeOf(() => editCodebook(text, changes));
        const expected = outcomeOf(() => oneByOne(text, changes));
        assert.equal(typeof edit === 'string' ? edit : edit.text, expected);
        if (typeof edit === 'string') return;
        const undone = editCodebook(edit.text, edit.inverse);
        assert.equal(undone.text, text);
        assert.equal(oneByOne(edit.text, edit.inverse), text);
        assert.equal(editCodebook(undone.text, undone.inverse).text, edit.text);
      }),
      { numRuns: 60 },
    );
  });
});
