// Starts coders in processes of their own and keeps what they say.
import { type ChildProcess, spawn } from 'node:child_process';
import { EventEmitter, once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { build } from 'esbuild';
import { projectFolder } from '#vscode-host';
import { readSidecar } from '../../src/core/format/read-sidecar';
import type { Sidecar } from '../../src/core/model/passage';

export interface CodingProgram {
  start(folder: string, coder: string, count: number, seed: number): CoderAtWork;
  remove(): void;
}

export interface CoderAtWork {
  readonly child: ChildProcess;
  /** What was coded, for good as far as this coder knows: id → when that was begun, in milliseconds. */
  readonly coded: ReadonlyMap<string, number>;
  /** What it set out to delete, whether it came to that or not. */
  readonly deleting: ReadonlySet<string>;
  readonly refusals: readonly string[];
  /** Resolves when it has said so many lines, or has ended. */
  said(lines: number): Promise<void>;
  /** Resolves when the process has ended and all it said is known; rejects when it failed. */
  readonly ended: Promise<void>;
}

export async function buildCodingProgram(): Promise<CodingProgram> {
  const folder = mkdtempSync(path.join(tmpdir(), 'verbatim-coder-'));
  const outfile = path.join(folder, 'coding-process.mjs');
  await build({
    absWorkingDir: projectFolder,
    entryPoints: ['test/long/coding-process.ts'],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    logLevel: 'warning',
    banner: {
      js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
    },
  });
  return {
    start: (study, coder, count, seed) =>
      watch(spawn(process.execPath, [outfile, study, coder, String(count), String(seed)])),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}

function watch(child: ChildProcess): CoderAtWork {
  const coded = new Map<string, number>();
  const refusals: string[] = [];
  const deleting = new Set<string>();
  const lines = new EventEmitter();
  let rest = '';
  let errors = '';
  let count = 0;
  child.stderr?.setEncoding('utf8').on('data', (text: string) => (errors += text));
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    const whole = (rest + text).split('\n');
    rest = whole.pop() ?? '';
    for (const line of whole) {
      const [id = '', time = ''] = line.slice(1).split(' ');
      if (line.startsWith('+')) coded.set(id, Number(time));
      else if (line.startsWith('!')) refusals.push(id);
      else deleting.add(id);
      count++;
    }
    lines.emit('line');
  });
  const ended = once(child, 'close').then(([code, signal]) => {
    if (code !== 0 && signal !== 'SIGKILL')
      throw new Error(`The coder ended with ${String(code)}: ${errors}`);
  });
  let isOver = false;
  child.once('close', () => (isOver = true));
  const said = async (wanted: number): Promise<void> => {
    while (count < wanted && !isOver) await Promise.race([once(lines, 'line'), ended]);
  };
  return { child, coded, deleting, refusals, said, ended };
}

/** A sidecar that must be readable without a doubt. */
export function readSoundSidecar(text: string): Sidecar {
  const { value, problems } = readSidecar(text, 'sidecar');
  if (!value || problems.length > 0) throw new Error(`${JSON.stringify(problems)}\n${text.slice(-500)}`);
  return value;
}
