import assert from 'node:assert/strict';
import fc from 'fast-check';
import { krippendorffAlpha } from '../../../src/core/agreement/alpha';
import { setAlphas } from '../../../src/core/agreement/set-alpha';
import { type CodeSet, setDistance } from '../../../src/core/agreement/set-distance';
import { ratingsOf } from '../../../src/core/agreement/ratings';

const kinds = ['jaccard', 'masi', 'dice'] as const;
const anySets = fc.uniqueArray(fc.subarray([0, 1, 2, 3, 4, 5]), {
  minLength: 1,
  maxLength: 8,
  selector: (set) => set.join(),
});

describe('alpha for sets of codes', () => {
  it('is that of every two sets compared, whoever is missing and whatever a row weighs', () => {
    fc.assert(
      fc.property(
        anySets.chain((sets) =>
          fc.tuple(
            fc.constant<readonly CodeSet[]>(sets),
            fc.integer({ min: 2, max: 4 }).chain((coders) =>
              fc.array(
                fc.tuple(
                  fc.array(fc.integer({ min: -1, max: sets.length - 1 }), {
                    minLength: coders,
                    maxLength: coders,
                  }),
                  fc.integer({ min: 1, max: 9 }),
                ),
                { minLength: 1, maxLength: 12 },
              ),
            ),
          ),
        ),
        ([sets, rows]) => {
          const ratings = ratingsOf(
            rows.map(([cells]) => cells),
            sets.length,
            rows.map(([, weight]) => weight),
          );
          const found = setAlphas({ ...ratings, sets }, kinds);
          for (const kind of kinds) {
            const expected = krippendorffAlpha(ratings, setDistance(sets, kind));
            assert.equal(found[kind].n, expected.n);
            if ('undefined' in expected) assert.deepEqual(found[kind], expected);
            else {
              assert.ok('value' in found[kind] && Math.abs(found[kind].value - expected.value) < 1e-9);
              const percents = [found[kind].percent, expected.percent];
              const [a, b] = percents.map((each) => ('value' in each ? each.value : NaN));
              assert.ok(Math.abs((a ?? NaN) - (b ?? NaN)) < 1e-12);
            }
          }
        },
      ),
    );
  });
});
