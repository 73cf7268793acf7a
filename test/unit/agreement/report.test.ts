import assert from 'node:assert/strict';
import fc from 'fast-check';
import { confuseCodes } from '../../../src/core/agreement/confusion';
import { codingsOf, type CodedText } from '../../../src/core/agreement/coded-text';
import { valueOf } from '../../../src/core/agreement/figure';
import { createEvidenceSum, sumEvidence, tableOf } from '../../../src/core/agreement/evidence';
import { figuresOf, meanOverTexts, pooledOver, reportAgreement } from '../../../src/core/agreement/report';

function textOf(length: number, ...coders: (readonly [number, number, string])[][]): CodedText {
  return {
    length,
    codings: coders.map((list) =>
      codingsOf(
        list.map(([start, end, code]) => ({ start, end, codes: [code] })),
        length,
      ),
    ),
  };
}

const texts = [
  textOf(
    100,
    [
      [0, 40, 'cost'],
      [30, 50, 'fees'],
    ],
    [[0, 50, 'cost']],
  ),
  textOf(
    300,
    [[10, 20, 'cost']],
    [
      [15, 35, 'cost'],
      [200, 260, 'fees'],
    ],
  ),
  textOf(50, [], []),
];
const rollups = [
  { codes: ['cost'] },
  { codes: ['fees'] },
  { codes: ['cost', 'fees'] },
  { codes: ['cost'], texts: [1] },
];

describe('the report', () => {
  const [cost, fees, money, costInSecond] = reportAgreement(texts, rollups, { codes: 2 });
  assert.ok(cost && fees && money && costInSecond);

  it('adds up characters over transcripts', () => {
    const [pair] = cost.overall.pairs;
    assert.deepEqual(
      [pair?.aAndB, pair?.aNotB, pair?.bNotA, pair?.notANotB, pair?.kappa.n],
      [45, 5, 25, 375, 450],
    );
    assert.deepEqual(pair?.kappa.percent, { value: 420 / 450 });
    assert.deepEqual(cost.overall.prevalence, { value: 120 / 900 });
  });

  it('takes a theme’s codes for one: passages are united, not added', () => {
    const [pair] = money.overall.pairs;
    // First transcript: 50 by both. Second: 5 by both, 5 by A only, 75 by B only.
    assert.deepEqual([pair?.aAndB, pair?.aNotB, pair?.bNotA], [55, 5, 75]);
  });

  it('keeps to the transcripts of a roll-up', () => {
    assert.equal(costInSecond.evidence.length, 1);
    assert.equal(costInSecond.overall.pairs[0]?.kappa.n, 300);
  });

  it('says for each transcript what it says by itself', () => {
    const last = cost.evidence[2];
    assert.ok(last);
    const empty = figuresOf(last, 2);
    assert.equal('undefined' in empty.alpha && empty.alpha.undefined, 'no-variation');
    assert.deepEqual(empty.percent, { value: 1 });
  });

  it('pools kappa over codes', () => {
    const tables = [cost, fees].map(({ evidence }) => tableOf(sumEvidence(evidence, 2), 0).cells);
    const [observed, chance] = [0, 1].map((which) => {
      const of = tables.map(([neither = 0, b = 0, a = 0, both = 0]) => {
        const n = neither + b + a + both;
        const expected = ((both + a) * (both + b) + (neither + a) * (neither + b)) / n;
        return (which === 0 ? both + neither : expected) / n;
      });
      return ((of[0] ?? 0) + (of[1] ?? 0)) / 2;
    });
    const pooled = pooledOver([cost, fees], 2);
    assert.equal(
      valueOf(pooled)?.toFixed(12),
      (((observed ?? 0) - (chance ?? 0)) / (1 - (chance ?? 0))).toFixed(12),
    );
  });

  it('averages over the transcripts in which kappa is defined, plainly and by their size', () => {
    const kappas = cost.evidence.map((each) => figuresOf(each, 2).pairs[0]?.kappa);
    const [first, second] = kappas.map((kappa) => (kappa ? (valueOf(kappa) ?? NaN) : NaN));
    assert.ok(first !== undefined && second !== undefined);
    const mean = meanOverTexts(kappas.filter((kappa) => kappa !== undefined));
    assert.deepEqual([mean.defined, mean.texts], [2, 3]);
    assert.ok('value' in mean.unweighted && 'value' in mean.weighted);
    assert.ok(Math.abs(mean.unweighted.value - (first + second) / 2) < 1e-12);
    assert.ok(Math.abs(mean.weighted.value - (100 * first + 300 * second) / 400) < 1e-12);
    assert.deepEqual(meanOverTexts([]).unweighted, { undefined: 'nothing-to-compare' });
  });

  it('matches segments at the overlap asked for, and counts units where asked to', () => {
    const at = (overlap: number) =>
      reportAgreement(texts, rollups, { codes: 2, overlap })[0]?.overall.pairs[0];
    assert.deepEqual(at(0.9)?.segments.percent, { value: 0 });
    assert.deepEqual(at(0.8)?.segments.percent, { value: 2 / 4 });
    const turns = [0, 25, 50, 75].map((start) => ({ start, end: start + 25 }));
    const [byTurn] = reportAgreement(texts, [{ codes: ['fees'], texts: [0] }], {
      codes: 2,
      segmentations: [{ units: turns }],
    });
    assert.deepEqual([byTurn?.overall.pairs[0]?.aNotB, byTurn?.overall.pairs[0]?.kappa.n], [1, 4]);
  });

  it('gives every pair of three coders', () => {
    const three = [textOf(10, [[0, 5, 'x']], [[0, 5, 'x']], [[5, 10, 'x']])];
    const [report] = reportAgreement(three, [{ codes: ['x'] }], { codes: 2 });
    assert.deepEqual(
      report?.overall.pairs.map(({ coders, kappa }) => [...coders, valueOf(kappa)]),
      [
        [0, 1, 1],
        [0, 2, -1],
        [1, 2, -1],
      ],
    );
  });

  it('of nothing is nothing', () => {
    const [report] = reportAgreement([], [{ codes: ['x'] }], { codes: 2 });
    assert.deepEqual(report?.overall.percent, { undefined: 'nothing-to-compare' });
  });
});

describe('codes against codes', () => {
  it('as from every character, with those that a coder left uncoded', () => {
    const codes = ['cost', 'fees', 'wage'];
    const anyCoder = fc.array(
      fc
        .tuple(fc.nat(25), fc.integer({ min: 1, max: 9 }), fc.constantFrom(...codes))
        .map(([start, size, code]): [number, number, string] => [start, Math.min(30, start + size), code]),
      { maxLength: 6 },
    );
    fc.assert(
      fc.property(anyCoder, anyCoder, (a, b) => {
        const expected = Array.from({ length: 4 }, () => Array<number>(4).fill(0));
        for (let i = 0; i < 30; i++) {
          const [ofA, ofB] = [a, b].map((coded) => {
            const here = coded.filter(([start, end]) => start <= i && i < end).map(([, , code]) => code);
            return here.length === 0 ? [3] : [...new Set(here)].map((code) => codes.indexOf(code));
          });
          for (const row of ofA ?? [])
            for (const column of ofB ?? []) {
              const cells = expected[row] ?? [];
              cells[column] = (cells[column] ?? 0) + 1;
            }
        }
        assert.deepEqual([...confuseCodes([textOf(30, a, b)], codes).cells], expected.flat());
      }),
    );
  });

  it('sums drawn texts as if each were added as often as it was drawn', () => {
    const [, , money] = reportAgreement(texts, rollups, { codes: 2 });
    assert.ok(money);
    const sumOf = createEvidenceSum(money.evidence, 2);
    fc.assert(
      fc.property(fc.array(fc.nat(5), { minLength: 3, maxLength: 3 }), (times) => {
        assert.deepEqual(sumOf(times).numbers, sumEvidence(money.evidence, 2, times).numbers);
        assert.deepEqual(
          sumOf(times).numbers,
          sumEvidence(
            times.flatMap((often, i) =>
              Array.from({ length: often }, () => money.evidence.slice(i, i + 1)).flat(),
            ),
            2,
          ).numbers,
        );
      }),
    );
  });
});
