// The command line as a person runs it: the built program in a process of its own.
import { spawn } from 'node:child_process';
import path from 'node:path';
import { projectFolder } from '#vscode-host';

export interface Finished {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs `verbatim` with these arguments in a folder and waits for its end. `input` goes to its standard input. */
export function runVerbatim(args: readonly string[], folder = projectFolder, input = ''): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const program = path.join(projectFolder, 'dist/verbatim.js');
    const child = spawn(process.execPath, [program, ...args], { cwd: folder });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input);
  });
}
