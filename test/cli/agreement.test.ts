import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { runVerbatim } from '../support/cli';
import { GitStudy } from '../support/git-study';
import { copySampleStudy } from '../support/sample-study';
import { sidecarText } from '../support/small-study';

interface Json {
  readonly coders: readonly string[];
  readonly commit: string | null;
  readonly redefined: readonly { readonly code: string }[] | null;
  readonly transcripts: readonly { readonly path: string }[];
  readonly notComparable: readonly { readonly transcript: string; readonly reason: string }[];
  readonly sections: readonly {
    readonly kind: string;
    readonly rows: readonly {
      readonly id: string;
      readonly figures: Record<string, { value: number | null }>;
    }[];
  }[];
  readonly overTime:
    | readonly {
        subject: string;
        compared: number;
        pooled: { value: number | null };
        drift: { coder: string; likeToday: { value: number | null } }[];
      }[]
    | null;
}

describe('verbatim agreement', function () {
  this.timeout(60_000);
  let study: ReturnType<typeof copySampleStudy>;
  before(() => (study = copySampleStudy()));
  after(() => study.remove());
  const run = (...args: readonly string[]) =>
    runVerbatim(['agreement', '--replicates', '20', ...args], study.folder);

  it('prints tables, what was left out and the methods paragraph', async () => {
    const { code, stdout } = await run();
    assert.equal(code, 0);
    for (const title of ['Summary', 'Codes', 'Themes', 'Research questions', 'Transcripts', 'By site'])
      assert.match(stdout, new RegExp(`^${title} `, 'm'));
    assert.match(stdout, /^Almost mandatory \(mandatory-feel\) +\d+\.\d % +\d+\.\d % /m);
    assert.match(stdout, /20 bootstrap replicates drawn over transcripts \(seed 1\)/);
  });

  it('prints the same numbers as JSON and CSV', async () => {
    const [json, csv] = await Promise.all([run('--json'), run('--csv')]);
    const report = JSON.parse(json.stdout) as Json;
    const kappa = report.sections.find(({ kind }) => kind === 'code')?.rows[0]?.figures['kappa']?.value;
    assert.equal(typeof kappa, 'number');
    assert.match(csv.stdout, new RegExp(`^code,mandatory-feel,[^\\r]*,${kappa},`, 'm'));
  });

  it('writes a page and a picture, and replaces them only with --force', async () => {
    const file = path.join(study.folder, 'report.html');
    const { code, stdout, stderr } = await run('--html', 'report.html', '--svg', 'plot.svg');
    assert.deepEqual([code, stdout], [0, '']);
    assert.ok(stderr.includes(file));
    assert.match(readFileSync(file, 'utf8'), /^<!doctype html>/);
    assert.match(readFileSync(path.join(study.folder, 'plot.svg'), 'utf8'), /^<svg\s+xmlns/);
    const again = await run('--html', 'report.html');
    assert.equal(again.code, 2);
    assert.match(again.stderr, /--force/);
    assert.equal((await run('--html', 'report.html', '--force')).code, 0);
    assert.match((await run('--html', '-')).stdout, /^<!doctype html>/);
  });

  it('takes coders, codes, units, measures and aliases', async () => {
    const { stdout, code } = await run(
      '--coders',
      'SP,MS',
      '--code',
      'rivalry,fair-shares',
      '--unit',
      'turn',
      '--measures',
      'segments,alpha',
      '--as-coded',
      '--json',
    );
    assert.equal(code, 0);
    const { sections, coders } = JSON.parse(stdout) as Json;
    assert.deepEqual(coders, ['SP', 'MS']);
    const codes = sections.find(({ kind }) => kind === 'code');
    assert.ok(codes);
    assert.deepEqual(
      codes.rows.map(({ id }) => id),
      ['rivalry', 'fair-shares'],
    );
    assert.deepEqual(Object.keys(codes.rows[0]?.figures ?? {}), ['segments', 'alpha']);
  });

  it('refuses in one line what it cannot do', async () => {
    for (const [args, message] of [
      [['--coders', 'MS,XX'], /no coder “XX”/],
      [['--coders', 'MS'], /two coders/],
      [['--round', 'calibratio'], /Did you mean “calibration”/],
      [['--code', 'nothing'], /no code “nothing”/],
      [['--unit', 'letter'], /Allowed choices are character, word/],
      [['--measures', 'gamma'], /There is no “gamma”/],
      [['--replicates', '1e9'], /whole number/],
      [['--analytic'], /Characters have no analytic interval/],
      [['--at', '--all'], /no branch, tag or commit|argument missing/],
      [['--html', 'nowhere/report.html'], /There is no folder/],
    ] as const) {
      const { code, stdout, stderr } = await runVerbatim(['agreement', ...args], study.folder);
      assert.deepEqual([code, stdout], [2, ''], args.join(' '));
      assert.match(stderr, message);
      assert.equal(stderr.trim().split('\n').length, 1);
    }
    assert.ok(!existsSync(path.join(study.folder, 'nowhere')));
  });
});

const text = 'R: It cost a lot of money. We had no choice.\n';
const files = {
  'verbatim.yaml': `format: verbatim/study@1
title: T
transcripts: ["*.md"]
coders: { MS: { emails: [ms@example.org] }, SP: {} }
rounds:
  one: { coders: [MS, SP], transcripts: [a.md], blind: true }
`,
  'codebook.yaml': 'format: verbatim/codebook@1\ncodes:\n  cost: { name: Cost }\n',
  'a.md': text,
};
const coded = (quote: string, status: 'done' | 'in-progress') =>
  sidecarText(text, [{ quote, codes: ['cost'] }], { status });

describe('verbatim agreement in history', function () {
  this.timeout(60_000);
  let repository: GitStudy;
  const run = async (...args: readonly string[]) => {
    const { code, stdout } = await runVerbatim(['agreement', '--json', ...args], repository.folder);
    return { code, report: JSON.parse(stdout) as Json };
  };
  let day = 10;
  const commit = async (message: string): Promise<void> => {
    await repository.git('add', '--all');
    await repository.git('commit', '--quiet', '--message', message, `--date=2024-05-${++day}T12:00:00Z`);
  };
  before(async () => {
    repository = await GitStudy.create(files);
    await repository.git('config', 'user.email', 'lead@example.org');
    await repository.write('a.md.MS.coding.yaml', coded('cost', 'done'));
    await repository.write('a.md.SP.coding.yaml', coded('money', 'in-progress'));
    await commit('SP begins');
    await repository.write(
      'codebook.yaml',
      files['codebook.yaml'].replace('Cost', 'Cost, definition: What is dear'),
    );
    await commit('Say what cost is');
    await repository.write('a.md.SP.coding.yaml', coded('money', 'done'));
    await commit('SP is done');
    await repository.git('tag', 'before');
    await repository.write('a.md.SP.coding.yaml', coded('cost', 'done'));
    await commit('SP thinks again');
  });
  after(() => repository.remove());

  it('computes what a commit had', async () => {
    const { report } = await run('--at', 'before');
    const then = report.sections[0]?.rows[0]?.figures['pooled']?.value ?? NaN;
    assert.ok(then < 0, String(then));
    assert.equal(report.commit, (await repository.git('rev-parse', 'before')).trim());
    assert.equal((await run()).report.sections[0]?.rows[0]?.figures['pooled']?.value, 1);
    const first = await run('--at', 'before~2');
    assert.equal(first.code, 1);
    assert.deepEqual(
      first.report.notComparable.map(({ reason }) => reason),
      ['SP has not marked it done'],
    );
  });

  it('follows agreement and each coder’s drift from commit to commit', async () => {
    const { report } = await run('--over-time');
    assert.deepEqual(
      report.overTime?.map(({ subject, compared, pooled, drift }) => [
        subject,
        compared,
        pooled.value === null ? null : Math.sign(pooled.value),
        ...drift.map(({ likeToday }) => likeToday.value === 1),
      ]),
      [
        ['SP begins', 0, null, true, false],
        ['SP is done', 1, -1, true, false],
        ['SP thinks again', 1, 1, true, true],
      ],
    );
    assert.equal((await run('--over-time', '1')).report.overTime?.length, 1);
  });

  it('warns of a code that was redefined when one coder was done and the other was not', async () => {
    const { report } = await run();
    assert.deepEqual(
      report.redefined?.map(({ code }) => code),
      ['cost'],
    );
    const { stdout } = await runVerbatim(['agreement'], repository.folder);
    assert.match(stdout, /^Redefined while they were being coded: cost$/m);
  });

  it('hides from a coder, told by git’s address, what an open blind round hides; also of the past', async () => {
    await repository.git('config', 'user.email', 'MS@example.org');
    assert.equal((await run()).code, 0, 'the round is over');
    await repository.write('a.md.SP.coding.yaml', coded('cost', 'in-progress'));
    for (const args of [[], ['--at', 'before']]) {
      const { code, report } = await run(...args);
      assert.equal(code, 1);
      assert.deepEqual(report.transcripts, []);
      assert.match(
        report.notComparable[0]?.reason ?? '',
        /SP is hidden from you until the blind round is done/,
      );
    }
    const { report } = await run('--over-time');
    assert.ok(
      report.overTime?.every(({ compared, drift }) => compared === 0 && drift[1]?.likeToday.value === null),
    );
    await repository.git('config', 'user.email', 'lead@example.org');
    assert.equal((await run('--at', 'before')).code, 0);
  });
});
