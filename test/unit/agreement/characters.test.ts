import fc from 'fast-check';
import assert from 'node:assert/strict';
import { codingsOf } from '../../../src/core/agreement/coded-text';
import { nominalAlpha } from '../../../src/core/agreement/coefficients';
import { evidenceOf, tableOf, tallyOf } from '../../../src/core/agreement/evidence';
import { valueOf } from '../../../src/core/agreement/figure';
import { figuresOf } from '../../../src/core/agreement/report';
import { cohenKappa } from '../../../src/core/agreement/two-coders';
import { anyCoders, anySpans, assertNear, length, paint, textOf } from './coded-characters';

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
