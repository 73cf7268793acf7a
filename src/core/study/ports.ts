import type { ByteTools } from '../text/bytes';

export interface FileEntry {
  /** Relative to the study, with `/`, in NFC. */
  readonly path: string;
}

/** Why a file of the study was not read or listed, in words for its user. */
export interface FileRefusal {
  readonly path: string;
  readonly code: 'file/outside-study' | 'file/unreadable' | 'file/too-large';
  readonly message: string;
  readonly advice: string;
  /** True when the path is a folder's, whose files therefore are not part of the study. */
  readonly isFolder?: boolean;
}

export type FileReading =
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }
  | { readonly kind: 'missing' }
  | { readonly kind: 'refused'; readonly refusal: FileRefusal };

export interface FileListing {
  readonly entries: readonly FileEntry[];
  readonly refusals: readonly FileRefusal[];
}

/** Reads the files of one study. Paths are relative to it; none leads outside it, not even through a symbolic link. */
export interface FileReader {
  list(): Promise<FileListing>;
  read(path: string): Promise<FileReading>;
}

/** Writes the files of one study, whole and only when they still hold what the writer has seen. */
export interface FileWriter {
  /**
   * Replaces a file's text, `undefined` standing for "no such file" on either side.
   * @returns false, with nothing written, when the file no longer reads `expected`
   * @throws UserError when the file cannot be written (read-only, disk full, unsaved changes that do not parse, …)
   */
  replace(path: string, expected: string | undefined, text: string | undefined): Promise<boolean>;
}

export type FileStore = FileReader & FileWriter;

/** Older versions of transcripts: without them, passages coded in one can only be looked for by their quotes. */
export interface VersionSource {
  /**
   * The text that a transcript had in a version, in any form of line breaks; undefined where nobody has it.
   * @param base git's blob id, as in a sidecar
   */
  find(transcript: string, base: string): Promise<string | undefined>;
  /** Keeps a version that passages refer to, to be found when the transcript has changed. */
  keep(base: string, text: string): Promise<void>;
}

/** What a study store needs of its platform. */
export interface StudyPorts {
  readonly files: FileReader;
  readonly bytes: ByteTools;
  readonly versions?: VersionSource;
}

/** No study file may be larger: 16 MiB. */
export const largestFile = 16 * 1024 * 1024;

/** The refusal of a file above `largestFile`. @param size in bytes */
export function fileTooLarge(path: string, size: number): FileRefusal {
  const mebibytes = (size / 1024 / 1024).toFixed(1);
  return {
    path,
    code: 'file/too-large',
    message: `${path} has ${mebibytes} MiB; files above 16 MiB are not read.`,
    advice: 'Split it into several files.',
  };
}
