/** A place in a study file: 1-based lines, 1-based columns in Unicode code points, as in `at`. */
export interface FilePosition {
  readonly line: number;
  readonly column: number;
}

/** A stretch of a study file, end exclusive. */
export interface FileRange {
  readonly start: FilePosition;
  readonly end: FilePosition;
}

export type Severity = 'error' | 'warning' | 'info';

/**
 * Something wrong in a user's file, as data. `code` is stable and searchable (`sidecar/unknown-code`), `message` says
 * what is wrong, `advice` what to do about it.
 */
export interface Problem {
  readonly code: string;
  readonly severity: Severity;
  readonly message: string;
  readonly advice: string;
  /** Path relative to the study, with `/`. */
  readonly path: string;
  readonly range: FileRange;
}

/** The range of a problem that concerns a file as a whole. */
export const wholeFile: FileRange = { start: { line: 1, column: 1 }, end: { line: 1, column: 1 } };

/** What a reader of user files returns: as much as could be understood, and what was wrong. */
export interface Reading<T> {
  readonly value: T;
  readonly problems: readonly Problem[];
}
