import assert from 'node:assert/strict';
import { nextPassageOf, nextUncodedTurn, questionsIn } from '../../../src/core/study/next-passage';
import { readTurns } from '../../../src/core/transcript/read-turns';
import { passageAt, snapshotOf } from './views';

const text = 'INT: Why?\n\nR: Money.\n\nINT: Now?\n\nR: Better.\n\nR2: Worse.\n';

describe('the next passage with a code', () => {
  const at = (words: string, ...codes: string[]) =>
    passageAt(text, text.indexOf(words), text.indexOf(words) + words.length, codes);
  const view = snapshotOf({
    transcripts: { 'A.md': text, 'B.md': text, 'C.md': text },
    coders: ['MS', 'SP'],
    sidecars: [
      { transcript: 'A.md', coder: 'MS', passages: [at('Money', 'a'), at('Better', 'b')] },
      { transcript: 'A.md', coder: 'SP', passages: [at('Worse', 'a')] },
      { transcript: 'C.md', coder: 'MS', passages: [at('Why', 'a')] },
    ],
  }).whole;
  const walk = (code: string, direction: 1 | -1, steps: number): readonly string[] => {
    const found: string[] = [];
    let place = { transcript: 'A.md', span: { start: 0, end: 0 } };
    for (let i = 0; i < steps; i++) {
      const next = nextPassageOf(view, code, place, direction);
      if (!next) break;
      place = { transcript: next.sidecar.transcript, span: next.span };
      found.push(`${place.transcript} ${next.passage.quote}`);
    }
    return found;
  };

  it('is found in all transcripts, of all coders, round their ends', () => {
    assert.deepEqual(walk('a', 1, 4), ['A.md Money', 'A.md Worse', 'C.md Why', 'A.md Money']);
    assert.deepEqual(walk('a', -1, 3), ['C.md Why', 'A.md Worse', 'A.md Money']);
    assert.deepEqual(walk('b', 1, 2), ['A.md Better', 'A.md Better']);
  });

  it('is nothing where no passage has the code', () => {
    assert.deepEqual(walk('c', 1, 1), []);
  });
});

describe('the next uncoded turn', () => {
  const view = snapshotOf({
    transcripts: { 'A.md': text },
    sources: { 'A.md': { kind: 'interview', speakers: { INT: 'interviewer', R: 'R' }, attributes: {} } },
  }).whole;
  const { turns } = readTurns(text, 'A.md');
  const next = (after: number, ...coded: string[]): string | undefined => {
    const spans = coded.map((words) => ({
      start: text.indexOf(words),
      end: text.indexOf(words) + words.length,
    }));
    const turn = nextUncodedTurn(turns, spans, after, questionsIn(view, 'A.md'));
    return turn && text.slice(turn.speech.start, turn.speech.end);
  };

  it('is the next answer that nothing is coded in, round the end', () => {
    assert.equal(next(0), 'Money.');
    assert.equal(next(text.indexOf('Money')), 'Better.');
    assert.equal(next(0, 'ney'), 'Better.');
    assert.equal(next(text.indexOf('Better'), 'Worse'), 'Money.');
    assert.equal(next(0, 'Money', 'Better', 'Worse'), undefined);
  });
});
