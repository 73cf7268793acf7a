import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { normaliseText } from '../../../src/core/text/normal-text';
import { readTurns } from '../../../src/core/transcript/read-turns';

const folder = path.resolve(process.cwd(), '../shared/fixtures/transcripts');

/** What a person finds who reads these files: speakers with their turns, or the number of paragraphs. */
const expected: Readonly<Record<string, Readonly<Record<string, number>> | number>> = {
  'bbc/test.sample.txt': 200,
  'bbc/test-presegment.sample.txt': 200,
  'bitcoin-md/accumulators.zh.md': 32,
  'bitcoin-md/ctv-bip-review-workshop.md': { Q: 79, A: 71, BC: 3 },
  'changelog-md/the-changelog-202.md': { 'Adam Stacoviak': 54, 'Jerod Santo': 58, 'Yukihiro Matsumoto': 81 },
  'nasa-spacelog/ma8_TEC.txt': {
    ...{
      P: 1345,
      CC: 911,
      CT: 70,
      CC_A1: 21,
      R1: 20,
      CF: 12,
      S: 11,
      '?': 7,
      CC_HAW: 4,
      Warfare: 3,
      CC_A2: 3,
      'CC_?': 2,
    },
    ...{ Stony: 1, FlagPlot: 1 },
  },
  'nasa-spacelog/mr4_ATG_crlf.txt': {
    ...{ 'BELL 7': 105, CC: 54, 'HUNTCLUB 1': 15, ATS: 11, UKN: 10, 'CARDFILE 9': 5, 'CARDFILE 23': 2 },
    ...{ STONY: 1, 'HUNTCLUB 3': 1, 'CHASE 1': 1 },
  },
  'nasa-spacelog/vostok1_en.txt': {
    ...{
      Cedar: 124,
      'Dawn 1 (Korolev)': 56,
      'Dawn 1 (Kamanin)': 38,
      'Dawn 1 (Popovych)': 26,
      'Dawn 1 (Bykov)': 9,
    },
    ...{ 'Dawn 3 (Karpenko)': 7, 'Dawn 1 (Rudnev)': 6, 'Vesna (Kadushkin)': 4, 'Dawn 2 (Seleznev)': 4 },
    ...{ 'Vesna (Horoshylov)': 3, 'Dawn 1 (Galay)': 2, 'Dawn 2 (Titarev)': 1 },
  },
  'nasa-spacelog/vostok1_MAIN_ru.txt': {
    ...{
      Кедр: 125,
      'Заря 1 (Королев)': 56,
      'Заря 1 (Каманин)': 38,
      'Заря 1 (Попович)': 26,
      'Заря 1 (Быков)': 9,
    },
    ...{ 'Заря 3 (Карпенко)': 7, 'Заря 1 (Руднев)': 6, 'Весна (Кадушкин)': 6, 'Заря 2 (Селезнев)': 4 },
    ...{ 'Весна (Хорошилов)': 3, 'Заря 1 (Галай)': 2, 'Заря 2 (Титарев)': 1 },
  },
  'portuguese-interviews/Exp_P1.txt': 14,
  'portuguese-interviews/Exp_P2.txt': { Pergunta: 14, Resposta: 14 },
  'portuguese-interviews/Exp_P3.txt': { Pergunta: 14, Resposta: 14 },
  'portuguese-interviews/Exp_P4.txt': 14,
  'portuguese-interviews/Exp_P5.txt': 14,
  'portuguese-interviews/Exp_P6.txt': { Pergunta: 14, Resposta: 14 },
};

if (existsSync(folder)) {
  describe('real transcripts', () => {
    for (const [file, speakers] of Object.entries(expected)) {
      it(`reads ${file}`, () => {
        const text = normaliseText(readFileSync(path.join(folder, file), 'utf8'));
        const { turns } = readTurns(text, file);
        const counts: Record<string, number> = {};
        let unnamed = 0;
        for (const { speaker } of turns) {
          if (speaker === undefined) unnamed++;
          else counts[speaker] = (counts[speaker] ?? 0) + 1;
        }
        assert.deepEqual(counts, typeof speakers === 'number' ? {} : speakers);
        if (typeof speakers === 'number') assert.equal(unnamed, speakers);
      });
    }

    it('reads meetings written as lines with names', () => {
      const meetings = readFileSync(path.join(folder, 'qmsum/test.jsonl'), 'utf8').trim().split('\n');
      for (const meeting of meetings) {
        const said = (JSON.parse(meeting) as { meeting_transcripts: { speaker: string; content: string }[] })
          .meeting_transcripts;
        const text = said
          .map(({ speaker, content }) => `${speaker}: ${content.replace(/\s+/g, ' ').trim()}\n`)
          .join('');
        assert.deepEqual(
          readTurns(text, 'meeting.txt').turns.map(({ speaker }) => speaker),
          said.map(({ speaker }) => speaker),
        );
      }
    });
  });
}
