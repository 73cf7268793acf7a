import assert from 'node:assert/strict';
import {
  intervalDistance,
  krippendorffAlpha,
  ordinalDistance,
  ratioDistance,
} from '../../../src/core/agreement/alpha';
import {
  brennanPrediger,
  congerKappa,
  fleissKappa,
  gwetAc1,
  nominalAlpha,
  observedAgreement,
  percentAgreement,
} from '../../../src/core/agreement/coefficients';
import { type Figure, valueOf } from '../../../src/core/agreement/figure';
import { interval } from '../../../src/core/agreement/interval';
import {
  countsVersusRest,
  crossTable,
  type CrossTable,
  missing,
  type RatingCounts,
  ratingsOf,
  versusRest,
} from '../../../src/core/agreement/ratings';
import { setDistance } from '../../../src/core/agreement/set-distance';
import {
  alphaStandardError,
  cohenStandardError,
  fleissNullStandardError,
  linearisedStandardError,
} from '../../../src/core/agreement/standard-error';
import { tally } from '../../../src/core/agreement/tally';
import { cohenKappa, lightKappa, pooledKappa, scottPi } from '../../../src/core/agreement/two-coders';

/** True to the digits that were printed. */
function assertPrinted(figure: Figure, printed: string): void {
  const digits = printed.split('.')[1]?.length ?? 0;
  assert.equal(valueOf(figure)?.toFixed(digits), printed);
}

function tableOf(...rows: number[][]): CrossTable {
  return { categories: rows.length, cells: Float64Array.from(rows.flat()) };
}

/** Krippendorff 2004, p. 230: four observers, twelve units, seven ratings missing. */
const x = missing;
const fourByTwelve = ratingsOf(
  [
    ...[
      [1, 1, x, 1],
      [2, 2, 3, 2],
      [3, 3, 3, 3],
      [3, 3, 3, 3],
      [2, 2, 2, 2],
      [1, 2, 3, 4],
    ],
    ...[
      [4, 4, 4, 4],
      [1, 1, 2, 1],
      [2, 2, 2, 2],
      [x, 5, 5, 5],
      [x, x, 1, 1],
      [x, x, 3, x],
    ],
  ].map((row) => row.map((value) => (value === x ? x : value - 1))),
  5,
);

/** Fleiss 1971: thirty patients, six psychiatrists each, five diagnoses. */
const fleiss1971: RatingCounts = {
  units: 30,
  categories: 5,
  counts: Int32Array.from(
    (
      '00060 03003 01401 00006 03030 20400 00402 20310 20040 00006 10050 11040 03300 10050 02031 ' +
      '00501 30012 51000 02040 10203 00006 01050 02013 20040 10041 05010 40002 02040 10500 00006'
    )
      .replaceAll(' ', '')
      .split(''),
    Number,
  ),
};

describe('coefficients as published', () => {
  it('Cohen 1960, p. 45', () => {
    const table = tableOf([88, 14, 18], [10, 40, 10], [2, 6, 12]);
    assertPrinted(cohenKappa(table), '0.492');
    assertPrinted(cohenKappa(table).percent, '0.70');
    assert.equal(cohenKappa(table).n, 200);
  });

  it('Artstein & Poesio 2008, p. 558: kappa and pi differ as the coders’ habits do', () => {
    const table = tableOf([20, 10], [20, 50]);
    assertPrinted(cohenKappa(table), '0.348');
    assertPrinted(scottPi(table), '0.341');
  });

  it('Fleiss 1971', () => {
    const counted = tally(fleiss1971);
    assertPrinted(fleissKappa(counted), '0.430');
    assertPrinted(percentAgreement(counted), '0.556');
    assert.deepEqual(congerKappa(counted), {
      undefined: 'coders-unknown',
      percent: percentAgreement(counted),
      n: 30,
    });
  });

  it('Fleiss 1971 by diagnosis, without the rounding of 1971', () => {
    const kappas = [0, 1, 2, 3, 4].map((k) => fleissKappa(tally(countsVersusRest(fleiss1971, k))));
    kappas.forEach((kappa, k) =>
      assertPrinted(kappa, ['0.245', '0.245', '0.520', '0.471', '0.566'][k] ?? ''),
    );
  });

  it('Krippendorff 2004, p. 230: alpha by four metrics, missing ratings and all', () => {
    assertPrinted(nominalAlpha(tally(fourByTwelve)), '0.743');
    assertPrinted(krippendorffAlpha(fourByTwelve, ordinalDistance(fourByTwelve)), '0.815');
    assertPrinted(krippendorffAlpha(fourByTwelve, intervalDistance([1, 2, 3, 4, 5])), '0.849');
    assertPrinted(krippendorffAlpha(fourByTwelve, ratioDistance([1, 2, 3, 4, 5])), '0.797');
  });

  it('Gwet’s handbook on the same data', () => {
    const counted = tally(fourByTwelve);
    assertPrinted(gwetAc1(counted), '0.775');
    assertPrinted(fleissKappa(counted), '0.761');
    assertPrinted(congerKappa(counted), '0.763');
    assertPrinted(brennanPrediger(counted), '0.773');
  });

  it('two numbers are called percent agreement, and are not the same where ratings are missing', () => {
    assertPrinted(percentAgreement(tally(fourByTwelve)), '0.818');
    assertPrinted(observedAgreement(tally(fourByTwelve)), '0.800');
  });

  it('Krippendorff 1980, p. 139: alpha for each category against the rest', () => {
    const rows = '1,1,1 1,2,2 2,2,2 4,4,4 1,4,4 2,2,2 1,2,3 3,3,3 2,2,2'.split(' ');
    const ratings = ratingsOf(
      rows.map((row) => row.split(',').map((each) => Number(each) - 1)),
      4,
    );
    const alphas = [0, 1, 2, 3].map((category) => nominalAlpha(tally(versusRest(ratings, category))));
    alphas.forEach((alpha, k) => assertPrinted(alpha, ['0.381', '0.711', '0.717', '0.764'][k] ?? ''));
    assertPrinted(lightKappa(ratings), '0.644');
  });

  it('Feinstein & Cicchetti 1990: the same agreement, very different kappas', () => {
    assertPrinted(cohenKappa(tableOf([40, 9], [6, 45])), '0.70');
    assertPrinted(cohenKappa(tableOf([80, 10], [5, 5])), '0.32');
    assertPrinted(cohenKappa(tableOf([80, 10], [5, 5])).percent, '0.85');
  });

  it('De Vries et al. 2008: pooled kappa is not the mean of kappas', () => {
    const tables = [tableOf([20, 5], [10, 15]), tableOf([45, 1], [2, 2]), tableOf([30, 10], [0, 10])];
    assertPrinted(pooledKappa(tables), '0.4768');
    // A code that nobody applied weighs nothing: it has neither disagreement nor any to expect.
    const withEmpty = pooledKappa([...tables, tableOf([50, 0], [0, 0])]);
    assertPrinted(withEmpty, '0.4768');
    assertPrinted(withEmpty.percent, '0.86');
  });

  it('distances between sets', () => {
    const sets = [[], [0], [0, 1], [1, 2], [3]];
    const [empty, a, ab, bc, d] = [0, 1, 2, 3, 4];
    assert.equal(setDistance(sets, 'jaccard')(a, ab), 1 / 2);
    assert.equal(setDistance(sets, 'masi')(a, ab), 1 - (1 / 2) * (2 / 3));
    assert.equal(setDistance(sets, 'masi')(ab, bc), 1 - (1 / 3) * (1 / 3));
    assert.equal(setDistance(sets, 'dice')(a, ab), 1 - 2 / 3);
    assert.equal(setDistance(sets, 'passonneau2004')(ab, bc), 1 - 1 / 3);
    for (const kind of ['jaccard', 'masi', 'dice'] as const) {
      const distance = setDistance(sets, kind);
      assert.equal(distance(empty, empty), 0);
      assert.equal(distance(empty, a), 1);
      assert.equal(distance(a, d), 1);
      assert.equal(distance(ab, ab), 0);
    }
  });
});

describe('standard errors and intervals as published', () => {
  it('Agresti 1992 on Landis & Koch 1977: Fleiss, Cohen & Everitt', () => {
    const table = tableOf([22, 2, 2, 0], [5, 7, 14, 0], [0, 2, 36, 0], [0, 1, 17, 10]);
    assertPrinted(cohenKappa(table), '0.493');
    assertPrinted(cohenStandardError(table), '0.057');
  });

  it('Fleiss, Nee & Landis 1979: the error if there were no agreement beyond chance', () => {
    assertPrinted(fleissNullStandardError(fleiss1971), '0.024');
  });

  it('Gwet’s handbook: intervals for the 4 × 12 data', () => {
    const counted = tally(fourByTwelve);
    const close = (figure: ReturnType<typeof interval>, lower: number) => {
      assert.ok('lower' in figure);
      assert.ok(Math.abs(figure.lower - lower) < 6e-4, `${figure.lower}`);
      assert.equal(figure.upper, 1);
    };
    close(interval(gwetAc1(counted), linearisedStandardError(fourByTwelve, 'gwetAc1'), 12), 0.461);
    close(
      interval(percentAgreement(counted), linearisedStandardError(fourByTwelve, 'percentAgreement'), 12),
      0.542,
    );
    close(interval(nominalAlpha(counted), alphaStandardError(fourByTwelve), 12), 0.423);
  });

  it('where a coefficient is undefined, its error and interval are for the same reason', () => {
    const constant = ratingsOf(
      [
        [0, 0],
        [0, 0],
        [0, 0],
      ],
      2,
    );
    const why = { undefined: 'no-variation' };
    assert.deepEqual(cohenStandardError(crossTable(constant)), why);
    assert.deepEqual(linearisedStandardError(constant, 'fleissKappa'), why);
    assert.deepEqual(fleissNullStandardError(constant), why);
    assert.deepEqual(alphaStandardError(constant), why);
    assert.deepEqual(interval(cohenKappa(crossTable(constant)), { value: 0 }, 3), why);
    assert.deepEqual(linearisedStandardError(ratingsOf([[0, 1]], 2), 'gwetAc1'), { undefined: 'too-few' });
  });
});

describe('figures that do not exist', () => {
  const constant = ratingsOf(
    [
      [0, 0],
      [0, 0],
    ],
    2,
  );

  it('say so, with the percentage and the number of units', () => {
    const counted = tally(constant);
    for (const figure of [
      fleissKappa(counted),
      congerKappa(counted),
      nominalAlpha(counted),
      cohenKappa(crossTable(constant)),
      scottPi(crossTable(constant)),
    ])
      assert.deepEqual(figure, { undefined: 'no-variation', percent: { value: 1 }, n: 2 });
  });

  it('AC1 and Brennan–Prediger do exist without variation, given several categories to choose from', () => {
    assert.equal(valueOf(gwetAc1(tally(constant))), 1);
    assert.equal(valueOf(brennanPrediger(tally(constant))), 1);
    const single = tally({ ...constant, categories: 1 });
    for (const figure of [gwetAc1(single), brennanPrediger(single)])
      assert.deepEqual(figure, { undefined: 'single-category', percent: { value: 1 }, n: 2 });
  });

  it('nothing rated twice is nothing to compare', () => {
    const alone = ratingsOf(
      [
        [0, missing],
        [missing, 1],
        [missing, missing],
      ],
      2,
    );
    const nothing = { undefined: 'nothing-to-compare', percent: { undefined: 'nothing-to-compare' }, n: 0 };
    for (const coefficient of [fleissKappa, congerKappa, gwetAc1, brennanPrediger, nominalAlpha])
      assert.deepEqual(coefficient(tally(alone)), nothing, coefficient.name);
    assert.deepEqual(cohenKappa(crossTable(alone)), nothing);
    assert.deepEqual(scottPi(crossTable(alone)), nothing);
    assert.deepEqual(krippendorffAlpha(alone, intervalDistance([0, 1])), nothing);
    assert.deepEqual(pooledKappa([]), nothing);
  });

  it('Light’s kappa needs every pair’s', () => {
    const ratings = ratingsOf(
      [
        [0, 0, 0],
        [0, 0, 1],
      ],
      2,
    );
    const light = lightKappa(ratings);
    assert.equal('undefined' in light && light.undefined, 'undefined-part');
    assertPrinted(light.percent, '0.667');
  });

  it('one coder constant is 0, systematic opposition below', () => {
    assert.equal(valueOf(cohenKappa(tableOf([2, 2], [0, 0]))), 0);
    assert.equal(valueOf(scottPi(tableOf([0, 4], [0, 0]))), -1);
    assert.equal(
      valueOf(
        nominalAlpha(
          tally(
            ratingsOf(
              [
                [0, 1],
                [0, 1],
                [0, 1],
                [0, 1],
              ],
              2,
            ),
          ),
        ),
      ),
      -0.75,
    );
  });
});
