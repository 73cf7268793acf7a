import type { ChangeOrigin, FileChange } from '../core/study/file-history';
import { askGit } from './git';
import { readTexts } from './git-objects';
import type { GitRepository } from './git-repository';

/** More changes of one file than anybody looks through. */
const mostChanges = 2000;
/** A file that was renamed more often is not followed further. */
const mostNames = 20;

/** The same as `FileChange`, with git's ids of the versions. */
type BlobChange = FileChange<string>;

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

async function findChanges(repository: GitRepository, file: string): Promise<readonly BlobChange[]> {
  const found: BlobChange[] = [];
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

async function changesUnderName(
  { root }: GitRepository,
  from: string,
  file: string,
): Promise<readonly BlobChange[]> {
  const args = [
    ...['-c', 'log.follow=false', 'log', `--max-count=${mostChanges}`, '--topo-order', '--full-history'],
    ...['--encoding=UTF-8', `--format=${commitMark}%H%x1f%an%x1f%ae%x1f%at%x1f%s`],
    // A merge is listed where its file is like that of none of its parents.
    ...['--diff-merges=combined', '--raw', '-z', '--no-abbrev', '--no-renames', '--no-ext-diff'],
    ...['--end-of-options', from, '--', file],
  ];
  // Before the first commit there is no HEAD.
  const output = await askGit(args, { folder: root }).catch(() => Buffer.alloc(0));
  const changes: BlobChange[] = [];
  let origin: ChangeOrigin | undefined;
  for (const token of output.toString('utf8').split('\0')) {
    const text = token.replace(/^\n+/, '');
    if (text.startsWith(commitMark)) origin = readOrigin(text.slice(commitMark.length));
    else if (origin && text.startsWith(':')) changes.push({ origin, ...readRaw(text) });
  }
  return changes;
}

const commitMark = '\u001e';

function readOrigin(header: string): ChangeOrigin {
  const [commit = '', author = '', email = '', time = '', ...subject] = header.split('\u001f');
  return { commit, author, email, time: Number(time) * 1000, subject: subject.join(' ') };
}

/** `:100644 100644 BEFORE AFTER M`, with one more colon, mode and id for each further parent. */
function readRaw(entry: string): {
  readonly before: BlobChange['before'];
  readonly after: BlobChange['after'];
} {
  const parents = /^:+/.exec(entry)?.[0].length ?? 1;
  const ids = entry
    .split(' ')
    .slice(parents + 1, 2 * parents + 2)
    .map((id) => (/^0+$/.test(id) ? undefined : id));
  return { before: ids.slice(0, -1), after: ids.at(-1) };
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
