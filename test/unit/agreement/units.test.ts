import fc from 'fast-check';
import assert from 'node:assert/strict';
import { krippendorffAlpha } from '../../../src/core/agreement/alpha';
import { codingsOf } from '../../../src/core/agreement/coded-text';
import { nominalAlpha } from '../../../src/core/agreement/coefficients';
import { valueOf } from '../../../src/core/agreement/figure';
import { setDistance } from '../../../src/core/agreement/set-distance';
import { unite } from '../../../src/core/text/span';
import { tally } from '../../../src/core/agreement/tally';
import { unitsIn, wordsIn } from '../../../src/core/agreement/unit-boundaries';
import { codeRatings, codeSetRatings } from '../../../src/core/agreement/unit-ratings';
import type { Span } from '../../../src/core/text/span';

describe('units of analysis', () => {
  const text = 'R: We can’t afford it. Really, no.\nINT: Why?';

  it('words, without punctuation and outside of what is not asked for', () => {
    const words = wordsIn(text, [
      { start: 3, end: 34 },
      { start: 40, end: text.length },
    ]);
    assert.deepEqual(
      words.map(({ start, end }) => text.slice(start, end)),
      ['We', 'can’t', 'afford', 'it', 'Really', 'no', 'Why'],
    );
  });

  it('words of scripts without spaces', () => {
    const words = wordsIn('我们负担不起 OK', [{ start: 0, end: 9 }]);
    assert.ok(words.length >= 3);
    assert.deepEqual(words.at(-1), { start: 7, end: 9 });
    assert.equal(
      words.slice(0, -1).reduce((total, { start, end }) => total + end - start, 0),
      6,
    );
  });

  it('whatever follows each other, such as sentences', () => {
    const sentenceAt = (offset: number, within: Span): Span => {
      const rest = /\S[^.?]*[.?]/.exec(text.slice(offset, within.end));
      return rest ? { start: offset + rest.index, end: offset + rest.index + rest[0].length } : within;
    };
    const units = unitsIn([{ start: 3, end: 34 }], sentenceAt);
    assert.deepEqual(
      units.map(({ start, end }) => text.slice(start, end)),
      ['We can’t afford it.', 'Really, no.'],
    );
  });

  it('a finder that gives nothing, itself or the same again neither hangs nor repeats', () => {
    const within = [{ start: 2, end: 6 }];
    assert.deepEqual(
      unitsIn(within, (offset) => ({ start: offset, end: offset })),
      [],
    );
    assert.deepEqual(
      unitsIn(within, (_, whole) => whole),
      within,
    );
    assert.deepEqual(
      unitsIn(within, () => ({ start: 0, end: 9 })),
      [],
    );
  });

  it('a unit is coded where any of it is, or as much as is asked for', () => {
    const units = [
      { start: 0, end: 10 },
      { start: 10, end: 20 },
      { start: 25, end: 35 },
    ];
    const layers = [
      [{ start: 8, end: 20 }],
      [
        { start: 20, end: 25 },
        { start: 30, end: 32 },
        { start: 32, end: 35 },
      ],
    ];
    assert.deepEqual([...codeRatings(40, layers, { units }).cells], [1, 0, 1, 0, 0, 1]);
    assert.deepEqual([...codeRatings(40, layers, { units, least: 0.5 }).cells], [0, 0, 1, 0, 0, 1]);
    assert.deepEqual([...codeRatings(40, layers, { units, least: 0.51 }).cells], [0, 0, 1, 0, 0, 0]);
  });

  it('units of one character are what characters are', () => {
    const anySpans = fc.array(
      fc.tuple(fc.nat(28), fc.nat(9)).map(([start, size]) => ({ start, end: Math.min(30, start + size) })),
      { maxLength: 6 },
    );
    const units = Array.from({ length: 30 }, (_, i) => ({ start: i, end: i + 1 }));
    fc.assert(
      fc.property(fc.array(anySpans, { minLength: 2, maxLength: 4 }), (coders) => {
        const layers = coders.map(unite);
        const byUnit = tally(codeRatings(30, layers, { units }));
        assert.deepEqual(tally(codeRatings(30, layers, 'characters')), byUnit);
      }),
    );
  });
});

describe('sets of codes', () => {
  const coded = (...list: [number, number, string[]][]) =>
    codingsOf(
      list.map(([start, end, codes]) => ({ start, end, codes })),
      30,
    );
  const text = {
    length: 30,
    codings: [
      coded([0, 12, ['a', 'b']], [20, 30, ['c']]),
      coded([0, 10, ['a']], [20, 30, ['c', 'unlisted']]),
    ],
  };
  const turns = [0, 10, 20].map((start) => ({ start, end: start + 10 }));

  it('every coder’s for every unit; no code is the empty set', () => {
    const ratings = codeSetRatings([{ text, segmentation: { units: turns } }], ['a', 'b', 'c']);
    const told = Array.from(ratings.cells, (category) => ratings.sets[category]);
    assert.deepEqual(told, [[0, 1], [0], [0, 1], [], [2], [2]]);
    assert.equal(ratings.categories, 4);
  });

  it('characters weigh as many as there are, over several texts', () => {
    const ratings = codeSetRatings(
      [
        { text, segmentation: 'characters' },
        { text, segmentation: 'characters' },
      ],
      ['a', 'b', 'c'],
    );
    assert.deepEqual([...(ratings.weights ?? [])], [10, 2, 8, 10, 10, 2, 8, 10]);
    const alpha = krippendorffAlpha(ratings, setDistance(ratings.sets, 'masi'));
    assert.equal(alpha.n, 60);
    // 20 characters differ by ⅔ (a, b against a), 4 by 1 (a, b against nothing), the others not at all.
    assert.ok('value' in alpha.percent);
    const disagreement = (20 * (1 - (1 / 2) * (2 / 3)) + 4) / 60;
    assert.ok(Math.abs(1 - alpha.percent.value - disagreement) < 1e-12);
  });

  it('of a single code are that code or nothing', () => {
    const ratings = codeSetRatings([{ text, segmentation: 'characters' }], ['a']);
    const layers = text.codings.map((codings) => codings.get('a') ?? []);
    const binary = nominalAlpha(tally(codeRatings(30, layers, 'characters')));
    for (const kind of ['jaccard', 'masi', 'dice'] as const)
      assert.equal(valueOf(krippendorffAlpha(ratings, setDistance(ratings.sets, kind))), valueOf(binary));
  });

  it('of no text at all are none', () => {
    const ratings = codeSetRatings([], ['a']);
    assert.deepEqual([ratings.units, ratings.coders, ratings.sets], [0, 0, []]);
  });
});
