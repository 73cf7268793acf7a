import assert from 'node:assert/strict';
import { settleCodings } from '../../../src/core/actions/settle-matters';
import { reconciliationOf } from '../../../src/core/study/consensus';
import { layerOf, usualLayer } from '../../../src/core/study/layer';
import { openWorkplace, type Workplace } from '../actions/deeds';
import { codingsOf, filesOf, remark, transcript } from '../actions/reconciling';
import { passageAt, snapshotOf } from './views';

const text = 'One two three four five.';
const coded = (path: string, coder: string, ...passages: Parameters<typeof passageAt>[3][]) => ({
  transcript: path,
  coder,
  passages: passages.map((codes) => passageAt(text, 0, 3, codes)),
});

describe('the layer that is shown until another is chosen', () => {
  const round = { id: 'r', coders: ['MS', 'SP'], transcripts: ['a.md'], blind: false };
  const parts = {
    transcripts: { 'a.md': text, 'b.md': text },
    coders: ['MS', 'SP'],
    rounds: [round],
    sidecars: [coded('a.md', 'MS', ['x']), coded('a.md', 'SP', ['y']), coded('b.md', 'MS', ['x'])],
  };

  it('is final for a lead, with what one coder alone has coded and without what is not settled', () => {
    const lead = snapshotOf(parts).visibleTo(undefined);
    assert.equal(usualLayer(lead), 'final');
    assert.deepEqual(
      [...layerOf(lead, 'final').sidecars.values()].map(({ transcript: path }) => path),
      ['b.md'],
    );
  });

  it('is everybody’s for whoever codes', () => {
    assert.equal(usualLayer(snapshotOf(parts).visibleTo('MS')), 'all');
  });

  it('is everybody’s for a lead while nothing at all would be final', () => {
    const sidecars = [...parts.sidecars.slice(0, 2), coded('b.md', 'MS')];
    assert.equal(usualLayer(snapshotOf({ ...parts, sidecars }).visibleTo(undefined)), 'all');
    assert.equal(usualLayer(snapshotOf({ transcripts: { 'a.md': text } }).visibleTo(undefined)), 'all');
  });

  it('is everybody’s for a lead where nothing was coded by several, so that both are the same', () => {
    const sidecars = [coded('a.md', 'MS', ['x']), coded('b.md', 'SP', ['x'])];
    assert.equal(usualLayer(snapshotOf({ ...parts, rounds: [], sidecars }).visibleTo(undefined)), 'all');
  });

  it('is final for a lead as soon as one transcript is settled', async () => {
    const place: Workplace = await openWorkplace(
      filesOf({ MS: [[2, 6, ['code-a']]], SP: [[2, 6, ['code-b']]] }),
    );
    const view = () => place.store.snapshot.visibleTo(undefined);
    assert.equal(usualLayer(view()), 'all');
    for (const matter of reconciliationOf(view(), transcript).matters)
      await place.carryOut(
        settleCodings(view(), transcript, codingsOf(matter), { kind: 'keep', coder: 'MS' }, remark),
      );
    assert.equal(usualLayer(view()), 'final');
  });
});
