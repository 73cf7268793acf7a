import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { findConflicts } from '../core/format/conflict-markers';
import type { PendingFile } from '../core/study/git-port';
import { normaliseText } from '../core/text/normal-text';
import { askGit } from './git';
import { readTexts } from './git-objects';
import type { GitRepository } from './git-repository';

export interface RepositoryFile extends PendingFile {
  /** In the repository, as git spells it. */
  readonly file: string;
}

/** The study's files that differ from what was last committed, new ones included. */
export async function pendingFiles(
  repository: GitRepository,
  isStudyFile: (path: string) => boolean,
): Promise<readonly RepositoryFile[]> {
  const changed = (await readStatus(repository)).flatMap((entry) => {
    const study = pathInStudy(repository, entry.file);
    return study !== undefined && isStudyFile(study) ? [{ ...entry, path: study }] : [];
  });
  const before = await readTexts(
    repository,
    changed.map(({ file }) => `HEAD:${file}`),
  ).catch(() => new Map<string, string>());
  return Promise.all(
    changed.map(async ({ file, path: study }) => {
      const now = await readIfThere(path.join(repository.root, file));
      const text = before.get(`HEAD:${file}`);
      return {
        file,
        path: study,
        kind: now === undefined ? 'deleted' : text === undefined ? 'added' : 'changed',
        before: text,
        isUnsettled: now !== undefined && hasMarkers(now),
      };
    }),
  );
}

function hasMarkers(text: string): boolean {
  return text.includes('<<<<<<<') && findConflicts(normaliseText(text)).length > 0;
}

async function readIfThere(file: string): Promise<string | undefined> {
  return existsSync(file) ? readFile(file, 'utf8').catch(() => '') : undefined;
}

export interface StatusEntry {
  readonly file: string;
  /** Something of it is in the index and not in the last commit. */
  readonly isStaged: boolean;
}

/** What differs from the last commit, in the whole repository. */
export async function readStatus({ root }: GitRepository): Promise<readonly StatusEntry[]> {
  const args = ['status', '--porcelain=v1', '-z', '--untracked-files=all', '--no-renames'];
  const output = await askGit([...args, '--ignore-submodules=all'], { folder: root });
  return output
    .toString('utf8')
    .split('\0')
    .filter((entry) => entry.length > 3)
    .map((entry) => ({ file: entry.slice(3), isStaged: !/^[ ?!]/.test(entry) }));
}

const fromInput = ['--pathspec-from-file=-', '--pathspec-file-nul'];

function listOf(files: readonly RepositoryFile[]): string {
  return files.map(({ file }) => `${file}\0`).join('');
}

export async function addFiles({ root }: GitRepository, files: readonly RepositoryFile[]): Promise<void> {
  if (files.length > 0) await askGit(['add', '--all', ...fromInput], { folder: root, input: listOf(files) });
}

export async function commit({ root }: GitRepository, args: readonly string[], input = ''): Promise<void> {
  const common = ['commit', '--quiet', '--no-verify', '--cleanup=whitespace', '--no-status'];
  await askGit([...common, ...args], { folder: root, input });
}

/** A file's path in the study, in NFC; undefined for a file outside it. */
export function pathInStudy({ prefix }: GitRepository, file: string): string | undefined {
  return file.startsWith(prefix) ? file.slice(prefix.length).normalize('NFC') : undefined;
}

export function inStudy(repository: GitRepository, files: readonly string[]): readonly string[] {
  return files.flatMap((file) => pathInStudy(repository, file) ?? []);
}

/** Commits these files and no others: what else is staged stays staged. */
export async function commitFiles(
  repository: GitRepository,
  files: readonly RepositoryFile[],
  message: string,
): Promise<void> {
  await addFiles(repository, files);
  await commit(repository, ['-m', message, '--only', ...fromInput], listOf(files));
}
