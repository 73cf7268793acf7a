import { readTurns } from '../../src/core/transcript/read-turns';

/** Prints how fast transcripts of each form are read. Figures only; nothing here fails. */
const targetUnits = 20 * 1024 * 1024;

const speech = 'well, we all were pretty wary of it at first, and I still am, to be honest with you. ';
const names = ['INT', 'R1', 'Dr. Amin', 'Practice manager'];

const forms: Readonly<Record<string, readonly [path: string, piece: (i: number) => string]>> = {
  'names (txt)': ['a.txt', (i) => `${nameAt(i)}: ${speech.repeat(1 + (i % 4))}\n\n`],
  'bold names (md)': ['a.md', (i) => `**${nameAt(i)}:** ${speech.repeat(1 + (i % 4))}\n\n`],
  'times and names': ['a.txt', (i) => `[${clock(i)}] ${nameAt(i)}: ${speech.repeat(2)}\n`],
  'hard-wrapped hearing': [
    'a.txt',
    (i) => `    Senator ${'SMITH,JONES'.split(',')[i % 2] ?? ''}. ${wrapped}\n`,
  ],
  'radio log': [
    'a.txt',
    (i) => `[00:${clock(i)}]\n_page : ${i}\n${nameAt(i)}: ${speech}\n     ${speech}\n\n`,
  ],
  'three-line text': ['a.txt', (i) => `${nameAt(i)}\n${clock(i)}\n${speech.repeat(2)}\n\n`],
  'voice tags (vtt)': ['a.vtt', (i) => cue(i, `<v ${nameAt(i >> 2)}>${speech}</v>`)],
  'names (srt)': ['a.srt', (i) => cue(i, `${nameAt(i >> 2)}: ${speech}`)],
  'no speakers': ['a.txt', () => `${wrapped}\n\n`],
};

const wrapped = (speech.trim() + '\n').repeat(6).trim();

function nameAt(i: number): string {
  return names[i % names.length] ?? '';
}

function clock(i: number): string {
  const two = (n: number): string => String(n % 60).padStart(2, '0');
  return `${two(Math.floor(i / 3600))}:${two(Math.floor(i / 60))}:${two(i)}`;
}

function cue(i: number, text: string): string {
  return `${i + 1}\n${clock(i)}.000 --> ${clock(i + 1)}.000\n${text}\n\n`;
}

function measure(name: string, path: string, text: string): void {
  const started = performance.now();
  const { turns, speakers } = readTurns(text, path);
  const seconds = (performance.now() - started) / 1000;
  const megabytes = Buffer.byteLength(text) / 1e6;
  const figures = [
    `${(megabytes / seconds).toFixed(0)} MB/s`,
    `${(seconds * 1000).toFixed(0)} ms`,
    `${turns.length} turns`,
  ];
  console.log(
    `${name.padEnd(24)}${figures.map((each) => each.padStart(16)).join('')}  ${speakers.join(', ')}`,
  );
}

function textOf(piece: (i: number) => string): string {
  const pieces: string[] = [];
  for (let i = 0, length = 0; length < targetUnits; i++) {
    const next = piece(i);
    pieces.push(next);
    length += next.length;
  }
  return pieces.join('');
}

for (const [name, [path, piece]] of Object.entries(forms)) measure(name, path, textOf(piece));
for (const filler of ['a', ' ', ':', '*', '[', '<v ', '00:00 ', '\n', 'a\n', 'A:\n', '1:00\n'])
  measure(`nothing but ${JSON.stringify(filler)}`, 'a.md', filler.repeat(targetUnits / filler.length));
measure('one cue of "<v "', 'a.vtt', `00:00.000 --> 00:01.000\n${'<v '.repeat(targetUnits / 3)}`);
