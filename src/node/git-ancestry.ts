import type { Ancestry } from '../core/study/ancestry';
import { askGit, runGit } from './git';
import type { GitRepository } from './git-repository';

/** The commits that led to the one checked out, with their parents. */
export async function readAncestry({ root }: GitRepository): Promise<Ancestry> {
  const { code, stdout } = await runGit(['rev-list', '--topo-order', '--parents', 'HEAD'], { folder: root });
  // Before the first commit there is no HEAD.
  const lines = code === 0 ? stdout.toString('utf8').split('\n') : [];
  const shallow = await askGit(['rev-parse', '--is-shallow-repository'], { folder: root });
  return {
    parents: new Map(
      lines
        .filter((line) => line !== '')
        .map((line) => line.split(' '))
        .map(([commit = '', ...parents]) => [commit, parents]),
    ),
    isShallow: shallow.toString('utf8').trim() === 'true',
  };
}
