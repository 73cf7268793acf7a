import assert from 'node:assert/strict';
import type { FileRange, Problem } from '../../../src/core/base/problem';
import { formatRange } from '../../../src/core/format/at-range';
import { readCodebook } from '../../../src/core/format/read-codebook';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import { readStudyFile } from '../../../src/core/format/read-study-file';
import { TextIndex } from '../../../src/core/text/text-index';
import { codebookExample, sidecarExample, studyExample } from './examples';

/** What is replaced in the example by what, and the problems wanted: code, the text pointed at, words that explain it. */
type Case = readonly [
  from: string,
  to: string,
  ...wanted: readonly (readonly [code: string, at: string, says?: RegExp])[],
];

const sidecarCases: Record<string, Case> = {
  'a missing base': [/^base.*\n/m.exec(sidecarExample)?.[0] ?? '', '', ['sidecar/missing-base', '']],
  'a misspelt key': ['base:', 'bas:', ['sidecar/missing-base', '', /bas/]],
  'a base that is none': [
    '9f4c1d0c9f4c',
    'master',
    ['sidecar/bad-base', 'master1d0c9f4c1d0c9f4c1d0c9f4c1d0c', /40 hexadecimal/],
  ],
  'an unknown status': ['in-progress', 'finished', ['sidecar/bad-status', 'finished', /in-progress, done/]],
  'a position before the text': [
    '14:5-14:63\n    quote',
    '0:5-14:63\n    quote',
    ['sidecar/bad-position', '0:5-14:63', /14:5-14:63/],
  ],
  'a position that ends before it starts': [
    'at: 14:5-14:63\n',
    'at: 14:5-14:4\n',
    ['sidecar/bad-position', '14:5-14:4'],
  ],
  'a missing quote': ['    quote: "Mhm"\n', '', ['sidecar/missing-quote', 'id', /left out/]],
  'missing codes': ['    codes: []\n', '', ['sidecar/missing-codes', 'id', /codes: \[\]/]],
  'an id twice': ['0WB', '0WA', ['sidecar/duplicate-id', '01JD8Q4ZK3V7M2X9C5T6R1B0WA']],
  'an id that is none': ['01JD8Q4ZK3V7M2X9C5T6R1B0WB', 'p2', ['sidecar/bad-id', 'p2']],
  'a code by its name': ['- new-money', '- New money', ['sidecar/bad-code-id', 'New money', /lower-case/]],
  'a code twice': ['- new-money', '- mandatory-feel', ['sidecar/duplicate-code', 'mandatory-feel']],
  'a passage that is a text': [
    '  - id: 01JD8Q4ZK3V7M2X9C5T6R1B0WB\n',
    '  - hello\n  - id: 01JD8Q4ZK3V7M2X9C5T6R1B0WB\n',
    ['sidecar/bad-passage', 'hello'],
  ],
  'a coding of a code that is not there': [
    '    memo: |-\n      Comp',
    '    codings: { new-mony: { weight: 1 } }\n    memo: |-\n      Comp',
    ['sidecar/coding-without-code', 'new-mony', /new-money/],
  ],
  'a weight in words': [
    '    memo: |-\n      Comp',
    '    codings: { new-money: { weight: much } }\n    memo: |-\n      Comp',
    ['yaml/expected-number', 'much'],
  ],
  'a decision without outcome': [
    'outcome: declined, ',
    '',
    ['sidecar/bad-decision', '{ code: mandatory-feel, by: [MS, SP], date: "2020-08-20" }'],
  ],
  'an unknown outcome': ['declined', 'refused', ['sidecar/bad-outcome', 'refused', /declined/]],
  'an anchor': ['quote: "Mhm"', 'quote: &q "Mhm"', ['yaml/anchor', '"Mhm"']],
  'an alias': [
    'status: in-progress',
    'status: &s done\nmemo2: *s',
    ['yaml/anchor', 'done'],
    ['yaml/alias', '*s'],
  ],
  'a tag': ['quote: "Mhm"', 'quote: !!str "Mhm"', ['yaml/tag', '"Mhm"']],
  'a key twice': ['quote: "Mhm"', 'quote: "Mhm"\n    quote: "Aha"', ['yaml/duplicate-key', 'quote']],
  'an unknown key': ['quote: "Mhm"', 'quote: "Mhm"\n    x-tool: 1'],
  'a list that is none': ['codes: []', 'codes: { a: b }', ['yaml/expected-list', '{ a: b }']],
  'broken quotes': ['quote: "Mhm"', 'quote: "Mhm', ['yaml/syntax', '\n', /quot/]],
  'a tab': ['    quote: "Mhm"', '\tquote: "Mhm"', ['yaml/syntax', '\t', /tab/]],
  'a second document': ['passages:\n', '---\npassages:\n', ['yaml/several-documents', '']],
  'no format': ['format: verbatim/coding@1\n', '', ['yaml/format', '', /verbatim\/coding@1/]],
  'the format of another file': [
    'verbatim/coding@1',
    'verbatim/study@1',
    ['yaml/format', 'verbatim/study@1'],
  ],
  'a newer format': [
    'verbatim/coding@1',
    'verbatim/coding@2',
    ['yaml/newer-format', 'verbatim/coding@2', /Update/],
  ],
  'a conflict': [
    '    codes: []\n',
    '<<<<<<< HEAD\n    codes: []\n=======\n    codes: [a]\n>>>>>>> theirs\n',
    [
      'yaml/conflict-markers',
      '<<<<<<< HEAD\n    codes: []\n=======\n    codes: [a]\n>>>>>>> theirs',
      /<<<<<<</,
    ],
  ],
  'half a conflict': [
    '    codes: []\n',
    '    codes: []\n>>>>>>> theirs\n',
    ['yaml/conflict-markers', '>>>>>>> theirs'],
  ],
};

const codebookCases: Record<string, Case> = {
  'an unknown theme': [
    '[motivation] #',
    '[motivatoin] #',
    ['codebook/unknown-theme', 'motivatoin', /Did you mean “motivation”/],
  ],
  'an unknown question': ['[RQ1]', '[RQ2]', ['codebook/unknown-question', 'RQ2', /RQ1/]],
  'an unknown parent': [
    'parent: mandatory-feel',
    'parent: mandatory',
    ['codebook/unknown-parent', 'mandatory'],
  ],
  'its own parent': [
    'parent: mandatory-feel',
    'parent: new-money',
    ['codebook/parent-cycle', 'new-money', /its own parent/],
  ],
  'a cycle': [
    'status: active',
    'parent: new-money',
    ['codebook/parent-cycle', 'new-money', /mandatory-feel → new-money → mandatory-feel/],
  ],
  'a theme’s cycle': [
    'name: Reasons',
    'parent: motivation, name: Reasons',
    ['codebook/parent-cycle', 'motivation'],
  ],
  'an alias claimed twice': [
    '    color: "#',
    '    aliases: [compulsory]\n    color: "#',
    ['codebook/alias-clash', 'compulsory', /mandatory-feel and new-money/],
    ['codebook/alias-clash', 'compulsory'],
  ],
  'an alias that is a code': [
    '[compulsory]',
    '[new-money]',
    ['codebook/alias-clash', 'new-money', /code of its own/],
  ],
  'an unknown successor': [
    'replaced-by: []',
    'replaced-by: [new-mony]',
    ['codebook/unknown-code', 'new-mony', /new-money/],
  ],
  'a bad colour': ['color: 3', 'color: 9', ['codebook/bad-color', '9', /1 to 8/]],
  'a bad status': [
    'status: active',
    'status: on',
    ['codebook/bad-status', 'on', /provisional, active, deprecated/],
  ],
  'a bad origin': ['origin: deductive', 'origin: own', ['codebook/bad-origin', 'own']],
  'no name': ['    name: New money\n', '', ['codebook/missing-name', 'new-money']],
  'a code’s id with capitals': ['  new-money:', '  New-money:', ['codebook/bad-id', 'New-money']],
  'a code called yes': ['  new-money:', '  yes:', ['codebook/bad-id', 'yes', /“yes”/]],
  'questions that differ in capitals': [
    '  RQ1: What',
    '  rq1: Why\n  RQ1: What',
    ['codebook/duplicate-id', 'RQ1'],
    ['codebook/unknown-question', 'RQ1', /rq1/],
  ],
  'a code twice': ['  new-money:\n', '  mandatory-feel:\n', ['yaml/duplicate-key', 'mandatory-feel']],
};

const studyCases: Record<string, Case> = {
  'an unknown coder': [
    'coders: [MS, SP]',
    'coders: [MS, PS]',
    ['study/unknown-coder', 'PS', /Add the coder/],
  ],
  'an unknown case of a speaker': ['R1: Int1', 'R1: Int2', ['study/unknown-case', 'Int2', /Int1/]],
  'an unknown whole': ['part-of: A', 'part-of: B', ['study/unknown-case', 'B']],
  'parts of each other': [
    'A: { kind: site }',
    'A: { kind: site, part-of: Int1 }',
    ['study/case-cycle', 'A', /Int1 → A → Int1/],
  ],
  'an absolute path': ['[transcripts/Int01.md, ', '[/etc/passwd, ', ['study/bad-path', '/etc/passwd']],
  'a path that leaves the study': [
    '[transcripts/Int01.md, ',
    '[a/../../b.md, ',
    ['study/bad-path', 'a/../../b.md'],
  ],
  'a path with backslashes': [
    '  transcripts/Int01.md: {',
    '  transcripts\\Int01.md: {',
    ['study/bad-path', 'transcripts\\Int01.md'],
  ],
  'a drive': [
    '["transcripts/**',
    '["C:/transcripts/**',
    ['study/no-transcripts', 'transcripts'],
    ['study/bad-path', '"C:/transcripts/**/*.{md,txt,vtt,srt}"'],
  ],
  'one path in two spellings': [
    'sources:\n',
    'sources:\n  "é.md": {}\n  "e\u0301.md": {}\n',
    ['study/duplicate-path', '"e\u0301.md"'],
  ],
  'the reserved coder': [
    '  SP: {',
    '  Consensus: {',
    ['study/reserved-coder', 'Consensus'],
    ['study/unknown-coder', 'SP'],
  ],
  'coders that differ in capitals': [
    '  SP: {',
    '  ms: {',
    ['study/duplicate-id', 'ms'],
    ['study/unknown-coder', 'SP'],
  ],
  'a coder’s id with a space': [
    '  SP: {',
    '  S P: {',
    ['study/bad-id', 'S P'],
    ['study/unknown-coder', 'SP'],
  ],
  'an unknown kind': ['kind: interview', 'kind: talk', ['study/unknown-kind', 'talk', /focus-group/]],
  'an unknown attribute': ['age: 52', 'aeg: 52', ['study/unknown-attribute', 'aeg', /age/]],
  'a value that is none': [
    'role: clinical',
    'role: clincal',
    ['study/bad-attribute-value', 'clincal', /clinical, non-clinical/],
  ],
  'a number in words': ['age: 52', 'age: fifty', ['study/bad-attribute-value', 'fifty', /a number/]],
  'an unknown type': ['type: number', 'type: integer', ['study/bad-attribute-type', 'integer']],
  'a choice of nothing': [', values: [clinical, non-clinical]', '', ['study/choice-without-values', 'role']],
  'blind in other words': ['blind: true', 'blind: yes'],
  'blind in wrong words': ['blind: true', 'blind: perhaps', ['yaml/expected-boolean', 'perhaps']],
  'no transcripts': [
    /^transcripts.*\n/m.exec(studyExample)?.[0] ?? '',
    '',
    ['study/no-transcripts', '', /transcripts:/],
  ],
};

describe('problems', () => {
  check('a sidecar', sidecarExample, sidecarCases, (text) => readSidecar(text, 'the/path').problems);
  check('the codebook', codebookExample, codebookCases, (text) => readCodebook(text, 'the/path').problems);
  check('the study file', studyExample, studyCases, (text) => readStudyFile(text, 'the/path').problems);

  it('a sound file has none', () => {
    assert.deepEqual(readSidecar(sidecarExample, 's').problems, []);
    assert.deepEqual(readCodebook(codebookExample, 'c').problems, []);
    assert.deepEqual(readStudyFile(studyExample, 'v').problems, []);
  });

  it('lines and columns are counted from 1, columns in code points', () => {
    const text =
      'format: verbatim/study@1\r\ntranscripts: [a.md]\r\ntitle: { 😀: 1 }\r\ncases: { "😀": {}, é: {} }\r\n';
    assert.deepEqual(
      readStudyFile(`\ufeff${text}`, 'v').problems.map(({ range }) => formatRange(range)),
      ['3:8-3:16', '4:10-4:13', '4:19-4:20'],
    );
  });

  it('one bad passage leaves the others', () => {
    const { value } = readSidecar(sidecarExample.replace('14:5-14:63\n', 'somewhere\n'), 's');
    assert.deepEqual(
      value?.passages.map(({ quote }) => quote),
      ['Mhm'],
    );
  });

  it('what cannot be read at all has no value', () => {
    for (const text of ['', 'hello', '- a', 'format: "', `${sidecarExample}<<<<<<< a\n`]) {
      assert.equal(readSidecar(text, 's').value, undefined);
      assert.equal(readCodebook(text, 'c').value, undefined);
      assert.equal(readStudyFile(text, 'v').value, undefined);
    }
  });
});

function check(
  what: string,
  example: string,
  cases: Readonly<Record<string, Case>>,
  read: (text: string) => readonly Problem[],
): void {
  for (const [name, [from, to, ...wanted]] of Object.entries(cases))
    it(`in ${what}: ${name}`, () => {
      assert.ok(example.includes(from));
      const text = example.replace(from, to);
      const problems = read(text);
      assert.deepEqual(
        problems.map(({ code, range }) => [code, textAt(text, range)]),
        wanted.map(([code, at]) => [code, at]),
      );
      wanted.forEach(([, , says], index) => {
        const problem = problems[index];
        assert.equal(problem?.path, 'the/path');
        if (says) assert.match(`${problem.message} ${problem.advice}`, says);
      });
    });
}

function textAt(text: string, range: FileRange): string | undefined {
  const span = new TextIndex(text).spanOf(range);
  return span && text.slice(span.start, span.end);
}
