import { bootstrap, finish } from '../../src/core/agreement/bootstrap';
import { codingsOf, type CodedText } from '../../src/core/agreement/coded-text';
import { compareCoders } from '../../src/core/agreement/compare';
import { coverageOf } from '../../src/core/agreement/coverage';
import { nominalAlpha } from '../../src/core/agreement/coefficients';
import { type ComparedPassage, findDisagreements } from '../../src/core/agreement/disagreements';
import { sumEvidence, tableOf } from '../../src/core/agreement/evidence';
import type { Ratings } from '../../src/core/agreement/ratings';
import { seededRandom } from '../../src/core/agreement/random';
import { pooledOver, reportAgreement, type RollupReport } from '../../src/core/agreement/report';
import { disagreementsOf } from '../../src/core/agreement/study-disagreements';
import { placePassages } from '../../src/core/study/placed-passages';
import type { StudyView } from '../../src/core/study/snapshot';
import { generateStudy } from '../support/study-generator';
import { openMemoryStudy } from '../support/open-memory-study';
import { tally } from '../../src/core/agreement/tally';
import { cohenKappa } from '../../src/core/agreement/two-coders';
import { emptyUnitizing, type Unit, unitizeInto, unitizingAlpha } from '../../src/core/agreement/unitizing';

/** Prints how fast agreement is computed, and the ratio to what it may take. Figures only; nothing here fails. */
const runs = 9;
const random = seededRandom(1);

const codes = Array.from({ length: 50 }, (_, i) => `code-${i}`);
const textLength = 40_000;

/** A transcript's passages by two coders, of whom the second mostly follows the first. */
function writePassages(): readonly (readonly ComparedPassage[])[] {
  const first: ComparedPassage[] = [];
  const second: ComparedPassage[] = [];
  for (let i = 0; i < 200; i++) {
    const start = random(textLength - 400);
    const end = start + 40 + random(300);
    const of = (code: string) => [code, ...(random(5) === 0 ? [codes[random(50)] ?? ''] : [])];
    const code = codes[random(50)] ?? '';
    first.push({ id: `a${i}`, start, end, codes: of(code) });
    const isSame = random(10) < 7;
    second.push({
      id: `b${i}`,
      start: isSame ? start : start + random(60),
      end: isSame ? end : end + 60 + random(40),
      codes: of(random(10) < 8 ? code : (codes[random(50)] ?? '')),
    });
  }
  return [first, second];
}

function measure<T>(name: string, budget: number, work: () => T, tell: (result: T) => string): void {
  const times: number[] = [];
  let result = work();
  for (let run = 0; run < runs; run++) {
    const started = performance.now();
    result = work();
    times.push(performance.now() - started);
  }
  // Of the fastest run: other programs on the machine only ever add to it.
  const time = Math.min(...times);
  const figures = [`${time.toFixed(1)} ms`, `of ${budget} ms`, `${(time / budget).toFixed(2)} ×`];
  console.log(`${name.padEnd(62)}${figures.map((each) => each.padStart(12)).join('')}  ${tell(result)}`);
}

const passages = Array.from({ length: 100 }, writePassages);
const codeRollups = codes.map((code) => ({ codes: [code] }));

function readTexts(): readonly CodedText[] {
  return passages.map((coders) => ({
    length: textLength,
    codings: coders.map((each) => codingsOf(each, textLength)),
  }));
}

function report(): readonly RollupReport[] {
  return reportAgreement(readTexts(), codeRollups, { codes: 50 });
}

measure(
  'report: 50 codes × 100 transcripts × 2 coders × 200 passages',
  200,
  () => {
    const all = report();
    // The heat map of transcripts by codes.
    const cells = all.flatMap(({ evidence }) => evidence.map((each) => cohenKappa(tableOf(each, 0))));
    return { cells, pooled: pooledOver(all, 2) };
  },
  ({ cells, pooled }) => `${cells.length} cells; pooled kappa ${told(pooled)}`,
);

const units = 1_000_000;
const ratings: Ratings = {
  coders: 5,
  units,
  categories: 10,
  cells: Int32Array.from({ length: units * 5 }, (_, i) =>
    random(20) === 0 ? -1 : random(3) > 0 ? Math.floor(i / 5) % 10 : random(10),
  ),
};
measure('nominal alpha: 1,000,000 units × 5 coders', 60, () => nominalAlpha(tally(ratings)), told);

const reports = report();
measure(
  'bootstrap: 1,000 replicates × 50 codes × 100 transcripts',
  2000,
  () =>
    finish(
      bootstrap({ clusters: 100, replicates: 1000, seed: 7 }, (times) =>
        reports.map(({ evidence }) => cohenKappa(tableOf(sumEvidence(evidence, 2, times), 0))),
      ),
    ),
  ([first]) => JSON.stringify(first?.interval),
);

const segments = 10_000;
const continua = Array.from({ length: 3 }, () =>
  Array.from({ length: segments }, (_, i): Unit => {
    const start = i * 100 + random(20);
    return { start, end: start + 30 + random(50), category: 1 + ((random(4) > 0 ? i : random(10)) % 10) };
  }),
);
measure(
  'uα: 10,000 segments × 3 coders',
  100,
  () => {
    const sums = emptyUnitizing(3, 10);
    unitizeInto(sums, segments * 100, continua);
    return unitizingAlpha(sums);
  },
  told,
);

const many = passages.slice(0, 5).flatMap(([a = [], b = []], i) => {
  const shift = (passage: ComparedPassage) => ({
    ...passage,
    start: passage.start + i * textLength,
    end: passage.end + i * textLength,
  });
  return [{ a: a.map(shift), b: b.map(shift) }];
});
measure(
  'disagreements: one transcript, 2 coders × 1,000 passages',
  100,
  () => findDisagreements([many.flatMap(({ a }) => a), many.flatMap(({ b }) => b)]),
  (found) => `${found.length} disagreements`,
);

const compared = await studyToCompare();
let turn = 0;
measure(
  'opening a comparison: one transcript, 2 coders × 1,000 passages',
  100,
  () => {
    const view = compared[turn++ % compared.length];
    if (!view) throw new Error('no study');
    const comparison = compareCoders(view, {
      ...{ coders: ['C1', 'C2'], place: placePassages, codes: 'merged' },
    });
    return [disagreementsOf(comparison), comparison.compared.flatMap((each) => coverageOf(each.passages))];
  },
  ([found, coverage]) => `${found?.length ?? 0} disagreements, ${coverage?.length ?? 0} stretches`,
);

/** The same study, read so often that nothing of it has been placed yet. */
async function studyToCompare(): Promise<readonly StudyView[]> {
  const size = { transcripts: 1, coders: 2, passages: 1000, words: 20_000, codes: 50 };
  const files = [...generateStudy(size)].map(
    ([path, text]) => [path, text.replace('status: in-progress', 'status: done')] as const,
  );
  const views: StudyView[] = [];
  for (let i = 0; i < runs + 1; i++) views.push((await openMemoryStudy(files)).view());
  return views;
}

function told(figure: ReturnType<typeof nominalAlpha>): string {
  return 'value' in figure ? figure.value.toFixed(3) : figure.undefined;
}
