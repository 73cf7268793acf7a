import assert from 'node:assert/strict';
import { nodeByteTools } from '../../../src/node/byte-tools';
import fc from 'fast-check';
import { type Choice, settleCodings } from '../../../src/core/actions/settle-matters';
import { compareCoders } from '../../../src/core/agreement/compare';
import { findDisagreements } from '../../../src/core/agreement/disagreements';
import { reconciliationOf } from '../../../src/core/study/consensus';
import { finalLayerOf } from '../../../src/core/study/final-layer';
import { layerOf } from '../../../src/core/study/layer';
import { placePassages } from '../../../src/core/study/placed-passages';
import type { StudyView } from '../../../src/core/study/snapshot';
import { checkStudy } from '../../../src/core/study/check';
import {
  anyChoice,
  codersAtWork,
  codingsOf,
  consensusPath,
  filesOf,
  remark,
  settleNext,
  transcript,
  viewOf,
} from './reconciling';
import { openWorkplace, textsOf, type Workplace } from './deeds';

function disagreementsIn(view: StudyView) {
  const { compared } = compareCoders(view, { coders: ['C0', 'C1'], place: placePassages, codes: 'merged' });
  return compared.map(({ passages }) => findDisagreements(passages));
}

async function settleAll(place: Workplace, dice: readonly (readonly [number, Choice])[]): Promise<number> {
  for (let step = 0; ; step++) {
    const [die, choice] = dice[step % dice.length] ?? [0, { kind: 'keep-all' }];
    const edits = settleNext(viewOf(place), die, choice);
    if (edits.length === 0) return step;
    await place.carryOut(edits);
    assert.ok(step < 80, 'every decision settles something');
  }
}

const manyDice = fc.array(fc.tuple(fc.nat(), anyChoice), { minLength: 1, maxLength: 12 });

describe('settling everything', () => {
  it('ends in a complete consensus, in whatever order; nothing else is written, nothing is wrong', async () => {
    await fc.assert(
      fc.asyncProperty(codersAtWork, manyDice, async (coders, dice) => {
        const place = await openWorkplace(filesOf(coders));
        const before = textsOf(place);
        const disagreements = disagreementsIn(viewOf(place));
        await settleAll(place, dice);
        const after = reconciliationOf(viewOf(place), transcript);
        assert.ok(
          after.isComplete,
          JSON.stringify(after.matters.map(({ state, matter }) => [state, matter.code])),
        );
        assert.equal(after.settled, after.total);
        const written = [...textsOf(place)].filter(([path, now]) => before.get(path) !== now);
        assert.deepEqual(
          written.map(([path]) => path),
          after.matters.length === 0 ? [] : [consensusPath],
        );
        if (after.matters.length > 0) assert.match(place.files.text(consensusPath) ?? '', /^status: done$/m);
        assert.deepEqual(disagreementsIn(viewOf(place)), disagreements, 'agreement before stays computable');
        const problems = await checkStudy(place.store.snapshot, { files: place.files, bytes: nodeByteTools });
        assert.deepEqual(
          problems.filter(({ path }) => path === consensusPath),
          [],
        );
        assert.deepEqual(finalLayerOf(viewOf(place)).unsettled, []);
      }),
      { numRuns: 15 },
    );
  });

  it('is undone to the byte, decision by decision', async () => {
    await fc.assert(
      fc.asyncProperty(codersAtWork, manyDice, async (coders, dice) => {
        const place = await openWorkplace(filesOf(coders));
        const history: { before: ReturnType<typeof textsOf>; undo: Parameters<Workplace['carryOut']>[0] }[] =
          [];
        for (const [die, choice] of dice) {
          const before = textsOf(place);
          const edits = settleNext(viewOf(place), die, choice);
          history.push({ before, undo: await place.carryOut(edits) });
        }
        for (const { before, undo } of history.reverse()) {
          await place.carryOut(undo);
          assert.deepEqual(textsOf(place), before);
        }
      }),
      { numRuns: 15 },
    );
  });

  it('keeps a coder’s codings just as they are where that coder is kept throughout', async () => {
    await fc.assert(
      fc.asyncProperty(
        codersAtWork,
        fc.array(fc.nat(), { minLength: 1, maxLength: 9 }),
        async (coders, dice) => {
          const place = await openWorkplace(filesOf(coders));
          await settleAll(
            place,
            dice.map((die) => [die, { kind: 'keep', coder: 'C0' }] as const),
          );
          const layer = layerOf(viewOf(place), 'final');
          assert.deepEqual(codedText(layer, 'consensus'), codedText(viewOf(place), 'C0'));
        },
      ),
      { numRuns: 15 },
    );
  });

  it('makes nothing of it when a choice is undone by another: the last decision counts', async () => {
    await fc.assert(
      fc.asyncProperty(codersAtWork, manyDice, fc.nat(), async (coders, dice, die) => {
        const place = await openWorkplace(filesOf(coders));
        await settleAll(place, dice);
        const { matters } = reconciliationOf(viewOf(place), transcript);
        const matter = matters[die % Math.max(1, matters.length)];
        if (!matter) return;
        await place.carryOut(
          settleCodings(viewOf(place), transcript, codingsOf(matter), { kind: 'decline' }, remark),
        );
        assert.ok(reconciliationOf(viewOf(place), transcript).isComplete);
        const left = codedText(layerOf(viewOf(place), 'final'), 'consensus').get(matter.matter.code) ?? [];
        const stretch = matter.matter.sources;
        // Other words may have been chosen for the same code elsewhere; here nothing of it is left by this matter.
        const kept = reconciliationOf(viewOf(place), transcript).matters.filter(
          ({ matter: each, decisions }) =>
            each.code === matter.matter.code && decisions[0]?.outcome !== 'declined',
        );
        if (kept.length === 0) assert.deepEqual(left, [], JSON.stringify(stretch));
      }),
      { numRuns: 15 },
    );
  });
});

/** Which characters have which code, by a sidecar's passages. */
function codedText(view: StudyView, coder: string): ReadonlyMap<string, readonly number[]> {
  const characters = new Map<string, Set<number>>();
  const sidecar = view.sidecarsOf(transcript).find((each) => each.coder === coder);
  for (const { passage, span } of sidecar ? placePassages(view, sidecar) : [])
    for (const code of passage.codes) {
      const found = characters.get(code) ?? new Set();
      characters.set(code, found);
      for (let i = span?.start ?? 0; i < (span?.end ?? 0); i++) found.add(i);
    }
  return new Map(
    [...characters]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([code, at]) => [code, [...at].sort((a, b) => a - b)]),
  );
}
