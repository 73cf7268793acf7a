import assert from 'node:assert/strict';
import fc from 'fast-check';
import { assignLanes } from '../../../src/core/study/lanes';
import { compareSpans, spansOverlap } from '../../../src/core/text/span';

const spans = fc
  .array(fc.tuple(fc.nat(60), fc.integer({ min: 1, max: 20 })), { maxLength: 40 })
  .map((all) => all.map(([start, length]) => ({ start, end: start + length })).sort(compareSpans));

describe('lanes', () => {
  it('keep overlapping spans apart', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const lanes = assignLanes(all);
        all.forEach((a, i) =>
          all.forEach((b, j) => {
            if (i < j && spansOverlap(a, b)) assert.notEqual(lanes[i], lanes[j]);
          }),
        );
      }),
    );
  });

  it('are as many as the most spans over one character, the lowest first', () => {
    fc.assert(
      fc.property(spans, (all) => {
        const lanes = assignLanes(all);
        const depth = Math.max(
          0,
          ...Array.from(
            { length: 81 },
            (_, at) => all.filter(({ start, end }) => start <= at && at < end).length,
          ),
        );
        assert.deepEqual(
          [...new Set(lanes)].sort((a, b) => a - b),
          Array.from({ length: depth }, (_, lane) => lane),
        );
      }),
    );
  });
});
