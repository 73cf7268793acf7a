import { finish } from '../../src/core/agreement/bootstrap';
import { agreementToJson } from '../../src/core/report/agreement-json';
import { renderAgreement } from '../../src/core/report/agreement-html';
import { planAgreement } from '../../src/core/report/agreement-plan';
import { tabulateAgreement } from '../../src/core/report/agreement-tables';
import { buildAgreementReport, compareForReport } from '../../src/core/report/build-agreement-report';
import { estimateIntervals } from '../../src/core/report/estimate-intervals';
import { formatCsv } from '../../src/core/exchange/export/format-csv';
import { openMemoryStudy } from '../support/open-memory-study';
import { generateStudy } from '../support/study-generator';
import { formatTable, median } from './figures';

/** Prints how long a report on a study takes from its snapshot to the page. Figures only; nothing here fails. */
const size = { transcripts: 100, coders: 2, passages: 200, words: 4000, codes: 50 };
const runs = 7;

const files = [...generateStudy(size, 5)].map(([path, text]): [string, string] => [
  path,
  text.replace(/^status: in-progress$/m, 'status: done'),
]);
const view = (await openMemoryStudy(files)).view();
const plan = planAgreement(view, { coders: ['C1', 'C2'] });

function measure(name: string, budget: string, work: () => unknown, times = runs): readonly string[] {
  const found: { readonly wall: number; readonly processor: number }[] = [];
  for (let run = 0; run < times; run++) {
    const started = performance.now();
    const before = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(before);
    found.push({ wall: performance.now() - started, processor: (user + system) / 1000 });
  }
  return [
    name,
    `${median(found.map(({ wall }) => wall)).toFixed(0)} ms`,
    `${median(found.map(({ processor }) => processor)).toFixed(0)} ms`,
    budget,
  ];
}

// Placing passages is part of opening a study; the first comparison does it.
const comparison = compareForReport(view, plan);
const report = buildAgreementReport(view, plan, comparison);
const page = renderAgreement(report, { version: '0', isInteractive: true }).text;
const method = { kind: 'bootstrap', replicates: 1000, seed: 1 } as const;

console.log(
  formatTable([
    ['50 codes × 100 transcripts × 2 coders × 200 passages', 'median', 'processor', 'wanted'],
    measure('compare', '', () => compareForReport(view, plan)),
    measure('report from the comparison', '200 ms', () => buildAgreementReport(view, plan, comparison)),
    measure(`page, ${(page.length / 1024).toFixed(0)} kB`, '', () =>
      renderAgreement(report, { version: '0', isInteractive: true }),
    ),
    measure('CSV', '', () => formatCsv(tabulateAgreement(report))),
    measure('JSON', '', () => JSON.stringify(agreementToJson(report, '0'))),
    measure(
      'intervals of all rows, 1,000 replicates',
      '2,000 ms',
      () => finish(estimateIntervals(report, method)),
      3,
    ),
  ]),
);
