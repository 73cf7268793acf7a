import { lazy } from '../base/lazy';
import type { ByteTools } from '../text/bytes';
import { normaliseText } from '../text/normal-text';
import type { StudyGit } from './git-port';
import { createMembership } from './membership';
import type { FileReader, StudyPorts, VersionSource } from './ports';
import type { StudySnapshot } from './snapshot';
import { StudyStore } from './study-store';

/** One version of a study's files: git's id of each, and how to get their texts. */
export interface StudyVersion {
  readonly blobs: ReadonlyMap<string, string>;
  /** The texts of some of its files, normalised; what is not there or not UTF-8 is absent. */
  readonly textsOf: (paths: Iterable<string>) => Promise<ReadonlyMap<string, string>>;
}

/** What is asked of git to read a version. */
export type VersionGit = Pick<StudyGit, 'filesAt' | 'textsOf'>;

/**
 * A study as a commit has it. No text is read twice.
 * @param globs of the transcripts
 * @throws UserError when there is no commit of that name
 */
export async function committedVersion(
  git: VersionGit,
  ref: string,
  globs: readonly string[],
): Promise<StudyVersion> {
  const roleOf = createMembership(globs);
  const blobs = new Map([...(await git.filesAt(ref))].filter(([path]) => roleOf(path) !== undefined));
  const known = new Map<string, string>();
  return {
    blobs,
    async textsOf(paths) {
      const asked = [...paths].flatMap((path) => {
        const blob = blobs.get(path);
        return blob === undefined ? [] : [{ path, blob }];
      });
      const missing = asked.map(({ blob }) => blob).filter((blob) => !known.has(blob));
      if (missing.length > 0)
        for (const [blob, text] of await git.textsOf(missing)) known.set(blob, normaliseText(text));
      return new Map(
        asked.flatMap(({ path, blob }) => {
          const text = known.get(blob);
          return text === undefined ? [] : [[path, text]];
        }),
      );
    },
  };
}

/** A study as its files are now. */
export function presentVersion(
  { whole, studyFile, codebookFile }: StudySnapshot,
  { files, bytes }: Pick<StudyPorts, 'files' | 'bytes'>,
): StudyVersion {
  const yaml = [studyFile, codebookFile, ...whole.sidecars.values()];
  return {
    blobs: new Map([
      ...yaml.map(({ path, digest }): [string, string] => [path, digest]),
      ...[...whole.transcripts.values()].map(({ path, version }): [string, string] => [path, version]),
    ]),
    async textsOf(paths) {
      const texts = new Map<string, string>();
      for (const path of paths) {
        const reading = await files.read(path);
        const text = reading.kind === 'bytes' ? bytes.decodeUtf8(reading.bytes) : undefined;
        if (text !== undefined) texts.set(path, normaliseText(text));
      }
      return texts;
    },
  };
}

/**
 * A study as a commit has it, opened like any other.
 * @param globs of the transcripts as they are today; the commit's own say which of its files are read
 * @throws UserError when there is no commit of that name
 */
export async function openVersion(
  git: VersionGit,
  ref: string,
  globs: readonly string[],
  { bytes, versions }: { readonly bytes: ByteTools; readonly versions?: VersionSource },
): Promise<StudySnapshot> {
  const version = await committedVersion(git, ref, globs);
  const ports = { files: filesOf(version, bytes), bytes, ...(versions ? { versions } : {}) };
  const store = await StudyStore.open(ports);
  store.dispose();
  return store.snapshot;
}

/** The files of a version; all are read at once with the first. */
function filesOf({ blobs, textsOf }: StudyVersion, bytes: ByteTools): FileReader {
  const texts = lazy(() => textsOf(blobs.keys()));
  return {
    list: () => Promise.resolve({ entries: [...blobs.keys()].map((path) => ({ path })), refusals: [] }),
    async read(path) {
      const text = (await texts()).get(path);
      return text === undefined ? { kind: 'missing' } : { kind: 'bytes', bytes: bytes.encodeUtf8(text) };
    },
  };
}
