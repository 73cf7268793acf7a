import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { strFromU8, unzipSync } from 'fflate';
import { runVerbatim } from '../support/cli';
import { copySampleStudy } from '../support/sample-study';
import { smallStudy } from '../support/small-study';
import { createStudyFolder, type StudyFolder } from '../support/study-folder';

interface Tree {
  readonly kind: string;
  readonly id: string;
  readonly passages: number;
  readonly transcripts: number;
  readonly cases: number;
  readonly children: readonly Tree[];
}

/** Runs a command that prints JSON. */
async function json<T>(args: readonly string[], folder: string): Promise<T> {
  const { code, stdout, stderr } = await runVerbatim([...args, '--json'], folder);
  assert.equal(code, 0, stderr);
  return JSON.parse(stdout) as T;
}

describe('verbatim in the sample study', () => {
  let study: ReturnType<typeof copySampleStudy>;
  before(() => (study = copySampleStudy()));
  after(() => study.remove());

  it('checks it and finds nothing', async () => {
    const { code, stdout } = await runVerbatim(['check'], study.folder);
    assert.equal(code, 0, stdout);
    assert.match(stdout, /^0 errors, 0 warnings, \d+ notes?; \d+ transcripts and \d+ sidecars checked\.$/m);
  });

  it('prints every passage where the transcript reads it', async () => {
    const passages = await json<readonly Record<string, unknown>[]>(['passages'], study.folder);
    assert(passages.length >= 450, `${passages.length} passages`);
    const keys = ['transcript', 'coder', 'id', 'codes', 'quote', 'start', 'end', 'from', 'to', 'status'];
    const texts = new Map<string, readonly string[]>();
    for (const passage of passages) {
      assert.deepEqual(Object.keys(passage), keys);
      const { transcript, start, end, quote, status } = passage as {
        transcript: string;
        start: number;
        end: number;
        quote: string;
        status: string;
      };
      const text = texts.get(transcript) ?? Array.from(readFileSync(`${study.folder}/${transcript}`, 'utf8'));
      texts.set(transcript, text);
      assert.equal(status, 'exact');
      assert.equal(text.slice(start, end).join(''), quote);
    }
  });

  it('prints the tree, whose counts are those of the passages', async () => {
    const tree = await json<readonly Tree[]>(['tree'], study.folder);
    const questions = tree.filter(({ kind }) => kind === 'question');
    assert.deepEqual(
      questions.map(({ id }) => id),
      ['RQ1', 'RQ2', 'RQ3', 'RQ4'],
    );
    const find = (nodes: readonly Tree[], id: string): Tree | undefined =>
      nodes.map((node) => (node.id === id ? node : find(node.children, id))).find((found) => found);
    const code = find(tree, 'mandatory-feel') ?? assert.fail('the tree lacks mandatory-feel');
    const args = ['passages', '--code', 'mandatory-feel', '--with-subcodes'];
    const passages = await json<readonly { transcript: string }[]>(args, study.folder);
    assert.equal(code.passages, passages.length);
    assert.equal(code.transcripts, new Set(passages.map(({ transcript }) => transcript)).size);
    for (const theme of questions.flatMap(({ children }) => children))
      assert(
        theme.children.every((child) => child.passages <= theme.passages),
        theme.id,
      );
  });

  it('leaves out of the final layer what several have coded and nobody settled, and names it', async () => {
    interface Coded {
      readonly transcript: string;
      readonly coder: string;
    }
    const all = await json<readonly Coded[]>(['passages'], study.folder);
    const codersOf = (path: string): number =>
      new Set(all.filter(({ transcript }) => transcript === path).map(({ coder }) => coder)).size;
    const args = ['passages', '--layer', 'final', '--json'];
    const { stdout, stderr } = await runVerbatim(args, study.folder);
    const final = JSON.parse(stdout) as readonly Coded[];
    assert.deepEqual(
      final,
      all.filter(({ transcript }) => codersOf(transcript) === 1),
    );
    assert.ok(final.length > 0 && final.length < all.length, `${final.length} of ${all.length}`);
    const leftOut = [...new Set(all.map(({ transcript }) => transcript))].filter(
      (path) => codersOf(path) > 1,
    );
    for (const path of leftOut) assert.ok(stderr.includes(path), `${path} is named in\n${stderr}`);
    const tree = await json<readonly Tree[]>(['tree', '--layer', 'final'], study.folder);
    const whole = await json<readonly Tree[]>(['tree'], study.folder);
    const [first, firstOfAll] = [tree, whole].map((rows) => rows.find(({ id }) => id === 'RQ1')?.passages);
    assert.ok(Number(first) > 0 && Number(first) < Number(firstOfAll), `${first} of ${firstOfAll}`);
  });

  it('prints the tree for people, aligned', async () => {
    const { stdout } = await runVerbatim(['tree', '--coder', 'MS'], study.folder);
    const lines = stdout.trimEnd().split('\n');
    assert.match(lines[0] ?? '', /^ +passages {2}transcripts {2}cases$/);
    const counted = lines.slice(1).filter((line) => /\d$/.test(line));
    assert(counted.length > 30);
    for (const line of counted) assert.equal(line.length, lines[0]?.length, line);
  });
});

describe('verbatim in a small study', () => {
  let study: StudyFolder;
  before(() => (study = createStudyFolder(smallStudy())));
  after(() => study.remove());

  it('finds the study from a folder inside it, or by --study', async () => {
    for (const [args, folder] of [
      [[], study.pathOf('transcripts')],
      [['--study', study.folder], '/'],
    ] as const) {
      const { code, stdout } = await runVerbatim(['check', ...args], folder);
      assert.equal(code, 0);
      assert.match(stdout, /^0 errors, 0 warnings, 0 notes; 2 transcripts and 3 sidecars checked\.$/m);
    }
  });

  it('prints passages by code, coder and transcript', async () => {
    const quotes = async (...args: string[]): Promise<readonly string[]> =>
      (await json<readonly { quote: string }[]>(['passages', ...args], study.folder)).map(
        ({ quote }) => quote,
      );
    assert.deepEqual(await quotes('--code', 'wary'), ['pretty wary']);
    assert.deepEqual(await quotes('--code', 'compulsory', '--coder', 'SP'), ['Well, we had no choice.']);
    assert.deepEqual(await quotes('--transcript', 'transcripts/Int02.txt'), ['We had no choice, did we.']);
    assert.deepEqual(await quotes('--transcript', study.pathOf('transcripts/Int02.txt')), [
      'We had no choice, did we.',
    ]);
  });

  it('prints one row per coding as CSV', async () => {
    const { stdout } = await runVerbatim(['passages', '--csv', '--coder', 'SP'], study.folder);
    const [header, row, ...rest] = stdout.split('\r\n');
    assert.match(header ?? '', /^transcript,coder,code,code name,themes,questions,cases,role,setting,/);
    assert.match(row ?? '', /^transcripts\/Int01\.md,SP,mandatory-feel,Almost mandatory,/);
    assert.deepEqual(rest, ['']); // the passage without a code is no coding
  });

  it('prints findings with their places and ends with 1', async () => {
    const broken = createStudyFolder(smallStudy());
    const sidecar = 'transcripts/Int01.md.MS.coding.yaml';
    broken.write(sidecar, broken.read(sidecar).replace('- wary', '- warry'));
    const { code, stdout } = await runVerbatim(['check'], broken.folder);
    assert.equal(code, 1);
    assert.match(
      stdout,
      /^transcripts\/Int01\.md\.MS\.coding\.yaml:\d+:9 error sidecar\/unknown-code The codebook has no code “warry”\.\n {4}.*“wary”/,
    );
    const found = await runVerbatim(['check', '--json'], broken.folder);
    assert.equal(found.code, 1);
    const { errors, problems } = JSON.parse(found.stdout) as { errors: number; problems: { code: string }[] };
    assert.equal(errors, 1);
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ['sidecar/unknown-code'],
    );
    broken.remove();
  });

  it('exports to files and never replaces one unasked', async () => {
    const csv = study.pathOf('quotes.csv');
    const first = await runVerbatim(['export', 'quotes', '--output', csv, '--bom'], study.folder);
    assert.equal(first.code, 0, first.stderr);
    assert(readFileSync(csv, 'utf8').startsWith('\ufefftranscript,'));
    const second = await runVerbatim(['export', 'codebook', '--output', csv], study.folder);
    assert.equal(second.code, 2);
    assert(readFileSync(csv, 'utf8').startsWith('\ufefftranscript,'));
    const forced = await runVerbatim(['export', 'codebook', '--output', csv, '--force'], study.folder);
    assert.equal(forced.code, 0);
    assert(readFileSync(csv, 'utf8').startsWith('code,name,'));
    const xlsx = study.pathOf('quotes.xlsx');
    assert.equal((await runVerbatim(['export', 'quotes', '--output', xlsx], study.folder)).code, 0);
    const sheet = strFromU8(unzipSync(readFileSync(xlsx))['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    assert(sheet.includes('pretty wary'));
    const rows = await json<readonly Record<string, unknown>[]>(['export', 'codebook'], study.folder);
    assert.equal(rows[0]?.['passages'], 4);
  });

  it('refuses in one line, with 2 and without a stack', async () => {
    const refusals: readonly (readonly string[])[] = [
      ['no-such-command'],
      ['check', '--no-such-option'],
      ['passages', '--code', 'warry'],
      ['passages', '--coder', 'XY'],
      ['passages', '--code', ''],
      ['passages', '--json', '--csv'],
      ['tree', '--coder', 'XY'],
      ['export', 'nothing'],
      ['export', 'quotes', '--format', 'xlsx'],
      ['export', 'quotes', '--output', 'no/such/folder/x.csv'],
      ['check', '--study', '/no/such/folder'],
      ['import'],
      ['import', 'no-such-file.txt', '--yes'],
      ['import', '.', '--yes'],
      ['import', study.pathOf('transcripts/Int01.md'), '--folder', '../elsewhere', '--yes'],
      ['init', study.folder],
    ];
    const before = study.contents();
    const endings = await Promise.all(
      refusals.map(async (args) => ({ args, ...(await runVerbatim(args, study.folder)) })),
    );
    for (const { args, code, stdout, stderr } of endings) {
      assert.equal(code, 2, `${args.join(' ')}: ${stderr}`);
      assert.equal(stdout, '', args.join(' '));
      assert.match(stderr, /^verbatim: [^\n]+\n$/, args.join(' '));
      assert(!/\bat .*\.(?:js|ts):\d/.test(stderr), stderr);
    }
    assert.deepEqual(study.contents(), before);
    assert(!existsSync(study.pathOf('no')));
  });

  it('explains itself', async () => {
    const { code, stdout } = await runVerbatim(['--help']);
    assert.equal(code, 0);
    for (const name of ['init', 'import', 'check', 'tree', 'passages', 'export'])
      assert(stdout.includes(name));
    assert.equal((await runVerbatim([])).code, 2);
  });
});
