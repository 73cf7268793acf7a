import { existsSync } from 'node:fs';
import path from 'node:path';
import { askGit, type GitOutput, runGit } from './git';
import type { GitRepository } from './git-repository';

/** The other end may be slow; in milliseconds. */
export const networkTimeout = 120_000;

/** Where the branch that is checked out is shared. */
export interface Branch {
  readonly name: string;
  /** Undefined while it is linked to no branch elsewhere. */
  readonly upstream: Upstream | undefined;
}

export interface Upstream {
  /** Where git keeps what it last saw of it, such as `refs/remotes/origin/main`. */
  readonly ref: string;
  readonly remote: string;
  /** Its name there, such as `refs/heads/main`. */
  readonly target: string;
}

export async function findBranch({ root }: GitRepository): Promise<Branch | undefined> {
  const head = await runGit(['symbolic-ref', '--quiet', 'HEAD'], { folder: root });
  const ref = head.stdout.toString('utf8').trim();
  if (head.code !== 0 || !ref.startsWith('refs/heads/')) return undefined;
  const format = '--format=%(refname)%00%(upstream)%00%(upstream:remotename)%00%(upstream:remoteref)';
  const output = await askGit(['for-each-ref', format, '--end-of-options', ref], { folder: root });
  const rows = output
    .toString('utf8')
    .split('\n')
    .map((row) => row.split('\0'));
  const [, upstream = '', remote = '', target = ''] = rows.find(([name]) => name === ref) ?? [];
  const isLinked = upstream !== '' && remote !== '' && target !== '';
  return {
    name: ref.slice('refs/heads/'.length),
    upstream: isLinked ? { ref: upstream, remote, target } : undefined,
  };
}

/** @returns why it failed */
export async function fetchBranch(
  { root }: GitRepository,
  { remote, target, ref }: Upstream,
): Promise<string | undefined> {
  // Another branch of the same repository needs no fetching.
  if (remote === '.') return undefined;
  const args = ['fetch', '--quiet', '--no-recurse-submodules', '--no-write-fetch-head', '--end-of-options'];
  // The plus is for what git remembers of the shared copy, which follows it wherever it goes; no branch is forced.
  const fetched = await runGit([...args, remote, `+${target}:${ref}`], {
    folder: root,
    timeout: networkTimeout,
  });
  return fetched.code === 0 ? undefined : reasonOf(fetched);
}

/** Own commits that the shared branch lacks, and the other way round. */
export async function countCommits(
  { root }: GitRepository,
  ref: string,
): Promise<{ readonly ahead: number; readonly behind: number }> {
  const args = ['rev-list', '--left-right', '--count', '--end-of-options', `HEAD...${ref}`];
  const [ahead, behind] = (await askGit(args, { folder: root })).toString('utf8').trim().split('\t');
  return { ahead: Number(ahead), behind: Number(behind) };
}

export async function remotesOf({ root }: GitRepository): Promise<readonly string[]> {
  return (await askGit(['remote'], { folder: root })).toString('utf8').split('\n').filter(Boolean);
}

export async function hasCommits({ root }: GitRepository): Promise<boolean> {
  return (await runGit(['rev-parse', '--verify', '--quiet', 'HEAD'], { folder: root })).code === 0;
}

export async function hasIdentity({ root }: GitRepository): Promise<boolean> {
  for (const name of ['user.name', 'user.email']) {
    const { code, stdout } = await runGit(['config', '--get', name], { folder: root });
    if (code !== 0 || stdout.toString('utf8').trim() === '') return false;
  }
  return true;
}

export async function isMerging(repository: GitRepository): Promise<boolean> {
  return hasInGitFolder(repository, ['MERGE_HEAD']);
}

/** Whether git is in the middle of something that neither **Get** nor **Share** has begun. */
export async function isBusy(repository: GitRepository): Promise<boolean> {
  return hasInGitFolder(repository, ['rebase-merge', 'rebase-apply', 'CHERRY_PICK_HEAD', 'REVERT_HEAD']);
}

async function hasInGitFolder({ root }: GitRepository, names: readonly string[]): Promise<boolean> {
  const output = await askGit(['rev-parse', '--absolute-git-dir'], { folder: root });
  const folder = output.toString('utf8').replace(/\n$/, '');
  return names.some((name) => existsSync(path.join(folder, name)));
}

export async function setIdentity({ root }: GitRepository, name: string, email: string): Promise<void> {
  await askGit(['config', '--local', 'user.name', name], { folder: root });
  await askGit(['config', '--local', 'user.email', email], { folder: root });
}

/** The first line of what git says went wrong. */
export function reasonOf({ stderr, stdout }: GitOutput): string {
  const lines = `${stderr}\n${stdout.toString('utf8')}`.split('\n').map((line) => line.trim());
  const line = lines.find((each) => /^(?:fatal|error|remote):/.test(each)) ?? lines.find(Boolean) ?? '';
  return line.replace(/^(?:fatal|error|remote): /, '');
}
