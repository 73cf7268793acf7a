import { at } from '../agreement/counters';
import { type Evidence, tableOf } from '../agreement/evidence';
import { type Figure, valueOf } from '../agreement/figure';
import type { Interval } from '../agreement/interval';
import { pairsOf } from '../agreement/ratings';
import type { Cell, Column, Table } from '../exchange/export/table';
import type { AgreementReport, MeasuredFigure, ReportRow, ReportSection } from './agreement-report';
import { sayReason } from './figure-text';
import { togetherIds } from './together-figures';
import { describeMeasure } from './measures';
import { togetherDefinitions } from './together-definitions';
import { changeNames, outcomeNames } from './outcome-words';
import { changeKinds, outcomeKinds } from './outcomes';

const width = 14;

/**
 * All figures as one table: a row for each row of the report, then one for each code in each transcript and pair of coders, with
 * the counts that NVivo gives. Numbers are not rounded; where there is none the reason stands beside it.
 */
export function tabulateAgreement(report: AgreementReport): Table {
  const measures = report.plan.measures;
  const names = [...measures.map((id) => describeMeasure(id, report.coders.length).label), 'Pooled κ'];
  const ids = [...measures, 'pooled' as const];
  const columns: readonly Column[] = [
    ...['Section', 'Id', 'Name', 'Transcript', 'Coders'].map(column),
    ...['Transcripts', 'Unit', 'N', 'Prevalence', 'Agreement'].map(column),
    ...names.flatMap((name) =>
      [name, `${name} lower`, `${name} upper`, `${name} undefined because`].map(column),
    ),
    ...['A and B', 'Not A and Not B', 'A and Not B', 'B and Not A'].map(column),
    ...outcomeKinds.map((kind) => column(outcomeNames[kind].name)),
    ...changeKinds.map((kind) => column(`Coder: ${changeNames[kind].toLowerCase()}`)),
    ...togetherIds.flatMap((id) => {
      const { label } = togetherDefinitions[id];
      return [`Together: ${label}`, `Together: ${label} undefined because`].map(column);
    }),
  ];
  const coders = report.coders.map(({ id }) => id);
  const together = coders.join(' + ');
  const rows = report.sections.flatMap((section) =>
    section.rows.map((row): readonly Cell[] => [
      sectionName(section),
      row.id,
      row.label,
      undefined,
      section.kind === 'pair' || isWithConsensus(section, row) ? row.id : together,
      row.transcripts.length,
      report.plan.unit,
      row.n,
      row.prevalence && valueOf(row.prevalence),
      valueOf(row.percent),
      ...ids.flatMap((id) => figureCells(row.figures.find(({ measure }) => measure === id))),
      ...(coders.length === 2 ? countCells(row) : [undefined, undefined, undefined, undefined]),
      ...settledCells(report, section, row),
      ...togetherCells(report, section, row),
    ]),
  );
  return { name: 'Agreement', columns, rows: [...rows, ...cellsByTranscript(report, ids)] };
}

function cellsByTranscript(
  { heat, compared, coders, plan }: AgreementReport,
  ids: readonly string[],
): readonly (readonly Cell[])[] {
  return heat.codes.flatMap((row, code) =>
    compared.flatMap((transcript, place): readonly (readonly Cell[])[] => {
      const cell = heat.cells[code]?.[place];
      const evidence = row.basis.kind === 'one' ? row.basis.texts[place] : undefined;
      if (!cell || !evidence) return [];
      const common = ['code in transcript', row.id, row.label, transcript.path];
      const measured: MeasuredFigure = { measure: 'kappa', coefficient: cell.coefficient };
      return pairsOf(coders.length).map(([first, second], pair): readonly Cell[] => [
        ...common,
        `${coders[first]?.id ?? ''} + ${coders[second]?.id ?? ''}`,
        1,
        plan.unit,
        transcript.units,
        undefined,
        valueOf(cell.coefficient.percent),
        ...ids.flatMap((id) => figureCells(id === 'kappa' ? measured : undefined)),
        ...pairCells(evidence, pair),
        ...outcomeKinds.map(() => undefined),
        ...changeKinds.map(() => undefined),
        ...togetherIds.flatMap(() => [undefined, undefined]),
      ]);
    }),
  );
}

function isWithConsensus({ kind }: ReportSection, { id }: ReportRow): boolean {
  return kind === 'reconciliation' && id !== 'before';
}

/** How codings were settled, of all codes and of each; and what became of the codings of a coder. */
function settledCells(
  { reconciliation, coders }: AgreementReport,
  section: ReportSection,
  row: ReportRow,
): readonly Cell[] {
  const outcomes =
    section.kind === 'all'
      ? reconciliation?.outcomes
      : section.kind === 'code'
        ? reconciliation?.codes.find(({ id }) => id === row.id)?.outcomes
        : undefined;
  const place = isWithConsensus(section, row) ? section.rows.indexOf(row) - 1 : -1;
  const change = reconciliation?.coders.find(({ coder }) => coder === coders[place]?.id);
  return [...outcomeKinds.map((kind) => outcomes?.[kind]), ...changeKinds.map((kind) => change?.[kind])];
}

/** The coefficients of all codes, a theme’s or a question’s together. */
function togetherCells(
  { together }: AgreementReport,
  { kind }: ReportSection,
  { id }: ReportRow,
): readonly Cell[] {
  const figures = together?.rows.find((row) => row.kind === kind && row.id === id)?.figures;
  return togetherIds.flatMap((each) => {
    const figure = figures?.[each];
    return [figure && valueOf(figure), figure && why(figure)];
  });
}

function column(title: string): Column {
  return { title, width };
}

function sectionName({ kind, of }: ReportSection): string {
  return of ?? kind;
}

function figureCells(figure: MeasuredFigure | undefined): readonly Cell[] {
  if (!figure) return [undefined, undefined, undefined, undefined];
  const { coefficient, interval } = figure;
  return [valueOf(coefficient), ...boundCells(interval), why(coefficient)];
}

function boundCells(interval: Interval | undefined): readonly Cell[] {
  return interval && 'lower' in interval ? [interval.lower, interval.upper] : [undefined, undefined];
}

function why(figure: Figure): Cell {
  return 'undefined' in figure ? sayReason(figure.undefined) : undefined;
}

function countCells({ pairs }: ReportRow): readonly Cell[] {
  const [pair] = pairs;
  return [pair?.aAndB, pair?.notANotB, pair?.aNotB, pair?.bNotA];
}

/** Both, neither, the first alone, the second alone. */
function pairCells(evidence: Evidence, pair: number): readonly Cell[] {
  const { cells } = tableOf(evidence, pair);
  return [3, 0, 2, 1].map((place) => at(cells, place));
}
