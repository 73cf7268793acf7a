import assert from 'node:assert/strict';
import { applyCodes } from '../../../src/core/actions/apply-code';
import { deletePassage, removeCode } from '../../../src/core/actions/change-passage';
import { settlePosition } from '../../../src/core/actions/review-passage';
import { setStatus } from '../../../src/core/actions/set-status';
import { settleCodings, settleLeftover } from '../../../src/core/actions/settle-matters';
import type { UserError } from '../../../src/core/base/user-error';
import { checkStudy } from '../../../src/core/study/check';
import { reconciliationOf } from '../../../src/core/study/consensus';
import { finalLayerOf } from '../../../src/core/study/final-layer';
import { layerOf } from '../../../src/core/study/layer';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { passageId } from '../../support/small-study';
import { createTestIds, openWorkplace, type Workplace } from '../actions/deeds';
import { codingsOf, filesOf, remark, settleNext, spanOfWords, transcript } from '../actions/reconciling';

const whole = ({ store }: Workplace) => store.snapshot.whole;
const sidecar = `${transcript}.MS.coding.yaml`;
const statesIn = (place: Workplace) =>
  reconciliationOf(whole(place), transcript).matters.map(({ matter, state }) => `${matter.code} ${state}`);

/** MS and SP agree on code-a; code-b is MS's alone, and was kept. */
async function reconciled(): Promise<Workplace> {
  const place = await openWorkplace(
    filesOf({ MS: [[2, 6, ['code-a', 'code-b']]], SP: [[2, 6, ['code-a']]] }),
  );
  for (;;) {
    const edits = settleNext(whole(place), 0, { kind: 'keep', coder: 'MS' });
    if (edits.length === 0) return place;
    await place.carryOut(edits);
  }
}

describe('a consensus whose sources have changed', () => {
  it('is complete while they have not', async () => {
    const place = await reconciled();
    assert.deepEqual(statesIn(place), ['code-a settled', 'code-b settled']);
    assert.deepEqual(finalLayerOf(whole(place)).unsettled, []);
    assert.deepEqual(
      layerOf(whole(place), 'final')
        .sidecarsOf(transcript)
        .map(({ coder }) => coder),
      ['consensus'],
    );
  });

  it('is stale for a code that a source has lost, for no other; and can be kept or taken out all the same', async () => {
    const place = await reconciled();
    await place.carryOut(removeCode(whole(place), { sidecar, id: passageId(0) }, 'code-b'));
    assert.deepEqual(statesIn(place), ['code-a settled']);
    const { leftovers, isComplete } = reconciliationOf(whole(place), transcript);
    assert.deepEqual([leftovers.map(({ code }) => code), isComplete], [['code-b'], false]);
    assert.equal(finalLayerOf(whole(place)).unsettled.length, 1);
    const ports = { files: place.files, bytes: nodeByteTools };
    const problems = await checkStudy(place.store.snapshot, ports);
    assert.deepEqual(
      problems.map(({ code }) => code),
      ['consensus/stale'],
    );
    const [leftover] = leftovers;
    assert.ok(leftover);
    for (const choice of ['keep', 'decline'] as const) {
      const undo = await place.carryOut(settleLeftover(whole(place), transcript, leftover, choice, remark));
      assert.ok(reconciliationOf(whole(place), transcript).isComplete);
      const codes = whole(place).sidecars.get(`${transcript}.consensus.coding.yaml`)?.value.passages[0]
        ?.codes;
      assert.deepEqual(codes?.toSorted(), choice === 'keep' ? ['code-a', 'code-b'] : ['code-a']);
      await place.carryOut(undo);
    }
  });

  it('is stale throughout where a source stands elsewhere, until it is decided again', async () => {
    const place = await reconciled();
    await place.carryOut(settlePosition(whole(place), { sidecar, id: passageId(0) }, spanOfWords(2, 7)));
    assert.deepEqual(statesIn(place).sort(), ['code-a stale', 'code-b stale']);
    // What stood together parts: code-b is decided on MS's new words, code-a on either coder's.
    for (let n = 0; n < 2; n++) {
      const open = reconciliationOf(whole(place), transcript).matters.find(
        ({ state }) => state !== 'settled',
      );
      if (open)
        await place.carryOut(
          settleCodings(whole(place), transcript, codingsOf(open), { kind: 'keep', coder: 'MS' }, remark),
        );
    }
    assert.deepEqual(statesIn(place).sort(), ['code-a settled', 'code-b settled']);
    assert.ok(reconciliationOf(whole(place), transcript).isComplete);
  });

  it('has a new matter where a source has a new code; what is decided stays', async () => {
    const place = await reconciled();
    const intent = { transcript, coder: 'SP', codes: ['code-c'], span: spanOfWords(2, 6) };
    await place.carryOut(applyCodes(whole(place), intent, createTestIds()));
    assert.deepEqual(statesIn(place).sort(), ['code-a settled', 'code-b settled', 'code-c open']);
  });

  it('is stale where a source is gone', async () => {
    const place = await reconciled();
    await place.carryOut(deletePassage(whole(place), { sidecar, id: passageId(0) }));
    assert.deepEqual(statesIn(place), ['code-a stale']);
    assert.equal(reconciliationOf(whole(place), transcript).leftovers.length, 1);
  });
});

describe('reconciling too early', () => {
  it('is refused in plain words while the round is blind, and while somebody is not done', async () => {
    const place = await openWorkplace(filesOf({ MS: [[2, 6, ['code-a']]], SP: [[2, 6, ['code-b']]] }));
    await place.carryOut(setStatus(whole(place), transcript, 'SP', 'in-progress'));
    const codings = [{ coder: 'MS', passage: passageId(0), code: 'code-a' }];
    const settle = (viewer: string | undefined) => () =>
      settleCodings(place.store.snapshot.visibleTo(viewer), transcript, codings, { kind: 'decline' }, remark);
    assert.throws(settle('MS'), ({ code, message }: UserError) => {
      assert.match(message, /still blind for you/);
      return code === 'reconcile/hidden';
    });
    assert.throws(settle(undefined), ({ message }: UserError) => /Still at work: SP\.$/.test(message));
  });
});
