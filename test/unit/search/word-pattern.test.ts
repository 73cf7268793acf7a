import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findSpans } from '../../../src/core/search/find-in-passages';
import { wordPattern, type WordOptions } from '../../../src/core/search/word-pattern';

function find(text: string, words: string, options?: WordOptions): readonly string[] {
  const pattern = wordPattern(words, options);
  return pattern ? findSpans(text, pattern).map(({ start, end }) => text.slice(start, end)) : [];
}

describe('looking for words', () => {
  it('ignores case unless told otherwise', () => {
    assert.deepEqual(find('Money, money.', 'money'), ['Money', 'money']);
    assert.deepEqual(find('Money, money.', 'money', { matchCase: true }), ['money']);
  });

  it('finds whole words where only these count, numbers and marks being parts of words', () => {
    const text = 'The practice’s practices, practice-wide; 2practice, practice\u0301.';
    assert.equal(find(text, 'practice').length, 5);
    assert.deepEqual(find(text, 'practice', { wholeWords: true }), [
      'practice',
      'practice',
      'practice\u0301',
    ]);
  });

  it('takes the words of a phrase in their order, over line breaks', () => {
    assert.deepEqual(find('no\n  choice, choice no', ' no choice '), ['no\n  choice']);
  });

  it('finds any of several alternatives', () => {
    assert.deepEqual(find('money or trust', 'trust OR money'), ['money', 'trust']);
    assert.deepEqual(find('money or trust', ' OR '), []);
  });

  it('ignores marks that are not typed, and heeds those that are, however they are written', () => {
    for (const text of ['café', 'cafe\u0301']) {
      assert.deepEqual(find(text, 'cafe'), [text]);
      assert.deepEqual(find(text, 'café'), [text]);
      assert.deepEqual(find(text, 'cafe\u0301'), [text]);
      assert.deepEqual(find(text, 'cafè'), []);
    }
    assert.deepEqual(find('cafe', 'café'), []);
    assert.deepEqual(find('Ångström', 'angstrom', { wholeWords: true }), ['Ångström']);
    assert.deepEqual(find('Việt Nam', 'viet nam'), ['Việt Nam']);
  });

  it('finds typographic quotes and hyphens by the plain ones, and the other way round', () => {
    assert.deepEqual(find('don’t', "don't"), ['don’t']);
    assert.deepEqual(find("don't", 'don’t'), ["don't"]);
    assert.deepEqual(find('follow‑up', 'follow-up'), ['follow‑up']);
  });

  it('takes whatever is typed as words, and nothing as nothing', () => {
    assert.equal(wordPattern(' \n'), undefined);
    assert.deepEqual(find('a.c abc (x) [^]', 'a.c'), ['a.c']);
    assert.deepEqual(find('a.c abc (x) [^]', '(x)'), ['(x)']);
    fc.assert(
      fc.property(
        fc.string({ unit: 'binary' }),
        fc.string({ unit: 'binary' }),
        fc.boolean(),
        (text, words, isWhole) => {
          const pattern = wordPattern(words, { wholeWords: isWhole });
          if (pattern) findSpans(text, pattern);
        },
      ),
    );
  });

  it('finds every plain word where it stands', () => {
    const word = fc.stringMatching(/^[a-zA-Z.*+?()[\]\\^$|{}]{1,8}$/).filter((each) => each !== 'OR');
    fc.assert(
      fc.property(fc.array(word, { minLength: 1 }), fc.nat(), (words, which) => {
        const wanted = words[which % words.length] ?? '';
        const found = find(words.join(' '), wanted, { matchCase: true });
        assert.ok(found.length > 0);
        assert.ok(found.every((each) => each === wanted));
      }),
    );
  });
});
