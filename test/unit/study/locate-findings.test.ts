import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { formatRange } from '../../../src/core/format/at-range';
import type { Passage } from '../../../src/core/model/passage';
import { locateFindings } from '../../../src/core/study/locate-findings';
import { TextIndex } from '../../../src/core/text/text-index';
import { passageId } from '../../support/small-study';

const place = fc.record({ line: fc.integer({ min: 1, max: 99 }), column: fc.integer({ min: 1, max: 99 }) });
const codes = fc.uniqueArray(fc.constantFrom('wary', 'wary-too', 'not-wary', 'id', 'at', 'codes', 'quote'), {
  minLength: 1,
});
/** Quotes that look like the record around them. */
const quote = fc.oneof(
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom('codes:\n  - wary', 'at: 1:1-2:2', `a line\n  - id: ${passageId(0)}x`, 'wary', 'id: x'),
);

const passages = fc
  .array(fc.record({ start: place, quote, codes, memo: fc.option(quote, { nil: undefined }) }), {
    maxLength: 8,
  })
  .map((items) =>
    items.map(({ start, memo, ...item }, i): Passage => ({
      id: passageId(i),
      at: { start, end: { line: start.line + 1, column: 1 } },
      ...item,
      ...(memo === undefined || memo === '' ? {} : { memo }),
    })),
  );

const problem = { code: 'x', severity: 'error', message: '', advice: '', path: 'x' } as const;

describe('locating findings', () => {
  it('finds every code and position in a canonical sidecar', () => {
    fc.assert(
      fc.property(passages, (list) => {
        const text = formatSidecar({ base: 'a'.repeat(40), status: 'done', passages: list });
        const index = new TextIndex(text);
        const textAt = (range: (typeof located)[number]['range']): string => {
          const span = index.spanOf(range) ?? assert.fail('the range is not in the text');
          return text.slice(span.start, span.end);
        };
        const wanted = list.flatMap(({ id, at, codes: ids }) => [
          { place: { kind: 'passage' as const, id }, expected: formatRange(at) },
          ...ids.map((code) => ({ place: { kind: 'passage' as const, id, code }, expected: code })),
        ]);
        const located = locateFindings(
          wanted.map(({ place }) => ({ ...problem, place })),
          text,
        );
        located.forEach(({ range }, i) => assert.equal(textAt(range), wanted[i]?.expected));
      }),
    );
  });

  it('finds passages in flow style, and the nearest thing there is', () => {
    const text = `passages: [{ id: ${passageId(0)}, codes: [ "wary", x ] }]\n`;
    const [code, position, gone] = locateFindings(
      [
        { ...problem, place: { kind: 'passage', id: passageId(0), code: 'wary' } },
        { ...problem, place: { kind: 'passage', id: passageId(0) } },
        { ...problem, place: { kind: 'passage', id: passageId(1) } },
      ],
      text,
    );
    assert.equal(code?.range.start.column, text.indexOf('wary') + 1);
    assert.equal(position?.range.start.column, text.indexOf(passageId(0)) + 1);
    assert.deepEqual(gone?.range.start, { line: 1, column: 1 });
  });

  it('follows keys and list items, as far as they go', () => {
    const text = 'format: verbatim/study@1\nrounds:\n  one:\n    transcripts:\n      - a.md\n      - b.md\n';
    const locate = (keys: readonly string[]): string => {
      const [found] = locateFindings([{ ...problem, place: { kind: 'keys', keys } }], text);
      return `${found?.range.start.line}:${found?.range.start.column}`;
    };
    assert.equal(locate(['rounds', 'one', 'transcripts', 'b.md']), '6:9');
    assert.equal(locate(['rounds', 'one', 'transcripts', 'c.md']), '4:5');
    assert.equal(locate(['rounds', 'two']), '2:1');
    assert.equal(locate(['cases']), '1:1');
  });
});
