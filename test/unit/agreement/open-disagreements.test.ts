import fc from 'fast-check';
import assert from 'node:assert/strict';
import { settleCodings } from '../../../src/core/actions/settle-matters';
import { compareCoders } from '../../../src/core/agreement/compare';
import { openAmong } from '../../../src/core/agreement/open-disagreements';
import { disagreementsOf } from '../../../src/core/agreement/study-disagreements';
import { placePassages } from '../../../src/core/study/placed-passages';
import type { StudyView } from '../../../src/core/study/snapshot';
import { openWorkplace } from '../actions/deeds';
import { codersAtWork, filesOf, remark, transcript } from '../actions/reconciling';

function openIn(view: StudyView, coders: readonly string[]) {
  const comparison = compareCoders(view, { coders, place: placePassages, codes: 'merged' });
  return openAmong(view, coders, disagreementsOf(comparison));
}

describe('open disagreements', () => {
  it('are all at first; one that is decided is open no more, and no other is opened by it', async () => {
    await fc.assert(
      fc.asyncProperty(codersAtWork, fc.nat(20), async (work, die) => {
        const coders = Object.keys(work);
        const place = await openWorkplace(filesOf(work));
        const view = () => place.store.snapshot.whole;
        const before = openIn(view(), coders);
        const comparison = compareCoders(view(), { coders, place: placePassages, codes: 'merged' });
        assert.deepEqual(before, disagreementsOf(comparison));
        const chosen = before[die % Math.max(1, before.length)];
        if (!chosen) return;
        const codings = chosen.sides.flatMap((side, i) =>
          side.map(({ passage, code }) => ({ coder: coders[i] ?? '', passage, code })),
        );
        await place.carryOut(settleCodings(view(), transcript, codings, { kind: 'keep-all' }, remark));
        const after = new Set(openIn(view(), coders).map(({ id }) => id));
        assert.ok(!after.has(chosen.id));
        for (const id of after) assert.ok(before.some((each) => each.id === id));
      }),
      { numRuns: 30 },
    );
  });
});
