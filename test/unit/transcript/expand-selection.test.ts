import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Span } from '../../../src/core/text/span';
import {
  expandSelection,
  nextSentence,
  previousSentence,
} from '../../../src/core/transcript/expand-selection';
import { readTurns } from '../../../src/core/transcript/read-turns';
import type { Speech } from '../../../src/core/transcript/speech-units';

const interview = `**INT:** Why did you join?

**INT:** Was it money?

**R:** It was the money. We had to – truly – sign.

**R2:** Not me.

**INT:** And now?

**R:** 现在好多了。我们很高兴。
`;

function speechOf(text: string): Speech {
  return { text, transcript: readTurns(text, 'A.md') };
}

const speech = speechOf(interview);
const isQuestion = ({ speaker }: { readonly speaker?: string }): boolean => speaker === 'INT';

function spanOf(words: string): Span {
  const start = interview.indexOf(words);
  return { start, end: start + words.length };
}

function textOf(span: Span | undefined): string | undefined {
  return span && interview.slice(span.start, span.end);
}

/** Everything that expanding leads to from a selection. */
function expansions(from: Span): readonly string[] {
  const found: string[] = [];
  for (
    let span = expandSelection(speech, from, isQuestion);
    span;
    span = expandSelection(speech, span, isQuestion)
  )
    found.push(interview.slice(span.start, span.end));
  return found;
}

describe('expanding the selection', () => {
  const exchange = interview.slice(interview.indexOf('Why'), interview.indexOf('Not me.') + 7);

  it('goes from the word to the sentence, the turn, and the questions with their answers', () => {
    const { start } = spanOf('truly');
    assert.deepEqual(expansions({ start: start + 2, end: start + 2 }), [
      'truly',
      'We had to – truly – sign.',
      'It was the money. We had to – truly – sign.',
      exchange,
    ]);
  });

  it('takes in whole what is selected in part', () => {
    assert.deepEqual(expansions(spanOf('money. We'))[0], 'It was the money. We had to – truly – sign.');
    assert.deepEqual(expansions(spanOf('sign.\n\n**R2:** Not')), [
      'We had to – truly – sign.\n\n**R2:** Not me.',
      'It was the money. We had to – truly – sign.\n\n**R2:** Not me.',
      exchange,
    ]);
  });

  it('goes from a question to its answers, and from an answer to its questions', () => {
    assert.equal(expansions(spanOf('Was it money?')).at(-1), exchange);
    assert.equal(expansions(spanOf('And now?')).at(-1), 'And now?\n\n**R:** 现在好多了。我们很高兴。');
  });

  it('finds words and sentences of a language without spaces', () => {
    const { start } = spanOf('高兴');
    assert.deepEqual(expansions({ start, end: start }).slice(0, 3), [
      '高兴',
      '我们很高兴。',
      '现在好多了。我们很高兴。',
    ]);
  });

  it('ends with the turn where nobody is known to ask', () => {
    assert.equal(
      expandSelection(speech, spanOf('Not me.'), () => false),
      undefined,
    );
  });

  it('always grows, and ends', () => {
    const text = fc
      .array(
        fc.constantFrom('INT: ', 'R: ', 'so ', 'we. ', '\n', '\n\n', '🎤', '好。', '–', '**R:** ', '-->'),
        {
          maxLength: 40,
        },
      )
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, fc.nat(), fc.nat(), (source, a, b) => {
        const made = speechOf(source);
        const [start = 0, end = 0] = [a, b].map((n) => n % (source.length + 1)).sort((x, y) => x - y);
        let span: Span = { start, end };
        for (let steps = 0; ; steps++) {
          const next = expandSelection(made, span, isQuestion);
          if (!next) break;
          assert.ok(steps < 4, 'four steps at most');
          assert.ok(next.start <= span.start && span.end <= next.end);
          assert.ok(next.end - next.start > span.end - span.start);
          span = next;
        }
      }),
    );
  });
});

describe('moving by sentence', () => {
  it('passes over labels, there and back', () => {
    let span: Span = { start: 0, end: 0 };
    const forth: Span[] = [];
    for (let next = nextSentence(speech, span); next; next = nextSentence(speech, span))
      forth.push((span = next));
    assert.deepEqual(forth.map(textOf), [
      'Why did you join?',
      'Was it money?',
      'It was the money.',
      'We had to – truly – sign.',
      'Not me.',
      'And now?',
      '现在好多了。',
      '我们很高兴。',
    ]);
    const back: Span[] = [];
    for (let previous: Span | undefined = span; previous; previous = previousSentence(speech, previous))
      back.unshift(previous);
    assert.deepEqual(back, forth);
  });

  it('takes the sentence at a cursor first', () => {
    const { start } = spanOf('the money');
    assert.equal(textOf(nextSentence(speech, { start, end: start })), 'It was the money.');
    assert.equal(textOf(previousSentence(speech, { start, end: start })), 'Was it money?');
  });

  it('passes over the times of cues', () => {
    const text =
      'WEBVTT\n\n1\n00:01.000 --> 00:02.000\n<v Ann>We joined.\n\n2\n00:02.000 --> 00:03.000\n<v Ann>We left.\n';
    const cues = { text, transcript: readTurns(text, 'A.vtt') };
    const first = nextSentence(cues, { start: 0, end: 0 });
    const second = first && nextSentence(cues, first);
    assert.equal(text.slice(first?.start, first?.end), 'We joined.');
    assert.match(text.slice(second?.start, second?.end), /We left\.$/);
  });
});
