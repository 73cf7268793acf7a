import { codebookFileName } from '../../core/model/study';
import type { Change } from '../../core/merge/change';
import { describeChanges } from '../../core/merge/describe-changes';
import { mergerOf } from '../../core/merge/merge-file';
import { createMembership } from '../../core/study/membership';
import { blobIdOfText } from '../../core/text/blob-id';
import { normaliseText } from '../../core/text/normal-text';
import { nodeByteTools } from '../../node/byte-tools';
import { commitOf, type GitRepository, listFiles, openRepository, showBlob } from '../../node/git-repository';
import type { CommonOptions, ExitCode } from '../command';
import type { Output } from '../output';
import { openStudy, type OpenedStudy } from '../study-folder';
import { toOneLine } from '../terminal-text';

/** One version of a study: the blob of each of its files, and how to get their texts. */
interface Version {
  readonly blobs: ReadonlyMap<string, string>;
  readonly read: (path: string) => Promise<string | undefined>;
}

/**
 * `verbatim diff [REF [REF]]`: what changed between two versions of the study, in sentences. One name is compared with the
 * files as they are now; none stands for the last commit.
 */
export async function diff(
  output: Output,
  refs: readonly string[],
  { study: given, json }: CommonOptions,
): Promise<ExitCode> {
  const study = await openStudy(given);
  const repository = await openRepository(study.folder);
  const roleOf = createMembership(study.store.snapshot.whole.study.transcripts);
  const isMember = (path: string): boolean => roleOf(path) !== undefined;
  const [from = 'HEAD', to] = refs;
  const before = await committed(repository, await commitOf(repository, from), isMember);
  const after =
    to === undefined
      ? await onDisk(study, isMember)
      : await committed(repository, await commitOf(repository, to), isMember);
  const changes = await compare(before, after);
  if (json) output.json(changes);
  else print(output, changes);
  return 0;
}

async function compare(before: Version, after: Version): Promise<readonly Change[]> {
  const paths = [...new Set([...before.blobs.keys(), ...after.blobs.keys()])];
  const differing = paths.filter((path) => before.blobs.get(path) !== after.blobs.get(path));
  const [was, is] = [new Map<string, string>(), new Map<string, string>()];
  for (const path of differing) {
    for (const [version, texts] of [
      [before, was],
      [after, is],
    ] as const) {
      // Of transcripts it is enough to know that they differ.
      const isText = mergerOf(path) !== undefined;
      const text = isText && version.blobs.has(path) ? await version.read(path) : version.blobs.get(path);
      if (text !== undefined) texts.set(path, isText ? normaliseText(text) : text);
    }
  }
  return describeChanges(was, is, (await after.read(codebookFileName)) ?? '');
}

async function committed(
  repository: GitRepository,
  commit: string,
  isMember: (path: string) => boolean,
): Promise<Version> {
  const { prefix } = repository;
  const files = await listFiles(repository, commit, prefix.replace(/\/$/, ''));
  const blobs = new Map<string, string>();
  for (const { path, blob } of files) {
    const inStudy = path.slice(prefix.length).normalize('NFC');
    if (path.startsWith(prefix) && isMember(inStudy)) blobs.set(inStudy, blob);
  }
  const read = async (path: string): Promise<string | undefined> => {
    const blob = blobs.get(path);
    const bytes = blob === undefined ? undefined : await showBlob(repository, blob);
    return bytes && nodeByteTools.decodeUtf8(bytes);
  };
  return { blobs, read };
}

async function onDisk({ ports }: OpenedStudy, isMember: (path: string) => boolean): Promise<Version> {
  const read = async (path: string): Promise<string | undefined> => {
    const reading = await ports.files.read(path);
    return reading.kind === 'bytes' ? nodeByteTools.decodeUtf8(reading.bytes) : undefined;
  };
  const blobs = new Map<string, string>();
  for (const { path } of (await ports.files.list()).entries) {
    if (!isMember(path)) continue;
    const text = await read(path);
    if (text !== undefined) blobs.set(path, blobIdOfText(text, nodeByteTools));
  }
  return { blobs, read };
}

function print(output: Output, changes: readonly Change[]): void {
  if (changes.length === 0) output.line('Nothing has changed.');
  let about: string | undefined;
  for (const change of changes) {
    if (change.about !== about) {
      if (about !== undefined) output.line('');
      output.line({ text: change.about, style: 'bold' });
    }
    about = change.about;
    output.line(`  ${toOneLine(change.sentence, 400)}.`);
  }
}
