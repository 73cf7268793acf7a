import type { CodedText } from './coded-text';
import {
  brennanPrediger,
  congerKappa,
  fleissKappa,
  gwetAc1,
  nominalAlpha,
  percentAgreement,
} from './coefficients';
import { at } from './counters';
import {
  defaultOverlap,
  type Evidence,
  evidenceOf,
  matchesOf,
  sumEvidence,
  tableOf,
  tallyOf,
  unitizingOf,
} from './evidence';
import { type Coefficient, type Figure, valueOf } from './figure';
import { pairsOf } from './ratings';
import { segmentKappa } from './segment-matching';
import { cohenKappa, mean, pooledKappa } from './two-coders';
import { binaryUnitizingAlpha } from './unitizing';
import type { Segmentation } from './unit-ratings';

/** Two coders' decisions on a code, under the headings that NVivo gives them. */
export interface PairFigures {
  readonly coders: readonly [first: number, second: number];
  readonly aAndB: number;
  readonly notANotB: number;
  readonly aNotB: number;
  readonly bNotA: number;
  readonly kappa: Coefficient;
  readonly segments: Coefficient;
}

/** All coders' agreement on one code, or group of codes taken as one. */
export interface CodeFigures {
  readonly percent: Figure;
  readonly fleiss: Coefficient;
  readonly conger: Coefficient;
  readonly alpha: Coefficient;
  readonly ac1: Coefficient;
  readonly brennanPrediger: Coefficient;
  /** |uα over passages as units of the text. */
  readonly unitizing: Coefficient;
  /** The share of units that a coder coded, on average. */
  readonly prevalence: Figure;
  readonly pairs: readonly PairFigures[];
}

/** Codes, and texts by their place, whose agreement is reported as one: a code, a theme, a question, a site's transcripts. */
export interface Rollup {
  readonly codes: readonly string[];
  /** All texts where absent. */
  readonly texts?: readonly number[];
}

export interface ReportOptions {
  /** How each text is cut into units; 'characters' where absent. */
  readonly segmentations?: readonly Segmentation[];
  readonly overlap?: number;
  /** How many codes there are to choose from, for the kappa of matched segments. */
  readonly codes: number;
}

export interface RollupReport {
  readonly rollup: Rollup;
  readonly overall: CodeFigures;
  /** One for each of the roll-up's texts, in its order: for the figures of a text, and for a bootstrap. */
  readonly evidence: readonly Evidence[];
}

/** The agreement of all coders of some texts for each roll-up, over its texts together; and what each of them says. */
export function reportAgreement(
  texts: readonly CodedText[],
  rollups: readonly Rollup[],
  { segmentations, overlap = defaultOverlap, codes }: ReportOptions,
): readonly RollupReport[] {
  const coders = texts[0]?.codings.length ?? 0;
  return rollups.map((rollup) => {
    const evidence = (rollup.texts ?? [...texts.keys()]).flatMap((place) => {
      const text = texts[place];
      const segmentation = segmentations?.[place] ?? 'characters';
      return text ? [evidenceOf(text, rollup.codes, { segmentation, overlap })] : [];
    });
    return {
      rollup,
      overall: figuresOf(sumEvidence(evidence, coders), codes),
      evidence,
    };
  });
}

/** The figures that evidence yields. */
export function figuresOf(evidence: Evidence, codes: number): CodeFigures {
  const tally = tallyOf(evidence);
  const decisions = at(tally.values, tally.coders * 2) + at(tally.values, tally.coders * 2 + 1);
  return {
    percent: percentAgreement(tally),
    fleiss: fleissKappa(tally),
    conger: congerKappa(tally),
    alpha: nominalAlpha(tally),
    ac1: gwetAc1(tally),
    brennanPrediger: brennanPrediger(tally),
    unitizing: binaryUnitizingAlpha(unitizingOf(evidence)),
    prevalence:
      decisions === 0
        ? { undefined: 'nothing-to-compare' }
        : { value: at(tally.values, tally.coders * 2 + 1) / decisions },
    pairs: pairsOf(tally.coders).map((coders, pair) => {
      const table = tableOf(evidence, pair);
      return {
        coders,
        notANotB: at(table.cells, 0),
        bNotA: at(table.cells, 1),
        aNotB: at(table.cells, 2),
        aAndB: at(table.cells, 3),
        kappa: cohenKappa(table),
        segments: segmentKappa(matchesOf(evidence, pair), codes),
      };
    }),
  };
}

/** Pooled kappa of a pair of coders over several codes' roll-ups (De Vries et al. 2008). */
export function pooledOver(reports: readonly RollupReport[], coders: number, pair = 0): Coefficient {
  return pooledKappa(reports.map(({ evidence }) => tableOf(sumEvidence(evidence, coders), pair)));
}

/** A mean over texts, of those in which the figure is defined. */
export interface MeanOverTexts {
  readonly unweighted: Figure;
  /** By the number of units in each text. */
  readonly weighted: Figure;
  readonly defined: number;
  readonly texts: number;
}

/** The mean of a coefficient over texts, which NVivo leaves to a spreadsheet. */
export function meanOverTexts(coefficients: readonly Coefficient[]): MeanOverTexts {
  const defined = coefficients.flatMap((each) => {
    const value = valueOf(each);
    return value === undefined ? [] : [{ value, n: each.n }];
  });
  const total = defined.reduce((n, each) => n + each.n, 0);
  return {
    unweighted: mean(defined.map(({ value }) => value)),
    weighted:
      total === 0
        ? { undefined: 'nothing-to-compare' }
        : { value: defined.reduce((product, { value, n }) => product + value * n, 0) / total },
    defined: defined.length,
    texts: coefficients.length,
  };
}
