import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSavedReport } from '../../../src/extension/features/agreement-report/saved-report';

describe('what the editor keeps of a report', () => {
  it('is read as it was kept', () => {
    const saved = {
      study: 'file:///study',
      options: {
        coders: ['MS', 'SP'],
        round: 'calibration',
        codes: ['cost'],
        unit: 'turn',
        names: 'as-coded',
        measures: ['kappa', 'ac1'],
        overlap: 0.9,
      },
    };
    assert.deepEqual(readSavedReport(saved), saved);
    assert.deepEqual(readSavedReport({ study: 's', options: {} }), { study: 's', options: {} });
  });

  it('is nothing, or without what nobody knows, where it is anything else', () => {
    const strange = { coders: [1], round: 2, unit: 'letter', names: 'x', measures: ['gamma'], overlap: 9 };
    assert.deepEqual(readSavedReport({ study: 's', options: strange }), {
      study: 's',
      options: { measures: [] },
    });
    fc.assert(
      fc.property(fc.anything(), (state) => {
        const read = readSavedReport(state);
        assert.ok(read === undefined || typeof read.study === 'string');
      }),
    );
  });
});
