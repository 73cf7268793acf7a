import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { type PresentId, presentIdsIn } from '../core/merge/present-ids';
import { isSidecarPath } from '../core/model/sidecar-path';
import { codebookFileName } from '../core/model/study';
import { nodeByteTools } from './byte-tools';
import { askGit } from './git';
import { blobOfPath, type GitRepository, isObjectId, showBlob } from './git-repository';

/** Where git keeps the commit that is being merged, picked or rebased, as far as it has written that down. */
const otherHeads = ['MERGE_HEAD', 'CHERRY_PICK_HEAD', 'REBASE_HEAD', 'REVERT_HEAD'];

/**
 * How a sidecar's codes are called by now, by the codebooks of both sides of a merge that is under way. Undefined for
 * other files, and where nothing can be found out: no code is then known to be renamed.
 * @param file a path in the repository
 * @param env of the process: git names the commits it merges there
 */
export async function findPresentIds(
  repository: GitRepository,
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<PresentId | undefined> {
  if (!isSidecarPath(file)) return undefined;
  try {
    return presentIdsIn(await findCodebooks(repository, file, env));
  } catch {
    return undefined;
  }
}

async function findCodebooks(
  repository: GitRepository,
  file: string,
  env: NodeJS.ProcessEnv,
): Promise<readonly string[]> {
  const named = Object.keys(env).flatMap((name) => (name.startsWith('GITHEAD_') ? [name.slice(8)] : []));
  const gitFolder = (await askGit(['rev-parse', '--absolute-git-dir'], { folder: repository.root }))
    .toString('utf8')
    .trim();
  const written = await Promise.all(
    otherHeads.map((name) => readFile(path.join(gitFolder, name), 'utf8').catch(() => '')),
  );
  const head = await askGit(['rev-parse', '--verify', '--quiet', 'HEAD'], { folder: repository.root });
  const commits = new Set(
    [head.toString('utf8'), ...named, ...written].map((id) => id.trim()).filter(isObjectId),
  );
  const texts: string[] = [];
  for (const commit of commits) {
    const text = await codebookAbove(repository, commit, file);
    if (text !== undefined) texts.push(text);
  }
  return texts;
}

/** The codebook of the study that holds a file: the nearest one above it. */
async function codebookAbove(
  repository: GitRepository,
  commit: string,
  file: string,
): Promise<string | undefined> {
  for (let folder = path.posix.dirname(file); ; folder = path.posix.dirname(folder)) {
    const blob = await blobOfPath(repository, commit, path.posix.join(folder, codebookFileName));
    const bytes = blob === undefined ? undefined : await showBlob(repository, blob);
    if (bytes) return nodeByteTools.decodeUtf8(bytes);
    if (folder === '.' || folder === '/') return undefined;
  }
}
