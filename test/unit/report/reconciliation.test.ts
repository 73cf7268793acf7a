import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Choice } from '../../../src/core/actions/settle-matters';
import { valueOf } from '../../../src/core/agreement/figure';
import { formatCsv } from '../../../src/core/exchange/export/format-csv';
import { renderAgreement } from '../../../src/core/report/agreement-html';
import { agreementToJson } from '../../../src/core/report/agreement-json';
import { planAgreement } from '../../../src/core/report/agreement-plan';
import type { AgreementReport, ReportRow } from '../../../src/core/report/agreement-report';
import { tabulateAgreement } from '../../../src/core/report/agreement-tables';
import { buildAgreementReport } from '../../../src/core/report/build-agreement-report';
import { describeMethods } from '../../../src/core/report/methods-paragraph';
import { totalOf } from '../../../src/core/report/outcomes';
import type { ReconciliationSummary } from '../../../src/core/report/reconciliation-summary';
import { reconciliationOf } from '../../../src/core/study/consensus';
import { placePassages } from '../../../src/core/study/placed-passages';
import type { StudyView } from '../../../src/core/study/snapshot';
import { openWorkplace } from '../actions/deeds';
import {
  anyChoice,
  codersAtWork,
  filesOf,
  type Outline,
  settleNext,
  transcript,
  viewOf,
} from '../actions/reconciling';

/** A study whose coders have settled so many matters, all where absent, one after the other. */
async function settle(
  coders: Readonly<Record<string, readonly Outline[]>>,
  choices: readonly Choice[],
  most = 200,
): Promise<StudyView> {
  const place = await openWorkplace(filesOf(coders));
  for (let i = 0; i < most; i++) {
    const choice = choices[i % choices.length] ?? { kind: 'keep-all' };
    const edits = settleNext(viewOf(place), 0, choice);
    if (edits.length === 0) break;
    await place.carryOut(edits);
  }
  return viewOf(place);
}

function reportOf(view: StudyView, coders?: readonly string[]): AgreementReport {
  return buildAgreementReport(view, planAgreement(view, coders ? { coders } : {}));
}

function rowsOf({ sections }: AgreementReport): readonly ReportRow[] {
  return sections.find(({ kind }) => kind === 'reconciliation')?.rows ?? [];
}

function summaryOf({ reconciliation }: AgreementReport): ReconciliationSummary {
  assert.ok(reconciliation);
  return reconciliation;
}

/** Pooled kappa of two coders, character by character, from the definitions. */
function naive(view: StudyView, coders: readonly [string, string]): number | undefined {
  const length = view.transcripts.get(transcript)?.text.length ?? 0;
  const marks = coders.map((coder) => {
    const sidecar = view.sidecarsOf(transcript).find((each) => each.coder === coder);
    const marked = new Map<string, boolean[]>();
    for (const { passage, span } of sidecar ? placePassages(view, sidecar) : [])
      for (const code of span ? passage.codes : []) {
        const row = marked.get(code) ?? Array.from({ length }, () => false);
        marked.set(code, row.fill(true, span?.start, span?.end));
      }
    return marked;
  });
  let [observed, chance, codes] = [0, 0, 0];
  for (const code of view.codebook.codes.keys()) {
    const [a, b] = marks.map((marked) => marked.get(code) ?? Array.from({ length }, () => false));
    const of = (test: (i: number) => boolean) =>
      Array.from({ length }, (_, i) => i).filter(test).length / length;
    const [inA, inB] = [of((i) => a?.[i] === true), of((i) => b?.[i] === true)];
    observed += of((i) => a?.[i] === b?.[i]);
    chance += inA * inB + (1 - inA) * (1 - inB);
    codes++;
  }
  return codes === chance ? undefined : (observed / codes - chance / codes) / (1 - chance / codes);
}

describe('the report on what was reconciled', () => {
  const coders = {
    MS: [
      [0, 4, ['code-a', 'code-b']],
      [8, 12, ['code-c']],
      [20, 24, ['code-d']],
      [30, 32, ['code-a']],
    ],
    SP: [
      [0, 4, ['code-a']],
      [8, 14, ['code-c']],
    ],
  } as const;
  const choices: readonly Choice[] = [
    { kind: 'keep', coder: 'MS' },
    { kind: 'keep', coder: 'SP' },
    { kind: 'other-code', code: 'other' },
    { kind: 'decline' },
  ];

  it('says how each coding was settled, and what became of each coder’s', async () => {
    const { outcomes, coders: changes, codes, settled } = summaryOf(reportOf(await settle(coders, choices)));
    assert.deepEqual(settled, [0]);
    assert.deepEqual(outcomes, { agreed: 1, kept: 1, extent: 1, added: 1, declined: 2 });
    assert.deepEqual(changes, [
      { coder: 'MS', codings: 5, asCoded: 2, otherWords: 1, declined: 2, notGiven: 1 },
      { coder: 'SP', codings: 2, asCoded: 2, otherWords: 0, declined: 0, notGiven: 2 },
    ]);
    assert.deepEqual(
      codes.map(({ id, outcomes: own }) => [id, totalOf(own)]),
      [
        ['code-a', 2],
        ['code-b', 1],
        ['code-c', 1],
        ['code-d', 1],
        ['other', 1],
      ],
    );
  });

  it('is the same agreement before as without any consensus', async () => {
    const before = await settle(coders, choices, 0);
    assert.equal(reportOf(before).reconciliation, undefined);
    const [row] = rowsOf(reportOf(await settle(coders, choices)));
    assert.deepEqual(
      row?.figures,
      reportOf(before).sections.find(({ kind }) => kind === 'all')?.rows[0]?.figures,
    );
  });

  it('has the figures of a computation character by character, for every consensus', async () => {
    await fc.assert(
      fc.asyncProperty(
        codersAtWork,
        fc.array(anyChoice, { minLength: 1, maxLength: 5 }),
        async (work, how) => {
          const view = await settle(work, how);
          if (!reconciliationOf(view, transcript).isComplete) return;
          const report = reportOf(view);
          const { reconciliation } = report;
          if (!reconciliation) return;
          const [, ...after] = rowsOf(report);
          after.forEach(({ id, figures }, i) => {
            const expected = naive(view, [Object.keys(work)[i] ?? '', 'consensus']);
            const value = figures[0] && valueOf(figures[0].coefficient);
            if (expected === undefined) assert.equal(value, undefined);
            else assert.ok(Math.abs((value ?? NaN) - expected) < 1e-9, `${id}: ${value} is not ${expected}`);
          });
          const { matters } = reconciliationOf(view, transcript);
          const { outcomes, coders: changes } = reconciliation;
          assert.equal(totalOf(outcomes) - outcomes.added, matters.length);
          for (const { codings, asCoded, otherWords, declined, notGiven } of changes) {
            assert.equal(asCoded + otherWords + declined, codings);
            assert.equal(asCoded + otherWords + notGiven, totalOf(outcomes) - outcomes.declined);
          }
        },
      ),
      { numRuns: 12 },
    );
  }).timeout(60_000);

  it('has one coder’s codings unchanged where that coder was followed throughout', async () => {
    await fc.assert(
      fc.asyncProperty(codersAtWork, async (work) => {
        const report = reportOf(await settle(work, [{ kind: 'keep', coder: 'C0' }]));
        if (!report.reconciliation) return;
        const [first] = report.reconciliation.coders;
        assert.deepEqual([first?.declined, first?.otherWords, first?.notGiven], [0, 0, 0]);
        const figure = rowsOf(report)[1]?.figures[0]?.coefficient;
        assert.ok(figure && (valueOf(figure) ?? 1) === 1);
      }),
      { numRuns: 8 },
    );
  }).timeout(60_000);

  it('gives no figures while it is not complete, and says how far it is', async () => {
    const report = reportOf(await settle(coders, choices, 1));
    assert.deepEqual(rowsOf(report), []);
    const { settled, unsettled } = summaryOf(report);
    assert.deepEqual([settled, unsettled], [[], [{ path: transcript, settled: 1, total: 4 }]]);
    const page = renderAgreement(report, { version: '1' }).text;
    assert.match(
      page,
      /Nothing is fully reconciled yet\. Not complete, and left out: \S+ \(1 of 4 settled\)/,
    );
    assert.doesNotMatch(describeMethods(report, '1'), /reconciled/);
  });

  it('is about the coders who settled, and about nobody else', async () => {
    const view = await settle({ ...coders, KL: [[0, 4, ['code-a']]] }, choices);
    assert.ok(reportOf(view).reconciliation);
    assert.equal(reportOf(view, ['MS', 'SP']).reconciliation, undefined);
    assert.equal(reportOf(view, ['MS', 'consensus']).reconciliation, undefined);
  });

  it('is on the page, in JSON, in CSV and in the methods paragraph', async () => {
    const report = reportOf(await settle(coders, choices));
    const page = renderAgreement(report, { version: '1' }).text;
    for (const words of ['100 % by construction', 'How 6 codings were settled', 'MS and the consensus'])
      assert.ok(page.includes(words), words);
    const json = agreementToJson(report, '1') as { reconciliation: { outcomes: unknown; codings: number } };
    assert.deepEqual(json.reconciliation.outcomes, report.reconciliation?.outcomes);
    assert.equal(json.reconciliation.codings, 6);
    const csv = formatCsv(tabulateAgreement(report));
    assert.match(csv, /^reconciliation,MS\+consensus,MS and the consensus,,MS\+consensus,.*,5,2,1,2,1,*\r$/m);
    const methods = describeMethods(report, '1');
    for (const words of [
      'disagreements in 1 of these transcripts were then reconciled',
      'Of 6 codings (a code on overlapping passages), 1 (16.7 %) had been coded alike',
      '2 (33.3 %) were declined',
      'Agreement of each coder with the resulting consensus: MS pooled κ = ',
    ])
      assert.ok(methods.includes(words), `“${words}” in: ${methods}`);
  });
});
