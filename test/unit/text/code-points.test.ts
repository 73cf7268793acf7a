import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  advanceCodePoints,
  codePointLength,
  codePointsBetween,
  isPlainText,
  isWellFormed,
  retreatCodePoints,
} from '../../../src/core/text/code-points';
import { normaliseText } from '../../../src/core/text/normal-text';
import { normaliseSlowly, rawText } from './texts';

/** UTF-16 offsets at which a code point begins, and the end of the text. */
function boundariesOf(text: string): readonly number[] {
  const boundaries = [0];
  for (const point of Array.from(text)) boundaries.push((boundaries.at(-1) ?? 0) + point.length);
  return boundaries;
}

describe('counting code points', () => {
  it('counts as iterating over the string does', () => {
    fc.assert(
      fc.property(rawText, (text) => {
        assert.equal(codePointLength(text), Array.from(text).length);
        assert.equal(isPlainText(text), !/[\ud800-\udfff]/.test(text));
        assert.equal(isWellFormed(text), !/\p{Cs}/u.test(text));
      }),
    );
  });

  it('counts between any two offsets as iterating over the piece does', () => {
    fc.assert(
      fc.property(rawText, fc.nat(), fc.nat(), (text, a, b) => {
        const [start, end] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        assert.equal(
          codePointsBetween(text, start ?? 0, end ?? 0),
          Array.from(text.slice(start, end)).length,
        );
      }),
    );
  });

  it('goes forwards and backwards by whole code points', () => {
    fc.assert(
      fc.property(rawText, fc.nat(), fc.nat(50), (text, at, count) => {
        const boundaries = boundariesOf(text);
        const index = at % boundaries.length;
        const offset = boundaries[index] ?? 0;
        assert.equal(
          advanceCodePoints(text, offset, count),
          boundaries[Math.min(index + count, boundaries.length - 1)],
        );
        assert.equal(retreatCodePoints(text, offset, count), boundaries[Math.max(index - count, 0)]);
      }),
    );
  });

  it('never passes the end it is given', () => {
    fc.assert(
      fc.property(rawText, fc.nat(), fc.nat(50), (text, at, count) => {
        const end = at % (text.length + 1);
        const offset = advanceCodePoints(text, 0, count, end);
        assert.ok(offset <= end);
        assert.equal(offset, Math.min(advanceCodePoints(text, 0, count), end));
      }),
    );
  });
});

describe('normalising a text', () => {
  it('does what a walk over the characters does', () => {
    fc.assert(fc.property(rawText, (raw) => assert.equal(normaliseText(raw), normaliseSlowly(raw))));
  });

  it('leaves no carriage return, and changes nothing the second time', () => {
    fc.assert(
      fc.property(rawText, (raw) => {
        const text = normaliseText(raw);
        assert.equal(text.includes('\r'), false);
        if (!text.startsWith('\ufeff')) assert.equal(normaliseText(text), text);
      }),
    );
  });

  it('keeps the number of lines', () => {
    fc.assert(
      fc.property(rawText, (raw) => {
        assert.equal(normaliseText(raw).split('\n').length, raw.split(/\r\n|\r|\n/).length);
      }),
    );
  });

  it('takes one byte order mark off the beginning, and only there', () => {
    assert.equal(normaliseText('\ufeff\ufeffa\ufeff'), '\ufeffa\ufeff');
    assert.equal(normaliseText(''), '');
    assert.equal(normaliseText('a\r\n\r\rb\n'), 'a\n\n\nb\n');
  });
});
