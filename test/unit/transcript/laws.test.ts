import assert from 'node:assert/strict';
import fc from 'fast-check';
import { normaliseText } from '../../../src/core/text/normal-text';
import type { Transcript } from '../../../src/core/transcript/transcript';
import { readTurns } from '../../../src/core/transcript/read-turns';
import { sentenceSpanAt } from '../../../src/core/transcript/sentence';
import { speakerAt, turnAt } from '../../../src/core/transcript/transcript';

const paths = ['a.md', 'a.txt', 'a.vtt', 'a.srt', 'a.log'];

const fragments = [
  '\n',
  '\n\n',
  '\r\n',
  ' ',
  '\t',
  ':',
  '：',
  '.',
  '**',
  '_',
  '<v Ann>',
  '</v>',
  '<',
  '>',
  '-->',
  'WEBVTT',
  'NOTE',
  '---',
  '# ',
  'Q',
  'A.',
  'INT:',
  '**R1:** ',
  'Ann Lee: ',
  'Senator SMITH. ',
  '[00:01:02] ',
  '(1:02)',
  '00:12',
  '00:01.000 --> 00:02.000',
  '[00:00:00:05]',
  '_page : 10',
  'Date: ',
  'Pergunta 3: ',
  'yes',
  'no, well',
  '😀',
  'é',
  '采访者：',
  '\u0000',
  '\ud800',
  '__proto__: ',
  'constructor: ',
  '[',
  ']',
  '1',
];
const anyText = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.array(fc.constantFrom(...fragments), { maxLength: 80 }).map((parts) => parts.join('')),
);

describe('laws of turns', () => {
  it('voices that follow each other without a space are turns apart', () => {
    const text = '00:01.000 --> 00:02.000\n(1:02)<v Ann>yes<v Bo>no';
    const transcript = readTurns(text, 'a.vtt');
    checkTurns(text, transcript);
    assert.deepEqual(
      transcript.turns.map(({ speech }) => text.slice(speech.start, speech.end)),
      ['(1:02)', 'yes', 'no'],
    );
  });

  it('any text is read, and its turns are sorted, apart, inside the text and true to it', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...paths), (raw, path) => {
        const text = normaliseText(raw);
        checkTurns(text, readTurns(text, path));
      }),
      { numRuns: 2000 },
    );
  });

  it('a turn is found from each of its offsets, and none between turns', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...paths), (raw, path) => {
        const text = normaliseText(raw);
        const transcript = readTurns(text, path);
        for (let offset = -1; offset <= text.length + 1; offset++) {
          const expected = transcript.turns.find(({ span }) => span.start <= offset && offset <= span.end);
          assert.equal(turnAt(transcript, offset), expected);
          assert.equal(speakerAt(transcript, offset), expected?.speaker);
        }
      }),
    );
  });

  it('a sentence lies in its turn, holds its offset or follows it, and has no white space around it', () => {
    fc.assert(
      fc.property(anyText, fc.nat(), fc.nat(), fc.nat(), (text, a, b, c) => {
        const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        const offset = start + (c % (end - start + 1));
        const span = sentenceSpanAt(text, offset, { start, end });
        assert.ok(start <= span.start && span.start <= span.end && span.end <= end);
        const sentence = text.slice(span.start, span.end);
        assert.equal(sentence, sentence.trim());
      }),
      { numRuns: 1000 },
    );
  });
});

function checkTurns(text: string, { turns, speakers }: Transcript): void {
  let end = -1;
  for (const { span, speech, label, speaker, time } of turns) {
    assert.ok(span.start > end, 'turns are sorted and apart');
    assert.ok(
      span.start <= speech.start && speech.start <= speech.end && speech.end <= span.end,
      'speech lies in its turn',
    );
    assert.ok(span.end <= text.length);
    end = span.end;
    assert.equal(speaker === undefined, label === undefined);
    if (label) {
      assert.equal(text.slice(label.start, label.end), speaker);
      assert.ok(span.start <= label.start && label.end <= speech.start, 'the label stands before the speech');
    }
    if (time) {
      assert.equal(text.slice(time.span.start, time.span.end), time.text);
      assert.ok(span.start <= time.span.start && time.span.end <= span.end);
    }
  }
  const named = turns.flatMap(({ speaker }) => (speaker === undefined ? [] : [speaker]));
  assert.deepEqual(speakers, [...new Set(named)]);
}

interface Said {
  readonly speaker: string;
  readonly speech: string;
}

const word = fc.constantFrom(
  'well',
  'we',
  'joined',
  'because',
  'of',
  'the',
  'money',
  'um',
  'Dr. Amin',
  '10:30',
  'http://x.org',
  '(laughs)',
  'naïve',
  '😀',
  'right?',
);
const sentence = fc.array(word, { minLength: 1, maxLength: 9 }).map((words) => `so ${words.join(' ')}.`);
const cast = fc.constantFrom(
  ['INT', 'R1'],
  ['Interviewer', 'Anna Lee'],
  ['Q', 'A'],
  ['MS', 'SP', 'GP2'],
  ['Speaker 1', 'Speaker 2', 'Speaker 3'],
  ['采访者', '李明'],
  ['Заря 1 (Быков)', 'Кедр'],
  ['[GP 2]', 'Dr. Amin', 'Practice manager'],
);

/** Each of the cast in turn, four times or more, so that everyone recurs as in life. */
const conversation: fc.Arbitrary<readonly Said[]> = cast.chain((speakers) =>
  fc
    .array(sentence, { minLength: speakers.length * 4, maxLength: 24 })
    .map((speeches) =>
      speeches.map((speech, i) => ({ speaker: speakers[i % speakers.length] ?? '', speech })),
    ),
);

function clock(i: number): string {
  return `00:${String(Math.floor(i / 60)).padStart(2, '0')}:${String(i % 60).padStart(2, '0')}`;
}

const forms: Readonly<Record<string, readonly [path: string, write: (said: Said, i: number) => string]>> = {
  'Name: on lines': ['a.txt', ({ speaker, speech }) => `${speaker}: ${speech}\n`],
  'Name: on paragraphs': ['a.md', ({ speaker, speech }) => `${speaker}: ${speech}\n\n`],
  'full-width colon': ['a.txt', ({ speaker, speech }) => `${speaker}：${speech}\n`],
  '**Name:**': ['a.md', ({ speaker, speech }) => `**${speaker}:** ${speech}\n\n`],
  '**Name**:': ['a.md', ({ speaker, speech }) => `**${speaker}**: ${speech}\n\n`],
  '_Name:_': ['a.md', ({ speaker, speech }) => `_${speaker}:_ ${speech}\n\n`],
  '[time] Name:': ['a.txt', ({ speaker, speech }, i) => `[${clock(i)}] ${speaker}: ${speech}\n`],
  'Name (time):': ['a.txt', ({ speaker, speech }, i) => `${speaker} (${clock(i)}): ${speech}\n\n`],
  'Name  time': ['a.txt', ({ speaker, speech }, i) => `${speaker}  ${clock(i)}\n${speech}\n\n`],
  'name, time, text': ['a.txt', ({ speaker, speech }, i) => `${speaker}\n${clock(i)}\n${speech}\n\n`],
  'radio log': [
    'a.txt',
    ({ speaker, speech }, i) => `[00:${clock(i)}]\n_page: ${i}\n${speaker}: ${speech}\n\n`,
  ],
  'voice tags': [
    'a.vtt',
    ({ speaker, speech }, i) => `${clock(i)}.000 --> ${clock(i + 1)}.000\n<v ${speaker}>${speech}</v>\n\n`,
  ],
  'names in cues': [
    'a.vtt',
    ({ speaker, speech }, i) => `${clock(i)}.000 --> ${clock(i + 1)}.000\n${speaker}: ${speech}\n\n`,
  ],
  'names in subtitles': [
    'a.srt',
    ({ speaker, speech }, i) =>
      `${i + 1}\n${clock(i)},000 --> ${clock(i + 1)},000\n${speaker}: ${speech}\n\n`,
  ],
};

describe('generated transcripts', () => {
  for (const [name, [path, write]] of Object.entries(forms)) {
    it(`come back as they were said: ${name}`, () => {
      fc.assert(
        fc.property(conversation, (said) => {
          const text = said.map(write).join('');
          const turns = readTurns(text, path).turns;
          const heard = turns.map(({ speaker, speech }) => ({
            speaker,
            speech: text.slice(speech.start, speech.end),
          }));
          assert.deepEqual(heard, said);
        }),
      );
    });
  }

  it('hearings and examinations too', () => {
    const speeches = fc.array(sentence, { minLength: 6, maxLength: 12 });
    fc.assert(
      fc.property(
        speeches,
        fc.constantFrom(['Q', 'A'], ['The CHAIRMAN', 'Senator SMITH'], ['Mr. O’Neil', 'Mrs. Lee']),
        (said, names) => {
          const text = said.map((speech, i) => `    ${names[i % 2] ?? ''}. ${speech}\n`).join('');
          const { turns } = readTurns(text, 'a.txt');
          assert.deepEqual(
            turns.map(({ speech }) => text.slice(speech.start, speech.end)),
            said,
          );
        },
      ),
    );
  });
});
