import { studyFileName } from '../core/model/study';
import { nodeByteTools } from './byte-tools';
import { askGit } from './git';
import { commitOf, type GitRepository, listFiles } from './git-repository';

/**
 * The bytes of many blobs at once, by the name they were asked for: an id, or `commit:path`. What git lacks is absent.
 */
async function readBlobs(
  { root }: GitRepository,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, Buffer>> {
  // A name with a line break would be read as two.
  const asked = [...new Set(names)].filter((name) => !name.includes('\n'));
  const found = new Map<string, Buffer>();
  if (asked.length === 0) return found;
  const input = asked.map((name) => `${name}\n`).join('');
  const output = await askGit(['cat-file', '--batch'], { folder: root, input });
  let at = 0;
  for (const name of asked) {
    const end = output.indexOf('\n', at);
    const header = output.subarray(at, end).toString('utf8');
    const [, type, size] = /^[0-9a-f]{40,64} (\w+) (\d+)$/.exec(header) ?? [];
    at = end + 1;
    if (size === undefined) continue;
    if (type === 'blob') found.set(name, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return found;
}

/** The same as texts; what is not UTF-8 is absent. */
export async function readTexts(
  repository: GitRepository,
  names: Iterable<string>,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const [name, bytes] of await readBlobs(repository, names)) {
    const text = nodeByteTools.decodeUtf8(bytes);
    if (text !== undefined) texts.set(name, text);
  }
  return texts;
}

/** The files of a study as a commit has them, path → blob. @throws UserError when there is no such branch, tag or commit */
export async function filesOfCommit(
  repository: GitRepository,
  ref: string,
): Promise<ReadonlyMap<string, string>> {
  const { prefix } = repository;
  const files = await listFiles(repository, await commitOf(repository, ref), prefix.replace(/\/$/, ''));
  const paths = files.map(({ path, blob }) => ({ path: path.slice(prefix.length).normalize('NFC'), blob }));
  const nested = paths
    .filter(({ path }) => path.endsWith(`/${studyFileName}`))
    .map(({ path }) => path.slice(0, -studyFileName.length));
  const isIn = (path: string): boolean =>
    !/(?:^|\/)(?:\.|node_modules\/)/.test(path) && !nested.some((folder) => path.startsWith(folder));
  return new Map(paths.filter(({ path }) => isIn(path)).map(({ path, blob }) => [path, blob]));
}
