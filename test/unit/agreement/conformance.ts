import {
  intervalDistance,
  krippendorffAlpha,
  ordinalDistance,
  ratioDistance,
} from '../../../src/core/agreement/alpha';
import { spansOf } from '../../../src/core/agreement/coded-text';
import {
  brennanPrediger,
  congerKappa,
  fleissKappa,
  gwetAc1,
  nominalAlpha,
  percentAgreement,
} from '../../../src/core/agreement/coefficients';
import { evidenceOf, tableOf } from '../../../src/core/agreement/evidence';
import type { Figure } from '../../../src/core/agreement/figure';
import { interval, type Interval } from '../../../src/core/agreement/interval';
import {
  crossTable,
  type CrossTable,
  countsVersusRest,
  type RatingCounts,
  type Ratings,
  versusRest,
} from '../../../src/core/agreement/ratings';
import { holsti, matchSegments, segmentKappa } from '../../../src/core/agreement/segment-matching';
import { setDistance, setDistances } from '../../../src/core/agreement/set-distance';
import {
  alphaStandardError,
  cohenStandardError,
  fleissNullStandardError,
  linearisedStandardError,
} from '../../../src/core/agreement/standard-error';
import { tally } from '../../../src/core/agreement/tally';
import { cohenKappa, lightKappa, mean, pooledKappa, scottPi } from '../../../src/core/agreement/two-coders';
import {
  binaryUnitizingAlpha,
  categoryCoverage,
  categoryUnitizingAlpha,
  singleCategoryAlpha,
  unitize,
  unitizingAlpha,
} from '../../../src/core/agreement/unitizing';
import {
  categoriesOf,
  codesIn,
  type ConformanceCase,
  type ConformanceFile,
  type Dataset,
  readCodedText,
  readContinua,
  readRaterCounts,
  readSets,
  readUnits,
  spreadCounts,
  type SpansDataset,
} from './conformance-data';

/** What came out of a case: every part of `expected` that we can tell; undefined where the statistic is not shipped. */
type Outcome = Readonly<Record<string, unknown>> | undefined;

/** What a file of cases comes to. */
export interface Conformance {
  readonly passed: number;
  readonly failures: readonly string[];
  /** Statistic → number of its cases. */
  readonly skipped: ReadonlyMap<string, number>;
}

export function runConformance(file: ConformanceFile): Conformance {
  let passed = 0;
  const failures: string[] = [];
  const skipped = new Map<string, number>();
  for (const each of file.cases) {
    const outcome = computeCase(each, file.datasets[each.dataset]);
    if (!outcome && each.params['optional'] === true)
      skipped.set(each.statistic, (skipped.get(each.statistic) ?? 0) + 1);
    else {
      const failure = outcome ? judge(each, outcome) : 'not shipped';
      if (failure === undefined) passed++;
      else failures.push(`${each.id}: ${failure}`);
    }
  }
  return { passed, failures, skipped };
}

/** What is wrong with an outcome, or undefined. */
function judge(
  { expected, tolerance, accept }: ConformanceCase,
  outcome: NonNullable<Outcome>,
): string | undefined {
  const isNear = (a: unknown, b: unknown): boolean =>
    typeof a === 'number' && typeof b === 'number'
      ? Math.abs(a - b) <= tolerance
      : typeof a === 'object' && typeof b === 'object' && a !== null && b !== null
        ? Object.entries(a).every(([key, value]) => isNear(value, (b as Record<string, unknown>)[key]))
        : a === b;
  const wrong = Object.entries(expected).filter(
    ([part, value]) =>
      part !== 'reason' &&
      !isNear(value, outcome[part]) &&
      !(part === 'value' && accept?.some((other) => isNear(other, outcome[part]))),
  );
  if (wrong.length === 0) return undefined;
  return wrong
    .map(([part, value]) => `${part} is ${JSON.stringify(outcome[part])}, not ${JSON.stringify(value)}`)
    .join('; ');
}

function computeCase({ statistic, params }: ConformanceCase, dataset: Dataset | undefined): Outcome {
  switch (dataset?.kind) {
    case 'units':
    case 'rater_counts':
      return ofRatings(statistic, params, dataset);
    case 'sets': {
      const { ratings, sets } = readSets(dataset);
      const kind = String(params['metric']);
      if (statistic === 'krippendorff_alpha' && kind in setDistances)
        return told(krippendorffAlpha(ratings, setDistance(sets, kind as keyof typeof setDistances)));
      return ofNominal(statistic, ratings);
    }
    case 'spans':
      return ofSpans(statistic, params, dataset);
    case 'tables':
      return statistic === 'pooled_kappa' ? ofTables(dataset.tables) : undefined;
    case 'numbers': {
      const { agreements = 0, n1 = 0, n2 = 0 } = dataset.values;
      return statistic === 'holsti' ? told(holsti(agreements, n1, n2)) : undefined;
    }
    default:
      return undefined;
  }
}

type RatingsDataset = Extract<Dataset, { kind: 'units' | 'rater_counts' }>;

const ofTally = {
  percent_agreement: percentAgreement,
  fleiss_kappa: fleissKappa,
  conger_kappa: congerKappa,
  brennan_prediger: brennanPrediger,
  gwet_ac1: gwetAc1,
  krippendorff_alpha: nominalAlpha,
};

const linearisedName = {
  percent_agreement: 'percentAgreement',
  fleiss_kappa: 'fleissKappa',
  conger_kappa: 'congerKappa',
  brennan_prediger: 'brennanPrediger',
  gwet_ac1: 'gwetAc1',
} as const;

function ofRatings(statistic: string, params: ConformanceCase['params'], dataset: RatingsDataset): Outcome {
  const size = statistic === 'brennan_prediger' ? Number(params['categories']) : undefined;
  const source = sourceOf(dataset, size);
  const place = categoriesOf(dataset).findIndex((category) => category === params['category']);
  switch (statistic) {
    case 'standard_error':
      return told(standardErrorOf(params, source));
    case 'confidence_interval':
      return { ...intervalOf(params, source) };
    case 'fleiss_kappa_category':
      return told(fleissKappa(tally(oneAgainstRest(source, place))));
    case 'krippendorff_alpha_category':
      return told(nominalAlpha(tally(oneAgainstRest(source, place))));
    case 'krippendorff_alpha': {
      const ratings = 'cells' in source ? source : spreadCounts(source);
      const numbers = categoriesOf(dataset).map(Number);
      if (params['metric'] === 'ordinal') return told(krippendorffAlpha(ratings, ordinalDistance(ratings)));
      if (params['metric'] === 'interval') return told(krippendorffAlpha(ratings, intervalDistance(numbers)));
      if (params['metric'] === 'ratio') return told(krippendorffAlpha(ratings, ratioDistance(numbers)));
    }
  }
  return ofNominal(statistic, source);
}

function ofNominal(statistic: string, source: Ratings | RatingCounts): Outcome {
  if (statistic in ofTally) return told(ofTally[statistic as keyof typeof ofTally](tally(source)));
  if (!('cells' in source)) return undefined;
  if (statistic === 'cohen_kappa') return told(cohenKappa(crossTable(source)));
  if (statistic === 'scott_pi') return told(scottPi(crossTable(source)));
  if (statistic === 'light_kappa') return told(lightKappa(source));
  return undefined;
}

function sourceOf(dataset: RatingsDataset, size?: number): Ratings | RatingCounts {
  return dataset.kind === 'units' ? readUnits(dataset, size) : readRaterCounts(dataset);
}

function oneAgainstRest(source: Ratings | RatingCounts, place: number): Ratings | RatingCounts {
  return 'cells' in source ? versusRest(source, place) : countsVersusRest(source, place);
}

function standardErrorOf(params: ConformanceCase['params'], source: Ratings | RatingCounts): Figure {
  const of = String(params['of']);
  if (of === 'cohen_kappa' && 'cells' in source) return cohenStandardError(crossTable(source));
  if (of === 'krippendorff_alpha') return alphaStandardError(source);
  if (String(params['method']).includes('null variance')) return fleissNullStandardError(source);
  return linearisedStandardError(source, linearisedName[of as keyof typeof linearisedName]);
}

function intervalOf(params: ConformanceCase['params'], source: Ratings | RatingCounts): Interval {
  const of = String(params['of']);
  const isLargeSample = of === 'cohen_kappa' && 'cells' in source;
  const estimate = isLargeSample
    ? cohenKappa(crossTable(source))
    : ofTally[of as keyof typeof ofTally](tally(source));
  const units = isLargeSample ? Infinity : source.units;
  return interval(estimate, standardErrorOf(params, source), units, Number(params['level']));
}

function ofSpans(statistic: string, params: ConformanceCase['params'], dataset: SpansDataset): Outcome {
  const code = String(params['code']);
  if (statistic === 'char_percent_agreement' || statistic === 'char_kappa') {
    const kappa = cohenKappa(tableOf(evidenceOf(readCodedText(dataset), [code]), 0));
    return told(statistic === 'char_kappa' ? kappa : kappa.percent);
  }
  if (statistic === 'segment_percent_agreement' || statistic === 'segment_kappa_rk') {
    const [a, b] = readCodedText(dataset).codings;
    const codes = codesIn(dataset);
    const matches = { matched: 0, total: 0 };
    for (const each of codes) {
      const found = matchSegments(
        spansOf(a ?? new Map(), [each]),
        spansOf(b ?? new Map(), [each]),
        Number(params['overlap']),
      );
      matches.matched += found.matched;
      matches.total += found.total;
    }
    const kappa = segmentKappa(matches, codes.length);
    return statistic === 'segment_kappa_rk' ? told(kappa) : { ...told(kappa.percent), ...matches };
  }
  const codes = params['per_code'] === true ? [code] : codesIn(dataset);
  const sums = unitize(dataset.length ?? 0, readContinua(dataset, codes), codes.length);
  if ('undefined' in sums) return statistic in ofUnitizing ? { value: null } : undefined;
  if (statistic in ofUnitizing) return told(ofUnitizing[statistic as keyof typeof ofUnitizing](sums));
  if (statistic !== 'k_u_alpha') return undefined;
  const figure = singleCategoryAlpha(sums, codes.indexOf(code) + 1);
  return { ...told(figure), coverage: told(figure.coverage).value };
}

const ofUnitizing = {
  u_alpha: unitizingAlpha,
  bar_u_alpha: binaryUnitizingAlpha,
  cu_alpha: categoryUnitizingAlpha,
  cu_coverage: categoryCoverage,
};

function ofTables(tables: Readonly<Record<string, readonly (readonly number[])[]>>): Outcome {
  const cross = Object.entries(tables).map(([code, rows]): readonly [string, CrossTable] => [
    code,
    { categories: rows.length, cells: Float64Array.from(rows.flat()) },
  ]);
  const kappas = cross.map(([code, table]) => [code, told(cohenKappa(table)).value] as const);
  return {
    ...told(pooledKappa(cross.map(([, table]) => table))),
    per_code: Object.fromEntries(kappas),
    mean_of_defined_kappas: told(mean(kappas.flatMap(([, value]) => value ?? []))).value,
  };
}

function told(figure: Figure): { readonly value: number | null } {
  return { value: 'value' in figure ? figure.value : null };
}
