// A study that two people share through a bare repository, each with a copy of their own.
import { mkdtempSync, rmSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { devNull, tmpdir } from 'node:os';
import path from 'node:path';
import type { StudyGit } from '../../src/core/study/git-port';
import { createMembership } from '../../src/core/study/membership';
import { createStudyGit } from '../../src/node/study-git';
import { run } from './git-study';

/** One person's copy. Paths are relative to the repository. */
export interface Copy {
  /** The study's folder, which is a folder of the repository. */
  readonly folder: string;
  readonly studyGit: StudyGit;
  git(...args: readonly string[]): Promise<string>;
  read(file: string): Promise<string>;
  write(file: string, text: string): Promise<void>;
  remove(file: string): Promise<void>;
}

export interface SharedStudy {
  readonly ms: Copy;
  readonly sp: Copy;
  remove(): void;
}

/** What the tests' studies are made of, besides `.gitattributes`. */
export const isStudyFile = createIsStudyFile(['transcripts/**/*.{md,txt}']);

function createIsStudyFile(globs: readonly string[]): (file: string) => boolean {
  const roleOf = createMembership(globs);
  return (file) => roleOf(file) !== undefined || file === '.gitattributes';
}

/**
 * @param files of the study
 * @param folder where the study lies in the repository; empty or a name
 * @param parent where the copies go; a temporary folder unless given
 */
export async function shareStudy(
  files: Iterable<readonly [file: string, text: string]>,
  folder = '',
  parent = mkdtempSync(path.join(tmpdir(), 'verbatim-shared-')),
): Promise<SharedStudy> {
  await mkdir(parent, { recursive: true });
  const origin = path.join(parent, 'origin.git');
  await runGit(parent, ['init', '--quiet', '--bare', '--initial-branch=main', origin]);
  const ms = await clone(parent, 'MS', folder);
  await ms.git('checkout', '--quiet', '-B', 'main');
  for (const [file, text] of files) await ms.write(path.join(folder, file), text);
  await ms.git('add', '--all');
  await ms.git('commit', '--quiet', '--message', 'Begin');
  await ms.git('push', '--quiet', '--set-upstream', 'origin', 'main');
  const sp = await clone(parent, 'SP', folder);
  return { ms, sp, remove: () => rmSync(parent, { recursive: true, force: true, maxRetries: 3 }) };
}

/** Whether everything in a copy is committed and pushed. In this order: what is committed meanwhile is not taken for pushed. */
export async function isShared(copy: Copy): Promise<boolean> {
  // Without the lock that git would take to note what it saw, and that what is being tested needs.
  if ((await copy.git('--no-optional-locks', 'status', '--porcelain')) !== '') return false;
  const head = (await copy.git('rev-parse', 'HEAD')).trim();
  return head === (await copy.git('ls-remote', 'origin', 'main')).split('\t')[0];
}

async function clone(parent: string, name: string, folder: string): Promise<Copy> {
  const root = path.join(parent, name);
  await runGit(parent, ['clone', '--quiet', path.join(parent, 'origin.git'), root]);
  await runGit(root, ['config', 'user.name', name]);
  await runGit(root, ['config', 'user.email', `${name}@example.org`]);
  await mkdir(path.join(root, folder), { recursive: true });
  return {
    folder: path.join(root, folder),
    studyGit: createStudyGit(path.join(root, folder)),
    git: (...args) => runGit(root, args),
    read: (file) => readFile(path.join(root, file), 'utf8'),
    async write(file, text) {
      await mkdir(path.dirname(path.join(root, file)), { recursive: true });
      await writeFile(path.join(root, file), text);
    },
    remove: (file) => rm(path.join(root, file)),
  };
}

async function runGit(folder: string, args: readonly string[]): Promise<string> {
  const env = { ...process.env, GIT_CONFIG_GLOBAL: devNull, GIT_CONFIG_SYSTEM: devNull };
  const { code, stdout, stderr } = await run('git', args, folder, env);
  if (code !== 0) throw new Error(`git ${args.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}
