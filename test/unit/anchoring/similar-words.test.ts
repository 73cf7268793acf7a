import assert from 'node:assert/strict';
import fc from 'fast-check';
import { lettersOf, mayBeSimilar, similarity } from '../../../src/core/anchoring/similar-words';

const word = fc.oneof(
  fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd', 'é', '日', '本'), minLength: 1, maxLength: 10 }),
  fc.string({ minLength: 1, maxLength: 45 }),
);

describe('similar words', () => {
  it('are never ruled out by their letters', () => {
    fc.assert(
      fc.property(word, word, (a, b) => {
        const longer = Math.max(a.length, b.length);
        if (similarity(a, b) > 0) assert(mayBeSimilar(lettersOf(a), lettersOf(b), longer));
      }),
    );
  });

  it('are told from others by their letters', () => {
    const mayBe = (a: string, b: string): boolean =>
      mayBeSimilar(lettersOf(a), lettersOf(b), Math.max(a.length, b.length));
    assert(mayBe('practice', 'practise'));
    assert(!mayBe('practice', 'funding'));
  });
});
