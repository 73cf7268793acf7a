// Studies of any size, the same for the same size and seed: for tests and benchmarks.
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { locate } from '../../src/core/actions/apply-code';
import { formatSidecar } from '../../src/core/format/format-sidecar';
import type { Passage } from '../../src/core/model/passage';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import { createIdSource } from '../../src/core/model/ulid';
import { loadTranscript } from '../../src/core/study/loaded';
import { blobIdOfText } from '../../src/core/text/blob-id';
import { nodeByteTools } from '../../src/node/byte-tools';

export interface StudySize {
  readonly transcripts: number;
  /** Each codes every transcript. */
  readonly coders: number;
  /** For each transcript and coder. */
  readonly passages: number;
  /** In each transcript, about. */
  readonly words: number;
  readonly codes: number;
}

/** Whole numbers from 0 to below a limit. */
export type Dice = (limit: number) => number;

/** Mulberry32: small, quick and the same everywhere. */
export function createDice(seed: number): Dice {
  let state = seed >>> 0;
  return (limit) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

/** The files of a study, path and text, one after the other. */
export function* generateStudy(size: StudySize, seed = 1): Generator<readonly [path: string, text: string]> {
  const dice = createDice(seed);
  const newId = createIdSource(
    () => 1_600_000_000_000,
    (bytes) => bytes.forEach((_, i) => (bytes[i] = dice(256))),
  );
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => i + 1);
  yield ['verbatim.yaml', studyFileText(size)];
  yield ['codebook.yaml', codebookText(size)];
  for (const number of numbers(size.transcripts)) {
    const transcript = transcriptPath(number);
    const text = interview(size.words, dice);
    yield [transcript, text];
    const loaded = loadTranscript(transcript, text, blobIdOfText(text, nodeByteTools), '');
    for (const coder of numbers(size.coders)) {
      const passages = numbers(size.passages).map((): Passage => {
        const codes = new Set(numbers(1 + dice(2)).map(() => codeId(dice(size.codes))));
        return { id: newId(), ...locate(loaded, stretchOf(text, dice)), codes: [...codes] };
      });
      const sidecar = { base: loaded.version, status: 'in-progress', passages } as const;
      yield [sidecarPath(transcript, `C${coder}`), formatSidecar(sidecar)];
    }
  }
}

/** Writes the files of a study into a folder. */
export async function writeStudy(folder: string, size: StudySize, seed?: number): Promise<readonly string[]> {
  await mkdir(path.join(folder, 'transcripts'), { recursive: true });
  const files: string[] = [];
  for (const [file, text] of generateStudy(size, seed)) {
    files.push(path.join(folder, file));
    await writeFile(path.join(folder, file), text);
  }
  return files;
}

export function transcriptPath(number: number): string {
  return `transcripts/Int${number}.md`;
}

function codeId(number: number): string {
  return `code-${number}`;
}

function studyFileText({ transcripts, coders }: StudySize): string {
  const lines = [
    'format: verbatim/study@1',
    'title: A generated study',
    'transcripts: ["transcripts/**/*.md"]',
    'coders:',
  ];
  for (let i = 1; i <= coders; i++) lines.push(`  C${i}: { name: Coder ${i} }`);
  lines.push('sources:');
  for (let i = 1; i <= transcripts; i++)
    lines.push(`  ${transcriptPath(i)}: { kind: interview, speakers: { INT: interviewer, R1: Int${i} } }`);
  lines.push('cases:');
  for (let i = 1; i <= transcripts; i++)
    lines.push(`  Int${i}: { kind: person, transcripts: [${transcriptPath(i)}] }`);
  return `${lines.join('\n')}\n`;
}

/** Four questions, a theme for every five codes, a subcode in every sixth code. */
function codebookText({ codes }: StudySize): string {
  const themes = Math.max(1, Math.ceil(codes / 5));
  const lines = ['format: verbatim/codebook@1', 'questions:'];
  for (let i = 1; i <= 4; i++) lines.push(`  RQ${i}: What about ${i}?`);
  lines.push('themes:');
  for (let i = 0; i < themes; i++)
    lines.push(`  theme-${i}: { name: Theme ${i}, questions: [RQ${(i % 4) + 1}] }`);
  lines.push('codes:');
  for (let i = 0; i < codes; i++) {
    const place = i % 6 === 5 ? `parent: ${codeId(i - 1)}` : `themes: [theme-${i % themes}]`;
    lines.push(
      `  ${codeId(i)}:`,
      `    name: Code number ${i}`,
      `    ${place}`,
      '    definition: What was said of it.',
    );
  }
  return `${lines.join('\n')}\n`;
}

const vocabulary = (
  'well we all were pretty wary of it and I still am to be honest the practice money network patients nobody asked ' +
  'us what would happen when people leave but then again you know it was never optional was it so in the end they ' +
  'joined because everyone else did there is a meeting every month about funding and about who decides for whom'
).split(' ');

/** Turns of an interviewer and somebody who has more to say. */
function interview(words: number, dice: Dice): string {
  const lines: string[] = [];
  for (let left = words, turn = 0; left > 0; turn++) {
    const length = turn % 2 === 0 ? 5 + dice(15) : 20 + dice(120);
    lines.push(`**${turn % 2 === 0 ? 'INT' : 'R1'}:** ${sentences(length, dice)}`);
    left -= length;
  }
  return `${lines.join('\n\n')}\n`;
}

function sentences(words: number, dice: Dice): string {
  let text = '';
  for (let i = 0, inSentence = 0; i < words; i++) {
    const word = vocabulary[dice(vocabulary.length)] ?? '';
    text += inSentence === 0 ? word.replace(/^./, (letter) => letter.toUpperCase()) : word;
    const ends = i === words - 1 || (++inSentence > 6 && dice(6) === 0);
    text += ends ? (dice(30) === 0 ? ' … 😀.' : '.') : ' ';
    if (ends) {
      inSentence = 0;
      if (i < words - 1) text += ' ';
    }
  }
  return text;
}

/** A stretch from the beginning of one word to the end of another, within one turn. */
function stretchOf(text: string, dice: Dice): { readonly start: number; readonly end: number } {
  for (;;) {
    const start = text.indexOf(' ', dice(text.length)) + 1;
    const turnEnd = text.indexOf('\n', start);
    const end = text.indexOf(' ', start + 10 + dice(200));
    if (start === 0) continue;
    const stop = turnEnd === -1 ? text.length : turnEnd;
    const chosen = end === -1 || end > stop ? stop : end;
    if (chosen - start >= 5) return { start, end: chosen };
  }
}
