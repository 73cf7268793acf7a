import assert from 'node:assert/strict';
import { applyCodes } from '../../../src/core/actions/apply-code';
import { setStatus } from '../../../src/core/actions/set-status';
import { writeNote } from '../../../src/core/actions/write-note';
import { compareCoders } from '../../../src/core/agreement/compare';
import type { UserError } from '../../../src/core/base/user-error';
import { planAgreement } from '../../../src/core/report/agreement-plan';
import { codersOf } from '../../../src/core/study/coders-of';
import { codingStatuses } from '../../../src/core/study/coding-status';
import { reconciliationOf } from '../../../src/core/study/consensus';
import { finalLayerOf } from '../../../src/core/study/final-layer';
import { placePassages } from '../../../src/core/study/placed-passages';
import { passageId, smallStudy } from '../../support/small-study';
import { createTestIds, openWorkplace, type Workplace } from '../actions/deeds';
import { viewOf } from '../actions/reconciling';

const transcript = 'transcripts/Int02.txt';
const day = '2020-08-20';

/** MS has coded the transcript, which is in no round; SP has only written a note on MS's passage. */
async function noted(): Promise<Workplace> {
  const place = await openWorkplace(smallStudy());
  const subject = { kind: 'passage', transcript, coder: 'MS', id: passageId(20) } as const;
  const note = { subject, by: 'SP', text: 'Is it the money, too?', day, isClosing: false };
  await place.carryOut(writeNote(place.store.snapshot, note, createTestIds()));
  assert.ok(viewOf(place).sidecars.has(`${transcript}.SP.coding.yaml`));
  return place;
}

describe('somebody who has only written notes in a transcript', () => {
  it('does not code it: the final layer has the only coder’s codings, and nothing waits for them', async () => {
    const view = viewOf(await noted());
    assert.deepEqual(codersOf(view, transcript), ['MS']);
    assert.equal(finalLayerOf(view).sidecars.get(`${transcript}.MS.coding.yaml`)?.coder, 'MS');
    assert.ok(finalLayerOf(view).unsettled.every((each) => each.transcript !== transcript));
    assert.equal(reconciliationOf(view, transcript).obstacle?.kind, 'one-coder');
    assert.deepEqual(
      codingStatuses(view, transcript).map(({ coder }) => coder),
      ['MS'],
    );
  });

  it('takes no part in agreement', async () => {
    const files = smallStudy();
    files.delete('transcripts/Int01.md.SP.coding.yaml');
    files.set('verbatim.yaml', (files.get('verbatim.yaml') ?? '').replace(/^rounds:\n(?: .*\n)+/m, ''));
    const place = await openWorkplace(files);
    const subject = { kind: 'passage', transcript, coder: 'MS', id: passageId(20) } as const;
    await place.carryOut(
      writeNote(
        place.store.snapshot,
        { subject, by: 'SP', text: 'Why?', day, isClosing: false },
        createTestIds(),
      ),
    );
    const view = viewOf(place);
    assert.throws(
      () => planAgreement(view, {}),
      ({ code }: UserError) => code === 'agreement/one-coder',
    );
    const { notComparable } = compareCoders(view, {
      coders: ['MS', 'SP'],
      place: placePassages,
      codes: 'merged',
    });
    const waiting = notComparable.find((each) => each.transcript === transcript)?.waitingFor;
    assert.deepEqual(waiting?.at(1), { coder: 'SP', state: 'not-started' });
  });

  it('codes it from the first passage on, and also when they are done and found nothing', async () => {
    const place = await noted();
    const intent = { transcript, coder: 'SP', codes: ['wary'], span: { start: 5, end: 22 } };
    const undo = await place.carryOut(applyCodes(viewOf(place), intent, createTestIds()));
    assert.deepEqual(codersOf(viewOf(place), transcript), ['MS', 'SP']);
    assert.equal(finalLayerOf(viewOf(place)).unsettled.at(-1)?.transcript, transcript);
    await place.carryOut(undo);
    assert.deepEqual(codersOf(viewOf(place), transcript), ['MS']);
    await place.carryOut(setStatus(viewOf(place), transcript, 'SP', 'done'));
    assert.deepEqual(codersOf(viewOf(place), transcript), ['MS', 'SP']);
  });
});
