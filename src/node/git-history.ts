import type { FileChange } from '../core/study/file-history';
import { askGit } from './git';
import { readTexts } from './git-objects';
import { type RawChange, readRawLog } from './git-raw-log';
import type { GitRepository } from './git-repository';

/** More changes of one file than anybody looks through. */
const mostChanges = 2000;
/** A file that was renamed more often is not followed further. */
const mostNames = 20;

/**
 * The changes of a file in all branches that led to the commit checked out, newest first, under the names it had.
 * Versions that are not UTF-8 are undefined.
 * @param file its path in the repository, as git spells it
 */
export async function readFileHistory(
  repository: GitRepository,
  file: string,
): Promise<readonly FileChange<string>[]> {
  const changes = await findChanges(repository, file);
  const blobs = changes.flatMap(({ before, after }) => [...before, after]).filter((id) => id !== undefined);
  const texts = await readTexts(repository, blobs);
  const textOf = (blob: string | undefined) => (blob === undefined ? undefined : texts.get(blob));
  return changes.map(({ origin, before, after }) => ({
    origin,
    before: before.map(textOf),
    after: textOf(after),
  }));
}

async function findChanges(repository: GitRepository, file: string): Promise<readonly RawChange[]> {
  const found: RawChange[] = [];
  let name = file;
  let from = 'HEAD';
  for (let names = 0; names < mostNames; names++) {
    const changes = await changesUnderName(repository, from, name);
    const first = changes.at(-1);
    const former = first?.before.every((blob) => blob === undefined)
      ? await formerName(repository, first.origin.commit, name)
      : undefined;
    if (!first || !former) return [...found, ...changes];
    found.push(...changes.slice(0, -1), { ...first, before: [former.blob] });
    name = former.path;
    from = `${first.origin.commit}^`;
  }
  return found;
}

function changesUnderName(
  repository: GitRepository,
  from: string,
  file: string,
): Promise<readonly RawChange[]> {
  const args = [`--max-count=${mostChanges}`, '--topo-order', '--full-history', '--end-of-options', from];
  return readRawLog(repository, ...args, '--', file);
}

/** What a file was called before a commit that seems to have added it. */
async function formerName(
  { root }: GitRepository,
  commit: string,
  file: string,
): Promise<{ readonly path: string; readonly blob: string } | undefined> {
  const args = ['diff-tree', '-r', '-M', '--diff-filter=R', '--raw', '-z', '--no-abbrev', '--no-commit-id'];
  const output = await askGit([...args, '--no-ext-diff', commit], { folder: root });
  const tokens = output.toString('utf8').split('\0');
  for (let i = 0; i + 2 < tokens.length; i += 3) {
    const [entry = '', from = '', to = ''] = tokens.slice(i, i + 3);
    const blob = entry.split(' ')[2];
    if (to === file && blob !== undefined) return { path: from, blob };
  }
  return undefined;
}
