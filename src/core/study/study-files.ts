import { type Problem, type Reading, wholeFile } from '../base/problem';
import { readCodebook } from '../format/read-codebook';
import { readSidecar } from '../format/read-sidecar';
import { readStudyFile } from '../format/read-study-file';
import { emptyCodebook } from '../model/codebook';
import { type CodebookIndex, indexCodebook } from '../model/codebook-index';
import type { Sidecar } from '../model/passage';
import { codebookFileName, type StudyFile, studyFileName } from '../model/study';
import { blobId, blobIdOfBytes } from '../text/blob-id';
import type { ByteTools } from '../text/bytes';
import { normaliseText } from '../text/normal-text';
import { type LoadedFile, type LoadedSidecar, type LoadedTranscript, loadTranscript } from './loaded';
import type { StudyFileRole } from './membership';
import { isLfsPointer } from './lfs-pointer';
import { type FileRefusal, fileTooLarge, largestFile } from './ports';

/** All files of a study as last read. */
export interface StudyFiles {
  readonly studyFile: LoadedFile<StudyFile>;
  readonly codebookFile: LoadedFile<CodebookIndex>;
  readonly transcripts: ReadonlyMap<string, LoadedTranscript>;
  readonly sidecars: ReadonlyMap<string, LoadedSidecar>;
  readonly refusals: readonly Problem[];
}

const absent = { problems: [], isStale: false, digest: '' };
const noStudy: StudyFile = {
  title: '',
  transcripts: [],
  coders: new Map(),
  rounds: new Map(),
  attributes: new Map(),
  sources: new Map(),
  cases: new Map(),
};
const noSidecar: Sidecar = { base: '', status: 'in-progress', passages: [] };

export const noFiles: StudyFiles = {
  studyFile: { path: studyFileName, value: noStudy, ...absent },
  codebookFile: { path: codebookFileName, value: indexCodebook(emptyCodebook), ...absent },
  transcripts: new Map(),
  sidecars: new Map(),
  refusals: [],
};

/** The files of the next snapshot while they are being read. The files it starts from stay as they are. */
export class StudyDraft {
  readonly #bytes: ByteTools;
  readonly files: {
    studyFile: LoadedFile<StudyFile>;
    codebookFile: LoadedFile<CodebookIndex>;
    transcripts: Map<string, LoadedTranscript>;
    sidecars: Map<string, LoadedSidecar>;
    refusals: Problem[];
  };
  /** What has changed so far. */
  readonly paths = new Set<string>();
  readonly #refusedBefore: readonly Problem[];
  #hasNewPath = false;

  constructor(from: StudyFiles, bytes: ByteTools) {
    this.#bytes = bytes;
    this.#refusedBefore = from.refusals;
    this.files = {
      ...from,
      transcripts: new Map(from.transcripts),
      sidecars: new Map(from.sidecars),
      refusals: [...from.refusals],
    };
  }

  /** Takes in a file's bytes; a file that has not changed costs its hash. */
  load(path: string, role: StudyFileRole, bytes: Uint8Array): void {
    if (bytes.length > largestFile) {
      this.refuse(fileTooLarge(path, bytes.length));
      return;
    }
    this.#liftRefusal(path);
    const digest = blobId(bytes, this.#bytes);
    const known = this.#find(path, role);
    if (known?.digest === digest) return;
    this.paths.add(path);
    this.#hasNewPath ||= known === undefined;
    const text = this.#bytes.decodeUtf8(bytes);
    switch (role.kind) {
      case 'study':
        this.files.studyFile = reload(this.files.studyFile, digest, text, readStudyFile);
        break;
      case 'codebook':
        this.files.codebookFile = reload(this.files.codebookFile, digest, text, (content, at) => {
          const { value, problems } = readCodebook(content, at);
          return { value: value && indexCodebook(value), problems };
        });
        break;
      case 'transcript':
        this.files.transcripts.set(path, this.#loadTranscript(path, bytes, text, digest));
        break;
      case 'sidecar': {
        const { transcript, coder } = role;
        const before = this.files.sidecars.get(path) ?? {
          path,
          value: noSidecar,
          baseTexts: new Map(),
          ...absent,
        };
        this.files.sidecars.set(path, {
          ...reload(before, digest, text, readSidecar),
          transcript,
          coder,
          baseTexts: before.baseTexts,
        });
      }
    }
  }

  /** Takes note that a file is gone. */
  forget(path: string, role: StudyFileRole): void {
    this.#liftRefusal(path);
    if (!this.#find(path, role)) return;
    if (role.kind === 'study') this.files.studyFile = noFiles.studyFile;
    else if (role.kind === 'codebook') this.files.codebookFile = noFiles.codebookFile;
    else this.files[role.kind === 'transcript' ? 'transcripts' : 'sidecars'].delete(path);
    this.paths.add(path);
  }

  /** Takes note that transcripts and sidecars other than these are gone, or are no longer what they were. */
  forgetAllBut(present: ReadonlyMap<string, StudyFileRole>): void {
    for (const path of this.files.transcripts.keys())
      if (present.get(path)?.kind !== 'transcript') this.forget(path, { kind: 'transcript' });
    for (const [path, { transcript, coder }] of this.files.sidecars)
      if (present.get(path)?.kind !== 'sidecar') this.forget(path, { kind: 'sidecar', transcript, coder });
    this.files.refusals = [];
  }

  /** Takes note that a file cannot be read; what was read of it before stays. */
  refuse({ path, code, message, advice }: FileRefusal): void {
    this.#liftRefusal(path);
    this.files.refusals.push({ path, code, message, advice, severity: 'error', range: wholeFile });
  }

  /** Takes note of what is refused now and was not before, or the other way round. To be called when all is read. */
  compareRefusals(): void {
    const { refusals } = this.files;
    const isIn = (list: readonly Problem[], { path, message }: Problem) =>
      list.some((other) => other.path === path && other.message === message);
    for (const refusal of refusals) if (!isIn(this.#refusedBefore, refusal)) this.paths.add(refusal.path);
    for (const refusal of this.#refusedBefore) if (!isIn(refusals, refusal)) this.paths.add(refusal.path);
    refusals.sort((a, b) => comparePaths(a.path, b.path));
  }

  finish(): StudyFiles {
    if (!this.#hasNewPath) return this.files;
    return {
      ...this.files,
      transcripts: sortByPath(this.files.transcripts),
      sidecars: sortByPath(this.files.sidecars),
    };
  }

  #find(path: string, role: StudyFileRole): { readonly digest: string } | undefined {
    const { studyFile, codebookFile, transcripts, sidecars } = this.files;
    if (role.kind === 'transcript') return transcripts.get(path);
    if (role.kind === 'sidecar') return sidecars.get(path);
    const file = role.kind === 'study' ? studyFile : codebookFile;
    return file.digest === '' ? undefined : file;
  }

  #liftRefusal(path: string): void {
    this.files.refusals = this.files.refusals.filter((refusal) => refusal.path !== path);
  }

  #loadTranscript(
    path: string,
    bytes: Uint8Array,
    text: string | undefined,
    digest: string,
  ): LoadedTranscript {
    const problem = findUnreadable(text, path, 'transcript');
    if (text === undefined || problem) return loadTranscript(path, '', '', digest, problem ? [problem] : []);
    const version = blobIdOfBytes(bytes, text, this.#bytes, digest);
    return loadTranscript(path, normaliseText(text), version, digest);
  }
}

/** Reads a file that changed; when nothing can be made of it, its last good reading is kept and marked stale. */
function reload<T>(
  before: LoadedFile<T>,
  digest: string,
  text: string | undefined,
  read: (text: string, path: string) => Reading<T | undefined>,
): LoadedFile<T> {
  const { path } = before;
  const problem = findUnreadable(text, path, 'yaml');
  const { value, problems } =
    text === undefined || problem
      ? { value: undefined, problems: problem ? [problem] : [] }
      : read(text, path);
  return value === undefined
    ? { path, value: before.value, problems, isStale: true, digest }
    : { path, value, problems, isStale: false, digest };
}

function sortByPath<T>(files: ReadonlyMap<string, T>): Map<string, T> {
  return new Map([...files].sort(([a], [b]) => comparePaths(a, b)));
}

/** Orders paths as people do: Int2 before Int10. */
function comparePaths(a: string, b: string): number {
  return pathCollator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0);
}

const pathCollator = new Intl.Collator('en', { numeric: true });

/** Why nothing can be read from a file, whatever it should hold. @param text undefined when it is not UTF-8 */
function findUnreadable(
  text: string | undefined,
  path: string,
  kind: 'transcript' | 'yaml',
): Problem | undefined {
  if (text !== undefined)
    return isLfsPointer(text)
      ? {
          code: `${kind}/lfs-pointer`,
          severity: 'error',
          path,
          range: wholeFile,
          message: 'This is only a pointer: the file itself is kept in Git LFS and was not fetched.',
          advice: 'Install Git LFS and run “git lfs pull”. Meanwhile all codings are kept as they are.',
        }
      : undefined;
  return {
    code: `${kind}/not-utf8`,
    severity: 'error',
    path,
    range: wholeFile,
    message: 'This file is not UTF-8 text.',
    advice:
      kind === 'transcript'
        ? 'Save it with the encoding UTF-8, or import the original with “Import Transcripts”, which converts a copy.'
        : 'Save it with the encoding UTF-8.',
  };
}
