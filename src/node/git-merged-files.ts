import { mergerOf } from '../core/merge/merge-file';
import { codebookFileName } from '../core/model/study';
import { mergeBasesOf } from '../core/study/ancestry';
import type { MergedFile } from '../core/study/git-port';
import { readAncestry } from './git-ancestry';
import { readRawLog } from './git-raw-log';
import type { GitRepository } from './git-repository';

/** More merges than anybody looks back on. */
const mostMerges = 1000;

/**
 * The study's files that merges have put together from both sides, newest first. Left out are merges of more than two
 * branches, files that one side does not have under that name, and what both began from where this copy of the
 * repository lacks it.
 */
export async function readMergedFiles(repository: GitRepository): Promise<readonly MergedFile[]> {
  const { prefix } = repository;
  const folder = prefix === '' ? [] : ['--full-history', '--', prefix.replace(/\/$/, '')];
  const changes = await readRawLog(repository, '--merges', `--max-count=${mostMerges}`, 'HEAD', ...folder);
  const found = changes.filter(({ path }) => path.startsWith(prefix) && mergerOf(path));
  if (found.length === 0) return [];
  const ancestry = await readAncestry(repository);
  return found.flatMap(({ origin, parents, path, before, after }): readonly MergedFile[] => {
    const [mine, other, ...more] = parents;
    const [ours, theirs] = before;
    if (mine === undefined || other === undefined || more.length > 0) return [];
    if (ours === undefined || theirs === undefined || after === undefined) return [];
    const bases = mergeBasesOf(ancestry, mine, other).map((commit) => `${commit}:${path}`);
    if (bases.length === 0) return [];
    return [
      {
        origin,
        path: path.slice(prefix.length).normalize('NFC'),
        ...{ bases, ours, theirs, merged: after },
        codebooks: parents.map((commit) => `${commit}:${prefix}${codebookFileName}`),
      },
    ];
  });
}
