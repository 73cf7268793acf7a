import assert from 'node:assert/strict';
import { finish } from '../../../src/core/agreement/bootstrap';
import { type Figure, valueOf } from '../../../src/core/agreement/figure';
import { planAgreement, type AgreementOptions } from '../../../src/core/report/agreement-plan';
import type { AgreementReport, ReportRow, SectionKind } from '../../../src/core/report/agreement-report';
import { buildAgreementReport } from '../../../src/core/report/build-agreement-report';
import { estimateIntervals } from '../../../src/core/report/estimate-intervals';
import { groupTranscripts } from '../../../src/core/report/transcript-groups';
import { placePassages } from '../../../src/core/study/placed-passages';
import type { StudyView } from '../../../src/core/study/snapshot';
import { openCodedStudy, openSampleStudy } from '../../support/calibration-study';
import { hostileStudy } from './hostile-study';

function reportOf(view: StudyView, options: AgreementOptions = {}): AgreementReport {
  return buildAgreementReport(view, planAgreement(view, options));
}

function rowsOf(report: AgreementReport, kind: SectionKind): readonly ReportRow[] {
  return report.sections.filter((section) => section.kind === kind).flatMap(({ rows }) => rows);
}

function near(figure: Figure | undefined, value: number): void {
  assert.ok(figure);
  assert.ok(Math.abs((valueOf(figure) ?? NaN) - value) < 1e-12, `${JSON.stringify(figure)} is not ${value}`);
}

/** Cohen’s kappa and agreement of one code or several taken as one, character by character, from the definition. */
function naive(
  view: StudyView,
  transcripts: readonly string[],
  codes: readonly string[],
): Record<'n' | 'percent' | 'chance' | 'kappa' | 'prevalence', number> {
  const counts = { both: 0, neither: 0, onlyA: 0, onlyB: 0 };
  for (const path of transcripts) {
    const characters = Array.from(view.transcripts.get(path)?.text ?? '');
    const text = view.transcripts.get(path)?.text ?? '';
    const [a, b] = ['MS', 'SP'].map((coder) => {
      const marked = characters.map(() => false);
      const sidecar = view.sidecarsOf(path).find((each) => each.coder === coder);
      for (const { passage, span } of sidecar ? placePassages(view, sidecar) : []) {
        const ids = passage.codes.map((id) => view.codebook.resolve(id)?.id ?? id);
        if (!span || !ids.some((id) => codes.includes(id))) continue;
        const start = Array.from(text.slice(0, span.start)).length;
        marked.fill(true, start, start + Array.from(text.slice(span.start, span.end)).length);
      }
      return marked;
    });
    characters.forEach((_, i) => {
      if (a?.[i] && b?.[i]) counts.both++;
      else if (a?.[i]) counts.onlyA++;
      else if (b?.[i]) counts.onlyB++;
      else counts.neither++;
    });
  }
  const { both, neither, onlyA, onlyB } = counts;
  const n = both + neither + onlyA + onlyB;
  const percent = (both + neither) / n;
  const [inA, inB] = [(both + onlyA) / n, (both + onlyB) / n];
  const chance = inA * inB + (1 - inA) * (1 - inB);
  return { n, percent, chance, kappa: (percent - chance) / (1 - chance), prevalence: (inA + inB) / 2 };
}

describe('the report on the sample study', () => {
  let view: StudyView;
  let report: AgreementReport;
  before(async () => {
    view = (await openSampleStudy()).view();
    report = reportOf(view);
  });

  it('takes the only round, its coders and its transcripts', () => {
    assert.deepEqual(
      report.coders.map(({ id }) => id),
      ['MS', 'SP'],
    );
    assert.equal(report.compared.length, 5);
    assert.deepEqual(report.notComparable, []);
  });

  it('has the figures of a computation character by character', () => {
    const all = report.compared.map(({ path }) => path);
    for (const kind of ['code', 'code-with-subcodes', 'theme', 'question'] as const)
      for (const { codes, figures, percent, prevalence, n } of rowsOf(report, kind)) {
        const expected = naive(view, all, codes);
        assert.equal(n, expected.n);
        near(percent, expected.percent);
        near(prevalence, expected.prevalence);
        near(figures[0]?.coefficient, expected.kappa);
      }
  }).timeout(20_000);

  it('pools codes as a computation character by character does, in each transcript and over all', () => {
    const codes = rowsOf(report, 'code').map(({ id }) => id);
    for (const { transcripts, figures, percent } of [
      ...rowsOf(report, 'all'),
      ...rowsOf(report, 'transcript'),
    ]) {
      const paths = transcripts.map((place) => report.compared[place]?.path ?? '');
      const each = codes.map((code) => naive(view, paths, [code]));
      const mean = (numbers: readonly number[]) => numbers.reduce((sum, x) => sum + x, 0) / numbers.length;
      const observed = mean(each.map((figure) => figure.percent));
      const chance = mean(each.map((figure) => figure.chance));
      near(percent, observed);
      assert.ok(
        figures[0] &&
          Math.abs((valueOf(figures[0].coefficient) ?? NaN) - (observed - chance) / (1 - chance)) < 1e-9,
      );
    }
  }).timeout(20_000);

  it('has in the heat map what a report on that transcript alone has', () => {
    const place = 2;
    const path = report.compared[place]?.path ?? '';
    report.heat.codes.forEach(({ id, codes }, i) => {
      const cell = report.heat.cells[i]?.[place];
      assert.ok(cell);
      const { coefficient, isUsed } = cell;
      const used = view
        .sidecarsOf(path)
        .some(({ value }) => value.passages.some((passage) => passage.codes.includes(id)));
      assert.equal(isUsed, used);
      if (used) near(coefficient, naive(view, [path], codes).kappa);
      else
        assert.deepEqual(coefficient, {
          undefined: 'no-variation',
          percent: { value: 1 },
          n: coefficient.n,
        });
    });
  });

  it('puts transcripts together by site, role and setting', () => {
    const groups = groupTranscripts(
      view,
      report.compared.map(({ path }) => path),
    );
    assert.deepEqual(
      groups.map(
        ({ of, value, transcripts }) =>
          `${of} ${value}: ${transcripts.map((each) => each.slice(12, -3)).join(' ')}`,
      ),
      [
        'site A: Int01 Int05',
        'site B: Int10',
        'site C: Int18',
        'site D: Int25',
        'role clinical: Int01 Int10 Int18',
        'role non-clinical: Int05 Int25',
        'setting rural: Int01 Int05 Int10 Int25',
        'setting urban: Int18',
      ],
    );
  });

  it('compares words, sentences and turns, of which there are ever fewer', () => {
    const sizes = (['character', 'word', 'sentence', 'turn'] as const).map(
      (unit) => rowsOf(reportOf(view, { unit }), 'all')[0]?.n ?? 0,
    );
    assert.deepEqual(
      sizes,
      [...sizes].sort((a, b) => b - a),
    );
    assert.equal(new Set(sizes).size, 4);
    const turns = report.compared.reduce(
      (sum, { path }) => sum + (view.transcripts.get(path)?.turns().turns.length ?? 0),
      0,
    );
    assert.equal(sizes[3], turns);
  });

  it('keeps to the codes that are asked for, and pools only these', () => {
    const some = reportOf(view, { codes: ['rivalry', 'fair-shares'] });
    assert.deepEqual(
      rowsOf(some, 'code').map(({ id }) => id),
      ['rivalry', 'fair-shares'],
    );
    assert.deepEqual(rowsOf(some, 'theme'), []);
    assert.deepEqual(rowsOf(some, 'all')[0]?.codes, ['rivalry', 'fair-shares']);
  });

  it('draws the same intervals from the same seed, and none for a code of a single transcript', () => {
    const estimate = (seed: number) =>
      finish(estimateIntervals(report, { kind: 'bootstrap', replicates: 200, seed }));
    const [once, again, other] = [estimate(3), estimate(3), estimate(4)];
    const intervals = (of: AgreementReport) =>
      of.sections.map(({ rows }) => rows.map(({ figures }) => figures.map(({ interval }) => interval)));
    assert.deepEqual(intervals(once), intervals(again));
    assert.notDeepEqual(intervals(once), intervals(other));
    rowsOf(once, 'code').forEach((row, i) => {
      const usedIn = once.heat.cells[i]?.filter(({ isUsed }) => isUsed).length ?? 0;
      for (const { interval, coefficient, undefinedReplicates } of row.figures) {
        assert.ok(interval);
        if (usedIn < 2) assert.deepEqual(interval, { undefined: 'too-few' });
        else if ('lower' in interval) assert.ok(interval.lower <= interval.upper && 'value' in coefficient);
        assert.ok(undefinedReplicates !== undefined && undefinedReplicates <= 200);
      }
    });
    for (const { figures } of rowsOf(once, 'transcript'))
      assert.deepEqual(figures[0]?.interval, { undefined: 'too-few' });
  });

  it('gives analytic intervals to words and none to characters', () => {
    assert.throws(() => finish(estimateIntervals(report, { kind: 'analytic' })), {
      code: 'agreement/no-analytic-interval',
    });
    const words = finish(estimateIntervals(reportOf(view, { unit: 'word' }), { kind: 'analytic' }));
    const [kappa, unitizing] = rowsOf(words, 'code')[0]?.figures ?? [];
    assert.ok(kappa?.interval && 'lower' in kappa.interval && 'value' in kappa.coefficient);
    assert.ok(
      kappa.interval.lower < kappa.coefficient.value && kappa.coefficient.value < kappa.interval.upper,
    );
    assert.equal(unitizing?.interval, undefined);
  });
});

describe('what a report refuses and leaves out', () => {
  const refuses = async (options: AgreementOptions, code: string): Promise<void> => {
    const view = (await hostileStudy()).view();
    assert.throws(() => planAgreement(view, options), { code });
  };

  it('refuses rounds, coders and codes that are not there, and one coder alone', async () => {
    await refuses({ round: 'nought' }, 'agreement/unknown-round');
    await refuses({ coders: ['MS', 'XX'] }, 'agreement/unknown-coder');
    await refuses({ coders: ['MS', 'MS'] }, 'agreement/coder-twice');
    await refuses({ coders: ['MS'] }, 'agreement/one-coder');
    await refuses({ codes: ['no-such'] }, 'agreement/unknown-code');
  });

  it('compares what a blind round hides only for those who may see it', async () => {
    const study = await openCodedStudy({
      study: `format: verbatim/study@1
title: Blind
transcripts: ["*.md"]
coders: { MS: {}, SP: {} }
rounds:
  one: { coders: [MS, SP], transcripts: [a.md, b.md], blind: true }
`,
      codebook: 'format: verbatim/codebook@1\ncodes:\n  cost: { name: Cost }\n',
      transcripts: {
        'a.md': {
          text: 'It cost a lot. It was dear.\n',
          coders: {
            MS: [{ quote: 'cost', codes: ['cost'] }],
            SP: [{ quote: 'cost a lot', codes: ['cost'] }],
          },
        },
        'b.md': {
          text: 'Nobody could pay for it.\n',
          coders: { MS: [], SP: [] },
          unfinished: ['SP'],
        },
      },
    });
    const { snapshot } = study.store;
    assert.deepEqual(
      reportOf(snapshot.visibleTo(undefined)).compared.map(({ path }) => path),
      ['a.md'],
    );
    const forMs = reportOf(snapshot.visibleTo('MS'));
    assert.deepEqual(forMs.compared, []);
    assert.deepEqual(forMs.sections, []);
    assert.deepEqual(
      forMs.notComparable.map(({ waitingFor }) => waitingFor),
      [[{ coder: 'SP', state: 'hidden' }], [{ coder: 'SP', state: 'hidden' }]],
    );
  });

  it('pools every pair of three coders', async () => {
    const study = await openCodedStudy({
      study:
        'format: verbatim/study@1\ntitle: Three\ntranscripts: ["*.md"]\ncoders: { A: {}, B: {}, C: {} }\n',
      codebook: 'format: verbatim/codebook@1\ncodes:\n  cost: { name: Cost }\n',
      transcripts: {
        'a.md': {
          text: 'It cost a lot.\n',
          coders: {
            A: [{ quote: 'cost', codes: ['cost'] }],
            B: [{ quote: 'cost', codes: ['cost'] }],
            C: [{ quote: 'a lot', codes: ['cost'] }],
          },
        },
      },
    });
    const report = reportOf(study.view(), { measures: ['kappa', 'segments'] });
    assert.deepEqual(
      rowsOf(report, 'pair').map(({ id }) => id),
      ['A+B', 'A+C', 'B+C'],
    );
    near(rowsOf(report, 'pair')[0]?.figures[0]?.coefficient, 1);
    const [kappa, segments] = rowsOf(report, 'code')[0]?.figures ?? [];
    near(
      rowsOf(report, 'all')[0]?.figures[0]?.coefficient,
      valueOf(kappa?.coefficient ?? { undefined: 'too-few' }) ?? NaN,
    );
    assert.deepEqual(segments?.coefficient, {
      undefined: 'not-two-coders',
      percent: { undefined: 'not-two-coders' },
      n: 0,
    });
  });
});
