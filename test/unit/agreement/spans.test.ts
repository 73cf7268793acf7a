import fc from 'fast-check';
import assert from 'node:assert/strict';
import { codingsOf, spansOf } from '../../../src/core/agreement/coded-text';
import { clip, lengthOf } from '../../../src/core/agreement/spans';
import { unite } from '../../../src/core/text/span';
import { anySpans, paint } from './coded-characters';

describe('spans', () => {
  it('united cover the same characters, in order, and share none', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const united = unite(spans);
        assert.deepEqual(paint(united), paint(spans));
        united.forEach(({ start, end }, i) => assert.ok(start < end && start >= (united[i - 1]?.end ?? 0)));
        assert.equal(lengthOf(united), paint(spans).filter(Boolean).length);
        assert.deepEqual(unite(united), united);
      }),
    );
  });

  it('that touch stay apart; those that overlap or hold each other become one', () => {
    assert.deepEqual(
      unite([
        { start: 5, end: 9 },
        { start: 0, end: 5 },
      ]),
      [
        { start: 0, end: 5 },
        { start: 5, end: 9 },
      ],
    );
    assert.deepEqual(
      unite([
        { start: 0, end: 9 },
        { start: 2, end: 4 },
        { start: 8, end: 12 },
        { start: 3, end: 3 },
      ]),
      [{ start: 0, end: 12 }],
    );
    assert.deepEqual(
      clip(
        [
          { start: -3, end: 2 },
          { start: 9, end: 20 },
          { start: 12, end: 14 },
        ],
        10,
      ),
      [
        { start: 0, end: 2 },
        { start: 9, end: 10 },
      ],
    );
  });

  it('of several codes taken as one are a union', () => {
    const codings = codingsOf(
      [
        { start: 0, end: 5, codes: ['cost', 'trust', 'cost'] },
        { start: 3, end: 9, codes: ['trust'] },
        { start: 8, end: 99, codes: ['stigma'] },
      ],
      20,
    );
    assert.deepEqual(spansOf(codings, ['trust']), [{ start: 0, end: 9 }]);
    assert.deepEqual(spansOf(codings, ['cost', 'stigma', 'none']), [
      { start: 0, end: 5 },
      { start: 8, end: 20 },
    ]);
    assert.deepEqual(spansOf(codings, ['none']), []);
  });
});
