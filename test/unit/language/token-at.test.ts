import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isMap, isScalar, isSeq, parseDocument } from 'yaml';
import { formatCodebook } from '../../../src/core/format/format-codebook';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { formatStudyFile } from '../../../src/core/format/format-study-file';
import { linesOf } from '../../../src/core/language/lines';
import { scanYaml } from '../../../src/core/language/scan-yaml';
import { tokenAt } from '../../../src/core/language/token-at';
import { hostileText, sidecar } from '../format/arbitraries';
import { codebook, studyFile } from '../format/entry-arbitraries';
import { codebookInForeignStyle, inForeignStyle } from '../format/foreign-style';

/** The token at the last `|`, which is taken out of the text. */
function describeAt(marked: string): string {
  const cursor = marked.lastIndexOf('|');
  const before = marked.slice(0, cursor).split('\n');
  const lines = linesOf(marked.slice(0, cursor) + marked.slice(cursor + 1));
  const token = tokenAt(lines, before.length - 1, before.at(-1)?.length ?? 0);
  return token ? `${token.role} ${token.path.join('/')} “${token.text}”` : 'nothing';
}

const anyFile = fc.oneof(
  codebookInForeignStyle(codebook).map(({ text }) => text),
  inForeignStyle(sidecar).map(({ text }) => text),
  studyFile.map(formatStudyFile),
  codebook.map(formatCodebook),
  sidecar.map(formatSidecar),
);

describe('the token at a place of a YAML file', function () {
  this.timeout(60_000);

  for (const [what, marked, expected] of [
    ['a key', 'codes:\n  mon|ey:\n', 'key codes/money “money”'],
    ['a value', 'codes:\n  money:\n    parent: ca|sh # why\n', 'value codes/money/parent “cash”'],
    ['a value in quotes', `codes:\n  money:\n    parent: "ca|sh"\n`, 'value codes/money/parent “cash”'],
    ['no value yet', 'codes:\n  money:\n    parent: |', 'value codes/money/parent “”'],
    ['a colon without its space', 'codes:\n  money:\n    parent:|', 'nothing'],
    ['an item', 'passages:\n  - id: X\n    codes:\n      - mo|', 'value passages/[]/codes/[] “mo”'],
    [
      'an item at its key’s indentation',
      'passages:\n- id: X\n  codes:\n  - mo|',
      'value passages/[]/codes/[] “mo”',
    ],
    [
      'an empty item',
      'passages:\n  - id: X\n    codes:\n      - |\n    memo: x',
      'value passages/[]/codes/[] “”',
    ],
    ['a list in brackets', 'codes:\n  a:\n    themes: [b, c|, d]\n', 'value codes/a/themes/[] “c”'],
    ['an empty list', 'codes:\n  a:\n    themes: [|]\n', 'value codes/a/themes/[] “”'],
    [
      'a list that is not closed',
      'codes:\n  a:\n    themes: [b, |\n    parent: c\n',
      'value codes/a/themes/[] “”',
    ],
    ['a list of several lines', 'codes:\n  a:\n    themes: [b,\n      c|\n', 'value codes/a/themes/[] “c”'],
    ['a map in braces', 'cases:\n  A: { kind: si|te, part-of: B }', 'value cases/A/kind “site”'],
    ['a key in braces', 'cases:\n  A: { kind: site, par|t-of: B }', 'key cases/A/part-of “part-of”'],
    [
      'brackets in braces',
      'sources:\n  a b.md: { speakers: { INT: interviewer, "R: 1": Int| } }',
      'value sources/a b.md/speakers/R: 1 “Int”',
    ],
    ['braces of several lines', 'cases:\n  A: { kind: site,\n    part-of: B| }', 'value cases/A/part-of “B”'],
    ['a dash with braces', 'x:\n  - { coder: M|S, codes: [a] }', 'value x/[]/coder “MS”'],
    ['a line behind a broken one', 'codes:\n  a: [\n  b:\n    parent: c|\n', 'value codes/b/parent “c”'],
    ['a new line', 'codes:\n  money:\n    |', 'key codes/money/ “”'],
    ['a word without its colon', 'codes:\n  money:\n    par|', 'key codes/money/par “par”'],
    ['a comment', 'codes:\n  # mon|ey\n', 'nothing'],
    ['a comment behind a value', 'codes:\n  a:\n    parent: b # ol|d', 'nothing'],
    ['a text of several lines', 'codes:\n  a:\n    memo: |-\n      parent: b|\n', 'nothing'],
    ['a text that goes on', 'codes:\n  a:\n    memo: one\n      parent: b|\n', 'nothing'],
  ] as const)
    it(`knows ${what}`, () => assert.equal(describeAt(marked), expected));

  it('is the same whether the file is read from its beginning or around the place', () => {
    fc.assert(
      fc.property(anyFile, fc.nat(), (text, dice) => {
        const lines = linesOf(text);
        for (const token of scanYaml(lines)) {
          // On a blank line it is the cursor that says how far it is indented.
          if (lines.at(token.line).trim() === '') continue;
          const character = token.from + (dice % (token.to - token.from + 1));
          assert.deepEqual(tokenAt(lines, token.line, character), token);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('finds what a parser of YAML finds, but for texts', () => {
    fc.assert(
      fc.property(fc.oneof(codebook.map(formatCodebook), studyFile.map(formatStudyFile)), (text) => {
        const found = new Set(
          [...scanYaml(linesOf(text))].map(({ path, text: word }) => `${path.join('/')}=${word}`),
        );
        for (const [path, word] of idsIn(parseDocument(text, { schema: 'failsafe' }).contents, []))
          assert.ok(found.has(`${path.join('/')}=${word}`), `${path.join('/')}=${word} in\n${text}`);
      }),
      { numRuns: 60 },
    );
  });

  it('throws nowhere, whatever the file holds and wherever the place is', () => {
    const fragment = fc.constantFrom(
      ...'codes:|\n|  |- |[|]|{|}|, |: |"|\'|# |a|memo: |-\n|>|&x |*x|? |\t|passages:|  codes:\n      - a\n'.split(
        '|',
      ),
    );
    const broken = fc.oneof(
      fc.array(fragment, { maxLength: 40 }).map((parts) => parts.join('')),
      hostileText,
      fc.tuple(anyFile, fc.nat(), fc.nat(20)).map(([text, cut, length]) => {
        const start = cut % (text.length + 1);
        return text.slice(0, start) + text.slice(start + length);
      }),
    );
    fc.assert(
      fc.property(broken, (text) => {
        const lines = linesOf(text);
        for (let line = 0; line < Math.min(lines.count, 40); line++)
          for (let character = 0; character <= Math.min(lines.at(line).length + 2, 120); character++) {
            const token = tokenAt(lines, line, character);
            if (!token) continue;
            assert.ok(token.from <= character && character <= token.to);
            assert.ok(token.from <= token.start && token.start <= token.end && token.end <= token.to);
          }
      }),
      { numRuns: 100 },
    );
  });
});

/** The scalars of one line that are no prose: keys, and words that could be ids. */
function* idsIn(node: unknown, path: readonly string[]): Generator<[readonly string[], string]> {
  if (isMap(node)) {
    for (const { key, value } of node.items) {
      const name = isScalar(key) ? String(key.value) : '';
      if (isPlain(name)) yield [[...path, name], name];
      yield* idsIn(value, [...path, name]);
    }
  } else if (isSeq(node)) {
    for (const item of node.items) yield* idsIn(item, [...path, '[]']);
  } else if (isScalar(node) && !node.type?.startsWith('BLOCK') && isPlain(String(node.value)))
    yield [path, String(node.value)];
}

function isPlain(text: string): boolean {
  return /^[A-Za-z][\w-]*$/.test(text);
}
