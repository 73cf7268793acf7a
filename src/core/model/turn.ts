import type { Span } from '../text/span';

/** One speaker's uninterrupted speech, with offsets into the normalised transcript. */
export interface Turn {
  /** The speaker's label as the transcript gives it; undefined where nobody is named. */
  readonly speaker?: string;
  /** Where the label stands (without its punctuation and emphasis). */
  readonly label?: Span;
  /** The turn as a whole, label and timestamp included; turns never overlap and rise. */
  readonly span: Span;
  /** What is said: from the first to the last spoken character. */
  readonly speech: Span;
  /** The timestamp as written, and where it stands. */
  readonly time?: { readonly text: string; readonly span: Span };
}
