import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compareRanges, formatRange, parseRange } from '../../../src/core/format/at-range';
import { range } from './arbitraries';

describe('positions', () => {
  it('reads what it writes', () => {
    fc.assert(fc.property(range, (at) => assert.deepEqual(parseRange(formatRange(at)), at)));
  });

  it('reads nothing that it would not write', () => {
    const almost = fc.oneof(fc.string(), fc.stringMatching(/^[0-9]{1,3}:[0-9]{1,3}-[0-9]{1,3}:[0-9]{0,11}$/));
    fc.assert(
      fc.property(almost, (text) => {
        const at = parseRange(text);
        if (at) assert.equal(formatRange(at), text);
      }),
    );
  });

  for (const text of [
    ...[
      '',
      '14:5',
      '14:5-14',
      '14:5-14:63 ',
      ' 14:5-14:63',
      '0:1-1:1',
      '1:0-1:1',
      '01:1-1:1',
      '1:2-1:1',
      '2:1-1:9',
    ],
    ...['1:1-1:1234567890', '-1:1-1:1', '1:1–1:2', '1.0:1-1:2', '1:1-1:1e1', '١:1-1:2'],
  ])
    it(`refuses “${text}”`, () => assert.equal(parseRange(text), undefined));

  it('takes an empty range', () => {
    assert.deepEqual(parseRange('3:4-3:4'), { start: { line: 3, column: 4 }, end: { line: 3, column: 4 } });
  });

  it('orders by start, then by end', () => {
    const texts = ['1:9-2:1', '2:1-2:5', '2:1-3:1', '10:1-10:2'];
    const sorted = texts.map(parseRange).sort((a, b) => (a && b ? -compareRanges(b, a) : 0));
    assert.deepEqual(
      sorted.map((at) => at && formatRange(at)),
      texts,
    );
  });
});
