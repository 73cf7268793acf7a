import assert from 'node:assert/strict';
import { finish } from '../../../src/core/agreement/bootstrap';
import { krippendorffAlpha } from '../../../src/core/agreement/alpha';
import { type Figure, valueOf } from '../../../src/core/agreement/figure';
import { ratingsOf } from '../../../src/core/agreement/ratings';
import { type CodeSet, setDistance } from '../../../src/core/agreement/set-distance';
import { binaryUnitizingAlpha, unitize, unitizingAlpha } from '../../../src/core/agreement/unitizing';
import { formatCsv } from '../../../src/core/exchange/export/format-csv';
import { renderAgreement } from '../../../src/core/report/agreement-html';
import { agreementToJson } from '../../../src/core/report/agreement-json';
import { planAgreement } from '../../../src/core/report/agreement-plan';
import type { AgreementReport } from '../../../src/core/report/agreement-report';
import { tabulateAgreement } from '../../../src/core/report/agreement-tables';
import { buildAgreementReport, compareForReport } from '../../../src/core/report/build-agreement-report';
import { compareTogether } from '../../../src/core/report/codes-together';
import type { CodesTogether } from '../../../src/core/report/together-figures';
import type { PassageOutline } from '../../support/small-study';
import { openCodedStudy } from '../../support/calibration-study';

const text = 'aaaaabbbbbcccccdddddeeeeefffff';

async function reportOn(
  MS: readonly PassageOutline[],
  SP: readonly PassageOutline[],
): Promise<AgreementReport> {
  const study = await openCodedStudy({
    study: 'format: verbatim/study@1\ntitle: T\ntranscripts: ["*.md"]\ncoders: { MS: {}, SP: {} }\n',
    codebook: `format: verbatim/codebook@1
questions: { Q: Why }
themes: { t: { name: Theme, questions: [Q] }, other: { name: Other, questions: [] } }
codes:
  cost: { name: Cost, themes: [t] }
  fear: { name: Fear, themes: [t] }
  hope: { name: Hope, themes: [other] }
`,
    transcripts: { 'a.md': { text, coders: { MS, SP } } },
  });
  const view = study.view();
  const plan = planAgreement(view, {});
  const comparison = compareForReport(view, plan);
  return finish(compareTogether(buildAgreementReport(view, plan, comparison), comparison));
}

function togetherOf({ together }: AgreementReport): CodesTogether {
  assert.ok(together);
  return together;
}

function near(figure: Figure | undefined, expected: Figure): void {
  const value = figure && valueOf(figure);
  assert.ok(
    Math.abs((value ?? NaN) - (valueOf(expected) ?? NaN)) < 1e-12,
    JSON.stringify([figure, expected]),
  );
}

const apart = () =>
  reportOn(
    [
      { quote: 'aaaaa', codes: ['cost'] },
      { quote: 'bbbbb', codes: ['fear'] },
      { quote: 'ddddd', codes: ['cost'] },
    ],
    [
      { quote: 'aaaaab', codes: ['cost'] },
      { quote: 'bbbbcc', codes: ['cost'] },
      { quote: 'ddddde', codes: ['fear'] },
    ],
  );

describe('codes that are compared together', () => {
  it('are units of a continuum, each code a category', async () => {
    const { rows, codes } = togetherOf(await apart());
    assert.deepEqual(
      rows.map(({ kind, id }) => `${kind} ${id}`),
      ['all all', 'theme t', 'question Q'],
    );
    const unit = (start: number, end: number, category: number) => ({ start, end, category });
    const sums = unitize(
      30,
      [
        [unit(0, 5, 1), unit(5, 10, 2), unit(15, 20, 1)],
        [unit(0, 6, 1), unit(6, 12, 1), unit(15, 21, 2)],
      ],
      2,
    );
    assert.ok(!('undefined' in sums));
    near(rows[0]?.figures['u-alpha'], unitizingAlpha(sums));
    near(rows[0]?.figures['binary-u-alpha'], binaryUnitizingAlpha(sums));
    // Both marked 15 of the 30 characters.
    near(rows[0]?.coverage, { value: 15 / 30 });
    assert.deepEqual(
      codes.map(({ id }) => id),
      ['cost', 'fear'],
    );
  });

  it('have alpha for the sets of codes of every character', async () => {
    const [row] = togetherOf(await apart()).rows;
    const setsOf = (marks: string): readonly number[] =>
      Array.from(marks, (mark) => ({ '.': 0, c: 1, f: 2 })[mark] ?? 0);
    const a = setsOf('cccccfffff.....ccccc..........');
    const b = setsOf('cccccccccccc...ffffff.........');
    const sets: readonly CodeSet[] = [[], [0], [1]];
    const ratings = ratingsOf(
      a.map((each, i) => [each, b[i] ?? 0]),
      3,
    );
    near(row?.figures.masi, krippendorffAlpha(ratings, setDistance(sets, 'masi')));
    near(row?.figures.jaccard, krippendorffAlpha(ratings, setDistance(sets, 'jaccard')));
  });

  it('have no place on a continuum where one coder’s overlap; the reason is said, and the rest is there', async () => {
    const report = await reportOn(
      [
        { quote: 'aaaaa', codes: ['cost', 'fear'] },
        { quote: 'eeeee', codes: ['hope'] },
      ],
      [{ quote: 'aaa', codes: ['cost'] }],
    );
    const { rows, codes } = togetherOf(report);
    assert.deepEqual(codes, []);
    for (const id of ['u-alpha', 'cu-alpha'] as const)
      assert.equal((rows[0]?.figures[id] as { undefined?: string }).undefined, 'overlapping-units');
    for (const id of ['binary-u-alpha', 'masi', 'jaccard'] as const)
      assert.equal(typeof (rows[0] && valueOf(rows[0].figures[id])), 'number');
    const page = renderAgreement(report, { version: '1' }).text;
    assert.match(page, /<h2 id="together">/);
    assert.match(page, /n\/a <small>passages overlap<\/small>/);
    for (const [, id] of page.matchAll(/href="#(definition-[\w-]+)"/g))
      assert.ok(page.includes(`id="${id}"`), id);
    assert.match(JSON.stringify(agreementToJson(report, '1')), /"because":"overlapping-units"/);
    const [heads = '', ...lines] = formatCsv(tabulateAgreement(report)).split('\r\n');
    const column = heads.split(',').indexOf('Together: uα undefined because');
    assert.equal(lines.find((line) => line.startsWith('all,'))?.split(',')[column], 'passages overlap');
  });
});
