// Runs a program, and kills it with all that it has started.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, utimesSync } from 'node:fs';
import path from 'node:path';
import { isTemporaryName } from '../../src/node/replace-file';

export interface Run {
  readonly program: string;
  readonly args: readonly string[];
  readonly folder: string;
  readonly env?: Readonly<Record<string, string | undefined>>;
}

/** @param after milliseconds @returns whether it was killed before its end */
export async function killAfter(after: number, { program, args, folder, env }: Run): Promise<boolean> {
  const options = { cwd: folder, env: { ...process.env, ...env }, detached: true, stdio: 'ignore' } as const;
  const child = spawn(program, args, options);
  const closed = once(child, 'close');
  const timer = setTimeout(() => {
    // A process that was started detached leads a group, which a negative number stands for.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, after);
  const [, signal] = (await closed) as [number | null, string | null];
  clearTimeout(timer);
  return signal === 'SIGKILL';
}

/** How long a program takes when it is left in peace; in milliseconds. */
export async function timeOf(run: Run): Promise<number> {
  const started = performance.now();
  await killAfter(600_000, run);
  return performance.now() - started;
}

/** Temporary files and locks of ours in a folder and below. */
export function leftoversIn(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) =>
    isTemporaryName(path.basename(file)),
  );
}

/** Temporary files count as left behind after a while. */
export function makeLeftoversOld(folder: string): void {
  const longAgo = new Date(Date.now() - 60_000);
  for (const file of leftoversIn(folder)) utimesSync(path.join(folder, file), longAgo, longAgo);
}
