import fc from 'fast-check';
import assert from 'node:assert/strict';
import { krippendorffAlpha, nominalDistance } from '../../../src/core/agreement/alpha';
import {
  brennanPrediger,
  congerKappa,
  fleissKappa,
  gwetAc1,
  nominalAlpha,
  observedAgreement,
  percentAgreement,
} from '../../../src/core/agreement/coefficients';
import { type Figure, valueOf } from '../../../src/core/agreement/figure';
import { crossTable, missing, pairsOf, ratingsOf } from '../../../src/core/agreement/ratings';
import { tally } from '../../../src/core/agreement/tally';
import { cohenKappa, lightKappa, scottPi } from '../../../src/core/agreement/two-coders';

const categories = 4;
type Rows = readonly (readonly number[])[];

const rowsOf = (coders: number, from = missing): fc.Arbitrary<Rows> =>
  fc.array(
    fc.array(fc.integer({ min: from, max: categories - 1 }), { minLength: coders, maxLength: coders }),
    {
      minLength: 1,
      maxLength: 20,
    },
  );
const anyRows = fc.integer({ min: 2, max: 5 }).chain((coders) => rowsOf(coders));
const completeRows = fc.integer({ min: 2, max: 5 }).chain((coders) => rowsOf(coders, 0));

const ofTally = {
  percentAgreement,
  observedAgreement,
  fleissKappa,
  congerKappa,
  brennanPrediger,
  gwetAc1,
  nominalAlpha,
};
const all: Readonly<Record<string, (rows: Rows) => Figure>> = {
  ...Object.fromEntries(
    Object.entries(ofTally).map(([name, of]) => [
      name,
      (rows: Rows) => of(tally(ratingsOf(rows, categories))),
    ]),
  ),
  cohenKappa: (rows) => cohenKappa(crossTable(ratingsOf(rows, categories))),
  scottPi: (rows) => scottPi(crossTable(ratingsOf(rows, categories))),
  lightKappa: (rows) => lightKappa(ratingsOf(rows, categories)),
};

function assertSame(a: Figure, b: Figure, name: string): void {
  if ('undefined' in a || 'undefined' in b)
    assert.equal('undefined' in a && a.undefined, 'undefined' in b && b.undefined, name);
  else assert.ok(Math.abs(a.value - b.value) < 1e-9, `${name}: ${a.value} and ${b.value}`);
}

describe('laws of the coefficients', () => {
  it('it does not matter which coder comes first', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        for (const [name, of] of Object.entries(all)) {
          const isPairwise = name === 'cohenKappa' || name === 'scottPi';
          const own = isPairwise ? rows.map((row) => row.slice(0, 2)) : rows;
          assertSame(of(own), of(own.map((row) => row.toReversed())), name);
        }
      }),
    );
  });

  it('it does not matter what categories are called, nor in which order units come', () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.shuffledSubarray([0, 1, 2, 3], { minLength: 4, maxLength: 4 }),
        (rows, names) => {
          const renamed = rows.map((row) => row.map((value) => names[value] ?? missing)).toReversed();
          for (const [name, of] of Object.entries(all)) assertSame(of(rows), of(renamed), name);
        },
      ),
    );
  });

  it('nothing is above 1, and 1 is nothing but perfect', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const isPerfect = rows.every((row) => new Set(row.filter((value) => value !== missing)).size <= 1);
        for (const [name, of] of Object.entries(all)) {
          const value = valueOf(of(rows));
          if (value === undefined) continue;
          assert.ok(Number.isFinite(value) && value <= 1, `${name}: ${value}`);
          if (isPerfect) assert.ok(Math.abs(value - 1) < 1e-12, name);
          else if (name !== 'cohenKappa' && name !== 'scottPi') assert.ok(value < 1, name);
        }
      }),
    );
  });

  it('every unit twice over changes only alpha, which believes large samples more', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        for (const [name, of] of Object.entries(all)) {
          const [once, twice] = [of(rows), of([...rows, ...rows])];
          if (name !== 'nominalAlpha') assertSame(once, twice, name);
          else if ('value' in once && 'value' in twice) assert.ok(twice.value <= once.value + 1e-12);
        }
      }),
    );
  });

  it('weights stand for as many equal units', () => {
    fc.assert(
      fc.property(
        anyRows,
        fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 20, maxLength: 20 }),
        (rows, times) => {
          const weights = rows.map((_, i) => times[i] ?? 0);
          const expanded = rows.flatMap((row, i) => Array<readonly number[]>(weights[i] ?? 0).fill(row));
          const coders = rows[0]?.length ?? 0;
          const long = { ...ratingsOf(expanded, categories), coders };
          const short = ratingsOf(rows, categories, weights);
          for (const [name, of] of Object.entries(ofTally))
            assertSame(of(tally(short)), of(tally(long)), name);
          assertSame(
            krippendorffAlpha(short, nominalDistance),
            krippendorffAlpha(long, nominalDistance),
            'krippendorffAlpha',
          );
        },
      ),
    );
  });

  it('a coder who rated nothing might as well not be there', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        for (const [name, of] of Object.entries(ofTally))
          assertSame(
            of(tally(ratingsOf(rows, categories))),
            of(
              tally(
                ratingsOf(
                  rows.map((row) => [...row, missing]),
                  categories,
                ),
              ),
            ),
            name,
          );
      }),
    );
  });

  it('with two coders and nothing missing, Conger is Cohen and Fleiss is Scott', () => {
    fc.assert(
      fc.property(rowsOf(2, 0), (rows) => {
        for (const [name, a, b] of [
          ['Cohen', 'congerKappa', 'cohenKappa'],
          ['Scott', 'fleissKappa', 'scottPi'],
        ] as const)
          assertSame(all[a]?.(rows) ?? { value: 2 }, all[b]?.(rows) ?? { value: 3 }, name);
      }),
    );
  });
});

describe('coefficients against their definitions, written out', () => {
  const share = (values: readonly number[], k: number): number =>
    values.filter((value) => value === k).length / values.length;
  const given = (row: readonly number[]) => row.filter((value) => value !== missing);
  const kinds = [0, 1, 2, 3];
  const add = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

  it('percent agreement: pairs of coders, unit by unit', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const units = rows.map(given).filter((row) => row.length > 1);
        const shares = units.map((row) => {
          const pairs = pairsOf(row.length);
          return pairs.filter(([i, j]) => row[i] === row[j]).length / pairs.length;
        });
        const expected: Figure =
          units.length === 0 ? { undefined: 'nothing-to-compare' } : { value: add(shares) / units.length };
        assertSame(percentAgreement(tally(ratingsOf(rows, categories))), expected, 'percent');
      }),
    );
  });

  it('alpha: every pair of values, within units and over all', () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const units = rows.map(given).filter((row) => row.length > 1);
        const pool = units.flat();
        const differing = (values: readonly number[]) =>
          add(values.map((a, i) => values.filter((b, j) => i !== j && a !== b).length));
        const observed = add(units.map((row) => differing(row) / (row.length - 1))) / pool.length;
        const expected = differing(pool) / (pool.length * (pool.length - 1));
        const alpha = nominalAlpha(tally(ratingsOf(rows, categories)));
        assertSame(alpha, krippendorffAlpha(ratingsOf(rows, categories), nominalDistance), 'metric');
        if (pool.length === 0) assert.equal('undefined' in alpha && alpha.undefined, 'nothing-to-compare');
        else if (expected === 0) assert.equal('undefined' in alpha && alpha.undefined, 'no-variation');
        else assertSame(alpha, { value: 1 - observed / expected }, 'alpha');
      }),
    );
  });

  it('chance: pooled for Fleiss, by pair for Conger, spread out for Gwet', () => {
    fc.assert(
      fc.property(completeRows, (rows) => {
        const coders = rows[0]?.length ?? 0;
        const counted = tally(ratingsOf(rows, categories));
        const observed = valueOf(percentAgreement(counted)) ?? 0;
        const pooled = kinds.map((k) => share(rows.flat(), k));
        const byCoder = Array.from({ length: coders }, (_, i) =>
          kinds.map((k) =>
            share(
              rows.map((row) => row[i] ?? missing),
              k,
            ),
          ),
        );
        const pairs = pairsOf(coders).map(([i, j]) =>
          add(kinds.map((k) => (byCoder[i]?.[k] ?? 0) * (byCoder[j]?.[k] ?? 0))),
        );
        const chances = [
          ['Fleiss', fleissKappa, add(pooled.map((p) => p * p))],
          ['Conger', congerKappa, add(pairs) / pairs.length],
          ['Gwet', gwetAc1, add(pooled.map((p) => p * (1 - p))) / (categories - 1)],
          ['Brennan and Prediger', brennanPrediger, 1 / categories],
        ] as const;
        for (const [name, of, chance] of chances)
          if (chance < 1 - 1e-9) assertSame(of(counted), { value: (observed - chance) / (1 - chance) }, name);
          else assert.ok('undefined' in of(counted), name);
      }),
    );
  });
});
