import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  mostNumbers,
  noNumbers,
  type NumberedCodes,
  numberCode,
  pinCode,
  unpinCode,
} from '../../../src/core/study/numbered-codes';

const code = fc.constantFrom(...Array.from('abcdefghijklmn'));
const deed = fc.tuple(fc.constantFrom('use', 'use', 'use', 'pin', 'unpin'), code);

function act(state: NumberedCodes, [what, id]: readonly [string, string], recent: readonly string[]) {
  if (what === 'use') return numberCode(state, id, recent);
  return what === 'pin' ? pinCode(state, id, recent) : unpinCode(state, id);
}

describe('codes with numbers', () => {
  it('keep their number as long as they have one, each code once, and pinned ones for good', () => {
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 60 }), (deeds) => {
        let state = noNumbers;
        let recent: string[] = [];
        for (const [what, id] of deeds) {
          const before = state;
          state = act(state, [what, id], recent);
          if (what === 'use') recent = [id, ...recent.filter((other) => other !== id)];
          const given = state.numbers.filter((other) => other !== null);
          assert.equal(new Set(given).size, given.length);
          assert.ok(state.numbers.length <= mostNumbers);
          before.numbers.forEach((other, i) => {
            if (other !== null && given.includes(other)) assert.equal(state.numbers[i], other);
          });
          for (const pinned of state.pinned) assert.ok(given.includes(pinned));
          if (what === 'use' && state.pinned.length < mostNumbers) assert.ok(given.includes(id));
        }
      }),
    );
  });

  it('give way when they were used longest ago', () => {
    const letters = Array.from('abcdefghi');
    const full = letters.reduce((state, id) => numberCode(state, id, []), noNumbers);
    assert.deepEqual(full.numbers, letters);
    const recent = ['a', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'b'];
    assert.deepEqual(numberCode(full, 'new', recent).numbers, ['a', 'new', ...Array.from('cdefghi')]);
    assert.deepEqual(numberCode(pinCode(full, 'b', recent), 'new', recent).numbers[8], 'new');
  });

  it('are not pinned beyond the last number', () => {
    const all = Array.from('abcdefghi').reduce((state, id) => pinCode(state, id, []), noNumbers);
    assert.equal(pinCode(all, 'new', []), all);
    assert.equal(numberCode(all, 'new', []), all);
  });
});
