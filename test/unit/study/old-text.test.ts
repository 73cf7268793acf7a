import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Problem } from '../../../src/core/base/problem';
import { checkStudy } from '../../../src/core/study/check';
import { StudyStore } from '../../../src/core/study/study-store';
import { isOneLetterAway } from '../../../src/core/study/vanished-words';
import { TextIndex } from '../../../src/core/text/text-index';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { createMemoryFiles } from '../../support/memory-files';
import { sidecarText, smallStudy } from '../../support/small-study';
import { versionOf } from './views';

const transcript = 'transcripts/Int01.md';
const sidecar = `${transcript}.MS.coding.yaml`;

/** What the check says of old text in a study whose transcripts were changed; `old` are versions that git would have. */
async function findOld(
  contents: ReadonlyMap<string, string>,
  old: readonly string[] = [],
): Promise<readonly { readonly path: string; readonly word: string; readonly problem: Problem }[]> {
  const files = createMemoryFiles(contents);
  const texts = new Map(old.map((text) => [versionOf(text), text]));
  const versions = {
    find: (_: string, base: string) => Promise.resolve(texts.get(base)),
    keep: () => Promise.resolve(),
  };
  const ports = { files, bytes: nodeByteTools, versions };
  const store = await StudyStore.open(ports);
  const problems = await checkStudy(store.snapshot, ports);
  return problems
    .filter(({ code }) => code === 'privacy/old-text')
    .map((problem) => {
      const text = files.text(problem.path) ?? '';
      const span = new TextIndex(text).spanOf(problem.range) ?? assert.fail('outside the file');
      return { path: problem.path, word: text.slice(span.start, span.end), problem };
    });
}

/** The small study with another first transcript, coded by MS alone. */
function studyWith(text: string, passages: Parameters<typeof sidecarText>[1]): Map<string, string> {
  const files = smallStudy().set(transcript, text).set(sidecar, sidecarText(text, passages));
  files.delete(`${transcript}.SP.coding.yaml`);
  return files;
}

const old = `INT: Who began it?

R1: I think it was Mary, back in 2017. She had no choice, and Mary said so.

R1: We were all pretty wary, to be honest. I recieve the letters, you recieve the money.
`;
const passages = [
  {
    quote: 'She had no choice',
    codes: ['mandatory-feel'],
    before: 'ary, back in 2017. ',
    after: ', and Mar',
  },
  { quote: 'and Mary said so.', codes: ['wary'], before: 'She had no choice, ', after: '\n\nR1: We w' },
  { quote: 'We were all pretty wary', codes: ['wary'], memo: 'Mary would not\nhave said so.' },
];

describe('old text', () => {
  it('is nothing to speak of while no transcript has changed', async () => {
    assert.deepEqual(await findOld(smallStudy()), []);
    assert.deepEqual(await findOld(studyWith(old, passages)), []);
  });

  for (const [source, versions] of [
    ['from the version before', [old]],
    ['from the quotes and contexts alone', []],
  ] as const)
    it(`is found in quotes, contexts, memos and the codebook, ${source}`, async () => {
      const files = studyWith(old, passages);
      const codebook = files.get('codebook.yaml') ?? '';
      files.set('codebook.yaml', codebook.replace("It wasn't really", 'Mary said \\"it wasn\'t'));
      files.set(transcript, old.replaceAll('Mary', 'Alice').replace('2017', '20xx'));
      const found = await findOld(files, versions);
      assert.deepEqual(
        found.map(({ path, word }) => `${path} ${word}`),
        ['codebook.yaml Mary', `${sidecar} 2017`, `${sidecar} Mary`, `${sidecar} Mary`],
      );
      assert.match(found[0]?.problem.advice ?? '', /edited by hand.*history still holds it/);
      assert.match(found[2]?.problem.advice ?? '', /verbatim refresh/);
      for (const { problem, word } of found) assert(problem.message.includes(`“${word}”`));
    });

  it('is found in passages marked lost, which no refresh renews', async () => {
    const files = studyWith(old, [{ quote: 'and Mary said so.', codes: [], lost: true }]);
    const [found, ...others] = await findOld(files.set(transcript, old.replaceAll('Mary', 'Alice')), [old]);
    assert.equal(found?.word, 'Mary');
    assert.match(found.problem.advice, /marked lost/);
    assert.deepEqual(others, []);
  });

  it('is no correction of spelling', async () => {
    for (const now of [
      old.replaceAll('recieve', 'receive'),
      old.replace('honest', 'onest'),
      old.replace('choice', 'choise'),
      old.replace('We were', 'Wee were'),
      old.replace('She had', 'And she had'),
      old.replace('pretty wary', 'rather cautious'),
    ]) {
      assert.notEqual(now, old);
      const files = studyWith(old, [
        ...passages,
        { quote: 'I recieve the letters, you recieve the money.', codes: [], memo: 'recieve, honest, We' },
      ]);
      assert.deepEqual(await findOld(files.set(transcript, now), [old]), []);
    }
  });

  it('is no text that another transcript still has', async () => {
    const files = studyWith(old, passages).set(transcript, old.replaceAll('Mary', 'Alice'));
    files.set('transcripts/Int02.txt', 'R2: Mary was here.\n').delete('transcripts/Int02.txt.MS.coding.yaml');
    assert.deepEqual(await findOld(files, [old]), []);
  });

  it('is no timestamp', async () => {
    const timed = old.replace('R1: I think', '[00:12:33] R1: I think');
    const files = studyWith(timed, [{ quote: 'I think it was', codes: [], before: '[00:12:33] R1: ' }]);
    assert.deepEqual(await findOld(files.set(transcript, old), [timed]), []);
  });

  it('is found wherever a name that was replaced everywhere is held', async () => {
    const names = fc.constantFrom(
      'Mary',
      'O’Brien',
      'Zoë',
      'Zoe\u0308',
      'Rose',
      'ÖZGÜR',
      'Łukasz',
      'W12',
      'bracknell',
    );
    const word = fc.constantFrom(
      'we',
      'had',
      'no',
      'choice.',
      'The',
      'money',
      'well,',
      'rose',
      'R1:',
      '\n\n',
      '😀',
    );
    await fc.assert(
      fc.asyncProperty(
        names,
        fc.array(word, { minLength: 3, maxLength: 30 }),
        fc.array(fc.nat(30), { minLength: 2, maxLength: 6 }),
        fc.subarray(['quote', 'memo', 'before', 'example', 'note'] as const, { minLength: 1 }),
        fc.boolean(),
        async (name, words, places, fields, hasVersions) => {
          const parts = places.reduce<string[]>((list, at) => list.toSpliced(at, 0, `said ${name}`), words);
          const text = `R1: So ${parts.join(' ')} in the end it was all said and done.\n`;
          const holds = (field: (typeof fields)[number]) => fields.includes(field);
          const files = studyWith(text, [
            { quote: `said ${name}`, codes: [] },
            {
              quote: 'the end',
              codes: [],
              ...(holds('before') ? { before: `So said ${name}, in ` } : {}),
              ...(holds('memo') ? { memo: `See:\n"${name}'s" words\n` } : {}),
            },
          ]);
          if (holds('example'))
            files.set(
              'codebook.yaml',
              (files.get('codebook.yaml') ?? '').replace("It wasn't", `${name}: it wasn't`),
            );
          if (holds('note'))
            files.set(
              'codebook.yaml',
              `${files.get('codebook.yaml') ?? ''}    notes:\n      - {id: a, about: b, by: MS, date: x, text: "(${name})"}\n`,
            );
          files.set(transcript, text.replaceAll(name, 'Philippa'));
          const found = await findOld(files, hasVersions ? [text] : []);
          const last = (name.split('’').pop() ?? '').normalize('NFC');
          // Without the version before, a small word in one quote is no sign of anything.
          const expected =
            name === 'bracknell' && !hasVersions
              ? []
              : ['quote', ...fields.filter((field) => field !== 'quote')].map(() => last);
          assert.deepEqual(
            found.map(({ word: held }) => held.normalize('NFC')),
            expected,
          );
        },
      ),
      { numRuns: 40 },
    );
  });

  it('knows one letter from two', () => {
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 6 });
    fc.assert(
      fc.property(letters, letters, (a, b) => {
        assert.equal(isOneLetterAway(a, b), distance(a, b) === 1);
        assert.equal(isOneLetterAway(a, b), isOneLetterAway(b, a));
      }),
    );
  });
});

/** Optimal string alignment, straight from its recurrence. */
function distance(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const steps = [
    distance(a.slice(1), b) + 1,
    distance(a, b.slice(1)) + 1,
    distance(a.slice(1), b.slice(1)) + (a[0] === b[0] ? 0 : 1),
  ];
  if (a.length > 1 && b.length > 1 && a[0] === b[1] && a[1] === b[0])
    steps.push(distance(a.slice(2), b.slice(2)) + 1);
  return Math.min(...steps);
}
