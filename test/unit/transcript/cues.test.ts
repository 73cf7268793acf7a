import assert from 'node:assert/strict';
import { readTurns } from '../../../src/core/transcript/read-turns';

function read(text: string, path: string): readonly string[] {
  return readTurns(text, path).turns.map(({ speaker, speech, time }) => {
    const said = text.slice(speech.start, speech.end);
    return `${time ? `(${time.text}) ` : ''}${speaker ?? '–'}: ${said}`;
  });
}

describe('turns of WebVTT', () => {
  it('reads voice tags, settings and lines, and leaves notes, styles, regions and identifiers out', () => {
    const text = `WEBVTT - Interview

NOTE
Ann: this is a note

STYLE
::cue { color: red }

REGION
id:fred

intro
00:01.000 --> 00:04.000 align:start line:0
<v Ann Lee>Hello there.</v>

00:00:05.000 --> 00:00:06.000
<v.loud Ben><i>Hi</i>,
Ann.</v>
`;
    assert.deepEqual(read(text, 'a.vtt'), [
      '(00:01.000) Ann Lee: Hello there.',
      '(00:00:05.000) Ben: Hi</i>,\nAnn.',
    ]);
  });

  it('joins consecutive cues of one speaker, and no others', () => {
    const cue = (n: number, text: string): string => `00:0${n}.000 --> 00:0${n + 1}.000\n${text}\n\n`;
    const text = `WEBVTT\n\n${cue(1, '<v Ann>One')}${cue(2, '<v Ann>Two')}${cue(3, 'Three')}${cue(4, '<v Ben>Four')}${cue(5, '<v Ann>Five')}`;
    const { turns } = readTurns(text, 'a.vtt');
    assert.deepEqual(
      turns.map(({ speaker }) => speaker),
      ['Ann', undefined, 'Ben', 'Ann'],
    );
    assert.match(text.slice(turns[0]?.speech.start, turns[0]?.speech.end), /^One[^]*Two$/);
  });

  it('reads two voices in one cue', () => {
    const text = 'WEBVTT\n\n00:01.000 --> 00:04.000\n<v Ann>Well?</v> <v Ben>Well.</v>\n';
    assert.deepEqual(read(text, 'a.vtt'), ['(00:01.000) Ann: Well?', 'Ben: Well.']);
  });

  it('reads names in the text', () => {
    const text =
      'WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAnn Lee: Hello.\n\n2\n00:00:02.000 --> 00:00:03.000\nHow are you?\n\n' +
      '3\n00:00:03.000 --> 00:00:04.000\nBen: Fine.\n\n4\n00:00:04.000 --> 00:00:05.000\nAnn Lee: Good.\n\n5\n00:00:05.000 --> 00:00:06.000\nBen: Yes.\n';
    const turns = read(text, 'a.vtt');
    assert.equal(turns.length, 4);
    assert.match(turns[0] ?? '', /^\(00:00:01\.000\) Ann Lee: Hello\.[^]*How are you\?$/);
    assert.equal(turns[1], '(00:00:03.000) Ben: Fine.');
  });

  it('reads names with commas and brackets in voice tags', () => {
    const text = 'WEBVTT\n\n4c1d/12-0\n00:00:03.990 --> 00:00:05.000\n<v Smith, Anna (NHS)>Hello.</v>\n';
    assert.deepEqual(read(text, 'a.vtt'), ['(00:00:03.990) Smith, Anna (NHS): Hello.']);
  });

  it('makes every cue a turn where nobody is named', () => {
    const text = 'WEBVTT\n\n00:01.000 --> 00:02.000\nSo\nwe joined.\n\n00:02.000 --> 00:03.000\nAnd then.\n';
    assert.deepEqual(read(text, 'a.vtt'), ['(00:01.000) –: So\nwe joined.', '(00:02.000) –: And then.']);
  });

  it('reads a text without cues as prose', () => {
    assert.deepEqual(read('INT: Why?\nR1: Money.\n', 'a.vtt'), ['INT: Why?', 'R1: Money.']);
  });
});

describe('turns of SubRip', () => {
  it('reads names, dialogue marks and numbers without blank lines between cues', () => {
    const text =
      '1\n00:00:01,000 --> 00:00:02,000\n- INT: Why?\n- R1: Money.\n2\n00:00:02,000 --> 00:00:03,000\nAnd time.\n\n3\n00:00:03,000 --> 00:00:04,000\nINT: I see.\n';
    const turns = read(text, 'a.srt');
    assert.equal(turns[0], '(00:00:01,000) INT: Why?');
    assert.match(turns[1] ?? '', /^R1: Money\.\n2\n00:00:02[^]*And time\.$/);
    assert.equal(turns[2], '(00:00:03,000) INT: I see.');
  });
});
