import assert from 'node:assert/strict';
import { type Mend, mendCodebook } from '../../../src/core/actions/mend-codebook';
import { UserError } from '../../../src/core/base/user-error';
import { smallStudy } from '../../support/small-study';
import { openWorkplace, textsOf } from './deeds';

describe('putting a codebook right', () => {
  for (const mend of [
    { kind: 'create-code', id: 'fear-of-change' },
    { kind: 'create-theme', id: 'change' },
    { kind: 'create-question', id: 'RQ3' },
    { kind: 'add-alias', code: 'wary', alias: 'cautious' },
    { kind: 'remove-alias', code: 'mandatory-feel', alias: 'compulsory' },
  ] as const)
    it(`can ${mend.kind}, and is taken back to the byte`, async () => {
      const place = await openWorkplace(smallStudy());
      const before = textsOf(place);
      const inverses = await place.carryOut(mendCodebook(place.store.snapshot, mend));
      const { codebook } = place.store.snapshot.whole;
      const isDone = {
        'create-code': () => codebook.codes.get('fear-of-change')?.name === 'Fear of change',
        'create-theme': () => codebook.themes.get('change')?.name === 'Change',
        'create-question': () => codebook.questions.has('RQ3'),
        'add-alias': () => codebook.resolve('cautious')?.id === 'wary',
        'remove-alias': () => codebook.resolve('compulsory') === undefined,
      };
      assert.ok(isDone[mend.kind]());
      await place.carryOut(inverses);
      assert.deepEqual(textsOf(place), before);
    });

  for (const mend of [
    { kind: 'create-code', id: 'wary' },
    { kind: 'create-code', id: 'compulsory' },
    { kind: 'create-code', id: 'No Id' },
    { kind: 'create-theme', id: 'yes' },
    { kind: 'create-question', id: '1' },
    { kind: 'add-alias', code: 'wary', alias: 'compulsory' },
    { kind: 'add-alias', code: 'wary', alias: 'new-roles' },
    { kind: 'remove-alias', code: 'nobody', alias: 'x' },
  ] satisfies Mend[])
    it(`refuses to ${JSON.stringify(mend)}`, async () => {
      const { store } = await openWorkplace(smallStudy());
      assert.throws(
        () => mendCodebook(store.snapshot, mend),
        (error) => error instanceof UserError && error.code === 'mend/unusable-id',
      );
    });
});
