import { type Coefficient, valueOf } from '../core/agreement/figure';
import { sayWhy } from '../core/report/agreement-html';
import type {
  AgreementReport,
  MeasuredFigure,
  ReportRow,
  ReportSection,
} from '../core/report/agreement-report';
import { titleOf } from '../core/report/agreement-sections';
import { formatCoefficient, formatInterval, formatPercent, sayReason } from '../core/report/figure-text';
import { describeMeasure } from '../core/report/measures';
import { describeMethods } from '../core/report/methods-paragraph';
import { changeKinds, outcomeKinds, totalOf } from '../core/report/outcomes';
import type { ReconciliationSummary } from '../core/report/reconciliation-summary';
import { type CodesTogether, togetherIds } from '../core/report/together-figures';
import { singleCodeDefinition, togetherDefinitions } from '../core/report/together-definitions';
import { changeNames, outcomeNames, sayProgress } from '../core/report/outcome-words';
import { localDay } from '../core/base/local-day';
import type { Output } from './output';
import { toOneLine } from './terminal-text';

const widestName = 44;

/** Prints a report for people: its sections as tables, what is left out, and the paragraph for a methods section. */
export function printAgreement(output: Output, report: AgreementReport, version: string): void {
  for (const section of report.sections) printSection(output, report, section);
  if (report.together) printTogether(output, report.together);
  if (report.reconciliation) printReconciliation(output, report.reconciliation);
  if (report.history) printHistory(output, report);
  if (report.redefined && report.redefined.length > 0)
    output.line(
      { text: 'Redefined while they were being coded: ', style: 'yellow' },
      toOneLine(report.redefined.map(({ code }) => code).join(', '), 400),
    );
  if (report.notComparable.length > 0) output.line({ text: 'Not comparable', style: 'bold' });
  for (const each of report.notComparable)
    output.line(`  ${toOneLine(`${each.transcript}: ${sayWhy(each)}`, 400)}`);
  if (report.notComparable.length > 0) output.line('');
  output.line(toOneLine(describeMethods(report, version), 4000));
}

function printSection(output: Output, report: AgreementReport, section: ReportSection): void {
  const { measures, rows } = section;
  const hasPrevalence = rows.some(({ prevalence }) => prevalence);
  const heads = [
    titleOf(section),
    ...(hasPrevalence ? ['prevalence'] : ['transcripts']),
    'agreement',
    ...measures.map((id) => (id === 'pooled' ? 'pooled κ' : describeMeasure(id, report.coders.length).label)),
  ];
  const cells = rows.map((row) => [
    toOneLine(nameOf(row, section), widestName),
    hasPrevalence
      ? formatPercent(row.prevalence ?? { undefined: 'nothing-to-compare' })
      : String(row.transcripts.length),
    formatPercent(row.percent),
    ...row.figures.map(tell),
  ]);
  printTable(output, [heads, ...cells]);
}

function nameOf({ id, label }: ReportRow, { kind }: ReportSection): string {
  return kind === 'code' && id !== label ? `${label} (${id})` : label;
}

function tell({ coefficient, interval }: MeasuredFigure): string {
  const range = 'value' in coefficient && interval && formatInterval(interval);
  return `${tellCoefficient(coefficient)}${range ? ` (${range})` : ''}`;
}

function printTogether(output: Output, { rows, codes }: CodesTogether): void {
  printTable(output, [
    ['Codes together', 'codes', ...togetherIds.map((id) => togetherDefinitions[id].label), 'coverage of cuα'],
    ...rows.map(({ label, codes: own, figures, coverage }) => [
      toOneLine(label, widestName),
      String(own.length),
      ...togetherIds.map((id) => tellCoefficient(figures[id])),
      formatPercent(coverage),
    ]),
  ]);
  if (codes.length > 0)
    printTable(output, [
      ['Each code told from the others', singleCodeDefinition.label, 'coverage'],
      ...codes.map(({ label, coefficient }) => [
        toOneLine(label, widestName),
        tellCoefficient(coefficient),
        formatPercent(coefficient.coverage),
      ]),
    ]);
}

function tellCoefficient(coefficient: Coefficient): string {
  return 'undefined' in coefficient
    ? `n/a: ${sayReason(coefficient.undefined)}`
    : formatCoefficient(coefficient);
}

function printReconciliation(output: Output, summary: ReconciliationSummary): void {
  const { outcomes, coders, settled } = summary;
  const progress = sayProgress(summary);
  if (settled.length > 0) {
    const total = totalOf(outcomes);
    const share = (number: number) =>
      formatPercent(total === 0 ? { undefined: 'nothing-to-compare' } : { value: number / total });
    printTable(output, [
      ['How codings were settled', 'codings', 'share'],
      ...outcomeKinds.map((kind) => {
        const { name, meaning } = outcomeNames[kind];
        return [`${name}: ${meaning}`, String(outcomes[kind]), share(outcomes[kind])];
      }),
    ]);
    printTable(output, [
      ['What became of each coder’s codings', ...changeKinds.map((kind) => changeNames[kind].toLowerCase())],
      ...coders.map((each) => [each.coder, ...changeKinds.map((kind) => String(each[kind]))]),
    ]);
  }
  if (progress !== '') {
    output.line({ text: 'Reconciliation', style: 'bold' });
    output.line(`  ${toOneLine(progress, 2000)}`);
    output.line('');
  }
}

function printHistory(output: Output, { history, coders }: AgreementReport): void {
  const heads = [
    'Over time',
    'day',
    'compared',
    'agreement',
    'pooled κ',
    ...coders.flatMap(({ id }) => [`${id} codings`, `${id} like today`]),
  ];
  const rows = (history?.points ?? []).map(({ origin, compared, transcripts, pooled, drift }) => [
    toOneLine(`${origin.commit.slice(0, 9)} ${origin.subject}`, widestName),
    localDay(origin.time),
    `${compared} of ${transcripts}`,
    formatPercent(pooled.percent),
    formatCoefficient(pooled),
    ...drift.flatMap(({ codings, likeToday }) => [
      String(codings),
      valueOf(likeToday) === undefined ? 'n/a' : formatCoefficient(likeToday),
    ]),
  ]);
  printTable(output, [heads, ...rows]);
}

/** A table whose first column stands left, and the others right. */
function printTable(output: Output, rows: readonly (readonly string[])[]): void {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  rows.forEach((row, i) => {
    const [first = '', ...others] = row.map((cell, column) =>
      column === 0 ? cell.padEnd(widths[column] ?? 0) : cell.padStart((widths[column] ?? 0) + 2),
    );
    if (i === 0) output.line({ text: first, style: 'bold' }, { text: others.join(''), style: 'dim' });
    else output.line(first, others.join(''));
  });
  output.line('');
}
