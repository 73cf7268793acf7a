import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Span } from '../../../src/core/text/span';
import { type Nudge, nudgeEdge } from '../../../src/core/transcript/nudge-edge';
import { readTurns } from '../../../src/core/transcript/read-turns';
import { type Speech, unitFrom } from '../../../src/core/transcript/speech-units';

function speechOf(text: string): Speech {
  return { text, transcript: readTurns(text, 'A.md') };
}

/** A text with its span between brackets, nudged. */
function nudge(marked: string, how: Nudge): string {
  const start = marked.indexOf('[');
  const text = marked.replace(/[[\]]/g, '');
  const span = nudgeEdge(speechOf(text), { start, end: marked.indexOf(']') - 1 }, how);
  return span
    ? `${text.slice(0, span.start)}[${text.slice(span.start, span.end)}]${text.slice(span.end)}`
    : 'nowhere';
}

const startEarlier: Nudge = { edge: 'start', direction: 'earlier', unit: 'word' };
const startLater: Nudge = { edge: 'start', direction: 'later', unit: 'word' };
const endEarlier: Nudge = { edge: 'end', direction: 'earlier', unit: 'word' };
const endLater: Nudge = { edge: 'end', direction: 'later', unit: 'word' };

describe('nudging an end of a passage', () => {
  it('moves it by a word with its punctuation', () => {
    assert.equal(
      nudge('R: it was “the [money”, I] think.', startEarlier),
      'R: it was [“the money”, I] think.',
    );
    assert.equal(nudge('R: it was “the [money”, I] think.', startLater), 'R: it was “the money”, [I] think.');
    assert.equal(nudge('R: it was “the [money”, I] think.', endEarlier), 'R: it was “the [money”,] I think.');
    assert.equal(nudge('R: it was “the [money”, I] think.', endLater), 'R: it was “the [money”, I think.]');
  });

  it('moves it by a sentence', () => {
    const text = 'R: One. Two. [Three.] Four. Five.';
    assert.equal(nudge(text, { ...startEarlier, unit: 'sentence' }), 'R: One. [Two. Three.] Four. Five.');
    assert.equal(nudge(text, { ...endLater, unit: 'sentence' }), 'R: One. Two. [Three. Four.] Five.');
    assert.equal(nudge(text, { ...startLater, unit: 'sentence' }), 'nowhere');
    assert.equal(nudge(text, { ...endEarlier, unit: 'sentence' }), 'nowhere');
  });

  it('goes over labels into the turn beside', () => {
    assert.equal(nudge('INT: And why?\n\nR: [It] was.', startEarlier), 'INT: And [why?\n\nR: It] was.');
    assert.equal(nudge('INT: And [why?]\n\nR: It was.', endLater), 'INT: And [why?\n\nR: It] was.');
  });

  it('first makes whole what is cut inside a word', () => {
    assert.equal(nudge('R: it was mon[ey he]re now.', startEarlier), 'R: it was [money he]re now.');
    assert.equal(nudge('R: it was mon[ey he]re now.', endLater), 'R: it was mon[ey here] now.');
  });

  it('goes nowhere at the ends of the text, nor past the other end', () => {
    assert.equal(nudge('[It] was.', startEarlier), 'nowhere');
    assert.equal(nudge('It [was.]', endLater), 'nowhere');
    assert.equal(nudge('It [was] so.', startLater), 'nowhere');
    assert.equal(nudge('It [was] so.', endEarlier), 'nowhere');
  });

  it('leads back to where it was', () => {
    const text = fc
      .array(
        fc.constantFrom(
          'so ',
          'we',
          ' we. ',
          '\n',
          '\n\nINT: ',
          '\n\nR: ',
          '🎤',
          '好。',
          '我们',
          ' – ',
          '“',
          '”',
          "didn't ",
          '? ',
        ),
        { minLength: 4, maxLength: 40 },
      )
      .map((parts) => `R: Yes ${parts.join('')} end.`);
    fc.assert(
      fc.property(
        text,
        fc.nat(),
        fc.nat(),
        fc.constantFrom('word' as const, 'sentence' as const),
        fc.constantFrom('start' as const, 'end' as const),
        fc.constantFrom('earlier' as const, 'later' as const),
        (source, from, count, unit, edge, direction) => {
          const speech = speechOf(source);
          const first = unitFrom(speech, from % source.length, unit);
          let last = first;
          for (let i = count % 4; i > 0 && last; i--) last = unitFrom(speech, last.end, unit) ?? last;
          if (!first || !last) return;
          const span: Span = { start: first.start, end: last.end };
          const there = nudgeEdge(speech, span, { edge, direction, unit });
          if (!there) return;
          assert.notDeepEqual(there, span);
          const opposite = direction === 'earlier' ? 'later' : 'earlier';
          assert.deepEqual(nudgeEdge(speech, there, { edge, direction: opposite, unit }), span);
        },
      ),
      { numRuns: 500 },
    );
  });
});
