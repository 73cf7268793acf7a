import { type Coefficient, type Figure, valueOf } from '../agreement/figure';
import type { Interval } from '../agreement/interval';
import { tableOf } from '../agreement/evidence';
import { pairsOf } from '../agreement/ratings';
import { sayWhy } from './agreement-html';
import type { AgreementReport, MeasuredFigure, ReportRow } from './agreement-report';
import { type CodesTogether, togetherIds } from './together-figures';
import { describeMethods } from './methods-paragraph';
import { totalOf } from './outcomes';
import type { ReconciliationSummary } from './reconciliation-summary';

/** The report for other programs. A coefficient that does not exist is `null`, with the reason beside it. */
export function agreementToJson(report: AgreementReport, version: string): unknown {
  const { plan, coders, compared, heat } = report;
  return {
    study: report.title,
    verbatim: version,
    coders: coders.map(({ id }) => id),
    round: plan.round?.id ?? null,
    commit: report.version?.commit ?? null,
    unit: plan.unit,
    codes: plan.names,
    overlap: plan.overlap,
    codesToChooseFrom: report.codesToChooseFrom,
    intervals: report.intervals ?? null,
    transcripts: compared.map(({ path, units, passages, leftOut }) => ({ path, units, passages, leftOut })),
    notComparable: report.notComparable.map((each) => ({ ...each, reason: sayWhy(each) })),
    unusedCodes: report.unused,
    redefined: report.redefined?.map(({ code, changedAt }) => ({ code, changedAt })) ?? null,
    sections: report.sections.map(({ kind, of, rows }) => ({
      kind,
      ...(of === undefined ? {} : { of }),
      rows: rows.map((row) => rowToJson(row, report)),
    })),
    codesInTranscripts: heat.codes.flatMap(({ id, basis }, code) =>
      compared.flatMap(({ path }, place) => {
        const cell = heat.cells[code]?.[place];
        const evidence = basis.kind === 'one' ? basis.texts[place] : undefined;
        if (!cell || !evidence) return [];
        const pairs = pairsOf(coders.length).map(([first, second], pair) => {
          const [neither = 0, onlySecond = 0, onlyFirst = 0, both = 0] = tableOf(evidence, pair).cells;
          return { coders: [coders[first]?.id, coders[second]?.id], both, neither, onlyFirst, onlySecond };
        });
        return [{ code: id, transcript: path, kappa: coefficientToJson(cell.coefficient), pairs }];
      }),
    ),
    confusion: report.confusions.map(({ codes, cells, coders: pair }) => ({
      coders: pair.map((coder) => coders[coder]?.id),
      codes: [...codes, null],
      characters: Array.from({ length: codes.length + 1 }, (_, row) => [
        ...cells.subarray(row * (codes.length + 1), (row + 1) * (codes.length + 1)),
      ]),
    })),
    together: report.together ? togetherToJson(report.together) : null,
    reconciliation: report.reconciliation ? reconciliationToJson(report.reconciliation, report) : null,
    overTime:
      report.history?.points.map(({ origin, compared: done, transcripts, pooled, drift }) => ({
        ...origin,
        compared: done,
        transcripts,
        pooled: coefficientToJson(pooled),
        drift: drift.map((each) => ({ ...each, likeToday: coefficientToJson(each.likeToday) })),
      })) ?? null,
    methods: describeMethods(report, version),
  };
}

function reconciliationToJson(
  { settled, unsettled, outcomes, codes, coders }: ReconciliationSummary,
  { compared }: AgreementReport,
): unknown {
  return {
    transcripts: settled.map((place) => compared[place]?.path),
    notComplete: unsettled,
    codings: totalOf(outcomes),
    outcomes,
    codes: codes.map(({ id, outcomes: own }) => ({ code: id, ...own })),
    coders,
  };
}

function togetherToJson({ rows, codes }: CodesTogether): unknown {
  return {
    rows: rows.map(({ kind, id, codes: own, figures, coverage }) => ({
      kind,
      id,
      codes: own,
      figures: Object.fromEntries(togetherIds.map((each) => [each, coefficientToJson(figures[each])])),
      coverage: figureToJson(coverage),
    })),
    codes: codes.map(({ id, coefficient }) => ({
      code: id,
      figure: coefficientToJson(coefficient),
      coverage: figureToJson(coefficient.coverage),
    })),
  };
}

function rowToJson(row: ReportRow, { coders, compared }: AgreementReport): unknown {
  return {
    id: row.id,
    name: row.label,
    codes: row.codes,
    transcripts: row.transcripts.map((place) => compared[place]?.path),
    n: row.n,
    agreement: figureToJson(row.percent),
    ...(row.prevalence ? { prevalence: figureToJson(row.prevalence) } : {}),
    figures: Object.fromEntries(row.figures.map((figure) => [figure.measure, measuredToJson(figure)])),
    pairs: row.pairs.map(({ coders: pair, aAndB, notANotB, aNotB, bNotA, kappa, segments }) => ({
      coders: pair.map((coder) => coders[coder]?.id),
      both: aAndB,
      neither: notANotB,
      onlyFirst: aNotB,
      onlySecond: bNotA,
      kappa: coefficientToJson(kappa),
      segments: coefficientToJson(segments),
    })),
  };
}

function measuredToJson({ coefficient, interval, undefinedReplicates }: MeasuredFigure): unknown {
  return {
    ...coefficientToJson(coefficient),
    ...(interval ? { interval: intervalToJson(interval) } : {}),
    ...(undefinedReplicates === undefined ? {} : { undefinedReplicates }),
  };
}

function coefficientToJson(coefficient: Coefficient): Readonly<Record<string, unknown>> {
  return { ...figureToJson(coefficient), agreement: valueOf(coefficient.percent) ?? null, n: coefficient.n };
}

function figureToJson(figure: Figure): Readonly<Record<string, unknown>> {
  return 'value' in figure ? { value: figure.value } : { value: null, because: figure.undefined };
}

function intervalToJson(interval: Interval): unknown {
  return 'lower' in interval ? [interval.lower, interval.upper] : null;
}
