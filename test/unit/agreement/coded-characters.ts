// Spans in a short text, and the same text character by character.
import fc from 'fast-check';
import assert from 'node:assert/strict';
import { type CodedText, codingsOf } from '../../../src/core/agreement/coded-text';
import type { Figure } from '../../../src/core/agreement/figure';
import type { Span } from '../../../src/core/text/span';

export const length = 40;
const anySpan: fc.Arbitrary<Span> = fc
  .tuple(fc.integer({ min: 0, max: length }), fc.integer({ min: 0, max: 12 }))
  .map(([start, size]) => ({ start, end: Math.min(length, start + size) }));
export const anySpans = fc.array(anySpan, { maxLength: 8 });
export const anyCoders = fc.array(anySpans, { minLength: 2, maxLength: 4 });

/** Character by character: who covers it? */
export function paint(spans: readonly Span[]): readonly boolean[] {
  return Array.from({ length }, (_, i) => spans.some(({ start, end }) => start <= i && i < end));
}

export function textOf(coders: readonly (readonly Span[])[]): CodedText {
  return {
    length,
    codings: coders.map((spans) =>
      codingsOf(
        spans.map((span) => ({ ...span, codes: ['cost'] })),
        length,
      ),
    ),
  };
}

export function assertNear(figure: Figure, value: number): void {
  assert.ok('value' in figure && Math.abs(figure.value - value) < 1e-9, JSON.stringify([figure, value]));
}
