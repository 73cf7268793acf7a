import path from 'node:path';
import { UserError } from '../core/base/user-error';
import { askGit, runGit } from './git';

/** Where a study's repository is. Paths in it are relative to its root, with `/`. */
export interface GitRepository {
  /** The top of the working tree. */
  readonly root: string;
  /** What all working trees of the repository share: configuration and objects. */
  readonly commonFolder: string;
  /** The study's folder in the repository, empty or ending with `/`. */
  readonly prefix: string;
}

export interface TreeFile {
  /** As git spells it. */
  readonly path: string;
  readonly blob: string;
}

/** The blobs of a path in an unfinished merge; absent where a side has no such file. */
export interface Stages {
  readonly path: string;
  readonly base?: string;
  readonly ours?: string;
  readonly theirs?: string;
}

/** The repository that holds a folder; undefined when there is none. @throws UserError when there is no git */
export async function findRepository(folder: string): Promise<GitRepository | undefined> {
  const ask = async (option: string): Promise<string | undefined> => {
    const { code, stdout } = await runGit(['rev-parse', option], { folder });
    return code === 0 ? stdout.toString('utf8').replace(/\n$/, '') : undefined;
  };
  const root = await ask('--show-toplevel');
  const common = await ask('--git-common-dir');
  if (root === undefined || common === undefined) return undefined;
  const prefix = (await ask('--show-prefix')) ?? '';
  return { root: path.normalize(root), commonFolder: path.resolve(folder, common), prefix };
}

/** @throws UserError `git/no-repository` */
export async function openRepository(folder: string): Promise<GitRepository> {
  const repository = await findRepository(folder);
  if (repository) return repository;
  throw new UserError('git/no-repository', `${folder} is in no git repository. Start one with “git init”.`);
}

/** The commit that a branch, tag or other name stands for. @throws UserError `git/no-commit` */
export async function commitOf({ root }: GitRepository, ref: string): Promise<string> {
  const args = ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`];
  const { code, stdout } = await runGit(args, { folder: root });
  const id = stdout.toString('utf8').trim();
  if (code === 0 && isObjectId(id)) return id;
  throw new UserError('git/no-commit', `The repository has no branch, tag or commit “${ref}”.`, { ref });
}

/** The files of a commit at or below a path of the repository. @param commit as `commitOf` gives it */
export async function listFiles(
  { root }: GitRepository,
  commit: string,
  under = '',
): Promise<readonly TreeFile[]> {
  const pathspec = under === '' ? [] : ['--', under];
  const output = await askGit(['ls-tree', '-r', '-z', '--full-tree', objectId(commit), ...pathspec], {
    folder: root,
  });
  return records(output).flatMap((record): readonly TreeFile[] => {
    const [entry = '', file = ''] = splitOnce(record, '\t');
    const [, type, blob] = entry.split(' ');
    return type === 'blob' && blob !== undefined ? [{ path: file, blob }] : [];
  });
}

/** The blob of a path in a commit; undefined when it has no such file. */
export async function blobOfPath(
  repository: GitRepository,
  commit: string,
  file: string,
): Promise<string | undefined> {
  const files = await listFiles(repository, commit, file);
  return files.find((found) => found.path === file)?.blob;
}

/** A blob's bytes as git stores them; undefined when the repository lacks it. */
export async function showBlob({ root }: GitRepository, id: string): Promise<Buffer | undefined> {
  const { code, stdout } = await runGit(['cat-file', 'blob', objectId(id)], { folder: root });
  return code === 0 ? stdout : undefined;
}

/** A blob's bytes as a checkout of that path has them, which is where filters such as LFS come in. */
export async function showCheckedOut(
  { root }: GitRepository,
  id: string,
  file: string,
): Promise<Buffer | undefined> {
  const args = ['cat-file', '--filters', `--path=${file}`, objectId(id)];
  const { code, stdout } = await runGit(args, { folder: root });
  return code === 0 ? stdout : undefined;
}

/** The blobs that a path ever had in any branch, newest first. */
export async function olderBlobs({ root }: GitRepository, file: string): Promise<readonly string[]> {
  const args = [
    ...['log', '--all', '-m', '--format=', '--raw', '-z', '--no-abbrev', '--no-renames'],
    ...['--no-ext-diff', '--no-textconv', '--', file],
  ];
  const output = await askGit(args, { folder: root });
  const ids = records(output).flatMap((record) => {
    const [, , before = '', after = ''] = record.startsWith(':') ? record.split(' ') : [];
    return [after, before].filter((id) => isObjectId(id) && !/^0+$/.test(id));
  });
  return [...new Set(ids)];
}

/** The files that a merge left unfinished, each with what its sides have; all of the repository, or one path. */
export async function readStages({ root }: GitRepository, file?: string): Promise<readonly Stages[]> {
  const pathspec = file === undefined ? [] : ['--', file];
  const output = await askGit(['ls-files', '--unmerged', '-z', ...pathspec], { folder: root });
  const stages = new Map<string, { path: string; base?: string; ours?: string; theirs?: string }>();
  for (const record of records(output)) {
    const [entry = '', name = ''] = splitOnce(record, '\t');
    const [, blob, stage] = entry.split(' ');
    const side = ({ '1': 'base', '2': 'ours', '3': 'theirs' } as const)[stage ?? ''];
    if (side && blob !== undefined)
      stages.set(name, { ...(stages.get(name) ?? { path: name }), [side]: blob });
  }
  return [...stages.values()];
}

export function isObjectId(id: string): boolean {
  return /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(id);
}

function objectId(id: string): string {
  if (!isObjectId(id)) throw new UserError('git/no-commit', `“${id}” is no object of git.`, { id });
  return id;
}

function records(output: Buffer): readonly string[] {
  return output
    .toString('utf8')
    .split('\0')
    .filter((record) => record !== '');
}

function splitOnce(text: string, separator: string): readonly string[] {
  const at = text.indexOf(separator);
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}
