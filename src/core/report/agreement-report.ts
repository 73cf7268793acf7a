import type { CodeGroup } from '../agreement/code-groups';
import type { NotComparable } from '../agreement/compare';
import type { Confusion } from '../agreement/confusion';
import type { Evidence } from '../agreement/evidence';
import type { Coefficient, Figure } from '../agreement/figure';
import type { Interval } from '../agreement/interval';
import type { PairFigures } from '../agreement/report';
import type { Redefinition } from '../study/redefinitions';
import type { AgreementHistory } from './agreement-history';
import type { AgreementPlan } from './agreement-plan';
import type { CodesTogether } from './together-figures';
import type { MeasureId } from './measures';
import type { ReconciliationSummary } from './reconciliation-summary';

/** A coefficient and how certain it is. */
export interface MeasuredFigure {
  readonly measure: MeasureId | 'pooled';
  readonly coefficient: Coefficient;
  /** Undefined as long as nobody has estimated it. */
  readonly interval?: Interval;
  /** Replicates of the bootstrap in which the coefficient was undefined. */
  readonly undefinedReplicates?: number;
}

/** What a figure is computed from: a code, or codes taken as one, text by text; or several codes pooled, each text by text. */
export type Basis =
  | { readonly kind: 'one'; readonly texts: readonly Evidence[] }
  | {
      readonly kind: 'pooled';
      readonly codes: readonly (readonly Evidence[])[];
      /** Pairs of coders, as numbered by `pairsOf`. */
      readonly pairs: readonly number[];
    };

export interface ReportRow {
  readonly id: string;
  readonly label: string;
  /** A definition, or a question’s text. */
  readonly detail?: string;
  /** The codes that count, as they are compared. */
  readonly codes: readonly string[];
  /** The transcripts that count: places in `compared`. */
  readonly transcripts: readonly number[];
  /** Units of the transcripts. */
  readonly n: number;
  readonly percent: Figure;
  /** Undefined where codes are pooled. */
  readonly prevalence?: Figure;
  readonly figures: readonly MeasuredFigure[];
  /** NVivo’s counts, for each pair of coders; none where codes are pooled. */
  readonly pairs: readonly PairFigures[];
  readonly basis: Basis;
}

export type SectionKind =
  CodeGroup['kind'] | 'all' | 'pair' | 'reconciliation' | 'round' | 'transcript' | 'group';

export interface ReportSection {
  readonly kind: SectionKind;
  /** What the rows of a group are: a kind of case or an attribute. */
  readonly of?: string;
  readonly measures: readonly (MeasureId | 'pooled')[];
  readonly rows: readonly ReportRow[];
}

/** A transcript that is compared. */
export interface ReportedTranscript {
  readonly path: string;
  /** The shortest name that is not another’s too. */
  readonly label: string;
  readonly units: number;
  /** Every coder’s passages that count, and those left out because their text has changed. */
  readonly passages: readonly number[];
  readonly leftOut: readonly number[];
}

/** A code in a transcript. */
export interface HeatCell {
  readonly coefficient: Coefficient;
  /** Whether anybody used the code there. */
  readonly isUsed: boolean;
}

/** How intervals are estimated. */
export type IntervalMethod =
  | { readonly kind: 'bootstrap'; readonly replicates: number; readonly seed: number }
  | { readonly kind: 'analytic' };

/** Everything that a report says; numbers are as computed, rounded by whoever prints them. */
export interface AgreementReport {
  readonly title: string;
  readonly plan: AgreementPlan;
  readonly coders: readonly { readonly id: string; readonly name?: string }[];
  readonly compared: readonly ReportedTranscript[];
  readonly notComparable: readonly NotComparable[];
  /** Codes that nobody used in what is compared. */
  readonly unused: readonly string[];
  readonly sections: readonly ReportSection[];
  /** Kappa by code (row) and transcript (column). */
  readonly heat: { readonly codes: readonly ReportRow[]; readonly cells: readonly (readonly HeatCell[])[] };
  readonly confusions: readonly (Confusion & { readonly coders: readonly [first: number, second: number] })[];
  /** Codes compared together; undefined as long as nobody has, and for fewer than two codes. */
  readonly together?: CodesTogether;
  /** What came of reconciling; undefined where nobody has begun to, or may see it. */
  readonly reconciliation?: ReconciliationSummary;
  /** How intervals were estimated; undefined as long as nobody has. */
  readonly intervals?: IntervalMethod;
  /** Codes whose definition changed between the days on which coders were done; undefined where no history is known. */
  readonly redefined?: readonly Redefinition[];
  readonly history?: AgreementHistory;
  /** The version of the study, where it is not the files as they are. */
  readonly version?: { readonly name: string; readonly commit: string };
  /** How many codes there are to choose from. */
  readonly codesToChooseFrom: number;
}
