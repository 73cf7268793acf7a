import { toTerminalText } from './terminal-text';

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'cyan' | 'green';

/** A piece of text in a style. Only what is said here is styled: control characters in the text itself are dropped. */
export interface Styled {
  readonly text: string;
  readonly style: Style;
}

export type Piece = string | Styled;

/** Where a command writes to. Nothing that passes here can steer a terminal. */
export interface Output {
  /** Writes a line for people to standard output. */
  line(...pieces: readonly Piece[]): void;
  /** Writes a line for people to standard error. */
  note(...pieces: readonly Piece[]): void;
  /** Writes a value as JSON to standard output. */
  json(value: unknown): void;
  /** Writes a text for other programs to standard output: as it is, except to a terminal. */
  data(text: string): void;
}

const codes: Readonly<Record<Style, readonly [on: number, off: number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
  yellow: [33, 39],
  cyan: [36, 39],
  green: [32, 39],
};

/** What is used of a standard stream. */
export interface OutputStream {
  readonly isTTY?: boolean;
  write(text: string): unknown;
  on(event: 'error', listener: (error: NodeJS.ErrnoException) => void): unknown;
}

export function createOutput(
  stdout: OutputStream,
  stderr: OutputStream,
  env: Readonly<Record<string, string | undefined>>,
): Output {
  // A reader that has seen enough, such as `head`, is no error.
  for (const stream of [stdout, stderr])
    stream.on('error', (error) => {
      if (error.code !== 'EPIPE') throw error;
    });
  const printer = (stream: OutputStream) => {
    const isColoured = stream.isTTY === true && !env['NO_COLOR'] && env['TERM'] !== 'dumb';
    return (...pieces: readonly Piece[]): void =>
      void stream.write(`${pieces.map((piece) => print(piece, isColoured)).join('')}\n`);
  };
  return {
    line: printer(stdout),
    note: printer(stderr),
    json: (value) => void stdout.write(`${formatJson(value)}\n`),
    data: (text) => void stdout.write(stdout.isTTY ? toTerminalText(text) : text),
  };
}

function print(piece: Piece, isColoured: boolean): string {
  if (typeof piece === 'string') return toTerminalText(piece);
  const text = toTerminalText(piece.text);
  const [on, off] = codes[piece.style];
  return isColoured ? `\u001b[${on}m${text}\u001b[${off}m` : text;
}

/** JSON in which whatever steers a terminal is escaped: it reads the same, and prints harmlessly. */
function formatJson(value: unknown): string {
  return JSON.stringify(value, null, 2).replace(
    /[\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
