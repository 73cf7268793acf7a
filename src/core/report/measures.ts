import { brennanPrediger, congerKappa, fleissKappa, gwetAc1, nominalAlpha } from '../agreement/coefficients';
import { type Evidence, matchesOf, tableOf, tallyOf, unitizingOf } from '../agreement/evidence';
import type { Coefficient } from '../agreement/figure';
import { pairsOf } from '../agreement/ratings';
import { segmentKappa } from '../agreement/segment-matching';
import { cohenKappa, pooledKappa } from '../agreement/two-coders';
import { binaryUnitizingAlpha } from '../agreement/unitizing';

/** The coefficients of one code, or of codes taken as one, that a report can show. */
export const measureIds = [
  'kappa',
  'alpha',
  'unitizing',
  'ac1',
  'fleiss',
  'brennan-prediger',
  'segments',
] as const;
export type MeasureId = (typeof measureIds)[number];

/** Shown where nobody chose. */
export const usualMeasures: readonly MeasureId[] = ['kappa', 'unitizing', 'ac1'];

/** Of how many codes a coder could choose, and how many coders there are. */
export interface MeasureContext {
  readonly coders: number;
  readonly codes: number;
}

/** A figure as people know it. */
export interface Definition {
  /** Short, for the head of a column. */
  readonly label: string;
  readonly name: string;
  /** What it says and how it is computed. */
  readonly definition: string;
  readonly source: string;
  /** What other programs call it. */
  readonly elsewhere?: string;
}

/** What a figure is called where so many coders are compared. */
export function describeMeasure(id: MeasureId, coders: number): Definition {
  return definitions[id](coders);
}

/** A coefficient of one code, or of codes taken as one, from what the texts say together. */
export function measure(id: MeasureId, evidence: Evidence, { coders, codes }: MeasureContext): Coefficient {
  switch (id) {
    case 'kappa':
      return coders === 2 ? cohenKappa(tableOf(evidence, 0)) : congerKappa(tallyOf(evidence));
    case 'alpha':
      return nominalAlpha(tallyOf(evidence));
    case 'unitizing':
      return binaryUnitizingAlpha(unitizingOf(evidence));
    case 'ac1':
      return gwetAc1(tallyOf(evidence));
    case 'fleiss':
      return fleissKappa(tallyOf(evidence));
    case 'brennan-prediger':
      return brennanPrediger(tallyOf(evidence));
    case 'segments': {
      const coefficient = segmentKappa(matchesOf(evidence, 0), codes);
      return coders === 2
        ? coefficient
        : { undefined: 'not-two-coders', percent: { undefined: 'not-two-coders' }, n: 0 };
    }
  }
}

/**
 * Kappa pooled over codes (De Vries et al. 2008), and over all pairs of coders, each weighing the same.
 * @param sums of each code
 * @param pairs as numbered by `pairsOf`
 */
export function pooledMeasure(
  sums: readonly Evidence[],
  coders: number,
  pairs: Iterable<number> = pairsOf(coders).keys(),
): Coefficient {
  return pooledKappa([...pairs].flatMap((pair) => sums.map((evidence) => tableOf(evidence, pair))));
}

/** Whether anybody gave any unit the code: all units but those to which every coder gave nothing. */
export function isUsed(evidence: Evidence): boolean {
  return pairsOf(evidence.coders).some((_, pair) =>
    tableOf(evidence, pair).cells.some((units, decisions) => decisions > 0 && units > 0),
  );
}

const chance =
  'It is (Pₒ − Pₑ)/(1 − Pₑ): agreement beyond chance as a share of what is possible beyond chance; 1 is perfect, 0 what chance would give.';

const definitions: Readonly<Record<MeasureId, (coders: number) => Definition>> = {
  kappa: (coders) =>
    coders === 2
      ? {
          label: 'κ',
          name: 'Cohen’s κ',
          definition: `${chance} Pₑ comes from how often each of the two coders used the code.`,
          source: 'Cohen 1960',
          elsewhere: 'NVivo: Kappa coefficient (with characters as units)',
        }
      : {
          label: 'κ',
          name: 'Conger’s κ',
          definition: `${chance} Pₑ is the mean of what every two coders would agree on by chance; for two coders it is Cohen’s κ.`,
          source: 'Conger 1980',
        },
  alpha: () => ({
    label: 'α',
    name: 'Krippendorff’s α (nominal)',
    definition: '1 − Dₒ/Dₑ: observed disagreement against what is expected by chance.',
    source: 'Krippendorff 2019, ch. 12',
    elsewhere: 'ATLAS.ti: Krippendorff’s α-binary (with characters as units)',
  }),
  unitizing: () => ({
    label: '|uα',
    name: 'Krippendorff’s |uα',
    definition:
      'Agreement on where passages begin and end, whatever is compared otherwise: passages are units of a continuum, and long ones weigh more. 1 is perfect, 0 what chance would give.',
    source: 'Krippendorff, Mathet, Bouvry & Widlöcher 2016',
  }),
  ac1: () => ({
    label: 'AC1',
    name: 'Gwet’s AC1',
    definition: `${chance} Pₑ is small where nearly everything, or nearly nothing, is coded, so that rare codes do not look worse than they are.`,
    source: 'Gwet 2008',
  }),
  fleiss: (coders) => ({
    label: coders === 2 ? 'π' : 'Fleiss’ κ',
    name: coders === 2 ? 'Scott’s π' : 'Fleiss’ κ',
    definition: `${chance} Pₑ comes from how often the code was used by all coders together.`,
    source: coders === 2 ? 'Scott 1955' : 'Fleiss 1971',
  }),
  'brennan-prediger': () => ({
    label: 'S',
    name: 'Brennan and Prediger’s κ',
    definition: `${chance} Pₑ is ½, for coded and not coded.`,
    source: 'Brennan & Prediger 1981',
  }),
  segments: () => ({
    label: 'Segments κ',
    name: 'κ of matched segments',
    definition:
      'Of all passages of both coders, those that find one with the same code in the other coder’s with enough overlap; chance agreement is one divided by the number of codes in the codebook.',
    source: 'after Rädiker & Kuckartz, with Brennan & Prediger 1981',
    elsewhere: 'MAXQDA: Kappa (RK) of segment agreement; figures may differ in the last place',
  }),
};

export const percentDefinition: Definition = {
  label: 'Agreement',
  name: 'Percentage agreement',
  definition:
    'The share of units on which coders decide alike: this code, or not this code. It is high for rare codes whatever the coders do.',
  source: 'Gwet 2014, ch. 2',
  elsewhere: 'NVivo: Agreement (A and B, plus Not A and Not B)',
};

export const prevalenceDefinition: Definition = {
  label: 'Prevalence',
  name: 'Prevalence',
  definition: 'The share of units that a coder coded, on average.',
  source: 'descriptive',
};

export const pooledDefinition: Definition = {
  label: 'Pooled κ',
  name: 'Pooled κ',
  definition:
    '(P̄ₒ − P̄ₑ)/(1 − P̄ₑ) with means over codes, each weighing the same. Codes that nobody used make no difference to it.',
  source: 'De Vries, Elliott, Kanouse & Teleki 2008',
  elsewhere: 'Dedoose: pooled Cohen’s kappa',
};
