import { mergerOf } from '../core/merge/merge-file';
import type {
  GetOutcome,
  IsStudyFile,
  ResolvedFile,
  ShareOutcome,
  SyncRequest,
} from '../core/study/git-port';
import { askGit, runGit } from './git';
import {
  type Branch,
  countCommits,
  fetchBranch,
  findBranch,
  hasCommits,
  hasIdentity,
  isBusy,
  isMerging,
  networkTimeout,
  reasonOf,
  remotesOf,
} from './git-branch';
import {
  addFiles,
  commit,
  commitFiles,
  inStudy,
  pathInStudy,
  pendingFiles,
  readStatus,
  type RepositoryFile,
} from './git-pending';
import { findMarkedFiles, resolveMarkedFile } from './git-marked';
import { type GitRepository, readStages } from './git-repository';
import { resolveFile } from './git-resolve';

/** Fetches the shared branch and merges it, unless anything uncommitted would be touched. */
export async function getShared(repository: GitRepository, request: SyncRequest): Promise<GetOutcome> {
  const { root } = repository;
  const branch = await findBranch(repository);
  if (!branch) return { kind: 'no-branch' };
  if (await isBusy(repository)) return { kind: 'busy' };
  if (await isMerging(repository)) {
    const files = await unsettledFiles(repository);
    return files.length > 0 ? { kind: 'unsettled', files } : { kind: 'settled' };
  }
  const { upstream } = branch;
  if (!upstream)
    return (await remotesOf(repository)).length === 0 ? { kind: 'no-remote' } : { kind: 'not-linked' };
  const failure = await fetchBranch(repository, upstream);
  if (failure !== undefined) return { kind: 'unreachable', reason: failure };

  const { ahead, behind } = await countCommits(repository, upstream.ref);
  if (behind === 0) return { kind: 'nothing-new', ahead };
  const arriving = await changedBetween(repository, `HEAD...${upstream.ref}`);
  const inTheWay = await findInTheWay(repository, request, new Set(arriving), ahead > 0);
  if (inTheWay) return inTheWay;
  if (ahead > 0 && !(await hasIdentity(repository))) return { kind: 'no-identity' };

  const args = [
    ...['merge', '--quiet', '--ff', '--commit', '--no-squash', '--no-autostash', '--no-rerere-autoupdate'],
    ...[
      '--no-overwrite-ignore',
      '--no-verify',
      '--no-stat',
      '--no-edit',
      '-m',
      'Get the shared copy',
      '--end-of-options',
      upstream.ref,
    ],
  ];
  const merge = await runGit(args, { folder: root, timeout: networkTimeout });
  if (merge.code !== 0) {
    if (!(await isMerging(repository))) return { kind: 'rejected', reason: reasonOf(merge) };
    const outcome = await settle(repository, request.isStudyFile);
    if (outcome) return outcome;
  }
  return { kind: 'got', files: inStudy(repository, arriving) };
}

/** Takes back a merge that is not concluded. @throws UserError with git's words where that is refused */
export async function undoGet({ root }: GitRepository): Promise<void> {
  await askGit(['merge', '--abort'], { folder: root });
}

/** Commits the study's files, or a merge that is settled, and pushes. Nothing is ever forced. */
export async function shareStudy(
  repository: GitRepository,
  request: SyncRequest & { readonly message: string },
): Promise<ShareOutcome> {
  const branch = await findBranch(repository);
  if (!branch) return { kind: 'no-branch' };
  if (await isBusy(repository)) return { kind: 'busy' };
  const files = await pendingFiles(repository, request.isStudyFile);
  const unsettled = files.filter(({ isUnsettled }) => isUnsettled).map(({ path }) => path);
  if (unsettled.length > 0) return { kind: 'unsettled', files: unsettled };
  const wasMerging = await isMerging(repository);
  if ((files.length > 0 || wasMerging) && !(await hasIdentity(repository))) return { kind: 'no-identity' };
  if (wasMerging) {
    const left = await concludeMerge(repository, files, request.message);
    if (left.length > 0) return { kind: 'unsettled', files: left };
  } else if (files.length > 0) {
    await commitFiles(repository, files, request.message);
  }
  const outcome = await push(repository, branch);
  const isNothing = outcome.kind === 'nothing-to-share' && (files.length > 0 || wasMerging);
  const paths = files.map((file) => file.path);
  return isNothing || outcome.kind === 'shared' ? { kind: 'shared', files: paths } : outcome;
}

/** True when a merge waits to be concluded, or commits wait to be pushed. */
export async function hasUnshared(repository: GitRepository): Promise<boolean> {
  const branch = await findBranch(repository);
  if (!branch) return false;
  if (await isMerging(repository)) return true;
  if (!branch.upstream) return hasCommits(repository);
  const { ahead } = await countCommits(repository, branch.upstream.ref).catch(() => ({ ahead: 1 }));
  return ahead > 0;
}

/** Merges by record what is in conflict. @param wanted one path of the repository; none means all of the study */
export async function resolveStudy(
  repository: GitRepository,
  wanted?: string,
): Promise<readonly ResolvedFile[]> {
  const found: ResolvedFile[] = [];
  for (const stages of await readStages(repository, wanted)) {
    if (!stages.path.startsWith(repository.prefix) || !mergerOf(stages.path)) continue;
    const resolution = await resolveFile(repository, stages);
    // What was settled by hand is for whoever did it to share.
    if (resolution.kind === 'clean') await askGit(['add', '--', stages.path], { folder: repository.root });
    found.push({ path: stages.path, resolution });
  }
  return found;
}

/** The same for files that hold conflict markers although git knows of no conflict. */
export async function resolveMarked(
  repository: GitRepository,
  wanted?: string,
): Promise<readonly ResolvedFile[]> {
  const found: ResolvedFile[] = [];
  for (const file of await findMarkedFiles(repository)) {
    if (wanted === undefined ? !file.startsWith(repository.prefix) : file !== wanted) continue;
    found.push({ path: file, resolution: await resolveMarkedFile(repository, file) });
  }
  return found;
}

/** After a merge with conflicts: merges the study's files by record, and concludes when nothing is left. */
async function settle(repository: GitRepository, isStudyFile: IsStudyFile): Promise<GetOutcome | undefined> {
  await resolveStudy(repository);
  const left = (await readStages(repository)).map((stages) => stages.path);
  const outside = left.filter((file) => !isOfStudy(repository, file, isStudyFile));
  if (outside.length > 0) {
    await undoGet(repository);
    return { kind: 'outside-conflicts', files: outside };
  }
  if (left.length > 0) return { kind: 'conflicts', files: inStudy(repository, left) };
  await commit(repository, ['--no-edit']);
  return undefined;
}

/** @returns the files that are not settled; none when the merge is concluded */
async function concludeMerge(
  repository: GitRepository,
  files: readonly RepositoryFile[],
  message: string,
): Promise<readonly string[]> {
  const unmerged = (await readStages(repository)).map((stages) => stages.path);
  const ours = new Set(files.map(({ file }) => file));
  const left = unmerged.filter((file) => !ours.has(file));
  if (left.length > 0) return left.map((file) => pathInStudy(repository, file) ?? file);
  await addFiles(repository, files);
  await commit(repository, ['-m', message]);
  return [];
}

async function push(repository: GitRepository, branch: Branch): Promise<ShareOutcome> {
  if (!(await hasCommits(repository))) return { kind: 'nothing-to-share' };
  const { upstream } = branch;
  const remotes = upstream ? [upstream.remote] : await remotesOf(repository);
  const [remote, another] = remotes;
  if (remote === undefined) return { kind: 'no-remote' };
  if (another !== undefined) return { kind: 'several-remotes' };
  if (upstream && (await countCommits(repository, upstream.ref).catch(() => undefined))?.ahead === 0)
    return { kind: 'nothing-to-share' };
  const source = `refs/heads/${branch.name}`;
  const args = [
    ...['push', '--porcelain', '--no-verify', '--no-follow-tags', '--no-force', '--recurse-submodules=no'],
    ...(upstream ? [] : ['--set-upstream']),
    ...['--end-of-options', remote, `${source}:${upstream?.target ?? source}`],
  ];
  const pushed = await runGit(args, { folder: repository.root, timeout: networkTimeout });
  if (pushed.code === 0) return { kind: 'shared', files: [] };
  const [line] = /^!\t.*$/m.exec(pushed.stdout.toString('utf8')) ?? [];
  if (line === undefined) return { kind: 'unreachable', reason: reasonOf(pushed) };
  return /\[rejected\] \((?:fetch first|non-fast-forward|needs force|stale info)\)/.test(line)
    ? { kind: 'behind' }
    : { kind: 'rejected', reason: line.split('\t')[2] ?? line };
}

/** Own changes that a merge would meet, if there are any. */
async function findInTheWay(
  repository: GitRepository,
  { isStudyFile, unsaved = [] }: SyncRequest,
  arriving: ReadonlySet<string>,
  isTrueMerge: boolean,
): Promise<GetOutcome | undefined> {
  const status = await readStatus(repository);
  const unsavedFiles = new Set(unsaved);
  const met = status.filter(({ file, isStaged }) => arriving.has(file) || (isTrueMerge && isStaged));
  const files = new Set(met.map(({ file }) => file));
  for (const file of arriving) {
    const study = pathInStudy(repository, file);
    if (study !== undefined && unsavedFiles.has(study)) files.add(file);
  }
  if (files.size === 0) return undefined;
  const isOurs = (file: string): boolean => isOfStudy(repository, file, isStudyFile);
  const all = [...files];
  return {
    kind: 'in-the-way',
    files: inStudy(repository, all.filter(isOurs)),
    outside: all.filter((file) => !isOurs(file)),
  };
}

function isOfStudy(repository: GitRepository, file: string, isStudyFile: IsStudyFile): boolean {
  const study = pathInStudy(repository, file);
  return study !== undefined && isStudyFile(study);
}

async function unsettledFiles(repository: GitRepository): Promise<readonly string[]> {
  const stages = await readStages(repository);
  return stages.map(({ path: file }) => pathInStudy(repository, file) ?? file);
}

async function changedBetween({ root }: GitRepository, range: string): Promise<readonly string[]> {
  const args = ['diff', '--name-only', '-z', '--no-renames', '--no-ext-diff', '--no-textconv'];
  const output = await askGit([...args, '--end-of-options', range, '--'], { folder: root });
  return output.toString('utf8').split('\0').filter(Boolean);
}
