import type { CoderOutcome, Outcomes } from './outcomes';

/** What came of reconciling, in the transcripts whose consensus is complete. */
export interface ReconciliationSummary {
  /** These transcripts: places in the report’s `compared`. */
  readonly settled: readonly number[];
  /** Transcripts with a consensus that is not complete, and how far it is. */
  readonly unsettled: readonly { readonly path: string; readonly settled: number; readonly total: number }[];
  readonly outcomes: Outcomes;
  /** The codes that anything was decided on. */
  readonly codes: readonly { readonly id: string; readonly label: string; readonly outcomes: Outcomes }[];
  /** What became of each coder’s codings. */
  readonly coders: readonly CoderOutcome[];
}
