import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normaliseText } from '../../../src/core/text/normal-text';
import { compareSpans, spansEqual, spansOverlap } from '../../../src/core/text/span';
import { TextIndex } from '../../../src/core/text/text-index';
import { rawText } from './texts';

/** The second implementation: everything is found by splitting. */
class SlowIndex {
  readonly #text: string;
  readonly #lines: readonly string[];

  constructor(text: string) {
    this.#text = text;
    this.#lines = text.split('\n');
  }

  get lineCount(): number {
    return this.#lines.length;
  }

  #before(offset: number): readonly string[] {
    return this.#text.slice(0, offset).split('\n');
  }

  positionAt(offset: number): { line: number; column: number } {
    const lines = this.#before(offset);
    return { line: lines.length, column: Array.from(lines.at(-1) ?? '').length + 1 };
  }

  editorPositionAt(offset: number): { line: number; character: number } {
    const lines = this.#before(offset);
    return { line: lines.length - 1, character: (lines.at(-1) ?? '').length };
  }

  offsetAt(line: number, column: number): number | undefined {
    const content = this.#lines[line - 1];
    if (content === undefined || column < 1) return undefined;
    const points = Array.from(content);
    if (column - 1 > points.length) return undefined;
    const above = this.#lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0);
    return above + points.slice(0, column - 1).join('').length;
  }

  offsetOfEditorPosition(line: number, character: number): number {
    const above = this.#lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0);
    return above + Math.min(character, (this.#lines[line] ?? '').length);
  }

  codePointOffsetAt(offset: number): number {
    return Array.from(this.#text.slice(0, offset)).length;
  }

  offsetOfCodePoint(codePoint: number): number {
    return Array.from(this.#text).slice(0, codePoint).join('').length;
  }
}

const normalText = rawText.map(normaliseText);
const textAndOffset = normalText.chain((text) => fc.tuple(fc.constant(text), fc.nat(text.length)));
const place = fc.record(
  { line: fc.integer({ min: -1, max: 30 }), column: fc.integer({ min: -1, max: 30 }) },
  { noNullPrototype: true },
);

describe('an index of a text', () => {
  it('gives lines, columns and code points of any offset as the slow one does', () => {
    fc.assert(
      fc.property(textAndOffset, ([text, offset]) => {
        const [index, slow] = [new TextIndex(text), new SlowIndex(text)];
        assert.equal(index.lineCount, slow.lineCount);
        assert.deepEqual(index.positionAt(offset), slow.positionAt(offset));
        assert.deepEqual(index.editorPositionAt(offset), slow.editorPositionAt(offset));
        assert.equal(index.codePointOffsetAt(offset), slow.codePointOffsetAt(offset));
        assert.equal(index.lineAt(offset), slow.positionAt(offset).line - 1);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the offset of any position as the slow one does, and none where there is no such place', () => {
    fc.assert(
      fc.property(normalText, place, (text, { line, column }) => {
        const [index, slow] = [new TextIndex(text), new SlowIndex(text)];
        assert.equal(index.offsetAt({ line, column }), slow.offsetAt(line, column));
        assert.equal(index.offsetOfCodePoint(Math.abs(column)), slow.offsetOfCodePoint(Math.abs(column)));
        const known = Math.min(Math.abs(line), index.lineCount - 1);
        assert.equal(
          index.offsetOfEditorPosition(known, Math.abs(column)),
          slow.offsetOfEditorPosition(known, Math.abs(column)),
        );
      }),
      { numRuns: 500 },
    );
  });

  it('leads from every boundary of a code point to every name of the place and back', () => {
    fc.assert(
      fc.property(normalText, (text) => {
        const index = new TextIndex(text);
        let offset = 0;
        for (const point of ['', ...Array.from(text)]) {
          offset += point.length;
          assert.equal(index.offsetAt(index.positionAt(offset)), offset);
          assert.equal(index.offsetOfCodePoint(index.codePointOffsetAt(offset)), offset);
          const { line, character } = index.editorPositionAt(offset);
          assert.equal(index.offsetOfEditorPosition(line, character), offset);
        }
      }),
    );
  });

  it('gives each line without its line break', () => {
    fc.assert(
      fc.property(normalText, (text) => {
        const index = new TextIndex(text);
        const lines = Array.from({ length: index.lineCount }, (_, line) => {
          const { start, end } = index.lineSpan(line);
          return text.slice(start, end);
        });
        assert.deepEqual(lines, text.split('\n'));
      }),
    );
  });

  it('gives spans of ranges that lie in the text and do not run backwards', () => {
    fc.assert(
      fc.property(normalText, place, place, (text, start, end) => {
        const index = new TextIndex(text);
        const [from, to] = [index.offsetAt(start), index.offsetAt(end)];
        const isSpan = from !== undefined && to !== undefined && from <= to;
        assert.deepEqual(index.spanOf({ start, end }), isSpan ? { start: from, end: to } : undefined);
        if (isSpan) assert.deepEqual(index.rangeOf({ start: from, end: to }), { start, end });
      }),
    );
  });

  it('counts as a sidecar does', () => {
    const index = new TextIndex(normaliseText('\ufeffINT: So?\r\nR1: 😀 e\u0301h\rend\n'));
    assert.equal(index.lineCount, 4);
    assert.deepEqual(index.positionAt(index.text.indexOf('h')), { line: 2, column: 9 });
    assert.deepEqual(index.editorPositionAt(index.text.indexOf('h')), { line: 1, character: 9 });
    assert.equal(index.codePointOffsetAt(index.text.indexOf('h')), 17);
    assert.deepEqual(index.positionAt(index.text.length), { line: 4, column: 1 });
    assert.equal(index.offsetAt({ line: 2, column: 11 }), undefined);
  });
});

describe('spans', () => {
  const span = fc
    .tuple(fc.nat(9), fc.nat(9))
    .map(([a, b]) => ({ start: Math.min(a, b), end: Math.max(a, b) }));
  const members = ({ start, end }: { start: number; end: number }) =>
    Array.from({ length: end - start }, (_, i) => start + i);

  it('overlap when they share a character', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        // An empty span has no character to share; inside another it still stands in its way.
        if (a.start === a.end || b.start === b.end) return;
        assert.equal(
          spansOverlap(a, b),
          members(a).some((each) => members(b).includes(each)),
        );
      }),
    );
  });

  it('are ordered by start, then end', () => {
    fc.assert(
      fc.property(span, span, (a, b) => {
        assert.equal(Math.sign(compareSpans(a, b)), -Math.sign(compareSpans(b, a)) + 0);
        assert.equal(compareSpans(a, b) === 0, spansEqual(a, b));
        if (a.start < b.start) assert.ok(compareSpans(a, b) < 0);
      }),
    );
  });
});
