import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runConformance } from './conformance';
import type { ConformanceFile } from './conformance-data';

const file = path.resolve(process.cwd(), '../shared/fixtures/agreement/agreement.json');

describe('conformance to known cases', () => {
  const units = (...rows: (string | null)[][]) => ({ kind: 'units' as const, rows });
  const run = (cases: readonly Partial<ConformanceFile['cases'][number]>[]) =>
    runConformance({
      schema: 'agreement-fixtures/1',
      datasets: {
        mixed: units(['a', 'a'], ['a', 'b'], ['b', 'b'], ['b', null]),
        constant: units(['a', 'a'], ['a', 'a']),
      },
      cases: cases.map((each, i) => ({
        ...{ id: `case-${i}`, statistic: 'cohen_kappa', dataset: 'mixed', params: {}, tolerance: 1e-6 },
        expected: {},
        ...each,
      })),
    });

  it('passes what is right, names what is wrong, and never counts an undefined value as a number', () => {
    const { passed, failures } = run([
      { expected: { value: 0.4 } },
      { expected: { value: 0.5 } },
      { dataset: 'constant', expected: { value: null, reason: 'no_variation' } },
      { dataset: 'constant', expected: { value: 1 } },
      { dataset: 'constant', expected: { value: 1 }, accept: [null] },
      { statistic: 'made_up', expected: { value: 1 } },
    ]);
    assert.equal(passed, 3);
    assert.deepEqual(failures, [
      'case-1: value is 0.4, not 0.5',
      'case-3: value is null, not 1',
      'case-5: not shipped',
    ]);
  });

  it('skips only what is optional, by name', () => {
    const { passed, skipped } = run([
      { statistic: 'gamma', params: { optional: true }, expected: { value: 1 } },
      { params: { optional: true }, expected: { value: 0.4 } },
    ]);
    assert.deepEqual([passed, [...skipped]], [1, [['gamma', 1]]]);
  });

  if (existsSync(file))
    it('every case of the shared file that is not optional', () => {
      const { passed, failures } = runConformance(JSON.parse(readFileSync(file, 'utf8')) as ConformanceFile);
      assert.deepEqual(failures, []);
      assert.ok(passed >= 390);
    });
});
