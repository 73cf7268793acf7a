import assert from 'node:assert/strict';
import { compareCoders, type Comparison } from '../../../src/core/agreement/compare';
import {
  codesOfTopic,
  disagreementsOf,
  filterDisagreements,
  stepToDisagreement,
} from '../../../src/core/agreement/study-disagreements';
import { placePassages } from '../../../src/core/study/placed-passages';
import type { StudyView } from '../../../src/core/study/snapshot';
import { openMemoryStudy } from '../../support/open-memory-study';
import { sidecarText, smallStudy } from '../../support/small-study';

/** Both coders have coded both transcripts. */
async function bothDone() {
  const files = smallStudy();
  const [int01 = '', int02 = ''] = ['transcripts/Int01.md', 'transcripts/Int02.txt'].map((path) =>
    files.get(path),
  );
  const write = (path: string, text: string, outlines: Parameters<typeof sidecarText>[1], firstId: number) =>
    files.set(path, sidecarText(text, outlines, { status: 'done', firstId }));
  write(
    'transcripts/Int01.md.MS.coding.yaml',
    int01,
    [
      { quote: 'we had no choice', codes: ['mandatory-feel'] },
      { quote: 'pretty wary', codes: ['wary'] },
      { quote: 'The pharmacist alone is worth it.', codes: ['new-roles'] },
    ],
    0,
  );
  write(
    'transcripts/Int01.md.SP.coding.yaml',
    int01,
    [
      { quote: 'Well, we had no choice.', codes: ['compulsory'] },
      { quote: 'all pretty wary', codes: ['mandatory-feel'] },
      { quote: 'The pharmacist alone is worth it.', codes: ['new-roles'] },
    ],
    10,
  );
  write(
    'transcripts/Int02.txt.MS.coding.yaml',
    int02,
    [{ quote: 'It was the money.', codes: ['fear-of-losing-income'] }],
    20,
  );
  write('transcripts/Int02.txt.SP.coding.yaml', int02, [], 30);
  return openMemoryStudy(files);
}

const compare = (view: StudyView): Comparison =>
  compareCoders(view, { coders: ['MS', 'SP'], place: placePassages, codes: 'merged' });

describe('the disagreements of a study', () => {
  const told = (found: ReturnType<typeof disagreementsOf>) =>
    found.map(({ transcript, type }) => `${transcript.slice('transcripts/'.length)} ${type}`);

  it('stand in the order of transcripts and places, each under an id of its own', async () => {
    const comparison = compare((await bothDone()).view());
    const found = disagreementsOf(comparison);
    assert.deepEqual(told(found), [
      'Int01.md boundary',
      'Int01.md different-code',
      'Int02.txt one-coder-only',
    ]);
    assert.equal(new Set(found.map(({ id }) => id)).size, 3);
  });

  it('keep their id when another is settled and when text is put before them', async () => {
    const study = await bothDone();
    const before = disagreementsOf(compare(study.view())).map(({ id }) => id);
    const path = 'transcripts/Int01.md';
    study.files.contents.set(path, Buffer.from(`A new first line.\n${study.files.text(path) ?? ''}`));
    const sidecar = 'transcripts/Int02.txt.MS.coding.yaml';
    study.files.contents.set(
      sidecar,
      Buffer.from(
        (study.files.text(sidecar) ?? '')
          .replace('      - fear-of-losing-income\n', '      []\n')
          .replace('codes:\n      []', 'codes: []'),
      ),
    );
    await study.store.refresh();
    // Unless the older text can be had, what has moved is found by its quote.
    assert.deepEqual(
      disagreementsOf(compare(study.view())).map(({ id }) => id),
      before.slice(0, 2),
    );
  });

  it('are filtered by code with its subcodes, theme, question, transcript, type and state, all at once', async () => {
    const comparison = compare((await bothDone()).view());
    const found = disagreementsOf(comparison);
    const open = new Set(found.slice(1).map(({ id }) => id));
    const filtered = (filter: Parameters<typeof filterDisagreements>[1]) =>
      filterDisagreements(found, filter, comparison, open).map((each) => found.indexOf(each));
    assert.deepEqual(filtered({}), [0, 1, 2]);
    assert.deepEqual(filtered({ code: 'mandatory-feel' }), [0, 1, 2]);
    assert.deepEqual(filtered({ code: 'wary' }), [1]);
    assert.deepEqual(filtered({ code: 'not-in-the-codebook' }), []);
    assert.deepEqual(filtered({ theme: 'mandate' }), [0, 1, 2]);
    assert.deepEqual(filtered({ theme: 'staff' }), []);
    assert.deepEqual(filtered({ question: 'RQ1' }), [0, 1, 2]);
    assert.deepEqual(filtered({ question: 'RQ2' }), []);
    assert.deepEqual(filtered({ transcript: 'transcripts/Int02.txt' }), [2]);
    assert.deepEqual(filtered({ type: 'different-code', code: 'mandatory-feel' }), [1]);
    assert.deepEqual(filtered({ type: 'boundary', transcript: 'transcripts/Int02.txt' }), []);
    assert.deepEqual([filtered({ state: 'open' }), filtered({ state: 'settled' })], [[1, 2], [0]]);
    assert.deepEqual(codesOfTopic(comparison.codebook, 'code:mandatory-feel'), [
      'mandatory-feel',
      'fear-of-losing-income',
    ]);
    assert.deepEqual(codesOfTopic(comparison.codebook, 'theme:staff'), ['new-roles']);
  });

  it('are walked through in order, round the ends, from a place or from one that is gone', async () => {
    const comparison = compare((await bothDone()).view());
    const found = disagreementsOf(comparison);
    const [first, second, third] = found;
    assert.ok(first && second && third);
    const step = (direction: 1 | -1, from?: Parameters<typeof stepToDisagreement>[3], shown = found) =>
      found.findIndex((each) => each === stepToDisagreement(shown, comparison, direction, from));
    assert.deepEqual([step(1), step(-1)], [0, 2]);
    assert.deepEqual([step(1, first), step(1, third), step(-1, first), step(-1, third)], [1, 0, 2, 1]);
    const at = (transcript: string, offset: number) => ({ transcript: `transcripts/${transcript}`, offset });
    const start = second.extent.start;
    assert.deepEqual([step(1, at('Int01.md', 0)), step(1, at('Int01.md', start))], [0, 2]);
    assert.deepEqual([step(-1, at('Int01.md', start)), step(-1, at('Int01.md', start + 1))], [0, 1]);
    assert.deepEqual([step(1, at('Int02.txt', 0)), step(-1, at('Int02.txt', 0))], [2, 1]);
    const rest = [first, third];
    assert.deepEqual([step(1, second, rest), step(-1, second, rest)], [2, 0]);
    assert.equal(stepToDisagreement([], comparison, 1, second), undefined);
  });
});
