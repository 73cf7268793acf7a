import assert from 'node:assert/strict';
import fc from 'fast-check';
import { confirmCoding } from '../../../src/core/actions/confirm-coding';
import { setMemo } from '../../../src/core/actions/change-passage';
import { localDay } from '../../../src/core/base/local-day';
import { timeOfId } from '../../../src/core/model/ulid';
import { type CodingTime, outdatedCodings } from '../../../src/core/study/outdated-codings';
import { passageId, sidecarText, smallStudy } from '../../support/small-study';
import { openWorkplace, textsOf, type Workplace } from '../actions/deeds';

const coded = timeOfId(passageId(0));
const hour = 3_600_000;
const changedAt = (entries: Readonly<Record<string, number>>) => new Map(Object.entries(entries));

const sidecar = 'transcripts/Int01.md.MS.coding.yaml';

function list(
  { store }: Workplace,
  coder: string,
  changes: Readonly<Record<string, number>>,
  codedAt?: CodingTime,
): readonly string[] {
  return outdatedCodings(store.snapshot.whole, coder, changedAt(changes), codedAt).map(
    ({ placed, code }) => `${placed.sidecar.transcript} ${placed.passage.quote}: ${code}`,
  );
}

describe('codings older than their code’s definition', () => {
  it('are those of the coder, of the code, under any of its ids', async () => {
    const study = await openWorkplace(smallStudy());
    assert.deepEqual(list(study, 'MS', { 'mandatory-feel': coded + hour }), [
      'transcripts/Int01.md we had no choice: mandatory-feel',
      'transcripts/Int01.md The money was going to go through it.: mandatory-feel',
      'transcripts/Int02.txt We had no choice, did we.: mandatory-feel',
    ]);
    assert.deepEqual(list(study, 'SP', { 'mandatory-feel': coded + hour }), [
      'transcripts/Int01.md Well, we had no choice.: compulsory',
    ]);
    assert.deepEqual(list(study, 'MS', { 'mandatory-feel': coded }), []);
    assert.deepEqual(list(study, 'MS', {}), []);
  });

  it('are judged by when the code was given, where that is known', async () => {
    const study = await openWorkplace(smallStudy());
    const changes = { wary: coded + 2 * hour };
    const at = (time: number | undefined): CodingTime => {
      return (path, id, code) => (path === sidecar && id === passageId(2) && code === 'wary' ? time : 0);
    };
    assert.equal(list(study, 'MS', changes, at(coded + 3 * hour)).length, 0);
    assert.equal(list(study, 'MS', changes, at(coded + hour)).length, 1);
    assert.equal(list(study, 'MS', changes, at(undefined)).length, 1);
  });

  it('are settled by confirming them, which is taken back exactly', async () => {
    const target = { sidecar, id: passageId(2) };
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: -3, max: 3 }), fc.boolean(), async (days, isNotedBetween) => {
        const study = await openWorkplace(smallStudy());
        const before = textsOf(study);
        const changed = coded + 30 * 24 * hour;
        const day = localDay(changed + days * 24 * hour);
        const inverse = await study.carryOut(confirmCoding(study.store.snapshot.whole, target, 'wary', day));
        assert.match(study.files.text(sidecar) ?? '', new RegExp(`wary:\\n +checked: "${day}"`));
        assert.equal(list(study, 'MS', { wary: changed }).length, days >= 0 ? 0 : 1);
        assert.deepEqual(confirmCoding(study.store.snapshot.whole, target, 'wary', day), []);
        if (isNotedBetween) {
          const back = await study.carryOut(setMemo(study.store.snapshot.whole, target, 'Between.'));
          await study.carryOut(inverse);
          assert.match(study.files.text(sidecar) ?? '', /Between\./);
          assert.doesNotMatch(study.files.text(sidecar) ?? '', /checked/);
          await study.carryOut(back);
        } else await study.carryOut(inverse);
        assert.deepEqual(textsOf(study), before);
      }),
      { numRuns: 20 },
    );
  });

  it('keep what was said of them when they are confirmed', async () => {
    const files = smallStudy();
    const int01 = files.get('transcripts/Int01.md') ?? '';
    const codings = { wary: { memo: 'Her word.', weight: 2 } };
    files.set(sidecar, sidecarText(int01, [{ quote: 'pretty wary', codes: ['wary'], codings }]));
    const study = await openWorkplace(files);
    const target = { sidecar, id: passageId(0) };
    await study.carryOut(confirmCoding(study.store.snapshot.whole, target, 'wary', '2024-05-03'));
    const [passage] = study.store.snapshot.whole.sidecars.get(sidecar)?.value.passages ?? [];
    assert.deepEqual({ ...passage?.codings }, { wary: { checked: '2024-05-03', ...codings.wary } });
  });

  it('cannot be confirmed when the passage or the code is gone', async () => {
    const { store } = await openWorkplace(smallStudy());
    const confirm = (id: string, code: string) =>
      confirmCoding(store.snapshot.whole, { sidecar, id }, code, '2024-05-03');
    assert.throws(() => confirm(passageId(9), 'wary'), { code: 'passage/gone' });
    assert.throws(() => confirm(passageId(2), 'new-roles'), { code: 'passage/no-such-code' });
    assert.throws(() => confirm(passageId(2), '__proto__'), { code: 'passage/no-such-code' });
  });
});
