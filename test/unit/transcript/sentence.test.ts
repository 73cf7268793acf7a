import assert from 'node:assert/strict';
import { sentenceSpanAt } from '../../../src/core/transcript/sentence';

/** The sentence at the `|` of a text. */
function sentenceAt(marked: string): string {
  const offset = marked.indexOf('|');
  const text = marked.replace('|', '');
  const { start, end } = sentenceSpanAt(text, offset, { start: 0, end: text.length });
  return text.slice(start, end);
}

describe('sentence at an offset', () => {
  it('is found anywhere in it, the end of the speech included', () => {
    assert.equal(sentenceAt('|We joined. We stayed.'), 'We joined.');
    assert.equal(sentenceAt('We joined. We st|ayed.'), 'We stayed.');
    assert.equal(sentenceAt('We joined. We stayed.|'), 'We stayed.');
    assert.equal(sentenceAt('We joined.| We stayed.'), 'We joined.');
  });

  it('does not end after abbreviations, initials or pseudonyms that go on', () => {
    assert.equal(sentenceAt('I asked Dr. Am|in. He agreed.'), 'I asked Dr. Amin.');
    assert.equal(sentenceAt('Some, e.g. Pra|ctice A, left. Others stayed.'), 'Some, e.g. Practice A, left.');
    assert.equal(sentenceAt('J. K. Sm|ith came. He left.'), 'J. K. Smith came.');
    assert.equal(sentenceAt('I asked [GP 2]. H|e agreed.'), 'He agreed.');
    assert.equal(sentenceAt('I ask|ed [GP 2]. He agreed.'), 'I asked [GP 2].');
    assert.equal(sentenceAt('So did I. We s|tayed.'), 'We stayed.');
  });

  it('goes on over a line break, but not over a blank line or a cue', () => {
    assert.equal(sentenceAt('We joined\nbeca|use of it. Then no.'), 'We joined\nbecause of it.');
    assert.equal(sentenceAt('We joined\n\nThen w|e left'), 'Then we left');
    assert.equal(
      sentenceAt('We joined\n\n00:01.000 --> 00:02.000\n<v Ann>bec|ause of it. No.'),
      'because of it.',
    );
  });

  it('ends with the marks of other scripts', () => {
    assert.equal(sentenceAt('没有办法。都|签了。好。'), '都签了。');
    assert.equal(sentenceAt('Почему? День|ги. Да.'), 'Деньги.');
  });

  it('stays inside the turn', () => {
    const text = 'INT: Why? R1: Because we had to.';
    assert.deepEqual(sentenceSpanAt(text, 20, { start: 14, end: text.length }), {
      start: 14,
      end: text.length,
    });
    assert.deepEqual(sentenceSpanAt(text, 0, { start: 14, end: 14 }), { start: 14, end: 14 });
  });

  it('is found at once in a turn as long as a file', () => {
    const text = 'so we joined and '.repeat(200_000);
    const { start, end } = sentenceSpanAt(text, 1_000_000, { start: 0, end: text.length });
    assert.ok(start <= 1_000_000 && end >= 1_000_000 && end - start <= 8000);
  });
});
