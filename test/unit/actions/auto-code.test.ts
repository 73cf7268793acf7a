import assert from 'node:assert/strict';
import fc from 'fast-check';
import { autoCode, isCodedAlready } from '../../../src/core/actions/auto-code';
import { trimSpan } from '../../../src/core/actions/apply-code';
import { createIdSource } from '../../../src/core/model/ulid';
import { hitTargets } from '../../../src/core/search/hit-targets';
import { queryPassages } from '../../../src/core/search/passage-query';
import { speakersOf, turnsOf } from '../../../src/core/search/speaker-turns';
import type { CodeTarget } from '../../../src/core/study/code-target';
import { isPlaced, placePassages } from '../../../src/core/study/placed-passages';
import type { StudyView } from '../../../src/core/study/snapshot';
import { writeEdit, writeEdits } from '../../../src/core/study/write-edits';
import { type MemoryStudy, openMemoryStudy } from '../../support/open-memory-study';
import { smallStudy } from '../../support/small-study';

const newId = createIdSource(
  () => 1_700_000_000_000,
  (bytes) => void bytes.fill(7),
);

async function carryOut(study: MemoryStudy, edits: Parameters<typeof writeEdits>[0]): Promise<typeof edits> {
  const inverses = await writeEdits(edits, (edit) => writeEdit(edit, study.ports));
  await study.store.refresh(edits.map(({ path }) => path));
  return inverses;
}

const textsOf = (study: MemoryStudy) => [...smallStudy().keys()].map((path) => study.files.text(path));

/** The words that a coder's passages with a code cover, by transcript. */
function coded(view: StudyView, coder: string, code: string): readonly string[] {
  return [...view.sidecars.values()]
    .filter((sidecar) => sidecar.coder === coder)
    .flatMap((sidecar) => placePassages(view, sidecar).filter(isPlaced))
    .filter(({ passage }) => passage.codes.includes(code))
    .map(
      ({ sidecar, span }) => view.transcripts.get(sidecar.transcript)?.text.slice(span.start, span.end) ?? '',
    );
}

const spoken = (view: StudyView, targets: readonly CodeTarget[]): readonly string[] =>
  targets.map(
    ({ transcript, span }) => view.transcripts.get(transcript)?.text.slice(span.start, span.end) ?? '',
  );

describe('coding hits', () => {
  it('takes the words, their sentence, their turn or the passage, each place once', async () => {
    const view = (await openMemoryStudy(smallStudy())).view();
    const all = queryPassages(view, { kind: 'all' });
    const find = (extent: 'words' | 'sentence' | 'turn' | 'passage', words = 'no choice') =>
      spoken(view, hitTargets(view, all, { words, extent }));
    assert.deepEqual(find('words'), ['no choice', 'no choice']);
    assert.deepEqual(find('passage'), [
      'Well, we had no choice.',
      'we had no choice',
      'We had no choice, did we.',
    ]);
    assert.deepEqual(find('sentence'), ['Well, we had no choice.', 'We had no choice, did we.']);
    assert.deepEqual(find('turn'), [
      'Well, we had no choice. The money was going to go through it. We were all pretty wary.',
      'Nobody was for it. We had no choice, did we. It was the money.',
    ]);
    assert.deepEqual(find('words', ' '), []);
  });

  it('gives each of them the code, once, in one edit a transcript that one undo takes back to the byte', async () => {
    const study = await openMemoryStudy(smallStudy());
    const before = textsOf(study);
    const all = queryPassages(study.view(), { kind: 'all' });
    const targets = hitTargets(study.view(), all, { words: 'no choice', extent: 'sentence' });
    const intent = { coder: 'MS', code: 'wary', targets };
    const edits = autoCode(study.view(), intent, newId);
    assert.equal(edits.length, 2);
    const inverses = await carryOut(study, edits);
    assert.deepEqual(coded(study.view(), 'MS', 'wary'), [
      'Well, we had no choice.',
      'pretty wary',
      'We had no choice, did we.',
    ]);
    assert.deepEqual(autoCode(study.view(), intent, newId), []);
    await carryOut(study, inverses);
    assert.deepEqual(textsOf(study), before);
  });

  it('begins a sidecar where the coder has none', async () => {
    const study = await openMemoryStudy(smallStudy());
    const speaker = speakersOf(study.view(), undefined).find((each) => each.kind === 'interviewer');
    assert.ok(speaker);
    const targets = turnsOf(study.view(), speaker);
    const inverses = await carryOut(
      study,
      autoCode(study.view(), { coder: 'SP', code: 'new-roles', targets }, newId),
    );
    assert.deepEqual(coded(study.view(), 'SP', 'new-roles'), [
      'How did you come to join the network?',
      'And now?',
      'Who was for it?',
      'And the pharmacist?',
    ]);
    assert.deepEqual(await study.check(), []);
    await carryOut(study, inverses);
    assert.equal(study.files.text('transcripts/Int02.txt.SP.coding.yaml'), undefined);
  });

  it('knows what is coded already: by an alias, and within a longer passage', async () => {
    const view = (await openMemoryStudy(smallStudy())).view();
    const [hit] = hitTargets(view, queryPassages(view, { kind: 'all' }), {
      words: 'no choice',
      extent: 'words',
    });
    assert.ok(hit);
    assert.ok(isCodedAlready(view, hit, 'SP', 'mandatory-feel'));
    assert.ok(isCodedAlready(view, hit, 'MS', 'mandatory-feel'));
    assert.ok(!isCodedAlready(view, hit, 'MS', 'wary'));
    const sentence = {
      ...hit,
      span: { start: hit.span.start - 'Well, we had '.length, end: hit.span.end + 1 },
    };
    assert.ok(!isCodedAlready(view, sentence, 'MS', 'mandatory-feel'));
    assert.deepEqual(autoCode(view, { coder: 'SP', code: 'mandatory-feel', targets: [sentence] }, newId), []);
  });

  it('refuses everything where a transcript has changed since', async () => {
    const view = (await openMemoryStudy(smallStudy())).view();
    const targets = turnsOf(view, { kind: 'case', case: 'Int1' });
    assert.equal(targets.length, 2);
    const old = targets.map((target) => ({ ...target, version: '0'.repeat(40) }));
    assert.throws(() => autoCode(view, { coder: 'MS', code: 'wary', targets: old }, newId), {
      code: 'auto-code/changed',
    });
  });

  it('codes exactly what is asked for, whatever that is, and touches no other passage', async () => {
    const spans = fc.array(fc.tuple(fc.nat(250), fc.nat(60)), { maxLength: 8 });
    await fc.assert(
      fc.asyncProperty(spans, fc.constantFrom('MS', 'SP', 'AB'), async (places, coder) => {
        const study = await openMemoryStudy(smallStudy());
        const view = study.view();
        const transcript = view.transcripts.get('transcripts/Int01.md');
        assert.ok(transcript);
        const { text, version } = transcript;
        const targets = places.map(([start, length]) => {
          const from = Math.min(start, text.length);
          return {
            transcript: transcript.path,
            version,
            span: { start: from, end: Math.min(from + length, text.length) },
          };
        });
        const before = textsOf(study);
        const inverses = await carryOut(study, autoCode(view, { coder, code: 'staffing', targets }, newId));
        const wanted = targets
          .map(({ span }) => trimSpan(text, span))
          .filter(({ start, end }) => end > start);
        const expected = new Set(wanted.map(({ start, end }) => text.slice(start, end)));
        const found = coded(study.view(), coder, 'staffing');
        assert.deepEqual(new Set(found), expected);
        assert.equal(found.length, new Set(wanted.map(({ start, end }) => `${start}-${end}`)).size);
        for (const [path, sidecar] of view.sidecars)
          for (const passage of sidecar.value.passages) {
            const now = study
              .view()
              .sidecars.get(path)
              ?.value.passages.find(({ id }) => id === passage.id);
            assert.deepEqual(
              now?.codes.filter((id) => id !== 'staffing'),
              passage.codes,
            );
          }
        await carryOut(study, inverses);
        assert.deepEqual(textsOf(study), before);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the turns of a speaker', () => {
  it('are found by label in one transcript, or by case and role wherever the study file says so', async () => {
    const view = (await openMemoryStudy(smallStudy())).view();
    assert.deepEqual(speakersOf(view, 'transcripts/Int02.txt'), [
      { kind: 'label', transcript: 'transcripts/Int02.txt', label: 'INT' },
      { kind: 'label', transcript: 'transcripts/Int02.txt', label: 'R2' },
      { kind: 'case', case: 'Int1' },
      { kind: 'case', case: 'Int2' },
      { kind: 'interviewer' },
    ]);
    const byLabel = turnsOf(view, { kind: 'label', transcript: 'transcripts/Int02.txt', label: 'R2' });
    assert.deepEqual(byLabel, turnsOf(view, { kind: 'case', case: 'Int2' }));
    assert.deepEqual(spoken(view, byLabel), [
      'Nobody was for it. We had no choice, did we. It was the money.',
      'She is lovely. She is here on Tuesdays.',
    ]);
    assert.deepEqual(turnsOf(view, { kind: 'case', case: 'Nobody' }), []);
  });
});
