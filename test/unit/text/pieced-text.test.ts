import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { PiecedText } from '../../../src/core/text/pieced-text';

describe('a text in pieces', () => {
  it('reads as the text does that is edited as a whole', () => {
    fc.assert(
      fc.property(longText(), edits(), (text, steps) => {
        let whole = text;
        let pieced = PiecedText.of(text);
        for (const [a, b, words] of steps) {
          const [start = 0, end = 0] = [a, b].map((at) => at % (whole.length + 1)).sort((x, y) => x - y);
          whole = whole.slice(0, start) + words + whole.slice(end);
          pieced = pieced.replace(start, end, words);
          assert.equal(pieced.length, whole.length);
          assert.equal(pieced.slice(start, start + 5000), whole.slice(start, start + 5000));
        }
        assert.equal(pieced.toString(), whole);
      }),
    );
  });

  it('stays as it is when it is edited', () => {
    const before = PiecedText.of('x'.repeat(20_000));
    before.replace(5, 15_000, 'y');
    assert.equal(before.toString(), 'x'.repeat(20_000));
  });
});

/** Up to 30,000 characters, no two stretches of which are alike. */
function longText(): fc.Arbitrary<string> {
  return fc
    .tuple(fc.nat(5000), fc.nat(99))
    .map(([words, seed]) => Array.from({ length: words }, (_, i) => (i * 7 + seed).toString(36)).join(' '));
}

function edits(): fc.Arbitrary<[number, number, string][]> {
  return fc.array(fc.tuple(fc.nat(), fc.nat(), fc.oneof(longText(), fc.string())), {
    maxLength: 12,
  });
}
