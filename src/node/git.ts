import { spawn } from 'node:child_process';
import { devNull } from 'node:os';
import { UserError } from '../core/base/user-error';
import { errorCode } from './replace-file';

export interface GitOutput {
  readonly code: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

export interface GitOptions {
  /** Where git runs. */
  readonly folder: string;
  /** What goes to its standard input. */
  readonly input?: string | Uint8Array;
  /** In milliseconds. */
  readonly timeout?: number;
}

const defaultTimeout = 30_000;
/** More than any answer needs; in bytes. */
const largestOutput = 256 * 1024 * 1024;

/** Nothing that a repository's configuration names is run: no hooks, file monitors, pagers, helpers or other diff programs. */
const safeSettings = [
  'core.fsmonitor=false',
  `core.hooksPath=${devNull}`,
  'core.pager=cat',
  'diff.external=',
  'log.showSignature=false',
  'protocol.ext.allow=never',
].flatMap((setting) => ['-c', setting]);

/** While another program, such as the editor's own git, writes the index: it is tried again after so many milliseconds. */
const waits = [50, 100, 200, 400, 800, 1600];
const indexIsLocked = /Unable to create '[^\n]*index\.lock': File exists/;

/**
 * Runs git without a shell, with paths taken literally, and waits for its end, and before that for others to be done with
 * the index, without which git changes nothing.
 * @throws UserError `git/missing` when there is no git, `git/timeout` when it takes too long
 */
export async function runGit(args: readonly string[], options: GitOptions): Promise<GitOutput> {
  for (const wait of waits) {
    const output = await runOnce(args, options);
    if (output.code === 0 || !indexIsLocked.test(output.stderr)) return output;
    await new Promise((resolve) => setTimeout(resolve, wait));
  }
  return runOnce(args, options);
}

function runOnce(args: readonly string[], options: GitOptions): Promise<GitOutput> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', ['--literal-pathspecs', ...safeSettings, ...args], {
      cwd: options.folder,
      env: cleanEnvironment(process.env),
      windowsHide: true,
    });
    const out: Buffer[] = [];
    const err: Buffer[] = [];
    let size = 0;
    const stop = (error: Error): void => {
      child.kill('SIGKILL');
      reject(error);
    };
    const timer = setTimeout(() => {
      stop(new UserError('git/timeout', `Git did not answer in time (git ${args[0] ?? ''}).`));
    }, options.timeout ?? defaultTimeout);
    child.stdout.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size > largestOutput) stop(new UserError('git/too-much', 'Git’s answer is too large to be used.'));
      else out.push(chunk);
    });
    child.stderr.on('data', (chunk: Buffer) => {
      if (err.length < 100) err.push(chunk);
    });
    child.once('error', (error) => {
      clearTimeout(timer);
      reject(
        errorCode(error) === 'ENOENT'
          ? new UserError('git/missing', 'Git was not found. Install it, and make sure it is on the PATH.')
          : error,
      );
    });
    child.once('close', (code) => {
      clearTimeout(timer);
      resolve({ code: code ?? 128, stdout: Buffer.concat(out), stderr: Buffer.concat(err).toString('utf8') });
    });
    // Git may end before it has read everything.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
  });
}

/** The same for an answer that has to be there. @throws UserError `git/refused` with git's own words */
export async function askGit(args: readonly string[], options: GitOptions): Promise<Buffer> {
  const { code, stdout, stderr } = await runGit(args, options);
  if (code === 0) return stdout;
  if (indexIsLocked.test(stderr))
    throw new UserError(
      'git/locked',
      'Another program is using git here. Try again in a moment. If that never helps, one was killed: delete “index.lock” in the folder .git.',
    );
  const reason = stderr.trim().split('\n', 1)[0] ?? '';
  throw new UserError('git/refused', `Git refused: ${reason.replace(/^(?:fatal|error): /, '')}`, { args });
}

/** Without anything that would point git to another repository, index or program. */
function cleanEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !name.toUpperCase().startsWith('GIT_'));
  return {
    ...Object.fromEntries(kept),
    GIT_OPTIONAL_LOCKS: '0',
    GIT_TERMINAL_PROMPT: '0',
    LC_ALL: 'C',
  };
}
