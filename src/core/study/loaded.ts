import { lazy } from '../base/lazy';
import type { Problem } from '../base/problem';
import type { Sidecar } from '../model/passage';
import { TextIndex } from '../text/text-index';
import { readTurns, type Transcript } from '../transcript/read-turns';

/** A study file as it was last read. */
export interface LoadedFile<T> {
  readonly path: string;
  readonly value: T;
  readonly problems: readonly Problem[];
  /** True when the file cannot be read as it stands: `value` is its last good reading, and nothing writes to it. */
  readonly isStale: boolean;
  /** Git's blob id of the bytes as they are; tells whether a file that was touched has changed. */
  readonly digest: string;
}

export interface LoadedSidecar extends LoadedFile<Sidecar> {
  readonly transcript: string;
  readonly coder: string;
  /** The older versions of the transcript that passages refer to, normalised, where they can be had: base → text. */
  readonly baseTexts: ReadonlyMap<string, string>;
}

/** A transcript; what is made of its text is made when it is first needed. */
export interface LoadedTranscript {
  readonly path: string;
  /** Git's blob id of the text; what `base` in a sidecar names. */
  readonly version: string;
  /** Normalised. Empty when the file could not be read. */
  readonly text: string;
  readonly problems: readonly Problem[];
  /** True when the file cannot be read as text: nothing in it can be coded. */
  readonly isStale: boolean;
  readonly digest: string;
  readonly index: () => TextIndex;
  readonly turns: () => Transcript;
}

/** @param text normalised */
export function loadTranscript(
  path: string,
  text: string,
  version: string,
  digest: string,
  problems: readonly Problem[] = [],
): LoadedTranscript {
  return {
    path,
    version,
    text,
    problems,
    isStale: problems.length > 0,
    digest,
    index: lazy(() => new TextIndex(text)),
    turns: lazy(() => readTurns(text, path)),
  };
}
