import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parse } from 'yaml';
import { formatRange } from '../../../src/core/format/at-range';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { readCanonicalSidecar } from '../../../src/core/format/read-canonical-sidecar';
import { readAnySidecar, readSidecar } from '../../../src/core/format/read-sidecar';
import type { Sidecar } from '../../../src/core/model/passage';
import { consensus, damaged, sidecar } from './arbitraries';

describe('reading a sidecar', function () {
  this.timeout(60_000);

  it('the strict reader reads every canonical sidecar back', () => {
    fc.assert(
      fc.property(fc.oneof(sidecar, consensus), (value) =>
        assert.deepEqual(readCanonicalSidecar(formatSidecar(value))?.sidecar, value),
      ),
    );
  });

  it('the YAML parser reads the same, without a complaint', () => {
    fc.assert(
      fc.property(fc.oneof(sidecar, consensus), (value) => {
        const text = formatSidecar(value);
        assert.deepEqual(readAnySidecar(text, 's'), { value, problems: [], isCanonical: false });
        assert.equal(readSidecar(text, 's').isCanonical, true);
      }),
    );
  });

  for (const version of ['1.1', '1.2'] as const)
    it(`means the same to a reader of YAML ${version}`, () => {
      fc.assert(
        fc.property(fc.oneof(sidecar, consensus), (value) => {
          const read: unknown = parse(formatSidecar(value), { version, logLevel: 'silent' });
          assert.deepEqual(read, plain(value));
        }),
      );
    });

  it('is written so that text editors and git have nothing to mend', () => {
    fc.assert(
      fc.property(sidecar, (value) => {
        const text = formatSidecar(value);
        assert.ok(text.endsWith('\n') && !text.endsWith('\n\n'));
        assert.doesNotMatch(text, /[\r\u0085\u2028\u2029\ufeff]/);
      }),
    );
  });

  it('what the strict reader takes, the parser reads likewise, and it is canonical', () => {
    fc.assert(
      fc.property(damaged(12), ({ after: text }) => {
        const strict = readCanonicalSidecar(text)?.sidecar;
        if (!strict) return;
        const any = readAnySidecar(text, 's');
        assert.deepEqual(any.problems, []);
        assert.deepEqual(any.value, strict);
        assert.equal(formatSidecar(strict).length, text.length);
      }),
      { numRuns: 250 },
    );
  });

  it('the strict reader declines other spellings of the same, which the parser reads alike', () => {
    const [canonical, value] = example();
    const other: Record<string, string> = {
      'a comment': canonical.replace('passages:', '# mine\npassages:'),
      'a key unknown here': canonical.replace('    codes:', '    x-tool: 1\n    codes:'),
      'single quotes': canonical.replace('"wary of it"', "'wary of it'"),
      'an escape that is not needed': canonical.replace('"wary', '"\\u0077ary'),
      'a flow list': canonical.replace('    codes:\n      - a\n      - b\n', '    codes: [a, b]\n'),
      'another order': canonical.replace(/( {4}at: .*\n)( {4}quote: .*\n)/, '$2$1'),
      'deeper indentation': canonical.replace(/^(?= )/gm, '  '),
      'a folded block': canonical.replace('memo: |-\n      Compare', 'memo: >-\n      Compare'),
      'no final line break': canonical.slice(0, -1),
      'a blank line': canonical.replace('passages:', '\npassages:'),
      'a document start': `---\n${canonical}`,
      'a base in quotes': canonical.replace(/base: (.*)/, 'base: "$1"'),
    };
    for (const [what, text] of Object.entries(other)) {
      assert.notEqual(text, canonical, what);
      assert.equal(readCanonicalSidecar(text), undefined, what);
      assert.deepEqual(readSidecar(text, 's'), { value, problems: [], isCanonical: false }, what);
    }
  });

  it('CRLF, lone CR and a byte order mark are not canonical, and change nothing else', () => {
    const [canonical, value] = example();
    for (const text of [
      canonical.replaceAll('\n', '\r\n'),
      canonical.replaceAll('\n', '\r'),
      `\ufeff${canonical}`,
    ])
      assert.deepEqual(readSidecar(text, 's'), { value, problems: [], isCanonical: false });
  });

  it('passages are given in file order', () => {
    const [canonical] = example();
    const record = canonical.slice(canonical.indexOf('  - id'));
    const earlier = record.replace('0WA', '0WB').replace('14:5-14:15', '2:5-2:15');
    const reading = readSidecar(canonical + earlier, 's');
    assert.deepEqual(
      reading.value?.passages.map(({ at }) => formatRange(at)),
      ['14:5-14:15', '2:5-2:15'],
    );
    assert.equal(reading.isCanonical, true);
  });
});

function example(): [string, Sidecar] {
  const value: Sidecar = {
    base: '9f4c1d0c'.repeat(5),
    status: 'in-progress',
    passages: [
      {
        id: '01JD8Q4ZK3V7M2X9C5T6R1B0WA',
        at: { start: { line: 14, column: 5 }, end: { line: 14, column: 15 } },
        quote: 'wary of it',
        codes: ['a', 'b'],
        memo: 'Compare Int7.',
      },
    ],
  };
  return [formatSidecar(value), value];
}

/** The sidecar as the data that its YAML stands for. */
function plain(value: Sidecar): unknown {
  const withText = (item: { at: Parameters<typeof formatRange>[0] }): object => ({
    ...item,
    at: formatRange(item.at),
  });
  const passages = value.passages.map((passage) => ({
    ...withText(passage),
    ...(passage.codings ? { codings: { ...passage.codings } } : {}),
    ...(passage.from ? { from: passage.from.map(withText) } : {}),
    ...(passage.decisions
      ? {
          decisions: passage.decisions.map((decision) =>
            decision.code === undefined ? { extent: true, ...decision } : decision,
          ),
        }
      : {}),
  }));
  return { format: 'verbatim/coding@1', ...value, passages };
}
