import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../src/core/format/format-sidecar';
import type { SidecarChange } from '../../src/core/format/sidecar-change';
import type { Passage } from '../../src/core/model/passage';
import { mergeBasesOf } from '../../src/core/study/ancestry';
import { blobIdOfText } from '../../src/core/text/blob-id';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createStudyGit } from '../../src/node/study-git';
import { runVerbatim } from '../support/cli';
import { GitStudy } from '../support/git-study';

const transcript = 'transcripts/Int01.md';
const file = `${transcript}.MS.coding.yaml`;
const text = 'R: One answer\nR: Two answers\nR: Three answers\nR: Four answers\n';
const [oldId, newId, otherId] = ['A', 'B', 'C'].map((last) => `01JD8Q4ZK3V7M2X9C5T6R1B0W${last}`) as [
  string,
  string,
  string,
];

function passage(id: string, line: number, ...codes: readonly string[]): Passage {
  const said = text.split('\n')[line - 1] ?? '';
  return {
    id,
    at: { start: { line, column: 4 }, end: { line, column: said.length + 1 } },
    quote: said.slice(3),
    before: 'R: ',
    after: '',
    codes,
  };
}

const begin = formatSidecar({
  base: blobIdOfText(text, nodeByteTools),
  status: 'in-progress',
  passages: [passage(oldId, 2, 'wary'), passage(otherId, 4, 'money')],
});
const changed = (...changes: readonly SidecarChange[]): string => editSidecar(begin, changes).text;
const replaced = changed(
  { kind: 'delete-passage', id: oldId },
  { kind: 'add-passage', passage: passage(newId, 3, 'wary') },
);
const recoded = changed({ kind: 'add-code', id: oldId, code: 'trust' });
const codebook = (...codes: readonly string[]): string =>
  `format: verbatim/codebook@1\ncodes:\n${codes.map((id) => `  ${id}: { name: ${id} }\n`).join('')}`;
const study = {
  'verbatim.yaml':
    'format: verbatim/study@1\ntitle: T\ntranscripts: ["transcripts/**/*.md"]\ncoders:\n  MS: { name: M. S. }\n',
  'codebook.yaml': codebook('wary', 'money', 'trust'),
  [transcript]: text,
  [file]: begin,
};

describe('verbatim check, after a merge line by line', function () {
  this.timeout(60_000);
  let repository: GitStudy;
  let folder = '';
  afterEach(() => repository.remove());

  async function start(within = ''): Promise<void> {
    folder = within;
    const files = Object.entries(study).map(([name, content]) => [folder + name, content] as const);
    repository = await GitStudy.create(Object.fromEntries(files));
  }

  const write = (content: string): Promise<void> => repository.write(folder + file, content);

  /** One branch replaces a passage, the other gives the old one a code; git sees no conflict. */
  async function meet(ours = replaced, theirs = recoded): Promise<void> {
    await repository.git('switch', '--quiet', '--create', 'other');
    await write(theirs);
    await repository.commit('Theirs');
    await repository.git('switch', '--quiet', 'main');
    await write(ours);
    await repository.commit('Ours');
    await repository.git('merge', '--quiet', '--no-edit', 'other');
  }

  interface Found {
    readonly code: string;
    readonly path: string;
    readonly from: { readonly line: number };
    readonly message: string;
    readonly advice: string;
  }

  async function findings(): Promise<readonly Found[]> {
    const { stdout } = await runVerbatim(['check', '--json', '--study', `./${folder}`], repository.folder);
    const { problems } = JSON.parse(stdout) as { problems: readonly Found[] };
    return problems.filter(({ code }) => code.startsWith('merge/'));
  }

  for (const within of ['', 'the study/'])
    it(`finds the code that fell on another passage${within === '' ? '' : ', in a folder of the repository'}`, async () => {
      await start(within);
      await meet();
      const [found, ...more] = await findings();
      assert.deepEqual(more, []);
      assert.equal(found?.code, 'merge/stray-change');
      assert.equal(found.path, file);
      const merged = await repository.read(folder + file);
      assert.match(merged.split('\n')[found.from.line - 1] ?? '', /- trust$/);
      assert.match(
        found.message,
        /put \*trust\* on this passage; it was meant for another one, “Two answers”/,
      );
      assert.match(found.advice, /setup-git/);
    });

  it('says nothing once the code is taken off, or confirmed, and goes on when something else was done', async () => {
    await start();
    await meet();
    const wrong = await repository.read(file);
    const later = (...changes: readonly SidecarChange[]): Promise<void> =>
      write(editSidecar(wrong, changes).text);
    await later({ kind: 'remove-code', id: newId, code: 'trust' });
    assert.deepEqual(await findings(), []);
    await later({ kind: 'set-coding', id: newId, code: 'trust', detail: { checked: '2024-05-01' } });
    assert.deepEqual(await findings(), []);
    await later({ kind: 'delete-passage', id: newId });
    assert.deepEqual(await findings(), []);
    await later({ kind: 'add-code', id: newId, code: 'money' }, { kind: 'set-status', status: 'done' });
    assert.equal((await findings()).length, 1);
  });

  it('knows the code by its new id', async () => {
    await start();
    await meet();
    const wrong = await repository.read(file);
    await repository.write(
      'codebook.yaml',
      codebook('wary', 'money') + '  faith: { name: Faith, aliases: [trust] }\n',
    );
    assert.equal((await findings()).length, 1);
    await write(wrong.replace('- trust', '- faith'));
    assert.equal((await findings()).length, 1);
  });

  it('finds it in the codebook as well', async () => {
    await start();
    const entry = (id: string, memo = ''): string =>
      `  ${id}:\n    name: ${id}\n    definition: As it was.\n${memo}`;
    const book = (...entries: readonly string[]): string =>
      `format: verbatim/codebook@1\ncodes:\n${entries.join('')}`;
    await repository.write('codebook.yaml', book(entry('wary'), entry('money'), entry('trust')));
    await repository.commit('Codebook');
    await repository.git('switch', '--quiet', '--create', 'other');
    await repository.write(
      'codebook.yaml',
      book(entry('wary'), entry('money', '    memo: Ask.\n'), entry('trust')),
    );
    await repository.commit('Theirs');
    await repository.git('switch', '--quiet', 'main');
    await repository.write(
      'codebook.yaml',
      book(entry('wary'), entry('income').replace('name: income', 'name: money'), entry('trust')),
    );
    await repository.commit('Ours');
    await repository.git('merge', '--quiet', '--no-edit', 'other');
    const [found, ...more] = await findings();
    assert.deepEqual(more, []);
    assert.equal(found?.path, 'codebook.yaml');
    assert.match(found.message, /put “memo” on \*income\*; it was meant for another one, \*money\*/);
  });

  it('says nothing of what a person settled, or of changes beside each other', async () => {
    await start();
    await meet(replaced, changed({ kind: 'add-code', id: otherId, code: 'trust' }));
    assert.deepEqual(await findings(), []);
    await repository.git('switch', '--quiet', '--create', 'third', 'HEAD~1');
    await write(
      changed({ kind: 'remove-code', id: otherId, code: 'money' }, { kind: 'delete-passage', id: oldId }),
    );
    await repository.commit('Third');
    await repository.tryGit('merge', '--quiet', '--no-edit', 'main');
    await write(replaced);
    await repository.commit('Settled');
    assert.deepEqual(await findings(), []);
  });
});

describe('what two commits began from', function () {
  this.timeout(60_000);
  let repository: GitStudy;
  before(async () => (repository = await GitStudy.create({ 'a.txt': 'a' })));
  after(() => repository.remove());

  it('is what git says, in any history', async () => {
    const tree = (await repository.git('rev-parse', 'HEAD^{tree}')).trim();
    const parents = fc.array(fc.uniqueArray(fc.nat(4), { minLength: 2, maxLength: 2 }), {
      minLength: 14,
      maxLength: 14,
    });
    let crossed = 0;
    await fc.assert(
      fc.asyncProperty(parents, async (back) => {
        const commits = [(await repository.git('rev-parse', 'HEAD')).trim()];
        const add = async (...from: readonly string[]): Promise<string> => {
          const args = from.flatMap((commit) => ['-p', commit]);
          return (await repository.git('commit-tree', tree, ...args, '-m', `${commits.length}`)).trim();
        };
        for (const steps of back)
          commits.push(await add(...new Set(steps.map((step) => commits.at(-1 - step) ?? commits[0] ?? ''))));
        const last = commits.slice(-5);
        await repository.git('update-ref', 'refs/heads/other', await add(...last));
        await repository.git('symbolic-ref', 'HEAD', 'refs/heads/other');
        const ancestry = await createStudyGit(repository.folder).ancestry();
        await repository.git('symbolic-ref', 'HEAD', 'refs/heads/main');
        for (const [i, one] of last.entries())
          for (const other of last.slice(0, i)) {
            const bases = (await repository.git('merge-base', '--all', one, other))
              .split('\n')
              .filter(Boolean);
            if (bases.length > 1) crossed++;
            assert.deepEqual([...mergeBasesOf(ancestry, one, other)].sort(), bases.sort());
          }
      }),
      { numRuns: 6 },
    );
    assert(crossed > 0, 'no branches crossed');
  });
});
