// A study in a real git repository of its own, out of reach of the machine's git configuration.
import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import type { Finished } from './cli';

export class GitStudy {
  readonly folder: string;
  /** What git's own processes see; a test may take Node off the PATH. */
  readonly env: Record<string, string | undefined>;

  private constructor(folder: string) {
    this.folder = folder;
    this.env = {
      ...process.env,
      GIT_CONFIG_GLOBAL: devNull,
      GIT_CONFIG_SYSTEM: devNull,
      GIT_AUTHOR_NAME: 'Coder',
      GIT_AUTHOR_EMAIL: 'coder@example.org',
      GIT_COMMITTER_NAME: 'Coder',
      GIT_COMMITTER_EMAIL: 'coder@example.org',
    };
  }

  static async create(files: Readonly<Record<string, string>>, name = 'study'): Promise<GitStudy> {
    const study = new GitStudy(path.join(await mkdtemp(path.join(tmpdir(), 'verbatim-git-')), name));
    await mkdir(study.folder);
    await study.git('init', '--quiet', '--initial-branch=main');
    for (const [file, text] of Object.entries(files)) await study.write(file, text);
    await study.commit('Begin');
    return study;
  }

  /** Runs git and returns how it ended. */
  tryGit(...args: readonly string[]): Promise<Finished> {
    return run('git', args, this.folder, this.env);
  }

  /** Runs git, which has to succeed, and returns what it printed. */
  async git(...args: readonly string[]): Promise<string> {
    const { code, stdout, stderr } = await this.tryGit(...args);
    if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}${stdout}`);
    return stdout;
  }

  async commit(message: string): Promise<void> {
    await this.git('add', '--all');
    await this.git('commit', '--quiet', '--allow-empty', '--message', message);
  }

  async write(file: string, text: string): Promise<void> {
    const target = path.join(this.folder, file);
    await mkdir(path.dirname(target), { recursive: true });
    await writeFile(target, text);
  }

  read(file: string): Promise<string> {
    return readFile(path.join(this.folder, file), 'utf8');
  }

  remove(): Promise<void> {
    return rm(path.dirname(this.folder), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Runs a program and waits for its end. */
export function run(
  program: string,
  args: readonly string[],
  folder: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Finished> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let [stdout, stderr] = ['', ''];
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.once('error', reject);
    child.once('close', (code) => {
      resolve({ code, stdout, stderr });
    });
  });
}
