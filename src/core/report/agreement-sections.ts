import { type Figure, valueOf } from '../agreement/figure';
import type { AgreementReport, MeasuredFigure, ReportRow, ReportSection } from './agreement-report';
import type { CellContent, CellTarget } from './cell-target';
import {
  count,
  formatCoefficient,
  formatCount,
  formatInterval,
  formatNumber,
  formatPercent,
  sayReason,
} from './figure-text';
import { type Markup, markup } from './markup';
import { describeMeasure, type MeasureId, pooledDefinition } from './measures';
import { plotAxis, plotKey, plotRow, type Scale, scaleFor } from './plot';

/** What a section is called. */
export function titleOf({ kind, of }: ReportSection): string {
  switch (kind) {
    case 'all':
      return 'Summary';
    case 'pair':
      return 'Pairs of coders';
    case 'reconciliation':
      return 'Before and after reconciliation';
    case 'code':
      return 'Codes';
    case 'code-with-subcodes':
      return 'Codes with their subcodes';
    case 'theme':
      return 'Themes';
    case 'question':
      return 'Research questions';
    case 'transcript':
      return 'Transcripts';
    case 'group':
      return `By ${of ?? ''}`;
    case 'round':
      return 'Rounds';
  }
}

const notes: Partial<Readonly<Record<ReportSection['kind'], string>>> = {
  reconciliation:
    'In the transcripts whose consensus is complete. “Before” compares the coders’ own files, which reconciling never changes. Afterwards all share one consensus, so that they agree to 100 % by construction: that is no finding, and not given. What tells something is how near each coder was to the consensus.',
  'code-with-subcodes': 'A code and all below it, compared as if they were one.',
  theme: 'All codes of a theme, compared as if they were one: what a coder coded with any of them.',
  question: 'All codes that answer a question, compared as if they were one.',
  transcript: 'κ pooled over codes, in each transcript by itself.',
  group: 'κ pooled over codes, in the transcripts that share a value. Whole transcripts count.',
};

const unitTitles = { character: 'Characters', word: 'Words', sentence: 'Sentences', turn: 'Turns' } as const;

/** The figures of a section’s rows: a table with a plot in it. */
export function renderSection(
  report: AgreementReport,
  section: ReportSection,
  isInteractive: boolean,
): Markup {
  const { kind, of, rows, measures } = section;
  const id = of === undefined ? kind : `${kind}-${report.sections.indexOf(section)}`;
  const coders = report.coders.length;
  const scale = scaleFor(rows);
  const note = notes[kind];
  const hasPrevalence = rows.some(({ prevalence }) => prevalence !== undefined);
  const isPooled = !hasPrevalence;
  return markup`<section aria-labelledby="${id}">
    <h2 id="${id}">${titleOf(section)}</h2>
    ${note !== undefined && markup`<p class="note">${note}</p>`} ${!isPooled && plotKey(measures, coders)}
    <div class="scroll" tabindex="0" role="group" aria-labelledby="${id}">
      <table class="figures" data-grid>
        <thead>
          <tr>
            <th scope="col">${columnTitle(kind)}</th>
            ${isPooled && markup`<th scope="col" class="number">${kind === 'transcript' ? unitTitles[report.plan.unit] : 'Transcripts'}</th>`}
            ${hasPrevalence && markup`<th scope="col" class="number">${definitionLink('prevalence', 'Prevalence')}</th>`}
            <th scope="col" class="number">${definitionLink('percent', 'Agreement')}</th>
            ${measures.map((measure) => markup`<th scope="col" class="number">${definitionLink(measure, labelOf(measure, coders), titleFor(measure, coders))}</th>`)}
            <th scope="col" class="plot-cell">
              <span class="hidden">Plot of the same figures</span>${plotAxis(scale)}
            </th>
          </tr>
        </thead>
        <tbody>
          ${rows.map((row) => renderRow(row, { kind, of, scale, coders, isInteractive, hasPrevalence, unit: report.plan.unit }))}
        </tbody>
      </table>
    </div>
  </section>`;
}

interface RowContext {
  readonly kind: ReportSection['kind'];
  readonly of: string | undefined;
  readonly scale: Scale;
  readonly coders: number;
  readonly isInteractive: boolean;
  readonly hasPrevalence: boolean;
  readonly unit: string;
}

function renderRow(row: ReportRow, context: RowContext): Markup {
  const { kind, scale, hasPrevalence } = context;
  const name = markup`${row.label}${kind === 'code' && row.label !== row.id && markup` <small class="id">${row.id}</small>`}`;
  return markup`<tr>
    <th scope="row" ${row.detail !== undefined && markup` title="${row.detail}"`}>
      ${cellOf(name, { target: targetOf(row, context), label: `Passages: ${row.label}` }, context.isInteractive)}${kind === 'question' && markup` <span class="detail">${row.detail}</span>`}
    </th>
    ${!hasPrevalence && markup`<td class="number">${formatCount(kind === 'transcript' ? row.n : row.transcripts.length)}</td>`}
    ${hasPrevalence && row.prevalence && markup`<td class="number">${renderShare(row.prevalence)}</td>`}
    <td class="number">${disagreementsOf(renderShare(row.percent), row, context, 'agreement')}</td>
    ${row.figures.map((figure) => renderFigure(figure, row, context))}
    <td class="plot-cell">${plotRow(row.figures, scale)}</td>
  </tr>`;
}

function renderShare(figure: Figure): Markup {
  return 'value' in figure
    ? markup`<data value="${figure.value}">${formatPercent(figure)}</data>`
    : markup`n/a <small>${sayReason(figure.undefined)}</small>`;
}

function renderFigure(figure: MeasuredFigure, row: ReportRow, context: RowContext): Markup {
  const { coefficient, interval } = figure;
  const told = tellFigure(figure, row, context.coders, context.unit);
  const range = interval && formatInterval(interval);
  const shown =
    'undefined' in coefficient
      ? markup`n/a <small>${sayReason(coefficient.undefined)}</small>`
      : markup`<data value="${coefficient.value}">${formatCoefficient(coefficient)}</data>${
          range && markup`<small class="interval">${range}</small>`
        }`;
  const style = 'undefined' in coefficient ? 'number none' : 'number';
  return context.isInteractive
    ? markup`<td class="${style}">${disagreementsOf(shown, row, context, told)}</td>`
    : markup`<td class="${style}" title="${told}">${shown}</td>`;
}

/** A figure that leads to the disagreements it rests on. */
function disagreementsOf(content: Markup, row: ReportRow, context: RowContext, told: string): Markup {
  const cell = {
    target: targetOf(row, context),
    label: `${row.label}: ${told}`,
    shows: 'disagreements',
  } as const;
  return cellOf(content, cell, context.isInteractive && context.kind !== 'group');
}

function targetOf({ id }: ReportRow, { kind, of }: RowContext): CellTarget {
  return { kind, id, ...(of === undefined ? {} : { of }) };
}

/** All about a figure, for whoever points at it. */
function tellFigure(figure: MeasuredFigure, row: ReportRow, coders: number, unit: string): string {
  const { measure, coefficient, interval, undefinedReplicates = 0 } = figure;
  const { name, source } = measure === 'pooled' ? pooledDefinition : describeMeasure(measure, coders);
  const value = valueOf(coefficient);
  const n =
    measure === 'segments'
      ? count(coefficient.n, 'passage')
      : count(row.n, measure === 'unitizing' ? 'character' : unit);
  const range = interval && 'lower' in interval ? `; 95 % interval ${formatInterval(interval)}` : '';
  const lost = undefinedReplicates > 0 ? `; undefined in ${count(undefinedReplicates, 'replicate')}` : '';
  const head =
    value === undefined
      ? `n/a (${'undefined' in coefficient ? sayReason(coefficient.undefined) : ''})`
      : formatNumber(value, 4);
  return `${name} (${source}): ${head}${range}${lost}; agreement ${formatPercent(coefficient.percent)}; n = ${n}`;
}

/** NVivo’s coding comparison of two coders, under its own headings and in percent of all characters. */
export function renderNvivo({ sections, coders, plan }: AgreementReport): Markup {
  const rows = sections.find(({ kind }) => kind === 'code')?.rows ?? [];
  if (coders.length !== 2 || plan.unit !== 'character' || rows.length === 0) return markup``;
  const [a, b] = coders;
  return markup`<details>
    <summary>The same codes as NVivo’s coding comparison shows them</summary>
    <p class="note">
      A is ${a?.id}, B is ${b?.id}. In percent of ${formatCount(rows[0]?.n ?? 0)} characters.
    </p>
    <div class="scroll" tabindex="0" role="group" aria-label="As NVivo shows it">
      <table>
        <thead>
          <tr>
            <th scope="col">Code</th>
            ${[
              'Kappa',
              'Agreement (%)',
              'A and B (%)',
              'Not A and Not B (%)',
              'Disagreement (%)',
              'A and Not B (%)',
              'B and Not A (%)',
            ].map((title) => markup`<th scope="col" class="number">${title}</th>`)}
          </tr>
        </thead>
        <tbody>
          ${rows.map(nvivoRow)}
        </tbody>
      </table>
    </div>
  </details>`;
}

function nvivoRow({ label, pairs, n }: ReportRow): Markup {
  const [pair] = pairs;
  if (!pair) return markup``;
  const { aAndB, notANotB, aNotB, bNotA, kappa } = pair;
  const cell = (characters: number) =>
    markup`<td class="number">
      <data value="${characters}">${formatNumber((characters / n) * 100, 2)}</data>
    </td>`;
  return markup`<tr>
    <th scope="row">${label}</th>
    <td class="number">
      ${'value' in kappa ? formatNumber(kappa.value, 4) : `n/a (${sayReason(kappa.undefined)})`}
    </td>
    ${[aAndB + notANotB, aAndB, notANotB, aNotB + bNotA, aNotB, bNotA].map(cell)}
  </tr>`;
}

/** What a cell leads to. */
export interface CellLink {
  readonly target: CellTarget;
  readonly label: string;
  /** Its passages where absent. */
  readonly shows?: CellContent;
}

/** What a cell shows, as a button that leads further where there is somebody to press it. */
export function cellOf(content: Markup, { target, label, shows }: CellLink, isInteractive: boolean): Markup {
  return isInteractive
    ? markup`<button type="button" data-target="${JSON.stringify(target)}"${shows && markup` data-show="${shows}"`} title="${label}">${content}</button>`
    : content;
}

function definitionLink(id: string, label: string, title?: string): Markup {
  return markup`<a href="#definition-${id}" ${title !== undefined && markup` title="${title}"`}>${label}</a>`;
}

function labelOf(id: MeasureId | 'pooled', coders: number): string {
  return id === 'pooled' ? pooledDefinition.label : describeMeasure(id, coders).label;
}

function titleFor(id: MeasureId | 'pooled', coders: number): string {
  const { name, definition, source } = id === 'pooled' ? pooledDefinition : describeMeasure(id, coders);
  return `${name} (${source}). ${definition}`;
}

function columnTitle(kind: ReportSection['kind']): string {
  return {
    all: '',
    pair: 'Coders',
    reconciliation: 'Who',
    code: 'Code',
    'code-with-subcodes': 'Code',
    theme: 'Theme',
    question: 'Question',
    transcript: 'Transcript',
    group: 'Value',
    round: 'Round',
  }[kind];
}
