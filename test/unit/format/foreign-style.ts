import fc from 'fast-check';
import type { Document } from 'yaml';
import { isCollection, isMap, isScalar, parseDocument, visit } from 'yaml';
import { formatCodebook } from '../../../src/core/format/format-codebook';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { readCodebook } from '../../../src/core/format/read-codebook';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import type { Codebook } from '../../../src/core/model/codebook';
import type { Sidecar } from '../../../src/core/model/passage';

/** How somebody else might write a sidecar. */
const style = fc.record({
  indent: fc.constantFrom(1, 2, 4),
  indentSeq: fc.boolean(),
  singleQuote: fc.boolean(),
  blockQuote: fc.constantFrom<'literal' | 'folded' | boolean>('literal', 'folded', true, false),
  lineWidth: fc.constantFrom(20, 80, 0),
  flowCollectionPadding: fc.boolean(),
  /** Which nodes get comments, flow style, blank lines and unknown keys. */
  dice: fc.array(fc.nat(11), { minLength: 1, maxLength: 40 }),
  eol: fc.constantFrom('\n', '\r\n'),
  hasMark: fc.boolean(),
  hasFinalBreak: fc.boolean(),
});

/** The text of a sidecar in a foreign style that still reads as the same sidecar. */
export function inForeignStyle(
  sidecar: fc.Arbitrary<Sidecar>,
): fc.Arbitrary<{ value: Sidecar; text: string }> {
  return restyled(sidecar, formatSidecar, (text) => readSidecar(text, '').value);
}

/** The text of a codebook in a foreign style that still reads as the same codebook. */
export function codebookInForeignStyle(
  codebook: fc.Arbitrary<Codebook>,
): fc.Arbitrary<{ value: Codebook; text: string }> {
  return restyled(codebook, formatCodebook, (text) => readCodebook(text, '').value);
}

function restyled<T>(
  values: fc.Arbitrary<T>,
  format: (value: T) => string,
  read: (text: string) => T | undefined,
): fc.Arbitrary<{ value: T; text: string }> {
  return (
    fc
      .tuple(values, style)
      .map(([value, { dice, eol, hasMark, hasFinalBreak, ...options }]) => {
        const document = parseDocument(format(value));
        decorate(document, dice);
        const written = document.toString(options);
        const lines = written.replaceAll('\n', eol);
        const text = (hasMark ? '\ufeff' : '') + (hasFinalBreak ? lines : lines.replace(/(?:\r?\n)+$/, ''));
        return { value, text };
      })
      // `yaml` folds between the halves of a character, which no file can hold.
      .filter(({ text }) => Buffer.from(text).toString() === text)
      .filter(({ value, text }) => {
        const reading = read(text);
        return reading !== undefined && format(reading) === format(value);
      })
  );
}

function decorate(document: Document.Parsed, dice: readonly number[]): void {
  let turn = 0;
  const roll = (): number => dice[turn++ % dice.length] ?? 0;
  visit(document, {
    Pair: (_, pair) => {
      if (!isScalar(pair.key) || pair.key.value === 'format') return;
      const [first, second] = [roll(), roll()];
      if (first === 0) pair.key.commentBefore = ` c${turn} above`;
      if (first === 1) pair.key.spaceBefore = true;
      if (isScalar(pair.value) && second === 1) pair.value.comment = ` c${turn} behind`;
    },
    Seq: (_, seq) => {
      const isCodes = seq.items.every((item) => isScalar(item));
      if (isCodes && roll() < 4) seq.flow = true;
      else if (roll() === 2) seq.items.forEach((item) => isScalar(item) && (item.comment = ` c${turn} item`));
    },
    Map: (_, map) => {
      const isRecord = map.has('quote');
      if (isRecord && roll() === 3) map.flow = true;
      if (isRecord && roll() < 3) map.set('x-tool', 'kept');
      if (isRecord && roll() === 4) map.commentBefore = ` c${turn} record`;
      if (isRecord && roll() === 5) map.spaceBefore = true;
    },
  });
  // Flow style and comments on one node do not go together.
  visit(document, {
    Collection: (_, node) => {
      if (!node.flow) return;
      visit(node, (_key, inner) => {
        if (isScalar(inner) || (isCollection(inner) && inner !== node)) {
          delete inner.comment;
          delete inner.commentBefore;
          inner.spaceBefore = false;
        }
        if (isMap(inner)) inner.flow = true;
      });
    },
  });
}
