import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { finish } from '../../../src/core/agreement/bootstrap';
import { tableOf } from '../../../src/core/agreement/evidence';
import { type Figure, valueOf } from '../../../src/core/agreement/figure';
import { formatCsv } from '../../../src/core/exchange/export/format-csv';
import { renderAgreement } from '../../../src/core/report/agreement-html';
import { agreementToJson } from '../../../src/core/report/agreement-json';
import { renderAgreementPage } from '../../../src/core/report/agreement-page';
import { planAgreement } from '../../../src/core/report/agreement-plan';
import type { AgreementReport } from '../../../src/core/report/agreement-report';
import { tabulateAgreement } from '../../../src/core/report/agreement-tables';
import { buildAgreementReport } from '../../../src/core/report/build-agreement-report';
import { estimateIntervals } from '../../../src/core/report/estimate-intervals';
import { formatCoefficient, formatCount, formatPercent } from '../../../src/core/report/figure-text';
import { describeMethods } from '../../../src/core/report/methods-paragraph';
import { renderPlot } from '../../../src/core/report/plot';
import type { StudyView } from '../../../src/core/study/snapshot';
import { openSampleStudy } from '../../support/calibration-study';
import { hostileStudy, script } from './hostile-study';

const version = '1.2.3';

function reportOf(view: StudyView): AgreementReport {
  const report = buildAgreementReport(view, planAgreement(view, {}));
  return finish(estimateIntervals(report, { kind: 'bootstrap', replicates: 50, seed: 1 }));
}

/** The cells of CSV (RFC 4180), read by its grammar. */
function parseCsv(text: string): readonly (readonly string[])[] {
  const rows: string[][] = [[]];
  for (const [whole, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r\n|$)/g)) {
    if (whole === '' && end === '') break;
    rows.at(-1)?.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === '\r\n') rows.push([]);
  }
  return rows.filter((row) => row.length > 0);
}

describe('the page', () => {
  let sample: AgreementReport;
  let hostile: AgreementReport;
  before(async () => {
    sample = reportOf((await openSampleStudy()).view());
    hostile = reportOf((await hostileStudy()).view());
  });

  it('shows every number of the report, and no other', () => {
    for (const report of [sample, hostile]) {
      const page = renderAgreement(report, { version }).text;
      const shown = [...page.matchAll(/<data value="([^"]*)">([^<]*)<\/data>/g)].map(([, value, text]) => [
        value,
        text,
      ]);
      assert.deepEqual(shown, [...expectedNumbers(report)]);
    }
  });

  it('says n/a with the reason for every coefficient that does not exist', () => {
    for (const report of [sample, hostile]) {
      const page = renderAgreement(report, { version }).text;
      assert.doesNotMatch(page, /NaN|Infinity|undefined"|\[object/);
      for (const { coefficient } of report.sections.flatMap(({ rows }) =>
        rows.flatMap(({ figures }) => figures),
      ))
        if ('undefined' in coefficient) assert.match(page, /n\/a <small>no variation<\/small>/);
    }
  });

  it('lets no name become markup', () => {
    const page = renderAgreementPage(hostile, { version });
    for (const each of [page, renderAgreement(hostile, { version, isInteractive: true }).text]) {
      assert.ok(!each.includes(script) && !each.includes('<img') && !/<b>|\u202e/.test(each));
      assert.ok(each.includes('&lt;script&gt;alert(1)&lt;/script&gt;'));
      // What is left without the values of attributes has nothing in it but whole tags.
      const bare = each.replace(/<style>[^]*?<\/style>/, '').replace(/="[^"<>]*"/g, '=""');
      const tags = bare.match(/<\/?[a-z][\w-]*(?:\s+[a-z][\w:-]*(?:="")?)*\s*\/?>/gi) ?? [];
      assert.equal(tags.length, (bare.match(/</g) ?? []).length - (bare.startsWith('<!') ? 1 : 0));
      assert.doesNotMatch(tags.join(''), /\s(?:on\w+|style|src|srcdoc)=/);
    }
    const plot = hostile.sections.find(({ kind }) => kind === 'code');
    assert.ok(plot && !renderPlot(plot, 2, hostile.title).includes('<script'));
  });

  it('needs no script and allows none: its policy knows its own style by its hash', () => {
    const page = renderAgreementPage(sample, { version });
    const [, style = ''] = /<style>([^]*)<\/style>/.exec(page) ?? [];
    const hash = createHash('sha256').update(style).digest('base64');
    assert.ok(page.includes(`default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;`));
    assert.doesNotMatch(page, /<script|<link|src=|https?:\/\/(?!www\.w3)/);
  });

  it('gives every cell a target that says what it is about', () => {
    const page = renderAgreement(hostile, { version, isInteractive: true }).text;
    const targets = [...page.matchAll(/data-target="([^"]*)"/g)].map(
      ([, text]) =>
        JSON.parse(
          (text ?? '').replaceAll('&quot;', '"').replaceAll('&lt;', '<').replaceAll('&gt;', '>'),
        ) as { kind: string },
    );
    assert.ok(targets.some(({ kind }) => kind === 'confusion'));
    assert.deepEqual(
      targets.filter((target) => 'transcript' in target),
      hostile.heat.codes.flatMap(({ id }, code) =>
        hostile.compared.flatMap(({ path }, place) =>
          hostile.heat.cells[code]?.[place]?.isUsed ? [{ kind: 'code', id, transcript: path }] : [],
        ),
      ),
    );
  });
});

/** The numbers of a report in the order of the page, exact and as printed. */
function* expectedNumbers(report: AgreementReport): Generator<readonly [string, string]> {
  const number = function* (figure: Figure | undefined, print: (figure: Figure) => string) {
    const value = figure && valueOf(figure);
    if (figure && value !== undefined) yield [String(value), print(figure)] as const;
  };
  const section = function* (...kinds: readonly string[]) {
    for (const { rows } of report.sections.filter(({ kind }) => kinds.includes(kind)))
      for (const { prevalence, percent, figures } of rows) {
        yield* number(prevalence, formatPercent);
        yield* number(percent, formatPercent);
        for (const { coefficient } of figures) yield* number(coefficient, formatCoefficient);
      }
  };
  const all = report.sections.find(({ kind }) => kind === 'all')?.rows[0];
  yield* number(all?.figures[0]?.coefficient, formatCoefficient);
  yield* number(all?.percent, formatPercent);
  yield* section('pair', 'code');
  for (const { pairs, n } of report.sections.find(({ kind }) => kind === 'code')?.rows ?? [])
    for (const { aAndB, notANotB, aNotB, bNotA } of pairs)
      for (const characters of [aAndB + notANotB, aAndB, notANotB, aNotB + bNotA, aNotB, bNotA])
        yield [String(characters), ((characters / n) * 100).toFixed(2)];
  for (const row of report.heat.cells)
    for (const { coefficient, isUsed } of row) if (isUsed) yield* number(coefficient, formatCoefficient);
  for (const { cells } of report.confusions)
    for (const characters of cells) if (characters > 0) yield [String(characters), formatCount(characters)];
  yield* section('code-with-subcodes', 'theme', 'question', 'transcript', 'group', 'round');
}

describe('the table', () => {
  it('reads back from CSV with every number as it was computed', async () => {
    for (const view of [(await openSampleStudy()).view(), (await hostileStudy()).view()]) {
      const report = reportOf(view);
      const [heads = [], ...rows] = parseCsv(formatCsv(tabulateAgreement(report)));
      assert.ok(rows.every((row) => row.length === heads.length));
      const read = (row: readonly string[] | undefined, title: string) => row?.[heads.indexOf(title)] ?? '';
      const ofSections = report.sections.flatMap(({ rows: found }) => found);
      ofSections.forEach(({ id, percent, figures, pairs: [pair] }, i) => {
        const row = rows[i];
        assert.ok([id, `'${id}`].includes(read(row, 'Id')));
        assert.equal(Number(read(row, 'Agreement')), valueOf(percent));
        for (const { measure, coefficient, interval } of figures) {
          const name =
            { kappa: 'κ', unitizing: '|uα', ac1: 'AC1', pooled: 'Pooled κ' }[measure as string] ?? '';
          const value = valueOf(coefficient);
          assert.equal(read(row, name), value === undefined ? '' : String(value));
          assert.equal(read(row, `${name} undefined because`) === '', value !== undefined);
          if (interval && 'lower' in interval)
            assert.equal(Number(read(row, `${name} lower`)), interval.lower);
          else assert.equal(read(row, `${name} upper`), '');
        }
        assert.equal(read(row, 'A and Not B'), pair ? String(pair.aNotB) : '');
      });
      const cells = rows.slice(ofSections.length);
      assert.equal(cells.length, report.heat.codes.length * report.compared.length);
      cells.forEach((row, i) => {
        const { basis } = report.heat.codes[Math.floor(i / report.compared.length)] ?? {};
        const evidence = basis?.kind === 'one' ? basis.texts[i % report.compared.length] : undefined;
        assert.deepEqual(
          ['Not A and Not B', 'B and Not A', 'A and Not B', 'A and B'].map((title) =>
            Number(read(row, title)),
          ),
          evidence && [...tableOf(evidence, 0).cells],
        );
      });
      for (const cell of rows.flat())
        assert.ok(/^-?[\d.]+(?:e-?\d+)?$/.test(cell) || !/^[=+\-@]/.test(cell), `${cell} would be a formula`);
    }
  });
});

describe('what else a report says', () => {
  it('has the same numbers in JSON, and null with a reason where there is none', async () => {
    const report = reportOf((await hostileStudy()).view());
    const json = JSON.parse(JSON.stringify(agreementToJson(report, version))) as {
      sections: {
        kind: string;
        rows: { id: string; figures: Record<string, { value: number | null; because?: string }> }[];
      }[];
    };
    const figures = report.sections.flatMap(({ rows }) => rows.flatMap((row) => row.figures));
    const inJson = json.sections.flatMap(({ rows }) => rows.flatMap((row) => Object.values(row.figures)));
    assert.deepEqual(
      inJson.map(({ value }) => value),
      figures.map(({ coefficient }) => valueOf(coefficient) ?? null),
    );
    for (const { value, because } of inJson) assert.equal(value === null, because !== undefined);
  });

  it('tells in the methods paragraph what was computed', async () => {
    const report = reportOf((await openSampleStudy()).view());
    const text = describeMethods(report, version);
    const pooled = report.sections.find(({ kind }) => kind === 'all')?.rows[0]?.figures[0];
    assert.ok(pooled?.interval && 'lower' in pooled.interval);
    for (const words of [
      '2 coders (MS and SP)',
      '5 transcripts of the round “calibration”',
      'the character (a Unicode code point)',
      'Cohen’s κ (Cohen 1960)',
      `pooled κ = ${formatCoefficient(pooled.coefficient)} (95 % interval ${formatCoefficient({ value: pooled.interval.lower })} to`,
      '50 bootstrap replicates drawn over transcripts (seed 1)',
      'only 5 transcripts',
      '6 codes that no coder used are not reported',
      'Computed with Verbatim 1.2.3.',
    ])
      assert.ok(text.includes(words), `“${words}” in: ${text}`);
    const bare = describeMethods(
      {
        ...report,
        plan: { ...report.plan, unit: 'turn', measures: [] },
        version: { name: 'v1', commit: 'abcdef0123456789' },
      },
      version,
    );
    assert.match(bare, /the speaker’s turn; a unit counted as coded where/);
    assert.match(bare, /we report percentage agreement\./);
    assert.match(bare, /from commit abcdef012\.$/);
  });
});
