import fc from 'fast-check';
import assert from 'node:assert/strict';
import { bootstrap, finish } from '../../../src/core/agreement/bootstrap';
import type { Figure } from '../../../src/core/agreement/figure';
import { interval, percentileInterval } from '../../../src/core/agreement/interval';
import { studentQuantile } from '../../../src/core/agreement/quantile';
import { seededRandom } from '../../../src/core/agreement/random';

describe('quantiles of Student’s t', () => {
  it('as in printed tables', () => {
    for (const [p, df, printed] of [
      [0.975, 1, '12.706205'],
      [0.975, 2, '4.302653'],
      [0.975, 11, '2.200985'],
      [0.975, 29, '2.045230'],
      [0.95, 10, '1.812461'],
      [0.995, 120, '2.617421'],
      [0.975, Infinity, '1.959964'],
      [0.9995, 5, '6.868827'],
    ] as const)
      assert.equal(studentQuantile(p, df).toFixed(6), printed);
  });

  it('two degrees of freedom have a closed form', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 998 }), (thousandth) => {
        const p = thousandth / 1000;
        const exact = (2 * p - 1) / Math.sqrt(2 * p * (1 - p));
        assert.ok(Math.abs(studentQuantile(p, 2) - exact) < 1e-9 * Math.max(1, Math.abs(exact)));
      }),
    );
  });
});

describe('intervals', () => {
  it('reach t standard errors either way, but not above 1', () => {
    const figure = interval({ value: 0.5 }, { value: 0.1 }, 30);
    assert.ok('lower' in figure);
    assert.equal(figure.lower.toFixed(4), (0.5 - 0.204523).toFixed(4));
    assert.equal(figure.upper.toFixed(4), (0.5 + 0.204523).toFixed(4));
    const clipped = interval({ value: 0.9 }, { value: 0.1 }, Infinity);
    assert.ok('lower' in clipped && clipped.upper === 1 && clipped.lower.toFixed(4) === '0.7040');
    assert.deepEqual(interval({ value: 0.9 }, { value: 0.1 }, 1), { undefined: 'too-few' });
    assert.deepEqual(interval({ value: 0.9 }, { undefined: 'too-few' }, 9), { undefined: 'too-few' });
  });

  it('of percentiles lie between neighbours', () => {
    const values = Float64Array.from({ length: 101 }, (_, i) => 100 - i);
    const middle = percentileInterval(values, 0.95);
    assert.ok('lower' in middle);
    assert.deepEqual([middle.lower.toFixed(9), middle.upper.toFixed(9)], ['2.500000000', '97.500000000']);
    assert.deepEqual(percentileInterval(new Float64Array(), 0.95), { undefined: 'too-few' });
  });
});

describe('bootstrap', () => {
  const scores = [3, 1, 4, 1, 5, 9, 2, 6];
  const meanOf = (times: Uint32Array): Figure => ({
    value: scores.reduce((total, score, i) => total + score * (times[i] ?? 0), 0) / scores.length,
  });

  it('draws as many as there are, the same for the same seed, and tells how far it is', () => {
    const draws: number[] = [];
    const run = (seed: number) =>
      finish(
        bootstrap({ clusters: 8, replicates: 200, seed }, (times) => {
          draws.push(times.reduce((a, b) => a + b, 0));
          return [meanOf(times)];
        }),
      );
    const [first, second, other] = [run(1), run(1), run(2)];
    assert.deepEqual(first, second);
    assert.notDeepEqual(first, other);
    assert.deepEqual(new Set(draws), new Set([8]));
    const progress = [...bootstrap({ clusters: 8, replicates: 200, seed: 1 }, (times) => [meanOf(times)])];
    assert.deepEqual(progress, [0, 50, 100, 150]);
  });

  it('comes close to the error of a mean', () => {
    const [result] = finish(
      bootstrap({ clusters: 8, replicates: 4000, seed: 5 }, (times) => [meanOf(times)]),
    );
    assert.ok(result && 'lower' in result.interval);
    const mean = 31 / 8;
    const error = Math.sqrt(scores.reduce((total, score) => total + (score - mean) ** 2, 0) / 8 / 8);
    assert.ok(Math.abs(result.interval.lower - (mean - 1.96 * error)) < 0.25);
    assert.ok(Math.abs(result.interval.upper - (mean + 1.96 * error)) < 0.25);
  });

  it('counts the replicates that have no figure, and needs two clusters', () => {
    const sometimes = (times: Uint32Array): Figure =>
      times[0] === 0 ? { undefined: 'no-variation' } : { value: 0.5 };
    const [result, never] = finish(
      bootstrap({ clusters: 3, replicates: 500, seed: 3 }, (times) => [
        sometimes(times),
        { undefined: 'no-variation' },
      ]),
    );
    assert.ok(result);
    assert.deepEqual(result.interval, { lower: 0.5, upper: 0.5 });
    // (2/3)³ of the replicates miss the first cluster.
    assert.ok(Math.abs(result.undefinedReplicates / 500 - 8 / 27) < 0.07);
    assert.deepEqual(never, {
      interval: { undefined: 'too-few' },
      replicates: 500,
      undefinedReplicates: 500,
    });
    const [single] = finish(bootstrap({ clusters: 1, replicates: 9, seed: 3 }, () => [{ value: 1 }]));
    assert.deepEqual(single?.interval, { undefined: 'too-few' });
  });

  it('draws evenly', () => {
    const random = seededRandom(11);
    const counts = Array<number>(10).fill(0);
    for (let i = 0; i < 20_000; i++) {
      const drawn = random(10);
      counts[drawn] = (counts[drawn] ?? 0) + 1;
    }
    assert.equal(counts.length, 10);
    for (const count of counts) assert.ok(Math.abs(count - 2000) < 200, counts.join());
  });
});
