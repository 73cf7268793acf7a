import assert from 'node:assert/strict';
import { codingStatuses } from '../../../src/core/study/coding-status';
import { layerOf } from '../../../src/core/study/layer';
import { passagesIn, placePassages } from '../../../src/core/study/placed-passages';
import { passageAt, snapshotOf, versionOf } from './views';

const text =
  'INT: And the others?\nR1: We all were pretty wary of it. We all were pretty wary of it.\nR2: So?\n';
const longer = `Interview one.\n\n${text}`;

function placedOf(parts: Parameters<typeof snapshotOf>[0]) {
  const { whole } = snapshotOf(parts);
  return [...whole.sidecars.values()].flatMap((sidecar) => placePassages(whole, sidecar));
}

describe('placing passages', () => {
  const passages = [
    passageAt(text, 25, 33, ['a']),
    passageAt(text, 0, 20, []),
    passageAt(text, 9, 12, ['b']),
  ];
  const sidecars = [{ transcript: 'a.md', coder: 'MS', passages }];

  it('believes a position where the version and the quote agree, in the order of the file', () => {
    const placed = placedOf({ transcripts: { 'a.md': text }, sidecars });
    assert.deepEqual(
      placed.map(({ passage, status, span }) => [passage, status, span]),
      [
        [passages[0], 'exact', { start: 25, end: 33 }],
        [passages[1], 'exact', { start: 0, end: 20 }],
        [passages[2], 'exact', { start: 9, end: 12 }],
      ],
    );
  });

  it('finds what has moved, and guesses at nothing that stands twice', () => {
    const line = text.slice(25, 54);
    const [moved, twice] = placedOf({
      transcripts: { 'a.md': longer },
      sidecars: [
        {
          transcript: 'a.md',
          coder: 'MS',
          base: versionOf(text),
          passages: [passageAt(text, 0, 20, ['a']), passageAt(text, 29, 54, ['a'])],
        },
      ],
    });
    assert.equal(line.length, 29);
    assert.equal(moved?.status, 'moved');
    assert.deepEqual(moved.span, { start: 16, end: 36 });
    assert.equal(twice?.span, undefined);
  });

  it('shows no lost passage, even where its text stands', () => {
    const lost = passageAt(text, 0, 20, ['a'], { lost: true });
    const [placed] = placedOf({
      transcripts: { 'a.md': text },
      sidecars: [{ transcript: 'a.md', coder: 'MS', passages: [lost] }],
    });
    assert.equal(placed?.status, 'lost');
    assert.equal(placed.span, undefined);
  });

  it('shows nothing of a transcript that is not there', () => {
    const placed = placedOf({ transcripts: {}, sidecars });
    assert.deepEqual(
      placed.map(({ span }) => span),
      [undefined, undefined, undefined],
    );
  });

  it('is done once for a sidecar and a transcript', () => {
    const { whole } = snapshotOf({ transcripts: { 'a.md': text }, sidecars });
    const [sidecar] = whole.sidecarsOf('a.md');
    assert.ok(sidecar);
    assert.equal(placePassages(whole, sidecar), placePassages({ ...whole, viewer: 'MS' }, sidecar));
  });

  it('gives the next version of a sidecar the places that it has by itself', () => {
    const elsewhere = versionOf(longer);
    const next = [
      [...passages, passageAt(text, 29, 33, ['c'])],
      // The same records, of which some name another version, or do so by the version of their sidecar.
      passages.map((passage, i) => (i === 0 ? { ...passage, base: elsewhere } : passage)),
      passages.map((passage) => ({ ...passage, lost: true as const })),
      [passageAt(text, 25, 33, ['a'], { quote: 'said by nobody' }), ...passages.slice(1)],
      [],
    ].flatMap((now) => [versionOf(text), elsewhere].map((base) => ({ base, passages: now })));
    for (const value of next) {
      const { whole } = snapshotOf({ transcripts: { 'a.md': text }, sidecars });
      const [before] = whole.sidecarsOf('a.md');
      assert.ok(before);
      placePassages(whole, before);
      const after = { ...before, value: { ...before.value, ...value } };
      const alone = snapshotOf({ transcripts: { 'a.md': text }, sidecars }).whole;
      const places = (view: typeof whole) =>
        placePassages(view, { ...after }).map(({ status, span, candidates }) => ({
          status,
          span,
          candidates,
        }));
      assert.deepEqual(places(whole), places(alone));
    }
  });

  it('sorts all visible passages of a transcript, the longer of two that start together first', () => {
    const { whole } = snapshotOf({
      transcripts: { 'a.md': text },
      sidecars: [
        {
          transcript: 'a.md',
          coder: 'SP',
          passages: [passageAt(text, 9, 20, ['a']), passageAt(text, 0, 4, ['b'])],
        },
        ...sidecars,
      ],
    });
    assert.deepEqual(
      passagesIn(whole, 'a.md').map(({ span }) => [span.start, span.end]),
      [
        [0, 20],
        [0, 4],
        [9, 20],
        [9, 12],
        [25, 33],
      ],
    );
    assert.deepEqual(passagesIn(whole, 'nowhere.md'), []);
  });
});

describe('a layer of a view', () => {
  const sidecars = ['MS', 'SP'].map((coder) => ({
    transcript: 'a.md',
    coder,
    passages: [passageAt(text, 0, 4, ['a'])],
  }));
  const snapshot = snapshotOf({ transcripts: { 'a.md': text }, sidecars, coders: ['MS', 'SP'] });
  const codersIn = (view: ReturnType<typeof layerOf>) => [
    view.sidecarsOf('a.md').map(({ coder }) => coder),
    [...view.sidecars.values()].map(({ coder }) => coder),
  ];

  it('has the codings of the one, or of all', () => {
    const view = snapshot.visibleTo('MS');
    assert.deepEqual(codersIn(layerOf(view, 'mine')), [['MS'], ['MS']]);
    assert.deepEqual(codersIn(layerOf(view, { coder: 'SP' })), [['SP'], ['SP']]);
    assert.deepEqual(codersIn(layerOf(view, { coder: 'nobody' })), [[], []]);
    assert.equal(layerOf(view, 'all'), view);
  });

  it('that is mine is everybody’s for someone who codes nothing', () => {
    const view = snapshot.visibleTo(undefined);
    assert.equal(layerOf(view, 'mine'), view);
  });

  it('shows nothing that the viewer may not see', () => {
    const rounds = [{ id: 'r', coders: ['MS', 'SP'], transcripts: ['a.md'], blind: true }];
    const blind = snapshotOf({ transcripts: { 'a.md': text }, sidecars, rounds }).visibleTo('MS');
    assert.deepEqual(codersIn(layerOf(blind, { coder: 'SP' })), [[], []]);
    assert.deepEqual(codersIn(layerOf(blind, 'all')), [['MS'], ['MS']]);
  });
});

describe('the coders of a transcript', () => {
  const rounds = [{ id: 'r', coders: ['SP', 'MS'], transcripts: ['a.md'], blind: true }];
  const coders = ['MS', 'SP', 'JD'];

  it('are those of its rounds and those who have coded, in the study file’s order', () => {
    const { whole } = snapshotOf({
      transcripts: { 'a.md': text, 'b.md': text },
      coders,
      rounds,
      sidecars: [
        { transcript: 'a.md', coder: 'consensus', passages: [passageAt(text, 0, 4, ['a'])] },
        { transcript: 'a.md', coder: 'JD', status: 'done', passages: [passageAt(text, 0, 4, ['a'])] },
        { transcript: 'a.md', coder: 'SP', isStale: true },
      ],
    });
    assert.deepEqual(codingStatuses(whole, 'a.md'), [
      { coder: 'MS', state: 'not-started', passages: 0, toReview: 0 },
      { coder: 'SP', state: 'unreadable', passages: 0, toReview: 0 },
      { coder: 'JD', state: 'done', passages: 1, toReview: 0 },
      { coder: 'consensus', state: 'in-progress', passages: 1, toReview: 0 },
    ]);
    assert.deepEqual(codingStatuses(whole, 'b.md'), []);
  });

  it('are told, and no more, while a blind round is open', () => {
    const snapshot = snapshotOf({
      transcripts: { 'a.md': text },
      coders,
      rounds,
      sidecars: [{ transcript: 'a.md', coder: 'SP', passages: [passageAt(text, 0, 4, ['a'])] }],
    });
    assert.deepEqual(codingStatuses(snapshot.visibleTo('MS'), 'a.md'), [
      { coder: 'MS', state: 'not-started', passages: 0, toReview: 0 },
      { coder: 'SP', state: 'hidden', passages: undefined, toReview: 0 },
    ]);
  });

  it('have passages to review where the text is not what it was, save those given up as lost', () => {
    const passages = [
      passageAt(text, 0, 4, ['a'], { quote: 'Nothing like this was ever said.' }),
      passageAt(text, 5, 8, ['a'], { lost: true }),
    ];
    const { whole } = snapshotOf({
      transcripts: { 'a.md': text },
      sidecars: [{ transcript: 'a.md', coder: 'MS', passages }],
    });
    assert.deepEqual(codingStatuses(whole, 'a.md'), [
      { coder: 'MS', state: 'in-progress', passages: 2, toReview: 1 },
    ]);
  });

  it('come after the known ones when the study file does not know them', () => {
    const { whole } = snapshotOf({
      transcripts: { 'a.md': text },
      coders,
      sidecars: ['stranger', 'MS', 'consensus'].map((coder) => ({
        transcript: 'a.md',
        coder,
        passages: [passageAt(text, 0, 4, ['a'])],
      })),
    });
    assert.deepEqual(
      codingStatuses(whole, 'a.md').map(({ coder }) => coder),
      ['MS', 'consensus', 'stranger'],
    );
  });
});
