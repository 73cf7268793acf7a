import assert from 'node:assert/strict';
import fc from 'fast-check';
import { namesItsCoders, type PassageQuery, queryPassages } from '../../../src/core/search/passage-query';
import { needsReview, placePassages } from '../../../src/core/study/placed-passages';
import { reachOf } from '../../../src/core/study/reach';
import type { StudyView } from '../../../src/core/study/snapshot';
import { codebookOf, codeOf, themeOf } from '../model/codebooks';
import { anyView } from '../study/random-views';
import { passageAt, snapshotOf } from '../study/views';

const text = 'R1: We had no choice, and the money was good.\nR2: So we joined, money or not.';

function studyView(): StudyView {
  return snapshotOf({
    transcripts: { 'b.md': text, 'a.md': text },
    coders: ['MS', 'SP'],
    codebook: codebookOf(
      [
        codeOf('choice', { themes: ['why'], aliases: ['forced'] }),
        codeOf('money', { parent: 'choice' }),
        codeOf('old', { status: 'deprecated', replacedBy: ['money'] }),
      ],
      [themeOf('why', { questions: ['RQ1'] })],
      [{ id: 'RQ1', text: 'Why?' }],
    ),
    sources: {
      'a.md': { kind: 'focus-group', attributes: {}, speakers: { R1: 'Int1', R2: 'Int2' } },
    },
    cases: [
      { id: 'A', kind: 'site', attributes: { setting: 'rural' }, transcripts: [] },
      { id: 'Int1', kind: 'person', partOf: 'A', attributes: {}, transcripts: ['a.md'] },
      { id: 'Int2', kind: 'person', attributes: {}, transcripts: ['a.md'] },
    ],
    sidecars: [
      {
        transcript: 'a.md',
        coder: 'MS',
        passages: [
          passageAt(text, 50, 64, ['money'], { id: 'a2' }),
          passageAt(text, 4, 20, ['forced'], { id: 'a1' }),
          passageAt(text, 26, 35, [], { id: 'a3' }),
        ],
      },
      {
        transcript: 'b.md',
        coder: 'SP',
        passages: [
          passageAt(text, 4, 20, ['old'], { id: 'b1' }),
          passageAt('Gone: the quote of another text', 10, 20, ['gone'], { id: 'b2', base: '0'.repeat(40) }),
        ],
      },
    ],
  }).whole;
}

const idsOf = (query: PassageQuery): readonly string[] =>
  queryPassages(studyView(), query).map(({ passage }) => passage.id);

describe('asking for passages', () => {
  it('takes them in the order of the transcripts and of the text', () => {
    assert.deepEqual(idsOf({ kind: 'all' }), ['b1', 'b2', 'a1', 'a3', 'a2']);
  });

  it('by code, with its subcodes, by alias, and by an id that the codebook lacks', () => {
    assert.deepEqual(idsOf({ kind: 'code', code: 'choice' }), ['a1', 'a2']);
    assert.deepEqual(idsOf({ kind: 'code', code: 'forced' }), ['a1', 'a2']);
    assert.deepEqual(idsOf({ kind: 'code', code: 'money' }), ['a2']);
    assert.deepEqual(idsOf({ kind: 'code', code: 'gone' }), ['b2']);
    assert.deepEqual(idsOf({ kind: 'code', code: 'toString' }), []);
  });

  it('by theme, question, transcript and coder, and those without a code', () => {
    assert.deepEqual(idsOf({ kind: 'theme', theme: 'why' }), ['a1', 'a2']);
    assert.deepEqual(idsOf({ kind: 'question', question: 'RQ1' }), ['a1', 'a2']);
    assert.deepEqual(idsOf({ kind: 'transcript', transcript: 'b.md' }), ['b1', 'b2']);
    assert.deepEqual(idsOf({ kind: 'transcript', transcript: 'b.md', coder: 'MS' }), []);
    assert.deepEqual(idsOf({ kind: 'coder', coder: 'SP' }), ['b1', 'b2']);
    assert.deepEqual(idsOf({ kind: 'uncoded' }), ['a3']);
  });

  it('by case, with the cases that are part of it', () => {
    assert.deepEqual(idsOf({ kind: 'case', case: 'Int2' }), ['a2']);
    assert.deepEqual(idsOf({ kind: 'case', case: 'A' }), ['a1', 'a3']);
    assert.deepEqual(
      idsOf({ kind: 'all', where: { attributes: [{ attribute: 'setting', values: ['rural'] }] } }),
      ['a1', 'a3'],
    );
  });

  it('by what a coder has to do', () => {
    assert.deepEqual(idsOf({ kind: 'to-review', coder: 'SP' }), ['b2']);
    assert.deepEqual(idsOf({ kind: 'to-review', coder: 'MS' }), []);
    assert.deepEqual(idsOf({ kind: 'to-recode', coder: 'SP' }), ['b1']);
  });

  it('by name, leaving out those that are gone', () => {
    const passages = ['a2', 'zz', 'a1'].map((id) => ({ sidecar: 'a.md.MS.coding.yaml', id }));
    assert.deepEqual(idsOf({ kind: 'listed', title: '', passages }), ['a1', 'a2']);
  });

  it('by any of several queries, each passage once', () => {
    const of = [
      { kind: 'code', code: 'choice' },
      { kind: 'code', code: 'money' },
      { kind: 'uncoded' },
    ] as const;
    assert.deepEqual(idsOf({ kind: 'any', of }), ['a1', 'a3', 'a2']);
    assert.deepEqual(idsOf({ kind: 'any', of: [] }), []);
  });

  it('by words within others', () => {
    assert.deepEqual(idsOf({ kind: 'found', words: 'choice', within: { kind: 'all' } }), ['b1', 'a1']);
    const within = { kind: 'coder', coder: 'MS' } as const;
    assert.deepEqual(idsOf({ kind: 'found', words: 'CHOICE', within }), ['a1']);
    assert.deepEqual(idsOf({ kind: 'found', words: 'CHOICE', options: { matchCase: true }, within }), []);
  });

  it('says whose passages it means in the kinds that name their coder', () => {
    assert.ok(namesItsCoders({ kind: 'transcript', transcript: 'a.md', coder: 'MS' }));
    const review: PassageQuery = { kind: 'to-review', coder: 'MS' };
    assert.ok(namesItsCoders({ kind: 'found', words: 'x', within: review }));
    assert.ok(!namesItsCoders({ kind: 'found', words: 'x', within: { kind: 'all' } }));
  });

  it('gives as many passages of a topic as are counted, and every passage once', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        for (const [topic, { passages }] of reachOf(view)) {
          const [kind = '', id = ''] = topic.split(':');
          const query = {
            code: { kind: 'code', code: id },
            unknown: { kind: 'code', code: id },
            theme: { kind: 'theme', theme: id },
            question: { kind: 'question', question: id },
            uncoded: { kind: 'uncoded' },
          }[kind] as PassageQuery;
          assert.equal(queryPassages(view, query).length, passages, topic);
        }
        const everything = [...view.sidecars.values()]
          .filter(({ transcript }) => view.transcripts.has(transcript))
          .flatMap((sidecar) => placePassages(view, sidecar));
        assert.deepEqual(new Set(queryPassages(view, { kind: 'all' })), new Set(everything));
        const toReview = ['MS', 'SP'].flatMap((coder) => queryPassages(view, { kind: 'to-review', coder }));
        assert.deepEqual(new Set(toReview), new Set(everything.filter(needsReview)));
      }),
    );
  });
});
