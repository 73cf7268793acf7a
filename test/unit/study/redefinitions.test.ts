import assert from 'node:assert/strict';
import { readCodebook } from '../../../src/core/format/read-codebook';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import type { Codebook } from '../../../src/core/model/codebook';
import type { ChangeOrigin, FileChange } from '../../../src/core/study/file-history';
import { doneTime, findRedefinitions, redefinedBetween } from '../../../src/core/study/redefinitions';
import { openMemoryStudy } from '../../support/open-memory-study';
import { sidecarText, smallStudy } from '../../support/small-study';

const origin = (n: number): ChangeOrigin => ({
  commit: String(n),
  author: 'MS',
  email: 'ms@example.org',
  time: n,
  subject: '',
});

/** Versions and when each was committed, oldest first, as a history. */
function historyOf<T>(
  ...versions: readonly (readonly [time: number, T | undefined])[]
): readonly FileChange<T>[] {
  return versions
    .map(([time, after], i) => ({ origin: origin(time), before: [versions[i - 1]?.[1]], after }))
    .reverse();
}

const codebookText = smallStudy().get('codebook.yaml') ?? '';
const book = (...edits: readonly (readonly [from: string, to: string])[]): string =>
  edits.reduce((text, [from, to]) => text.replace(from, to), codebookText);
const read = (text: string): Codebook => {
  const { value } = readCodebook(text, 'codebook.yaml');
  assert.ok(value);
  return value;
};
const stricter: readonly [string, string] = ['described as unavoidable', 'described as unavoidable by law'];
const strictest: readonly [string, string] = ['unavoidable by law', 'unavoidable by a law'];
const renamed: readonly [string, string] = ['name: New roles', 'name: Newer roles'];

const done = (ms: number, sp: number) =>
  new Map([
    [
      'Int01.md',
      [
        { coder: 'MS', time: ms },
        { coder: 'SP', time: sp },
      ],
    ],
  ]);

describe('codes redefined between the coders’ being done', () => {
  const history = historyOf(
    [1, read(codebookText)],
    [10, read(book(stricter))],
    [20, read(book(stricter, renamed))],
  );
  const today = read(book(stricter, renamed));
  const told = (ms: number, sp: number) =>
    redefinedBetween(history, today, done(ms, sp)).map(({ code, changedAt, transcripts }) => [
      code,
      changedAt,
      transcripts,
    ]);

  it('are those whose definition changed after one was done and before the other; another name is none', () => {
    assert.deepEqual(told(5, 15), [
      ['mandatory-feel', 10, [{ transcript: 'Int01.md', before: ['MS'], after: ['SP'] }]],
    ]);
    assert.deepEqual(told(15, 10), [
      ['mandatory-feel', 10, [{ transcript: 'Int01.md', before: ['SP'], after: ['MS'] }]],
    ]);
    assert.deepEqual([told(5, 9), told(11, 30), told(Infinity, Infinity)], [[], [], []]);
    assert.equal(told(5, Infinity).length, 1);
    const [first] = redefinedBetween(history, today, done(5, 15));
    assert.deepEqual(
      [first?.was.definition, first?.is.definition],
      ['Joining is described as unavoidable.', 'Joining is described as unavoidable by law.'],
    );
  });

  it('are told once, by the last change between, with every transcript concerned', () => {
    const twice = historyOf(
      [1, read(codebookText)],
      [10, read(book(stricter))],
      [20, read(book(stricter, strictest))],
    );
    const times = new Map([
      ...done(5, 15),
      [
        'Int02.txt',
        [
          { coder: 'MS', time: 12 },
          { coder: 'SP', time: 25 },
        ],
      ],
    ] as const);
    const [only, ...others] = redefinedBetween(twice, read(book(stricter, strictest)), times);
    assert.equal(others.length, 0);
    assert.equal(only?.changedAt, 20);
    assert.deepEqual(only.transcripts.map(({ transcript }) => transcript).sort(), ['Int01.md', 'Int02.txt']);
  });
});

describe('when a coder was done', () => {
  const path = 'Int01.md.MS.coding.yaml';
  const version = (status: 'done' | 'in-progress', ...quotes: readonly string[]) => {
    const text = sidecarText(
      'yes and no',
      quotes.map((quote) => ({ quote, codes: ['wary'] })),
      { status },
    );
    const { value } = readSidecar(text, path);
    assert.ok(value);
    return value;
  };
  const open = version('in-progress');
  const finished = version('done', 'yes');
  const touched = version('done', 'yes', 'no');

  it('is when the status became done for the last time, whatever was changed since', () => {
    assert.equal(doneTime(historyOf([1, open], [2, finished], [3, touched]), touched), 2);
    assert.equal(doneTime(historyOf([1, finished], [2, open], [3, touched]), touched), 3);
    assert.equal(doneTime(historyOf([1, finished]), finished), 1);
    assert.equal(doneTime(historyOf([1, finished], [2, open]), open), undefined);
  });

  it('is not yet where no commit has it; a change since that is not committed makes no difference', () => {
    assert.equal(doneTime(historyOf([1, open]), finished), Infinity);
    assert.equal(doneTime([], finished), Infinity);
    assert.equal(doneTime(historyOf([1, open], [2, finished]), touched), 2);
  });

  it('of an earlier version does not know what came later', () => {
    assert.equal(doneTime(historyOf([1, finished], [2, open], [3, touched]), finished), 1);
  });

  it('of a merge is that of the side which was done', () => {
    const merge: FileChange<typeof open> = { origin: origin(5), before: [open, finished], after: touched };
    assert.equal(doneTime([merge, ...historyOf([1, open], [2, finished])], touched), 2);
  });
});

describe('redefinitions as git tells', () => {
  it('are found from the histories of the codebook and the sidecars', async () => {
    const files = smallStudy();
    const study = await openMemoryStudy(files);
    const sidecars = study.view().sidecarsOf('transcripts/Int01.md');
    const asked: string[] = [];
    const gitOf = (codebooks: readonly FileChange<string>[]) => ({
      history: (path: string) => {
        asked.push(path);
        if (path === 'codebook.yaml') return Promise.resolve(codebooks);
        return Promise.resolve(historyOf([path.includes('.MS.') ? 5 : 15, files.get(path)]));
      },
    });
    const compared = [{ transcript: { path: 'transcripts/Int01.md' }, sidecars }];
    const request = { codebook: study.view().codebook, compared };
    // MS is still at it, so that there is nothing between.
    const changing = historyOf([1, book(stricter)], [10, codebookText]);
    assert.deepEqual(await findRedefinitions(gitOf(changing), request), []);
    const path = 'transcripts/Int01.md.MS.coding.yaml';
    const text = (files.get(path) ?? '').replace('in-progress', 'done');
    files.set(path, text);
    study.files.contents.set(path, Buffer.from(text));
    await study.store.refresh();
    const both = {
      ...request,
      compared: [
        {
          ...compared[0],
          transcript: { path: 'transcripts/Int01.md' },
          sidecars: study.view().sidecarsOf('transcripts/Int01.md'),
        },
      ],
    };
    const found = await findRedefinitions(gitOf(changing), both);
    assert.deepEqual(
      found.map(({ code }) => code),
      ['mandatory-feel'],
    );
    asked.length = 0;
    assert.deepEqual(await findRedefinitions(gitOf(historyOf([1, codebookText])), both), []);
    assert.deepEqual(asked, ['codebook.yaml']);
  });
});
