import { valueOf } from '../agreement/figure';
import type { NotComparable } from '../agreement/compare';
import { localDay } from '../base/local-day';
import type { AgreementReport } from './agreement-report';
import {
  count,
  formatCoefficient,
  formatCount,
  formatInterval,
  formatPercent,
  listOf,
  sayReason,
} from './figure-text';
import { renderHeatMap, renderConfusions } from './agreement-matrices';
import { renderTogether } from './codes-together-html';
import { renderDefinitions } from './agreement-definitions';
import { renderHistory } from './agreement-history-html';
import { renderNvivo, renderSection } from './agreement-sections';
import { type Markup, markup } from './markup';
import { describeMethods } from './methods-paragraph';
import { renderReconciliation } from './reconciliation-html';

export interface RenderOptions {
  /** Verbatim’s. */
  readonly version: string;
  /** Cells are buttons that lead to their passages; without, the page needs no script. */
  readonly isInteractive?: boolean;
}

/** The report as the inside of a page: headings, tables and plots, none of which needs a script to be read. */
export function renderAgreement(report: AgreementReport, options: RenderOptions): Markup {
  const { isInteractive = false } = options;
  const sections = (...kinds: readonly string[]) =>
    report.sections
      .filter(({ kind }) => kinds.includes(kind))
      .map((section) => renderSection(report, section, isInteractive));
  return markup` ${renderHead(report)} ${sections('pair')} ${renderReconciliation(report, isInteractive)}
    ${sections('code')} ${renderNvivo(report)} ${renderTogether(report)}
    ${renderHeatMap(report, isInteractive)} ${renderConfusions(report, isInteractive)}
    ${sections('code-with-subcodes', 'theme', 'question', 'transcript', 'group', 'round')}
    ${report.history && renderHistory(report, report.history)} ${renderOmissions(report)}
    <section aria-labelledby="methods">
      <h2 id="methods">Methods paragraph</h2>
      <p class="methods">${describeMethods(report, options.version)}</p>
    </section>
    ${renderDefinitions(report)}`;
}

const unitNames = { character: 'characters', word: 'words', sentence: 'sentences', turn: 'turns' } as const;

function renderHead(report: AgreementReport): Markup {
  const { plan, coders, compared, title } = report;
  const named = coders.map(({ id, name }) => (name === undefined || name === id ? id : `${id} (${name})`));
  const facts = [
    listOf(named),
    ...(plan.round ? [`round ${plan.round.id}`] : []),
    count(compared.length, 'transcript'),
    `by ${unitNames[plan.unit]}`,
    plan.names === 'merged' ? 'codes as merged' : 'codes as coded',
    ...(plan.codes ? ['chosen codes only'] : []),
    ...(report.version ? [`at ${report.version.name}`] : []),
  ];
  return markup`<header>
      <h1>Agreement</h1>
      <p class="study">${title}</p>
      <p>${facts.join(' · ')}</p>
    </header>
    ${renderSummary(report)}`;
}

function renderSummary(report: AgreementReport): Markup {
  const all = report.sections.find(({ kind }) => kind === 'all')?.rows[0];
  const figure = all?.figures[0];
  const codes = report.heat.codes.length;
  if (!all || !figure)
    return markup`<p class="notice">
        ${
          report.compared.length === 0
            ? 'Nothing can be compared yet: no transcript is marked done by all these coders.'
            : 'No code was used in these transcripts.'
        }
      </p>
      ${renderWarnings(report)}`;
  const { coefficient, interval } = figure;
  const range = interval && formatInterval(interval);
  const value = valueOf(coefficient);
  return markup`<section aria-labelledby="summary">
      <h2 id="summary">Summary</h2>
      <dl class="summary">
        <div>
          <dt><a href="#definition-pooled">Pooled κ</a></dt>
          <dd>
            ${
              value === undefined
                ? markup`n/a <small>${'undefined' in coefficient && sayReason(coefficient.undefined)}</small>`
                : markup`<data value="${value}">${formatCoefficient(coefficient)}</data>`
            }${range && markup` <small>95 %: ${range}</small>`}
          </dd>
        </div>
        <div>
          <dt><a href="#definition-percent">Mean agreement</a></dt>
          <dd>${renderPercent(valueOf(all.percent))}</dd>
        </div>
        <div>
          <dt>Codes used</dt>
          <dd>${codes} <small>of ${report.codesToChooseFrom}</small></dd>
        </div>
        <div>
          <dt>Compared</dt>
          <dd>
            ${formatCount(all.n)}
            <small>${unitNames[report.plan.unit]} in ${count(report.compared.length, 'transcript')}</small>
          </dd>
        </div>
      </dl>
    </section>
    ${renderWarnings(report)}`;
}

function renderPercent(value: number | undefined): Markup {
  return value === undefined
    ? markup`n/a`
    : markup`<data value="${value}">${formatPercent({ value })}</data>`;
}

function renderWarnings({ redefined, compared, notComparable, heat }: AgreementReport): Markup {
  const nameOf = (code: string) => heat.codes.find(({ id }) => id === code)?.label ?? code;
  const leftOut = compared.reduce((sum, each) => sum + each.leftOut.reduce((all, n) => all + n, 0), 0);
  const hidden = notComparable.filter(({ waitingFor }) => waitingFor.some(({ state }) => state === 'hidden'));
  const warnings = [
    redefined &&
      redefined.length > 0 &&
      `Redefined while it was being coded: ${listOf(redefined.map(({ code, changedAt }) => `${nameOf(code)} (${localDay(changedAt)})`))}. Some coders were done before, others after: they may have used different definitions.`,
    hidden.length > 0 &&
      `${count(hidden.length, 'transcript')} cannot be compared for you: a blind round is open, and the other coders’ codings stay hidden until all have marked all of its transcripts done.`,
    leftOut > 0 &&
      `${count(leftOut, 'passage')} left out, because the text has changed and the place is not certain. Review them to have them counted.`,
  ].filter((warning) => typeof warning === 'string');
  return markup`${
    warnings.length > 0 &&
    markup`<ul class="warnings">
      ${warnings.map((warning) => markup`<li>${warning}</li>`)}
    </ul>`
  }`;
}

function renderOmissions({ notComparable, unused, compared, coders }: AgreementReport): Markup {
  const leftOut = compared.filter(({ leftOut: byCoder }) => byCoder.some((number) => number > 0));
  if (notComparable.length + unused.length + leftOut.length === 0) return markup``;
  return markup`<section aria-labelledby="omissions">
    <h2 id="omissions">What is left out</h2>
    ${
      notComparable.length > 0 &&
      markup`<h3>Transcripts that are not comparable</h3>
        <ul>
          ${notComparable.map((each) => markup`<li>${each.transcript}: ${sayWhy(each)}</li>`)}
        </ul>`
    }
    ${
      leftOut.length > 0 &&
      markup`<h3>Passages whose text has changed</h3>
        <ul>
          ${leftOut.map(
            ({ path, leftOut: byCoder }) =>
              markup`<li>
                ${path}:
                ${byCoder
                  .flatMap((number, i) => (number > 0 ? `${number} by ${coders[i]?.id ?? ''}` : []))
                  .join(', ')}
              </li>`,
          )}
        </ul>`
    }
    ${
      unused.length > 0 &&
      markup`<h3>Codes that nobody used</h3>
        <p>${unused.join(', ')}</p>`
    }
  </section>`;
}

const states = {
  'not-started': 'has not started',
  'in-progress': 'has not marked it done',
  hidden: 'is hidden from you until the blind round is done',
  unreadable: 'has a sidecar that cannot be read',
} as const;

/** Why a transcript is not compared, in words. */
export function sayWhy({ waitingFor }: NotComparable): string {
  return waitingFor.length === 0
    ? 'the transcript is missing or cannot be read'
    : waitingFor.map(({ coder, state }) => `${coder} ${states[state]}`).join('; ');
}
