import { parseSidecarPath } from '../model/sidecar-path';
import { codebookFileName } from '../model/study';
import type { StudyVersion } from '../study/study-version';
import type { Change } from './change';
import { describeChanges } from './describe-changes';
import { mergerOf } from './merge-file';

/** A coder's sidecar of a transcript. */
export interface SidecarName {
  readonly transcript: string;
  readonly coder: string;
}

export interface VersionDifference {
  readonly changes: readonly Change[];
  /** Sidecars that differ, but are not to be shown. */
  readonly hidden: readonly SidecarName[];
}

/** What differs between two versions of a study, in sentences. Only what differs is read. */
export async function compareVersions(
  before: StudyVersion,
  after: StudyVersion,
  isHidden: (sidecar: SidecarName) => boolean = () => false,
): Promise<VersionDifference> {
  const hidden: SidecarName[] = [];
  const differing: string[] = [];
  for (const path of new Set([...before.blobs.keys(), ...after.blobs.keys()])) {
    if (before.blobs.get(path) === after.blobs.get(path)) continue;
    const sidecar = parseSidecarPath(path);
    if (sidecar && isHidden(sidecar)) hidden.push(sidecar);
    else differing.push(path);
  }
  const codebook = (await after.textsOf([codebookFileName])).get(codebookFileName) ?? '';
  const [was, is] = await Promise.all([before, after].map((version) => contentsOf(version, differing)));
  return { changes: describeChanges(was ?? new Map(), is ?? new Map(), codebook), hidden };
}

/** The texts of study files and sidecars; of transcripts it is enough to know that they differ. */
async function contentsOf(
  { blobs, textsOf }: StudyVersion,
  paths: readonly string[],
): Promise<ReadonlyMap<string, string>> {
  const contents = new Map(await textsOf(paths.filter((path) => mergerOf(path) !== undefined)));
  for (const path of paths) {
    const blob = mergerOf(path) === undefined ? blobs.get(path) : undefined;
    if (blob !== undefined) contents.set(path, blob);
  }
  return contents;
}
