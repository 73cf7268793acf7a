import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFirstTimes, createNumbers } from '../../../src/core/study/numbers';

describe('numbers given to values', () => {
  it('count from 0 in the order in which the values were met, and lead back', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 2 })), (values) => {
        const { known, numberOf } = createNumbers<string>();
        const numbers = values.map(numberOf);
        assert.deepEqual(known, [...new Set(values)]);
        assert.deepEqual(
          numbers.map((number) => known[number]),
          values,
        );
      }),
    );
  });

  it('are met for the first time once, in small tables and in large ones', () => {
    for (const limit of [50, 2 ** 40])
      fc.assert(
        fc.property(fc.array(fc.nat(49)), (values) => {
          const isNew = createFirstTimes(limit);
          values.forEach((value, i) => assert.equal(isNew(value), values.indexOf(value) === i));
        }),
      );
  });
});
