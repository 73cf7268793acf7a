import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { MarkerStyle } from '../../core/merge/conflict';
import { mergerOf } from '../../core/merge/merge-file';
import { mapThree, type Three } from '../../core/merge/three';
import { nodeByteTools } from '../../node/byte-tools';
import { runGit } from '../../node/git';
import { findPresentIds } from '../../node/git-codebooks';
import { findRepository } from '../../node/git-repository';
import { removeAbandonedIn } from '../../node/replace-file';
import { writeFileSafely } from '../write-file-safely';

/** What git gives a merge driver: `%O %A %B %L %P`. */
export interface DriverFiles {
  /** Files with the three versions; the merge replaces that of ours. */
  readonly files: Three<string>;
  readonly markerSize: number;
  /** The path of what is merged, in the repository. */
  readonly path: string;
}

/**
 * `verbatim merge-driver`: merges three versions of a file as git asks for it. What cannot be merged by record is merged
 * line by line, as git does itself; whatever happens, the file of ours ends as a clean merge or with conflict markers.
 * @returns whether the merge is clean
 */
export async function mergeDriver(driver: DriverFiles): Promise<boolean> {
  const markers = { size: driver.markerSize, ours: 'ours', theirs: 'theirs' };
  // Git keeps the files at the top of the working tree, where no study may look for what a killed merge left.
  await removeAbandonedIn(path.dirname(path.resolve(driver.files.ours)));
  const merged = await mergeByRecord(driver, markers).catch(() => undefined);
  if (merged === undefined) return mergeByLine(driver.files, markers);
  await writeFileSafely(path.resolve(driver.files.ours), merged.text, true);
  return merged.conflicts.length === 0;
}

async function mergeByRecord({ files, path: file }: DriverFiles, markers: MarkerStyle) {
  const [base, ours, theirs] = await Promise.all([files.base, files.ours, files.theirs].map(readText));
  if (base === undefined || ours === undefined || theirs === undefined) return undefined;
  // Git runs the driver at the top of the working tree.
  const repository = await findRepository('.').catch(() => undefined);
  const presentIds = repository && (await findPresentIds(repository, file, process.env));
  return mergerOf(file)?.(base, ours, theirs, markers, presentIds);
}

async function mergeByLine(files: Three<string>, { size, ours, theirs }: MarkerStyle): Promise<boolean> {
  const file = mapThree(files, (name) => path.resolve(name));
  const labels = [ours, 'base', theirs].flatMap((label) => ['-L', label]);
  const args = ['merge-file', `--marker-size=${size}`, ...labels, file.ours, file.base, file.theirs];
  const code = await runGit(args, { folder: path.dirname(file.ours) }).then(
    (output) => output.code,
    () => 255,
  );
  // Above 127 nothing was merged: both versions are then kept whole.
  if (code > 127) await writeBoth(files, size);
  return code === 0;
}

async function writeBoth(files: Three<string>, size: number): Promise<void> {
  const [ours, theirs] = await Promise.all([readFile(files.ours), readFile(files.theirs)]);
  const marker = (sign: string, label: string) => Buffer.from(`${sign.repeat(size)}${label}\n`);
  const endLine = (bytes: Buffer) =>
    bytes.length === 0 || bytes.at(-1) === 10 ? bytes : Buffer.concat([bytes, Buffer.from('\n')]);
  const parts = [
    marker('<', ' ours'),
    endLine(ours),
    marker('=', ''),
    endLine(theirs),
    marker('>', ' theirs'),
  ];
  await writeFileSafely(path.resolve(files.ours), Buffer.concat(parts), true);
}

async function readText(file: string): Promise<string | undefined> {
  return nodeByteTools.decodeUtf8(await readFile(file));
}
