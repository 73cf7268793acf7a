import assert from 'node:assert/strict';
import fc from 'fast-check';
import { refreshPositions, settlePosition } from '../../../src/core/actions/review-passage';
import { reconciliationOf } from '../../../src/core/study/consensus';
import { finalLayerOf } from '../../../src/core/study/final-layer';
import { placePassages } from '../../../src/core/study/placed-passages';
import { openWorkplace, textsOf, type Workplace } from '../actions/deeds';
import {
  anyChoice,
  codersAtWork,
  consensusPath,
  filesOf,
  type Outline,
  settleNext,
  transcript,
  viewOf,
} from '../actions/reconciling';

const statesIn = (place: Workplace) =>
  reconciliationOf(viewOf(place), transcript).matters.map(({ matter, state }) => `${matter.code} ${state}`);

async function settled(
  coders: Readonly<Record<string, readonly Outline[]>>,
  choices: readonly Parameters<typeof settleNext>[2][],
): Promise<Workplace> {
  const place = await openWorkplace(filesOf(coders));
  for (let step = 0; ; step++) {
    const edits = settleNext(viewOf(place), step, choices[step % choices.length] ?? { kind: 'keep-all' });
    if (edits.length === 0) return place;
    await place.carryOut(edits);
  }
}

/** Changes the transcript's text, which is still known as it was, or (as in a fresh checkout without git) no longer is. */
async function retype(
  place: Workplace,
  change: (text: string) => string,
  isOldTextKnown: boolean,
): Promise<Workplace> {
  place.files.contents.set(transcript, new TextEncoder().encode(change(place.files.text(transcript) ?? '')));
  if (!isOldTextKnown) return openWorkplace(place.files.contents);
  await place.store.refresh();
  return place;
}

const refresh = async (place: Workplace, coder: string): Promise<void> => {
  await place.carryOut(refreshPositions(viewOf(place), transcript, coder));
};

const wide: Readonly<Record<string, readonly Outline[]>> = {
  MS: [
    [2, 6, ['code-a', 'code-b']],
    [10, 14, ['code-c']],
  ],
  SP: [
    [2, 6, ['code-a']],
    [10, 16, ['code-c']],
  ],
};

describe('a consensus in a transcript whose text was corrected', () => {
  const prefix = fc.constantFrom('Well, ', '# Preface\n\n');
  const order = fc.shuffledSubarray(['C0', 'C1', 'C2', 'consensus']);

  it('is as complete as it was, whoever brings their places up to date, and in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        codersAtWork,
        fc.array(anyChoice, { minLength: 1, maxLength: 5 }),
        prefix,
        order,
        async (coders, choices, before, refreshing) => {
          const place = await retype(await settled(coders, choices), (text) => before + text, true);
          for (const coder of refreshing) {
            await refresh(place, coder);
            assert.ok(reconciliationOf(viewOf(place), transcript).isComplete, `after ${coder}`);
          }
          assert.deepEqual(finalLayerOf(viewOf(place)).unsettled, []);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('says of its sources where they stand in the version that it refers to itself', async () => {
    const place = await retype(
      await settled(wide, [{ kind: 'keep', coder: 'SP' }]),
      (text) => `# Preface\n\n${text}`,
      true,
    );
    for (const coder of ['consensus', 'MS', 'SP']) await refresh(place, coder);
    const view = viewOf(place);
    const consensus = view.sidecars.get(consensusPath) ?? assert.fail('no consensus');
    for (const { passage } of placePassages(view, consensus)) {
      assert.equal(passage.base, view.transcripts.get(transcript)?.version);
      for (const { coder, passage: id, at } of passage.from ?? [])
        assert.deepEqual(
          at,
          view.sidecars
            .get(`${transcript}.${coder}.coding.yaml`)
            ?.value.passages.find((source) => source.id === id)?.at,
        );
    }
    assert.match(place.files.text(consensusPath) ?? '', /^status: done$/m);
  });

  it('is brought up to date along with its sources where nobody has the older text', async () => {
    const place = await retype(
      await settled(wide, [{ kind: 'keep', coder: 'SP' }]),
      (text) => `# Preface\n\n${text}`,
      false,
    );
    for (const coder of ['consensus', 'MS', 'SP']) {
      await refresh(place, coder);
      assert.ok(reconciliationOf(viewOf(place), transcript).isComplete, `after ${coder}`);
    }
  });

  it('is not refreshed where it cannot be told what it was decided from, and says what it said', async () => {
    const place = await retype(
      await settled(wide, [{ kind: 'keep', coder: 'SP' }]),
      (text) => `# Preface\n\n${text}`,
      false,
    );
    for (const coder of ['MS', 'SP']) await refresh(place, coder);
    const before = textsOf(place).get(consensusPath) ?? '';
    await refresh(place, 'consensus');
    const records = (text: string) => text.split(/^ {2}- id: /m).slice(1);
    const untouched = records(textsOf(place).get(consensusPath) ?? '').filter((record) =>
      records(before).includes(record),
    );
    // MS's words of the second passage are nobody else's, and the text that tells where they stood is gone.
    assert.deepEqual(
      untouched.map((record) => /code-\w/.exec(record)?.[0]),
      ['code-c'],
    );
    assert.deepEqual(statesIn(place), ['code-a settled', 'code-b settled', 'code-c stale']);
  });

  it('stays settled where a word was corrected inside the passages and their coders accepted that', async () => {
    const place = await retype(
      await settled(wide, [{ kind: 'keep', coder: 'SP' }]),
      (text) => text.replace('word03', 'work03'),
      true,
    );
    for (const coder of ['MS', 'SP', 'consensus'])
      await place.carryOut(refreshPositions(viewOf(place), transcript, coder, { acceptEdited: true }));
    assert.deepEqual(statesIn(place), ['code-a settled', 'code-b settled', 'code-c settled']);
    assert.ok(reconciliationOf(viewOf(place), transcript).isComplete);
  });

  it('is stale all the same where a coder chose other words afterwards', async () => {
    for (const isRefreshedFirst of [true, false]) {
      const place = await retype(
        await settled(wide, [{ kind: 'keep', coder: 'SP' }]),
        (text) => `Well, ${text}`,
        true,
      );
      if (isRefreshedFirst) await refresh(place, 'consensus');
      const sidecar = viewOf(place).sidecars.get(`${transcript}.MS.coding.yaml`) ?? assert.fail('no sidecar');
      const [first] = placePassages(viewOf(place), sidecar);
      assert.ok(first?.span);
      const wider = { start: first.span.start, end: first.span.end + ' word06'.length };
      await place.carryOut(
        settlePosition(viewOf(place), { sidecar: sidecar.path, id: first.passage.id }, wider),
      );
      assert.deepEqual(statesIn(place).sort(), ['code-a stale', 'code-b stale', 'code-c settled']);
      await refresh(place, 'consensus');
      assert.deepEqual(statesIn(place).sort(), ['code-a stale', 'code-b stale', 'code-c settled']);
    }
  });

  it('is done with the last decision, also where the text was corrected while it was being settled', async () => {
    let place = await openWorkplace(filesOf(wide));
    // The one that comes last in the text.
    await place.carryOut(settleNext(viewOf(place), 1, { kind: 'keep', coder: 'SP' }));
    place = await retype(place, (text) => `# Preface\n\n${text}`, true);
    for (;;) {
      const edits = settleNext(viewOf(place), 0, { kind: 'keep', coder: 'SP' });
      if (edits.length === 0) break;
      await place.carryOut(edits);
    }
    assert.ok(reconciliationOf(viewOf(place), transcript).isComplete);
    assert.match(place.files.text(consensusPath) ?? '', /^status: done$/m);
  });
});
