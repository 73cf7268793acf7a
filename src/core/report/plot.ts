import { valueOf } from '../agreement/figure';
import type { MeasuredFigure, ReportRow, ReportSection } from './agreement-report';
import { formatCoefficient, formatInterval, sayReason } from './figure-text';
import { type Markup, markup } from './markup';
import { describeMeasure, type MeasureId } from './measures';

/** From where to where coefficients are drawn. */
export interface Scale {
  readonly from: number;
  readonly to: 1;
}

const width = 200;
const margin = 8;
const lane = 11;

/** Every coefficient has a mark of its own, so that colour need not tell them apart. */
const marks: readonly string[] = [
  'M-4 0a4 4 0 1 0 8 0a4 4 0 1 0 -8 0Z',
  'M-3.5 -3.5H3.5V3.5H-3.5Z',
  'M0 -4.8L4.8 0L0 4.8L-4.8 0Z',
  'M0 -4.6L4.4 3.4H-4.4Z',
  'M0 4.6L4.4 -3.4H-4.4Z',
  'M-4 -4L4 4M-4 4L4 -4',
  'M0 -4.6V4.6M-4.6 0H4.6',
];

/** A scale that holds all coefficients and intervals of some rows: from 0, or from below it where one is negative. */
export function scaleFor(rows: readonly ReportRow[]): Scale {
  let least = 0;
  for (const { figures } of rows)
    for (const { coefficient, interval } of figures) {
      least = Math.min(least, valueOf(coefficient) ?? 0);
      if (interval && 'lower' in interval) least = Math.min(least, interval.lower);
    }
  return { from: Math.max(-1, Math.floor(least * 5) / 5), to: 1 };
}

/** The coefficients of a row, one above the other, each with its interval. The same numbers stand beside it. */
export function plotRow(figures: readonly MeasuredFigure[], scale: Scale): Markup {
  const height = figures.length * lane + 2;
  return markup`<svg
    class="plot"
    aria-hidden="true"
    width="${width}"
    height="${height}"
    viewBox="0 0 ${width} ${height}"
  >
    ${gridLines(scale, height)}${drawLanes(figures, scale)}
  </svg>`;
}

/** The scale, for the head of a column of plots. */
export function plotAxis(scale: Scale): Markup {
  return markup`<svg class="plot" aria-hidden="true" width="${width}" height="14" viewBox="0 0 ${width} 14">
    ${ticksOf(scale).map((tick) => markup`<text class="tick" x="${place(tick, scale)}" y="11" text-anchor="middle">${formatTick(tick)}</text>`)}
  </svg>`;
}

/** What the marks stand for. */
export function plotKey(measures: readonly (MeasureId | 'pooled')[], coders: number): Markup {
  return markup`<ul class="key">
    ${measures.map(
      (id, i) =>
        markup`<li>
          <svg class="plot" aria-hidden="true" width="12" height="12" viewBox="-6 -6 12 12">
            <path class="mark mark-${i + 1}" d="${marks[i]}" />
          </svg>
          ${labelOf(id, coders)}
        </li>`,
    )}
  </ul>`;
}

/** A section as a picture of its own, for a paper: SVG with its own colours, fonts and a description. */
export function renderPlot(section: ReportSection, coders: number, title: string): string {
  const scale = scaleFor(section.rows);
  const names = 260;
  const rowHeight = section.measures.length * lane + 8;
  const top = 48;
  const height = top + section.rows.length * rowHeight + 24;
  const description = section.rows
    .map((row) => `${row.label}: ${row.figures.map((figure) => describeFigure(figure, coders)).join(', ')}.`)
    .join(' ');
  const rows = section.rows.map(
    (row, i) =>
      markup`<g transform="translate(0 ${top + i * rowHeight})"
        ><text x="${names - 12}" y="${rowHeight / 2}" text-anchor="end">${shorten(row.label)}</text
        ><g transform="translate(${names} 0)"
          >${gridLines(scale, rowHeight)}${drawLanes(row.figures, scale)}</g
        ></g
      >`,
  );
  const key = section.measures.map(
    (id, i) =>
      markup`<g transform="translate(${names + margin + i * 72} 18)"
        ><path class="mark mark-${i + 1}" d="${marks[i]}" /><text x="10" y="4"
          >${labelOf(id, coders)}</text
        ></g
      >`,
  );
  const axis = ticksOf(scale).map(
    (tick) =>
      markup`<text x="${names + place(tick, scale)}" y="${height - 8}" text-anchor="middle"
        >${formatTick(tick)}</text
      >`,
  );
  const all = names + width + Math.max(20, section.measures.length * 72 - width + 40);
  return markup`<svg
    xmlns="http://www.w3.org/2000/svg"
    role="img"
    aria-labelledby="title description"
    width="${all}"
    height="${height}"
    viewBox="0 0 ${all} ${height}"
  >
    <title id="title">${title}</title>
    <desc id="description">${description}</desc>
    <style>
      text {
        font:
          11px system-ui,
          sans-serif;
        fill: #1b1b1b;
      }
      .grid {
        stroke: #d0d0d0;
      }
      .zero {
        stroke: #808080;
      }
      .whisker {
        stroke: #1b1b1b;
        stroke-width: 1.2;
      }
      .mark {
        fill: #1b1b1b;
        stroke: #1b1b1b;
      }
      .mark-2,
      .mark-4 {
        fill: #fff;
      }
      .mark-6,
      .mark-7 {
        fill: none;
        stroke-width: 1.6;
      }
    </style>
    <rect width="100%" height="100%" fill="#fff" />
    ${key}${rows}${axis}
  </svg>
`.text;
}

/** A figure in words, with its interval. */
function describeFigure({ measure, coefficient, interval }: MeasuredFigure, coders: number): string {
  const name = labelOf(measure, coders);
  if ('undefined' in coefficient) return `${name} n/a (${sayReason(coefficient.undefined)})`;
  const range = interval && formatInterval(interval);
  return `${name} ${formatCoefficient(coefficient)}${range ? ` (${range})` : ''}`;
}

function labelOf(id: MeasureId | 'pooled', coders: number): string {
  return id === 'pooled' ? 'Pooled κ' : describeMeasure(id, coders).label;
}

function drawLanes(figures: readonly MeasuredFigure[], scale: Scale): readonly Markup[] {
  return figures.map(({ coefficient, interval }, i) => {
    const value = valueOf(coefficient);
    if (value === undefined) return markup``;
    const y = i * lane + lane / 2 + 1;
    const whisker =
      interval &&
      'lower' in interval &&
      markup`<path
        class="whisker"
        d="M${place(interval.lower, scale)} ${y - 3}v6m0 -3H${place(interval.upper, scale)}m0 -3v6"
        fill="none"
      />`;
    return markup`${whisker}<path
        class="mark mark-${i + 1}"
        transform="translate(${place(value, scale)} ${y})"
        d="${marks[i]}"
      />`;
  });
}

function gridLines(scale: Scale, height: number): readonly Markup[] {
  return ticksOf(scale).map(
    (tick) =>
      markup`<path class="${tick === 0 ? 'grid zero' : 'grid'}" d="M${place(tick, scale)} 0V${height}" />`,
  );
}

function ticksOf({ from }: Scale): readonly number[] {
  return [-1, -0.5, 0, 0.5, 1].filter((tick) => tick >= from);
}

function formatTick(tick: number): string {
  return String(tick).replace('-', '−');
}

/** Where a value stands, in hundredths of a pixel; what lies outside the scale stands at its end. */
function place(value: number, { from, to }: Scale): number {
  const within = Math.min(to, Math.max(from, value));
  return Math.round((margin + ((within - from) / (to - from)) * (width - 2 * margin)) * 100) / 100;
}

function shorten(label: string): string {
  const points = Array.from(label);
  return points.length > 40 ? `${points.slice(0, 39).join('')}…` : label;
}
