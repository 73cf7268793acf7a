import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Problem } from '../../../src/core/base/problem';
import { UserError } from '../../../src/core/base/user-error';
import { editCodebook } from '../../../src/core/format/edit-codebook';
import { editSidecar } from '../../../src/core/format/edit-sidecar';
import { editStudyFile } from '../../../src/core/format/edit-study-file';
import { readCodebook } from '../../../src/core/format/read-codebook';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import { readStudyFile } from '../../../src/core/format/read-study-file';
import { normaliseText } from '../../../src/core/text/normal-text';
import { TextIndex } from '../../../src/core/text/text-index';
import { hostileText } from './arbitraries';
import { codebookExample, sidecarExample, studyExample } from './examples';

const readers: Record<string, (text: string) => { value: unknown; problems: readonly Problem[] }> = {
  'verbatim.yaml': (text) => readStudyFile(text, 'verbatim.yaml'),
  'codebook.yaml': (text) => readCodebook(text, 'codebook.yaml'),
  'a sidecar': (text) => readSidecar(text, 's'),
};
const examples = [studyExample, codebookExample, sidecarExample];

const spoilt = fc
  .tuple(fc.constantFrom(...examples), fc.array(fc.tuple(fc.nat(), fc.nat(8), hostileText), { maxLength: 4 }))
  .map(([text, cuts]) =>
    cuts.reduce((current, [place, length, insert]) => {
      const at = place % (current.length + 1);
      return current.slice(0, at) + insert + current.slice(at + length);
    }, text),
  );
const shuffled = fc
  .constantFrom(...examples)
  .chain((text) => fc.shuffledSubarray(text.split('\n')).map((lines) => lines.join('\n')));
const bytes = fc.uint8Array({ maxLength: 80 }).map((array) => Buffer.from(array).toString('utf8'));
const yamlish = fc
  .array(
    fc.constantFrom(
      '- ',
      '? ',
      ': ',
      '[',
      ']',
      '{',
      '}',
      ',',
      'a',
      '"',
      "'",
      '\n',
      '  ',
      '|\n',
      '>-\n',
      '&x ',
      '*x',
      '!!t ',
      '#',
      '<<: ',
      '%YAML 1.1\n',
      '---\n',
    ),
    { maxLength: 30 },
  )
  .map((parts) => parts.join(''));
const withFormat = fc
  .tuple(
    fc.constantFrom('coding', 'codebook', 'study'),
    fc.constantFrom('passages', 'codes', 'cases', 'sources', 'themes'),
    fc.oneof(yamlish, hostileText),
  )
  .map(([kind, key, rest]) => `format: verbatim/${kind}@1\n${key}: ${rest}`);
const anything = fc.oneof(
  hostileText,
  fc.string({ unit: 'binary' }),
  spoilt,
  shuffled,
  bytes,
  yamlish,
  withFormat,
);

describe('whatever a study file holds', function () {
  this.timeout(60_000);

  for (const [what, read] of Object.entries(readers)) {
    it(`reading ${what} never throws, and every problem says what, where and what to do`, () => {
      fc.assert(
        fc.property(anything, (text) => {
          const { value, problems } = read(text);
          const index = new TextIndex(normaliseText(text));
          if (value === undefined) assert.notEqual(problems.length, 0);
          for (const problem of problems) {
            assert.match(problem.code, /^[a-z]+\/[a-z0-9-]+$/);
            assert.ok(problem.message.length > 10 && problem.advice.length > 10);
            assert.ok(index.spanOf(problem.range), JSON.stringify(problem));
          }
        }),
        { numRuns: 150 },
      );
    });
  }

  it('editing it either works or is refused with a reason', () => {
    const id = '01JD8Q4ZK3V7M2X9C5T6R1B0WA';
    const at = { start: { line: 1, column: 1 }, end: { line: 1, column: 2 } };
    const edits: ((text: string) => unknown)[] = [
      (text) => editSidecar(text, [{ kind: 'add-code', id, code: 'zz' }]),
      (text) => editSidecar(text, [{ kind: 'delete-passage', id }]),
      (text) => editSidecar(text, [{ kind: 'set-status', status: 'done' }]),
      (text) =>
        editSidecar(text, [
          { kind: 'add-passage', passage: { id: `${id.slice(0, -1)}Z`, at, quote: 'q', codes: ['a'] } },
        ]),
      (text) => editCodebook(text, [{ kind: 'set-code', id: 'new-money', fields: { memo: 'x' } }]),
      (text) => editCodebook(text, [{ kind: 'add-question', question: { id: 'RQ9', text: 'Why?' } }]),
      (text) => editCodebook(text, [{ kind: 'remove', section: 'codes', id: 'new-money' }]),
      (text) =>
        editStudyFile(text, [
          { kind: 'set-coder', coder: { id: 'MS', name: 'Mo', emails: ['m@example.org'] } },
        ]),
      (text) => editStudyFile(text, [{ kind: 'set-title', title: 'T' }]),
    ];
    fc.assert(
      fc.property(anything, fc.constantFrom(...edits), (text, edit) => {
        try {
          edit(text);
        } catch (error) {
          assert.ok(error instanceof UserError, String(error));
        }
      }),
      { numRuns: 200 },
    );
  });

  const bombs: Record<string, string> = {
    brackets: '['.repeat(200_000),
    braces: '{a: '.repeat(100_000),
    dashes: '- '.repeat(100_000),
    'question marks': '? '.repeat(100_000),
    'deep indentation': Array.from({ length: 1500 }, (_, i) => `${' '.repeat(i)}a:`).join('\n'),
    aliases: `a: &a [x]\n${Array.from({ length: 30 }, (_, i) => `k${i}: &k${i} [*a, *a, *a]`).join('\n')}`,
    'a line of a million characters': `format: verbatim/coding@1\nmemo: ${'a '.repeat(500_000)}`,
    'a megabyte of spaces': `format: verbatim/coding@1\nmemo: |-\n${' '.repeat(1_000_000)}\n\n`,
    '10,000 conflicts': '<<<<<<< a\n>>>>>>> b\n'.repeat(10_000),
    '5,000 keys': `format: verbatim/codebook@1\ncodes:\n${Array.from({ length: 5_000 }, (_, i) => `  c${i}: {}`).join('\n')}`,
  };
  for (const [what, bomb] of Object.entries(bombs))
    it(`gets over ${what}`, () => {
      for (const read of Object.values(readers)) assert.notEqual(read(bomb).problems.length, 0);
    });

  it('files above 16 MiB are refused by name', () => {
    const [problem] = readSidecar(
      `format: verbatim/coding@1\n${'#'.repeat(16 * 1024 * 1024)}`,
      'big.coding.yaml',
    ).problems;
    assert.equal(problem?.code, 'yaml/too-large');
    assert.match(problem.message, /big\.coding\.yaml/);
  });

  it('keys that JavaScript knows are keys like any other', () => {
    const study = readStudyFile(
      `${studyExample}  constructor: { kind: person, attributes: { __proto__: polluted, toString: 1 } }\n`,
      'v',
    ).value;
    assert.deepEqual([...(study?.cases.keys() ?? [])], ['Int1', 'A', 'constructor']);
    assert.equal(Object.getPrototypeOf(study?.cases.get('constructor')?.attributes), null);
    const sidecar = readSidecar(
      sidecarExample.replace(
        '      - new-money\n',
        '      - constructor\n    codings:\n      constructor:\n        weight: 2\n',
      ),
      's',
    );
    assert.deepEqual(sidecar.problems, []);
    const [first] = sidecar.value?.passages ?? [];
    assert.equal(first?.codings?.['constructor']?.weight, 2);
    assert.deepEqual(Object.keys(first.codings), ['constructor']);
    assert.equal(({} as Record<string, unknown>)['polluted'], undefined);
  });
});
