import assert from 'node:assert/strict';
import { compareCoders } from '../../../src/core/agreement/compare';
import { valueOf } from '../../../src/core/agreement/figure';
import { createTopicAgreement } from '../../../src/core/report/topic-agreement';
import { placePassages } from '../../../src/core/study/placed-passages';
import { openMemoryStudy } from '../../support/open-memory-study';
import { sidecarText, smallStudy } from '../../support/small-study';

/** 100 characters in two sentences, of which MS coded the first and SP a part of it. */
async function compared() {
  const text = `${'a'.repeat(51)}. ${'B'.repeat(46)}.`;
  const first = `${'a'.repeat(48)}.`;
  const files = smallStudy();
  const code = (coder: string, quote: string, codes: readonly string[]) =>
    files.set(
      `transcripts/Int01.md.${coder}.coding.yaml`,
      sidecarText(text, [{ quote, codes }], { status: 'done' }),
    );
  files.set('transcripts/Int01.md', text);
  code('MS', first, ['mandatory-feel']);
  code('SP', first.slice(10), ['fear-of-losing-income']);
  const study = await openMemoryStudy(files);
  return compareCoders(study.view(), {
    ...{ coders: ['MS', 'SP'], transcripts: ['transcripts/Int01.md'] },
    ...{ place: placePassages, codes: 'merged' },
  });
}

describe('the agreement on a topic', () => {
  it('takes a code’s subcodes, a theme’s and a question’s codes as one', async () => {
    const of = createTopicAgreement(await compared(), { measure: 'kappa', unit: 'character' });
    // 39 characters both, 10 MS only, 51 neither.
    const expected = (0.9 - (0.49 * 0.39 + 0.51 * 0.61)) / (1 - (0.49 * 0.39 + 0.51 * 0.61));
    for (const topic of ['code:mandatory-feel', 'theme:mandate', 'theme:motivation', 'question:RQ1']) {
      const coefficient = of(topic);
      assert.ok(Math.abs((valueOf(coefficient) ?? 0) - expected) < 1e-12, topic);
      assert.deepEqual([coefficient.percent, coefficient.n], [{ value: 0.9 }, 100]);
    }
    assert.equal(valueOf(of('code:fear-of-losing-income')), 0);
    assert.equal(of('theme:staff'), of('theme:staff'));
    assert.deepEqual(of('theme:staff'), { undefined: 'no-variation', percent: { value: 1 }, n: 100 });
  });

  it('counts words, sentences or turns where these are asked for', async () => {
    const comparison = await compared();
    const of = (unit: 'word' | 'sentence' | 'turn') =>
      createTopicAgreement(comparison, { measure: 'kappa', unit })('theme:mandate');
    assert.deepEqual([of('word').n, of('sentence').n, of('turn').n], [2, 2, 1]);
    assert.equal(valueOf(of('sentence')), 1);
    assert.deepEqual(of('turn').percent, { value: 1 });
  });
});
