import fc from 'fast-check';
import assert from 'node:assert/strict';
import { evidenceOf, sumEvidence } from '../../../src/core/agreement/evidence';
import { valueOf } from '../../../src/core/agreement/figure';
import { figuresOf } from '../../../src/core/agreement/report';
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
import type { Span } from '../../../src/core/text/span';
import { anyCoders, assertNear, length, textOf } from './coded-characters';

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

/** Uniting alone does not make a continuum of several categories: later units give way. */
function unitsOf(spans: readonly Span[], categoryOf: (i: number) => number): readonly Unit[] {
  const units: Unit[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start || a.end - b.end))
    if (span.end > span.start && span.start >= (units.at(-1)?.end ?? 0))
      units.push({ ...span, category: categoryOf(units.length) });
  return units;
}
