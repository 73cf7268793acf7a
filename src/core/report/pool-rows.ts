import { sum } from '../agreement/counters';
import { type Evidence, sumEvidence, tallyOf } from '../agreement/evidence';
import { pairsOf } from '../agreement/ratings';
import type { ReportRow } from './agreement-report';
import { pooledMeasure } from './measures';

/** Codes that are pooled over some transcripts. */
export interface PooledCodes {
  readonly id: string;
  readonly label: string;
  /** Places in the report’s `compared`. */
  readonly transcripts: readonly number[];
  readonly codes: readonly string[];
  /** Of each code, transcript by transcript. */
  readonly evidence: readonly (readonly Evidence[])[];
  readonly coders: number;
  /** Pairs of coders, as numbered by `pairsOf`; all where absent. */
  readonly pairs?: readonly number[];
}

/** A row for codes that are pooled over some transcripts. */
export function poolRow({ id, label, transcripts, codes, evidence, coders, pairs }: PooledCodes): ReportRow {
  const wanted = pairs ?? [...pairsOf(coders).keys()];
  const sums = evidence.map((texts) => sumEvidence(texts, coders));
  const coefficient = pooledMeasure(sums, coders, wanted);
  return {
    id,
    label,
    codes,
    transcripts,
    n: sums[0] ? unitsIn(sums[0]) : 0,
    percent: coefficient.percent,
    figures: [{ measure: 'pooled', coefficient }],
    pairs: [],
    basis: { kind: 'pooled', codes: evidence, pairs: wanted },
  };
}

/** How many units a transcript, or several, have. */
export function unitsIn(evidence: Evidence): number {
  return sum(tallyOf(evidence).units);
}
