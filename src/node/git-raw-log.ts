import type { ChangeOrigin } from '../core/study/file-history';
import { runGit } from './git';
import type { GitRepository } from './git-repository';

/** What a commit did to a file, with git's ids of the versions. */
export interface RawChange {
  readonly origin: ChangeOrigin;
  readonly parents: readonly string[];
  /** In the repository, as git spells it. */
  readonly path: string;
  /** For each parent; undefined where it has no such file. */
  readonly before: readonly (string | undefined)[];
  readonly after: string | undefined;
}

/**
 * The changes of files, newest first. A merge is listed where its file is like that of none of its parents.
 * @param args what else `git log` is told; none before the first commit, or where git refuses
 */
export async function readRawLog(
  { root }: GitRepository,
  ...args: readonly string[]
): Promise<readonly RawChange[]> {
  const { code, stdout } = await runGit(
    [
      ...['-c', 'log.follow=false', 'log', '--encoding=UTF-8'],
      `--format=${commitMark}${['%H', '%P', '%an', '%ae', '%at', '%s'].join('%x1f')}`,
      ...['--diff-merges=combined', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff'],
      ...args,
    ],
    { folder: root },
  );
  return code === 0 ? parse(stdout.toString('utf8')) : [];
}

const commitMark = '\u001e';

function parse(output: string): readonly RawChange[] {
  const changes: RawChange[] = [];
  let commit: Pick<RawChange, 'origin' | 'parents'> | undefined;
  let entry: Pick<RawChange, 'before' | 'after'> | undefined;
  for (const token of output.split('\0')) {
    const text = token.replace(/^\n+/, '');
    if (commit && entry) {
      changes.push({ ...commit, ...entry, path: token });
      entry = undefined;
    } else if (text.startsWith(commitMark)) commit = readCommit(text.slice(commitMark.length));
    else if (text.startsWith(':')) entry = readEntry(text);
  }
  return changes;
}

function readCommit(header: string): Pick<RawChange, 'origin' | 'parents'> {
  const [commit = '', parents = '', author = '', email = '', time = '', ...subject] = header.split('\u001f');
  return {
    origin: { commit, author, email, time: Number(time) * 1000, subject: subject.join(' ') },
    parents: parents.split(' ').filter((id) => id !== ''),
  };
}

/** `:100644 100644 BEFORE AFTER M`, with one more colon, mode and id for each further parent. */
function readEntry(entry: string): Pick<RawChange, 'before' | 'after'> {
  const parents = /^:+/.exec(entry)?.[0].length ?? 1;
  const ids = entry
    .split(' ')
    .slice(parents + 1, 2 * parents + 2)
    .map((id) => (/^0+$/.test(id) ? undefined : id));
  return { before: ids.slice(0, -1), after: ids.at(-1) };
}
