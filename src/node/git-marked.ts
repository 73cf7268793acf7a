import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { UserError } from '../core/base/user-error';
import { mergerOf } from '../core/merge/merge-file';
import { splitConflicts } from '../core/merge/split-conflicts';
import type { Resolution } from '../core/study/git-port';
import { nodeByteTools } from './byte-tools';
import { runGit } from './git';
import { findPresentIds } from './git-codebooks';
import { readTexts } from './git-objects';
import { type GitRepository, isObjectId, readStages } from './git-repository';
import { replaceFile } from './replace-file';

/**
 * The study files in which conflict markers stand although git knows of no conflict, as when somebody committed them on a
 * forge's page, or said “git add” too early. Paths in the repository.
 */
export async function findMarkedFiles(repository: GitRepository): Promise<readonly string[]> {
  const args = ['grep', '--untracked', '--files-with-matches', '-z', '--no-textconv', '-I'];
  const { stdout } = await runGit([...args, '-E', '-e', '^<{7}( |$)'], { folder: repository.root });
  const unmerged = new Set((await readStages(repository)).map((stages) => stages.path));
  const files = stdout.toString('utf8').split('\0').filter(Boolean);
  return files.filter((file) => mergerOf(file) && !unmerged.has(file));
}

/**
 * Merges by record a file that holds conflict markers, from the versions between them. What both sides began from is
 * taken from the markers, else from the merge that brought them.
 * @throws UserError when the file cannot be written
 */
export async function resolveMarkedFile(repository: GitRepository, file: string): Promise<Resolution> {
  const target = path.join(repository.root, file);
  const now = nodeByteTools.decodeUtf8(await readFile(target).catch(() => Buffer.from('')));
  const versions = now === undefined ? undefined : splitConflicts(now);
  if (now === undefined || !versions) return { kind: 'unreadable' };
  const base = versions.base ?? (await findBase(repository, file));
  const presentIds = await findPresentIds(repository, file, {});
  const merged = mergerOf(file)?.(base ?? '', versions.ours, versions.theirs, undefined, presentIds);
  if (!merged) return { kind: 'unreadable' };
  if (!(await replaceFile(target, now, merged.text)))
    throw new UserError('write/busy', `${file} is being changed. Try again in a moment.`);
  if (merged.conflicts.length > 0)
    return { kind: 'conflicts', places: merged.conflicts.map((conflict) => conflict.path.join(' › ')) };
  return { kind: base === undefined ? 'united' : 'clean' };
}

/** A file's text in the last commit that the sides of the merge share which left markers in it. */
async function findBase(repository: GitRepository, file: string): Promise<string | undefined> {
  const [ours, theirs] = await findSides(repository, file);
  if (ours === undefined || theirs === undefined) return undefined;
  const { root } = repository;
  const { stdout } = await runGit(['merge-base', ours, theirs], { folder: root });
  const commit = stdout.toString('utf8').trim();
  const names = [commit, ours, theirs].map((id) => `${id}:${file}`);
  const texts = isObjectId(commit) ? await readTexts(repository, names) : new Map<string, string>();
  // A side that held markers before did not begin from there.
  return [...texts.values()].some(hasMarkers) ? undefined : texts.get(names[0] ?? '');
}

/** The commits whose merge left markers in a file: one under way, else the newest in which markers came. */
async function findSides(repository: GitRepository, file: string): Promise<readonly string[]> {
  const { root } = repository;
  const head = (await readTexts(repository, [`HEAD:${file}`])).get(`HEAD:${file}`);
  const ask = async (...args: readonly string[]): Promise<readonly string[]> =>
    (await runGit(args, { folder: root })).stdout.toString('utf8').split(/\s+/).filter(isObjectId);
  if (head === undefined || !hasMarkers(head)) return ask('rev-parse', 'HEAD', 'MERGE_HEAD');
  const log = ['log', '-1', '-m', '--format=%P', '--no-patch', '--no-ext-diff', '--no-textconv', '-G^<{7}'];
  return (await ask(...log, 'HEAD', '--', file)).slice(0, 2);
}

function hasMarkers(text: string): boolean {
  return /^<{7}(?: |\r?$)/m.test(text);
}
