import type { Span } from '../text/span';

/** A place in a transcript that may be coded. */
export interface CodeTarget {
  /** The transcript's path. */
  readonly transcript: string;
  /** The version of the transcript that the offsets refer to. */
  readonly version: string;
  /** UTF-16 offsets into the transcript. */
  readonly span: Span;
}
