import fc from 'fast-check';
import assert from 'node:assert/strict';
import { codingsOf, spansOf } from '../../../src/core/agreement/coded-text';
import { nominalAlpha } from '../../../src/core/agreement/coefficients';
import { evidenceOf, sumEvidence, tableOf, tallyOf } from '../../../src/core/agreement/evidence';
import { type Figure, valueOf } from '../../../src/core/agreement/figure';
import { figuresOf } from '../../../src/core/agreement/report';
import { holsti, matchSegments, segmentKappa } from '../../../src/core/agreement/segment-matching';
import { clip, lengthOf } from '../../../src/core/agreement/spans';
import { cohenKappa } from '../../../src/core/agreement/two-coders';
import {
  binaryUnitizingAlpha,
  categoryCoverage,
  categoryUnitizingAlpha,
  singleCategoryAlpha,
  type Unit,
  unitize,
  type Unitizing,
  unitizingAlpha,
} from '../../../src/core/agreement/unitizing';
import { type Span, unite } from '../../../src/core/text/span';

const length = 40;
const anySpan: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: 0, max: length }), fc.integer({ min: 0, max: 12 }))
  .map(([start, size]) => ({ start, end: Math.min(length, start + size) }));
const anySpans = fc.array(anySpan, { maxLength: 8 });
const anyCoders = fc.array(anySpans, { minLength: 2, maxLength: 4 });

/** Character by character: who covers it? */
function paint(spans: readonly Span[]): readonly boolean[] {
  return Array.from({ length }, (_, i) => spans.some(({ start, end }) => start <= i && i < end));
}

function textOf(coders: readonly (readonly Span[])[]) {
  return {
    length,
    codings: coders.map((spans) =>
      codingsOf(
        spans.map((span) => ({ ...span, codes: ['cost'] })),
        length,
      ),
    ),
  };
}

function assertNear(figure: Figure, value: number): void {
  assert.ok('value' in figure && Math.abs(figure.value - value) < 1e-9, JSON.stringify([figure, value]));
}

describe('spans', () => {
  it('united cover the same characters, in order, and share none', () => {
    fc.assert(
      fc.property(anySpans, (spans) => {
        const united = unite(spans);
        assert.deepEqual(paint(united), paint(spans));
        united.forEach(({ start, end }, i) => assert.ok(start < end && start >= (united[i - 1]?.end ?? 0)));
        assert.equal(lengthOf(united), paint(spans).filter(Boolean).length);
        assert.deepEqual(unite(united), united);
      }),
    );
  });

  it('that touch stay apart; those that overlap or hold each other become one', () => {
    assert.deepEqual(
      unite([
        { start: 5, end: 9 },
        { start: 0, end: 5 },
      ]),
      [
        { start: 0, end: 5 },
        { start: 5, end: 9 },
      ],
    );
    assert.deepEqual(
      unite([
        { start: 0, end: 9 },
        { start: 2, end: 4 },
        { start: 8, end: 12 },
        { start: 3, end: 3 },
      ]),
      [{ start: 0, end: 12 }],
    );
    assert.deepEqual(
      clip(
        [
          { start: -3, end: 2 },
          { start: 9, end: 20 },
          { start: 12, end: 14 },
        ],
        10,
      ),
      [
        { start: 0, end: 2 },
        { start: 9, end: 10 },
      ],
    );
  });

  it('of several codes taken as one are a union', () => {
    const codings = codingsOf(
      [
        { start: 0, end: 5, codes: ['cost', 'trust', 'cost'] },
        { start: 3, end: 9, codes: ['trust'] },
        { start: 8, end: 99, codes: ['stigma'] },
      ],
      20,
    );
    assert.deepEqual(spansOf(codings, ['trust']), [{ start: 0, end: 9 }]);
    assert.deepEqual(spansOf(codings, ['cost', 'stigma', 'none']), [
      { start: 0, end: 5 },
      { start: 8, end: 20 },
    ]);
    assert.deepEqual(spansOf(codings, ['none']), []);
  });
});

describe('characters', () => {
  it('the example of NVivo’s manual: 50 by both, 150 by one, 800 by neither is 85 %', () => {
    const text = {
      length: 1000,
      codings: [
        codingsOf([{ start: 100, end: 250, codes: ['stress'] }], 1000),
        codingsOf([{ start: 200, end: 300, codes: ['stress'] }], 1000),
      ],
    };
    const { pairs, prevalence } = figuresOf(evidenceOf(text, ['stress']), 1);
    const [pair] = pairs;
    assert.ok(pair);
    assert.deepEqual(
      [pair.aAndB, pair.notANotB, pair.aNotB, pair.bNotA, pair.kappa.n],
      [50, 800, 100, 50, 1000],
    );
    assert.deepEqual(pair.kappa.percent, { value: 0.85 });
    assert.equal(valueOf(pair.kappa)?.toFixed(4), '0.3182');
    assert.deepEqual(prevalence, { value: 0.125 });
  });

  it('two coders: the same four cells as an array of characters', () => {
    fc.assert(
      fc.property(anySpans, anySpans, (a, b) => {
        const table = tableOf(evidenceOf(textOf([a, b]), ['cost']), 0);
        const [inA, inB] = [paint(a), paint(b)];
        const count = (x: boolean, y: boolean) => inA.filter((each, i) => each === x && inB[i] === y).length;
        assert.deepEqual(
          [...table.cells],
          [count(false, false), count(false, true), count(true, false), count(true, true)],
        );
        // NVivo's own formula.
        const [ca, cb] = [inA.filter(Boolean).length, inB.filter(Boolean).length];
        const chance = (ca * cb + (length - ca) * (length - cb)) / length;
        const agreed = count(true, true) + count(false, false);
        const kappa = cohenKappa(table);
        if (chance === length) assert.equal('undefined' in kappa && kappa.undefined, 'no-variation');
        else assertNear(kappa, (agreed - chance) / (length - chance));
      }),
    );
  });

  it('any number of coders: alpha as from every character’s values', () => {
    fc.assert(
      fc.property(anyCoders, (coders) => {
        const painted = coders.map(paint);
        const m = coders.length;
        let observed = 0;
        for (let i = 0; i < length; i++) {
          const coded = painted.filter((each) => each[i]).length;
          observed += (2 * coded * (m - coded)) / (m - 1);
        }
        const coded = painted.flat().filter(Boolean).length;
        const n = length * m;
        const expected = (2 * coded * (n - coded)) / (n - 1);
        const alpha = nominalAlpha(tallyOf(evidenceOf(textOf(coders), ['cost'])));
        if (expected === 0) assert.equal('undefined' in alpha && alpha.undefined, 'no-variation');
        else assertNear(alpha, 1 - observed / expected);
      }),
    );
  });

  it('a text of no characters is nothing to compare', () => {
    const empty = { length: 0, codings: [new Map(), new Map()] };
    const figures = figuresOf(evidenceOf(empty, ['cost']), 2);
    for (const figure of [figures.alpha, figures.unitizing, figures.pairs[0]?.kappa, figures.prevalence])
      assert.equal(figure && 'undefined' in figure && figure.undefined, 'nothing-to-compare');
  });
});

/** Uniting alone does not make a continuum of several categories: later units give way. */
function unitsOf(spans: readonly Span[], categoryOf: (i: number) => number): readonly Unit[] {
  const units: Unit[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end))
    if (span.end > span.start && span.start >= (units.at(-1)?.end ?? 0))
      units.push({ ...span, category: categoryOf(units.length) });
  return units;
}

describe('unitizing', () => {
  const read = (...units: [number, number, number][]): readonly Unit[] =>
    units.map(([start, end, category]) => ({ start, end, category }));
  const sumsOf = (size: number, coders: readonly (readonly Unit[])[], categories: number): Unitizing => {
    const sums = unitize(size, coders, categories);
    assert.ok(!('undefined' in sums));
    return sums;
  };
  const published = sumsOf(
    60,
    [
      read([2, 9, 1], [11, 17, 2], [24, 30, 5], [32, 36, 6], [36, 44, 6], [44, 60, 7]),
      read([2, 9, 1], [11, 17, 3], [19, 25, 5], [32, 44, 6]),
      read([2, 9, 1], [11, 17, 4], [21, 27, 5], [32, 36, 6], [36, 40, 6], [40, 44, 6]),
    ],
    7,
  );

  it('Alex, Paul and Suzan (Krippendorff, Mathet, Bouvry & Widlöcher 2016)', () => {
    assert.equal(valueOf(unitizingAlpha(published))?.toFixed(3), '0.510');
    assert.equal(valueOf(binaryUnitizingAlpha(published))?.toFixed(3), '0.413');
    assert.equal(valueOf(categoryUnitizingAlpha(published))?.toFixed(3), '0.724');
    assert.equal(unitizingAlpha(published).n, 60);
  });

  it('theirs by category: 1, 5 and 6 are told apart, 2, 3 and 4 are not, 7 met nobody else’s', () => {
    const alphas = [1, 2, 3, 4, 5, 6, 7].map((category) => singleCategoryAlpha(published, category));
    assert.deepEqual(
      alphas.map((alpha) => valueOf(alpha)),
      [1, 0, 0, 0, 1, 1, undefined],
    );
    assert.equal('undefined' in (alphas[6] ?? {}), true);
    assertNear(alphas[4]?.coverage ?? { value: 0 }, 4 / 9);
    assertNear(categoryCoverage(published), 83 / 180);
  });

  it('the same whole of the text in other pieces is no variation; overlapping units are no continuum', () => {
    const pieces = sumsOf(24, [read([0, 2, 1], [2, 24, 1]), read([0, 12, 1], [12, 24, 1])], 1);
    for (const of of [unitizingAlpha, binaryUnitizingAlpha, categoryUnitizingAlpha]) {
      const alpha = of(pieces);
      assert.equal('undefined' in alpha && alpha.undefined, 'no-variation', of.name);
    }
    const nothing = unitizingAlpha(sumsOf(24, [[], []], 1));
    assert.equal('undefined' in nothing && nothing.undefined, 'no-variation');
    assert.deepEqual(nothing.percent, { value: 1 });
    assert.deepEqual(unitize(24, [read([0, 5, 1], [4, 9, 2]), []], 2), { undefined: 'overlapping-units' });
  });

  it('what hardly two of many coders marked says nothing about categories', () => {
    const sums = sumsOf(20, [read([0, 10, 1]), read([0, 10, 2]), [], []], 2);
    for (const alpha of [categoryUnitizingAlpha(sums), singleCategoryAlpha(sums, 1)])
      assert.equal('undefined' in alpha && alpha.undefined, 'too-few');
  });

  it('as from the definition, unit against unit', () => {
    fc.assert(
      fc.property(
        anyCoders,
        fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 9, maxLength: 9 }),
        (spans, names) => {
          const coders = spans.map((each, coder) => unitsOf(each, (i) => names[(i + coder) % 9] ?? 1));
          const sums = sumsOf(length, coders, 3);
          const expected = byDefinition(coders);
          for (const [of, value] of [
            [unitizingAlpha, expected.all],
            [binaryUnitizingAlpha, expected.binary],
            [categoryUnitizingAlpha, expected.category],
          ] as const)
            if (value === undefined) assert.ok('undefined' in of(sums), of.name);
            else assertNear(of(sums), value);
        },
      ),
    );
  });

  it('it does not matter which coder comes first, and texts add up in any order', () => {
    fc.assert(
      fc.property(anyCoders, anyCoders, (one, other) => {
        const few = Math.min(one.length, other.length);
        const evidence = [one, other].map((coders) => evidenceOf(textOf(coders.slice(0, few)), ['cost']));
        const turned = [other, one].map((coders) =>
          evidenceOf(textOf(coders.slice(0, few).reverse()), ['cost']),
        );
        const [a, b] = [evidence, turned].map((each) => figuresOf(sumEvidence(each, few), 3));
        for (const name of ['unitizing', 'alpha', 'fleiss', 'conger'] as const) {
          const [x, y] = [a?.[name], b?.[name]];
          if (x && 'value' in x && y) assertNear(y, x.value);
          else assert.ok(y && 'undefined' in y);
        }
      }),
    );
  });
});

/** The formulas of the paper, word for word: pairs of units, intersections, expected lengths by pair of categories. */
function byDefinition(
  coders: readonly (readonly Unit[])[],
): Record<'all' | 'binary' | 'category', number | undefined> {
  const continua = coders.map((units) => {
    const gaps: Unit[] = [];
    let end = 0;
    for (const unit of [...units, { start: length, end: length, category: 0 }]) {
      if (unit.start > end) gaps.push({ start: end, end: unit.start, category: 0 });
      end = unit.end;
    }
    return [...units, ...gaps];
  });
  const m = continua.length;
  const meet = (a: Span, b: Span) => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
  const categories = [0, 1, 2, 3];
  const observed = categories.map(() => categories.map(() => 0));
  const self = categories.map(() => 0);
  const sharedSelf = categories.map(() => 0);
  continua.forEach((own, i) => {
    for (const g of own) {
      const size = g.end - g.start;
      self[g.category] = (self[g.category] ?? 0) + (g.category === 0 ? size : size * size);
      continua.forEach((others, j) => {
        if (i === j) return;
        for (const h of others) {
          const row = observed[g.category] ?? [];
          row[h.category] = (row[h.category] ?? 0) + meet(g, h) / (m - 1);
        }
        const marked = others.filter((h) => h.category > 0).reduce((sum, h) => sum + meet(g, h), 0);
        if (g.category > 0)
          sharedSelf[g.category] = (sharedSelf[g.category] ?? 0) + (marked * marked) / (m - 1);
      });
    }
  });
  const add = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);
  const alpha = (kinds: readonly number[], pairing: readonly number[], row?: number): number | undefined => {
    const cell = (c: number, k: number) => observed[c]?.[k] ?? 0;
    const lengthOfKind = (c: number) => add(kinds.map((k) => cell(c, k)));
    const all = add(kinds.map(lengthOfKind));
    const scale = all / (all * all - add(kinds.map((c) => pairing[c] ?? 0)));
    const expected = (c: number, k: number) =>
      scale * (lengthOfKind(c) * lengthOfKind(k) - (c === k ? (pairing[c] ?? 0) : 0));
    const rows = row === undefined ? kinds : [row];
    const apart = (of: (c: number, k: number) => number) =>
      add(rows.map((c) => add(kinds.filter((k) => k !== c).map((k) => of(c, k)))));
    const value = 1 - apart(cell) / apart(expected);
    return Number.isFinite(scale) && scale > 0 && apart(expected) > 1e-9 ? value : undefined;
  };
  return {
    all: alpha(categories, self),
    binary: alpha(categories, self, 0),
    category: alpha([1, 2, 3], sharedSelf),
  };
}

describe('segment matching', () => {
  const spans = (...pairs: [number, number][]) => pairs.map(([start, end]) => ({ start, end }));

  it('asks every segment of both coders, at the edge of what is required too', () => {
    const [a, b] = [spans([0, 100], [150, 200]), spans([0, 90], [300, 320])];
    assert.deepEqual(matchSegments(a, b, 0.9), { matched: 2, total: 4 });
    assert.deepEqual(matchSegments(a, b, 0.91), { matched: 0, total: 4 });
    // 0.57 × 100 is not 57 in binary; 57 / 100 is 0.57.
    assert.deepEqual(matchSegments(spans([0, 57]), spans([0, 100]), 0.57), { matched: 2, total: 2 });
  });

  it('is symmetric, never grows with what is required, and is complete with oneself', () => {
    fc.assert(
      fc.property(anySpans, anySpans, fc.integer({ min: 1, max: 100 }), (one, other, percent) => {
        const [a, b] = [unite(one), unite(other)];
        const found = matchSegments(a, b, percent / 100);
        assert.deepEqual(matchSegments(b, a, percent / 100), found);
        assert.ok(matchSegments(a, b, 1).matched <= found.matched);
        assert.deepEqual(matchSegments(a, a, 1), { matched: 2 * a.length, total: 2 * a.length });
        const isLike = (x: Span, y: Span) => {
          const both = paint([x]).filter((covered, i) => covered && paint([y])[i]).length;
          return both > 0 && both * 100 >= percent * paint([x, y]).filter(Boolean).length;
        };
        // Two that overlap leave a gap between them only in `either`, which `paint` does not fill.
        const matched =
          a.filter((x) => b.some((y) => isLike(x, y))).length +
          b.filter((y) => a.some((x) => isLike(x, y))).length;
        assert.equal(found.matched, matched);
      }),
    );
  });

  it('is corrected for chance by the number of codes', () => {
    const kappa = segmentKappa({ matched: 2, total: 6 }, 2);
    assertNear(kappa, -1 / 3);
    assert.equal(kappa.n, 6);
    const single = segmentKappa({ matched: 2, total: 6 }, 1);
    assert.equal('undefined' in single && single.undefined, 'single-category');
    const none = segmentKappa({ matched: 0, total: 0 }, 5);
    assert.equal('undefined' in none && none.undefined, 'nothing-to-compare');
  });

  it('Holsti', () => {
    assertNear(holsti(12, 20, 15), 24 / 35);
    assert.deepEqual(holsti(0, 0, 0), { undefined: 'nothing-to-compare' });
  });
});
