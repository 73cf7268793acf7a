import { bootstrap } from '../agreement/bootstrap';
import { add, at } from '../agreement/counters';
import { createEvidenceSum, type Evidence, sumEvidence, tableOf } from '../agreement/evidence';
import type { Figure } from '../agreement/figure';
import { interval, type Interval } from '../agreement/interval';
import { type CrossTable, ratingsOf } from '../agreement/ratings';
import { alphaStandardError, cohenStandardError, linearisedStandardError } from '../agreement/standard-error';
import { pooledKappa } from '../agreement/two-coders';
import { UserError } from '../base/user-error';
import type { AgreementPlan } from './agreement-plan';
import type { AgreementReport, IntervalMethod, MeasuredFigure, ReportRow } from './agreement-report';
import { isUsed, type MeasureContext, type MeasureId, measure } from './measures';

export const usualBootstrap = {
  kind: 'bootstrap',
  replicates: 1000,
  seed: 1,
} as const satisfies IntervalMethod;

/** Of 95 %. */
const level = 0.95;

/** How much of the work is done, from 0 to 1. */
export type Progress = number;

/**
 * The report with an interval for every coefficient that can have one; as it is without a method. Says now and then how much is done, and may be left there.
 * @throws UserError for analytic intervals of characters, and of more than two coders
 */
export function* estimateIntervals(
  report: AgreementReport,
  method: IntervalMethod | undefined,
): Generator<Progress, AgreementReport> {
  if (!method) return report;
  if (method.kind === 'analytic') requireAnalytic(report.plan);
  const rows = report.sections.flatMap((section) => section.rows);
  const estimated = new Map<ReportRow, readonly MeasuredFigure[]>();
  if (method.kind === 'analytic')
    for (const row of rows)
      estimated.set(
        row,
        row.figures.map((figure) => analyse(row, figure)),
      );
  else yield* bootstrapRows(report, rows, method, estimated);
  const withFigures = (row: ReportRow): ReportRow => ({ ...row, figures: estimated.get(row) ?? row.figures });
  return {
    ...report,
    intervals: method,
    sections: report.sections.map((section) => ({ ...section, rows: section.rows.map(withFigures) })),
  };
}

function requireAnalytic({ unit, coders }: AgreementPlan): void {
  if (unit === 'character')
    throw new UserError(
      'agreement/no-analytic-interval',
      'Characters have no analytic interval, because neighbouring ones are not independent. Use the bootstrap, or words, sentences or turns.',
    );
  if (coders.length > 2)
    throw new UserError(
      'agreement/no-analytic-interval',
      'Analytic intervals are for two coders. Use the bootstrap.',
    );
}

/** Rows that rest on the same transcripts are drawn together, so that each draw serves them all. */
function* bootstrapRows(
  report: AgreementReport,
  rows: readonly ReportRow[],
  { replicates, seed }: { readonly replicates: number; readonly seed: number },
  estimated: Map<ReportRow, readonly MeasuredFigure[]>,
): Generator<Progress> {
  const context = { coders: report.plan.coders.length, codes: report.codesToChooseFrom };
  const batches = new Map<string, ReportRow[]>();
  for (const row of rows) {
    const key = row.transcripts.join();
    const batch = batches.get(key);
    if (batch) batch.push(row);
    else batches.set(key, [row]);
  }
  const total = [...batches.values()].reduce((sum, batch) => sum + costOf(batch), 0);
  let before = 0;
  for (const batch of batches.values()) {
    const clusters = batch[0]?.transcripts.length ?? 0;
    // One transcript cannot say how much transcripts differ; there is nothing to draw.
    const plan = { clusters, replicates: clusters < 2 ? 0 : replicates, seed, level };
    const work = bootstrap(plan, figuresOf(batch, context));
    let step = work.next();
    for (; !step.done; step = work.next()) yield (before + (costOf(batch) * step.value) / replicates) / total;
    const results = step.value;
    let place = 0;
    for (const row of batch)
      estimated.set(
        row,
        row.figures.map((figure) => {
          const result = results[place++];
          if (!result) return figure;
          const { undefinedReplicates } = result;
          return { ...figure, interval: intervalFor(figure, row, result.interval), undefinedReplicates };
        }),
      );
    before += costOf(batch);
  }
}

function costOf(batch: readonly ReportRow[]): number {
  return batch.reduce(
    (sum, { basis, transcripts }) =>
      sum + transcripts.length * (basis.kind === 'one' ? 8 : basis.codes.length),
    1,
  );
}

/**
 * A coefficient that does not exist has no interval, whatever some replicates may give; nor has a code that was used in one
 * transcript alone, whose replicates only tell whether that one was drawn.
 */
function intervalFor({ coefficient }: MeasuredFigure, { basis }: ReportRow, found: Interval): Interval {
  if ('undefined' in coefficient) return { undefined: coefficient.undefined };
  return basis.kind === 'one' && basis.texts.filter(isUsed).length < 2 ? { undefined: 'too-few' } : found;
}

/** All figures of some rows for a sample, told by how often it holds each transcript. */
function figuresOf(
  batch: readonly ReportRow[],
  context: MeasureContext,
): (times: Uint32Array) => readonly Figure[] {
  const rows = batch.map(({ basis, figures }) =>
    basis.kind === 'pooled'
      ? pooledFigure(basis.codes, basis.pairs)
      : ownFigures(basis.texts, figures, context),
  );
  return (times) => rows.flatMap((figures) => figures(times));
}

function ownFigures(
  texts: readonly Evidence[],
  figures: readonly MeasuredFigure[],
  context: MeasureContext,
): (times: Uint32Array) => readonly Figure[] {
  const ids = figures.flatMap((figure) => (figure.measure === 'pooled' ? [] : figure.measure));
  const sumOf = createEvidenceSum(texts, context.coders);
  return (times) => {
    const together = sumOf(times);
    return ids.map((id) => measure(id, together, context));
  };
}

/** Pooled kappa needs the coders’ decisions alone, which are a small part of the evidence. */
function pooledFigure(
  codes: readonly (readonly Evidence[])[],
  pairs: readonly number[],
): (times: Uint32Array) => readonly Figure[] {
  const tables = codes.flatMap((texts) =>
    pairs.map((pair) => texts.map((evidence) => tableOf(evidence, pair).cells)),
  );
  const sums = tables.map(() => ({ categories: 2, cells: new Float64Array(4) }));
  return (times) => {
    tables.forEach((texts, i) => {
      const total = sums[i]?.cells.fill(0);
      if (!total) return;
      texts.forEach((cells, text) => {
        const weight = times[text] ?? 0;
        if (weight > 0) for (let k = 0; k < 4; k++) add(total, k, at(cells, k) * weight);
      });
    });
    return [pooledKappa(sums)];
  };
}

/** The interval of a figure of two coders, from the four kinds of units there are. */
function analyse({ basis }: ReportRow, figure: MeasuredFigure): MeasuredFigure {
  const { coefficient } = figure;
  if (basis.kind === 'pooled' || figure.measure === 'pooled') return figure;
  const table = tableOf(sumEvidence(basis.texts, 2), 0);
  const error = standardErrorOf(figure.measure, table);
  // Cohen’s is an error of large samples; the others come with degrees of freedom.
  const n = figure.measure === 'kappa' ? Infinity : coefficient.n;
  return error ? { ...figure, interval: interval(coefficient, error, n, level) } : figure;
}

function standardErrorOf(id: MeasureId, table: CrossTable): Figure | undefined {
  const ratings = ratingsOf(
    [
      [0, 0],
      [0, 1],
      [1, 0],
      [1, 1],
    ],
    2,
    [...table.cells],
  );
  switch (id) {
    case 'kappa':
      return cohenStandardError(table);
    case 'alpha':
      return alphaStandardError(ratings);
    case 'ac1':
      return linearisedStandardError(ratings, 'gwetAc1');
    case 'fleiss':
      return linearisedStandardError(ratings, 'fleissKappa');
    case 'brennan-prediger':
      return linearisedStandardError(ratings, 'brennanPrediger');
    case 'unitizing':
    case 'segments':
      return undefined;
  }
}
