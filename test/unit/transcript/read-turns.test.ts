import assert from 'node:assert/strict';
import { readTurns } from '../../../src/core/transcript/read-turns';

/** Turns as `speaker: speech`, with the time in front where there is one. */
function read(text: string, path = 'Int01.txt'): readonly string[] {
  return readTurns(text, path).turns.map(({ speaker, speech, time }) => {
    const said = text.slice(speech.start, speech.end);
    return `${time ? `(${time.text}) ` : ''}${speaker ?? '–'}: ${said}`;
  });
}

function speakers(text: string, path = 'Int01.txt'): readonly string[] {
  return readTurns(text, path).speakers;
}

describe('turns of markdown', () => {
  it('reads bold names with the colon inside or outside, and italics', () => {
    const text =
      '**INT:** Why?\n\n**Anna Lee**: Money.\n\nAnd time.\n\n_INT:_ Time?\n\n*Anna Lee:* Yes.\n\n**INT**: Right.\n';
    assert.deepEqual(read(text, 'a.md'), [
      'INT: Why?',
      'Anna Lee: Money.\n\nAnd time.',
      'INT: Time?',
      'Anna Lee: Yes.',
      'INT: Right.',
    ]);
  });

  it('leaves front matter and headings to nobody, and lets a heading end a turn', () => {
    const text =
      '---\ntitle: Interview\nspeakers: [R1]\n---\n\n# Part one\n\nINT: Why?\n\nR1: Money.\n\n## Part two\n\nA pause.\n\nINT: And?\n';
    assert.deepEqual(read(text, 'a.md'), ['INT: Why?', 'R1: Money.', '–: A pause.', 'INT: And?']);
  });

  it('reads times inside the emphasis', () => {
    const text =
      '**[00:01:02] Speaker 1:** Hello.\n\n**Speaker 2 (00:01:09):** Hi.\n\n**Speaker 1** 00:12\nGood.\n';
    assert.deepEqual(read(text, 'a.md'), [
      '(00:01:02) Speaker 1: Hello.',
      '(00:01:09) Speaker 2: Hi.',
      '(00:12) Speaker 1: Good.',
    ]);
  });

  it('believes whoever speaks once where names are bold', () => {
    const text =
      '**Ann:** One.\n\nMore.\n\nMore.\n\n**Ben:** Two.\n\n**Ann:** Three.\n\n**Ben:** Four.\n\n**Cleo:** Five.\n';
    assert.deepEqual(speakers(text, 'a.md'), ['Ann', 'Ben', 'Cleo']);
  });
});

describe('turns of plain text', () => {
  it('reads names, initials and pseudonyms in brackets', () => {
    const text = 'INT: Why?\nMS: Money.\n[GP 2]: I agree.\nMS: Well.\n[GP 2]: Yes.\n';
    assert.deepEqual(speakers(text), ['INT', 'MS', '[GP 2]']);
  });

  it('reads Q and A with colon or full stop', () => {
    assert.deepEqual(read('Q: Where?\nA: Here.\nQ: Why?\nA: Because.\n'), [
      'Q: Where?',
      'A: Here.',
      'Q: Why?',
      'A: Because.',
    ]);
    assert.deepEqual(read('Q. Where?\nA. Here.\n   And there.\nQ. Why?\n'), [
      'Q: Where?',
      'A: Here.\n   And there.',
      'Q: Why?',
    ]);
  });

  it('reads a hearing', () => {
    const text =
      '    The CHAIRMAN. The committee will come to order. I thank\nMr. Smith. He came.\n    Senator SMITH. Thank you.\n' +
      '    Senator SMITH. I ask.\n    The CHAIRMAN. Please.\n\nMR. JONES: No.\n\nMR. JONES: Never.\n';
    assert.deepEqual(speakers(text), ['The CHAIRMAN', 'Senator SMITH', 'MR. JONES']);
    assert.match(read(text)[0] ?? '', /Mr\. Smith\. He came\.$/);
  });

  it('reads times before and after names', () => {
    assert.deepEqual(read('[00:01:02] Speaker 1: Hello.\n[00:01:05] Speaker 2: Hi.\n'), [
      '(00:01:02) Speaker 1: Hello.',
      '(00:01:05) Speaker 2: Hi.',
    ]);
    assert.deepEqual(read('Speaker 1 (00:01:02): Hello.\n\nSpeaker 2 (00:01:05): Hi.\n'), [
      '(00:01:02) Speaker 1: Hello.',
      '(00:01:05) Speaker 2: Hi.',
    ]);
    assert.deepEqual(
      read(
        'Ann Lee  00:12\nHello.\n\nBen Ray  00:15\nHi.\n\nAnn Lee  00:19\nYes.\n\nBen Ray  1:00:22\nNo.\n',
      ),
      ['(00:12) Ann Lee: Hello.', '(00:15) Ben Ray: Hi.', '(00:19) Ann Lee: Yes.', '(1:00:22) Ben Ray: No.'],
    );
    assert.deepEqual(read('INT: [0:05] Why?\nR1: [0:09] Money.\n'), [
      '(0:05) INT: Why?',
      '(0:09) R1: Money.',
    ]);
  });

  it('reads a radio log with its page notes', () => {
    const text =
      '[-00:00:00:05]\n_page : 10\nP: Lift-off.\n     She feels nice.\n_comment: (twice).\n\n[00:00:00:08]\nCC: Roger.\nP: Out.\n';
    assert.deepEqual(read(text), [
      '(-00:00:00:05) P: Lift-off.\n     She feels nice.',
      '(00:00:00:08) CC: Roger.',
      'P: Out.',
    ]);
  });

  it('reads three-line text: name, time, speech', () => {
    const text =
      'Ann Lee\n00:00:05\nHello.\nAll well?\n\nBen Ray\n00:00:09\nYes.\n\nAnn Lee\n00:00:12\nGood.\n\nBen Ray\n00:00:15\nBye.\n';
    assert.deepEqual(read(text), [
      '(00:00:05) Ann Lee: Hello.\nAll well?',
      '(00:00:09) Ben Ray: Yes.',
      '(00:00:12) Ann Lee: Good.',
      '(00:00:15) Ben Ray: Bye.',
    ]);
  });

  it('reads diarised speakers, unknown speakers and lower-case names', () => {
    assert.deepEqual(speakers('SPEAKER_00: Hm.\nSPEAKER_01: Ah.\n??: Eh.\nSPEAKER_00: Oh.\n'), [
      'SPEAKER_00',
      'SPEAKER_01',
      '??',
    ]);
    assert.deepEqual(speakers('int: a\nkanzure: b\nkanzure: c\nint: d\nkanzure: e\n'), ['int', 'kanzure']);
  });

  it('reads Chinese, Portuguese and Russian', () => {
    assert.deepEqual(read('采访者：为什么？\n受访者：没有办法。\n'), [
      '采访者: 为什么？',
      '受访者: 没有办法。',
    ]);
    assert.deepEqual(read('张医生：你好。\n李明：好。\n张医生：为什么？\n李明：钱。\n')[3], '李明: 钱。');
    assert.deepEqual(
      read('Entrevistador: Por quê?\n\nMaria de Fátima: Dinheiro.\n\nMaria de Fátima: E tempo.\n').length,
      3,
    );
    assert.deepEqual(read('Интервьюер: Почему?\nЗаря 1 (Быков): Деньги.\nЗаря 1 (Быков): Да.\n').length, 3);
  });

  it('drops the numbers of questions that have answers, and takes them for no speaker otherwise', () => {
    const exchange = 'Pergunta 1: Quantos?\nResposta: Nove.\n\nPergunta 2: Quais?\nResposta: Todos.\n';
    assert.deepEqual(speakers(exchange), ['Pergunta', 'Resposta']);
    const list = 'Pergunta 1: Quantos?\nNove.\n\nPergunta 2: Quais?\nTodos.\n';
    assert.deepEqual(read(list), ['–: Pergunta 1: Quantos?\nNove.', '–: Pergunta 2: Quais?\nTodos.']);
  });

  it('reads what programs and typists write', () => {
    const program =
      'Anna Smith  0:03  \nHello all. \n\nSpeaker 2  0:07  \nHi.\n\nAnna Smith  0:12  \nSo.\n\nUnknown Speaker  0:15  \nMm.\n';
    assert.deepEqual(speakers(program), ['Anna Smith', 'Speaker 2', 'Unknown Speaker']);
    assert.deepEqual(speakers('I: Warum? #00:00:10-5#\nB: Geld. #00:00:15-1#\nI: Und?\nB: Zeit.\n'), [
      'I',
      'B',
    ]);
    assert.deepEqual(speakers('BY MR. JONES:\n   Q.   Where?\n   A.   Here.\n   Q.   Why?\n'), ['Q', 'A']);
    assert.deepEqual(read('Anna 12:30: Hello.\nBob 12:31: Hi.\nAnna 12:32: So.\n')[1], '(12:31) Bob: Hi.');
    assert.deepEqual(speakers('المحاور: لماذا؟\nأحمد: المال.\nالمحاور: و؟\nأحمد: نعم.\n'), [
      'المحاور',
      'أحمد',
    ]);
  });

  it('reads a transcript of two turns where one names a part in an interview', () => {
    assert.deepEqual(read('INT: Why?\n\nAnna Lee: Money.\n'), ['INT: Why?', 'Anna Lee: Money.']);
  });

  it('takes the beginning of a sentence for no speaker', () => {
    const text =
      'INT: Why?\n\nGP2: Well: money.\n\nAnd then I thought: no.\n\nListen: no.\n\nINT: Ok.\n\nGP2: Yes.\n\nMore.\n';
    assert.deepEqual(speakers(text), ['INT', 'GP2']);
  });

  it('takes the notes that open a transcript for nobody', () => {
    const text = 'Date: 3 March 2020\nInterviewer: SP\nR1: a GP\n\nINT: Why?\nR1: Money.\n';
    assert.deepEqual(read(text), ['INT: Why?', 'R1: Money.']);
  });
});

describe('texts without speakers', () => {
  const prose = (text: string, path?: string): void => {
    const { speakers: found, turns } = readTurns(text, path ?? 'Doc.txt');
    assert.deepEqual(found, []);
    assert.ok(turns.length > 0);
  };

  it('are one turn a paragraph', () => {
    assert.deepEqual(read('First\nparagraph.\n\n  Second.  \n\n\nThird.'), [
      '–: First\nparagraph.',
      '–: Second.',
      '–: Third.',
    ]);
  });

  it('are one turn a line where paragraphs are not wrapped', () => {
    const long = 'A sentence that goes on. '.repeat(10).trim();
    assert.deepEqual(read(`${long}\nShort.\n${long}\n`).length, 3);
  });

  it('make no speaker of a note, an address, a clock, an example or a quotation', () => {
    prose('We met.\n\nNote: see below.\n\nNote: see above.\n\nNote: see beside.\n');
    prose('http://example.org\n\nhttp://example.org\n\nhttps://example.org/a\n');
    prose('10:30 we left.\n\n10:45 we arrived.\n\n10:30 we left.\n');
    prose('He said: yes.\n\nHe said: no.\n\nHe said: perhaps.\n');
    prose('And then: this.\n\nAnd then: that.\n');
    prose('Purpose: to merge.\n\nMembership: nine practices.\n\nFunding: from the contract.\n', 'Doc.md');
    prose('A. First point.\n\nB. Second point.\n\nA. Again.\n');
    prose('例如：这个。\n\n例如：那个。\n\n例如：都是。\n');
  });

  it('make no speaker of two labels in a long document', () => {
    const filler = 'The practices had met before, and some had merged.\n\n'.repeat(40);
    prose(`Barbara: yes.\n\n${filler}Barbara: no.\n\n${filler}`);
  });

  it('keep the time of a paragraph', () => {
    assert.deepEqual(read('[00:00:10] We began.\n\n00:01:00\nWe ended.\n'), [
      '(00:00:10) –: We began.',
      '(00:01:00) –: We ended.',
    ]);
  });

  it('may be empty', () => {
    for (const path of ['a.md', 'a.txt', 'a.vtt', 'a.srt', 'a', '']) {
      assert.deepEqual(readTurns('', path), { turns: [], speakers: [] });
      assert.deepEqual(readTurns(' \n\n\t\n', path), { turns: [], speakers: [] });
    }
  });
});
