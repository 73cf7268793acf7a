import fc from 'fast-check';
import assert from 'node:assert/strict';
import { coverageOf } from '../../../src/core/agreement/coverage';
import type { ComparedPassage } from '../../../src/core/agreement/disagreements';

const passage = (start: number, end: number, ...codes: string[]): ComparedPassage => ({
  id: `${start}-${end}`,
  start,
  end,
  codes,
});

describe('who coded what', () => {
  it('by stretches, cut where somebody’s passage ends', () => {
    assert.deepEqual(
      coverageOf([[passage(0, 5, 'cost'), passage(5, 10, 'cost')], [passage(3, 12, 'cost', 'trust')]]),
      [
        { code: 'cost', start: 0, end: 3, by: [0] },
        { code: 'cost', start: 3, end: 5, by: [0, 1] },
        { code: 'trust', start: 3, end: 12, by: [1] },
        { code: 'cost', start: 5, end: 10, by: [0, 1] },
        { code: 'cost', start: 10, end: 12, by: [1] },
      ],
    );
    assert.deepEqual(coverageOf([[], []]), []);
  });

  const anyPassages = fc.array(
    fc
      .record({ start: fc.nat(30), size: fc.nat(12), codes: fc.subarray(['cost', 'trust']) })
      .map(({ start, size, codes }) => passage(start, start + size, ...codes)),
    { maxLength: 6 },
  );

  it('is true of every character, and says each once', () => {
    fc.assert(
      fc.property(fc.array(anyPassages, { minLength: 1, maxLength: 4 }), (passages) => {
        const coverage = coverageOf(passages);
        for (const code of ['cost', 'trust'])
          for (let i = 0; i < 45; i++) {
            const by = passages.flatMap((list, side) =>
              list.some(({ start, end, codes }) => start <= i && i < end && codes.includes(code))
                ? [side]
                : [],
            );
            const told = coverage.filter((each) => each.code === code && each.start <= i && i < each.end);
            assert.deepEqual(
              told.map((each) => each.by),
              by.length > 0 ? [by] : [],
            );
          }
      }),
    );
  });
});
