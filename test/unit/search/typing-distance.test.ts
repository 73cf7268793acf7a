import assert from 'node:assert/strict';
import fc from 'fast-check';
import { typingDistance } from '../../../src/core/search/typing-distance';

/** The second implementation: by its definition, over the ends of both texts. */
function alignSlowly(a: string, b: string): number {
  if (a === '' || b === '') return a.length + b.length;
  const costs = [
    alignSlowly(a.slice(0, -1), b) + 1,
    alignSlowly(a, b.slice(0, -1)) + 1,
    alignSlowly(a.slice(0, -1), b.slice(0, -1)) + (a.at(-1) === b.at(-1) ? 0 : 1),
  ];
  const isExchanged = a.length > 1 && b.length > 1 && a.at(-1) === b.at(-2) && a.at(-2) === b.at(-1);
  if (isExchanged) costs.push(alignSlowly(a.slice(0, -2), b.slice(0, -2)) + 1);
  return Math.min(...costs);
}

const word = fc.array(fc.constantFrom('a', 'b', 'c'), { maxLength: 5 }).map((letters) => letters.join(''));

describe('the distance of what was typed', () => {
  it('is the least over the beginnings of the word, up to a bound', () => {
    fc.assert(
      fc.property(word, word, fc.nat(3), (typed, meant, most) => {
        const beginnings = Array.from({ length: meant.length + 1 }, (_, i) => meant.slice(0, i));
        const least = Math.min(...beginnings.map((each) => alignSlowly(typed, each)));
        const found = typingDistance(typed, meant, most);
        if (least <= most) assert.equal(found, least);
        else assert.ok(found > most);
      }),
      { numRuns: 500 },
    );
  });

  it('counts slips of the finger', () => {
    assert.equal(typingDistance('mandatroy', 'mandatory', 2), 1);
    assert.equal(typingDistance('mand', 'mandatory', 2), 0);
    assert.equal(typingDistance('fatgue', 'fatigue', 1), 1);
    assert.ok(typingDistance('money', 'trust', 2) > 2);
  });
});
