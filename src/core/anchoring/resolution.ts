import type { FileRange } from '../base/problem';
import type { Span } from '../text/span';
import type { TextIndex } from '../text/text-index';

/**
 * - `exact`: the quote stands, character for character, where the sidecar says;
 * - `moved`: the same words (white space, line breaks, kinds of quotation mark aside) stand elsewhere;
 * - `edited`: most of the passage is there, but its words have changed;
 * - `ambiguous`: several places are equally good, and nothing is guessed;
 * - `lost`: the text is gone.
 */
export type AnchorStatus = 'exact' | 'moved' | 'edited' | 'ambiguous' | 'lost';

/** What a sidecar knows about where a passage stands; a `Passage` with its `base` filled in. */
export interface AnchoredPassage {
  /** Where it stood in the version `base`. */
  readonly at: FileRange;
  /** Blob id of the version that `at` refers to. */
  readonly base: string;
  readonly quote: string;
  readonly before?: string;
  readonly after?: string;
}

export type Resolution =
  | { readonly status: 'exact' | 'moved' | 'edited'; readonly span: Span }
  /** `candidates`: at least two places, in the order of the text. */
  | { readonly status: 'ambiguous'; readonly candidates: readonly Span[] }
  | { readonly status: 'lost' };

/** The passages of one sidecar and the transcript they are to be found in. Spans are UTF-16 offsets into `text.text`. */
export interface ResolutionRequest {
  readonly passages: readonly AnchoredPassage[];
  /** Today's transcript. */
  readonly text: TextIndex;
  /** Blob id of today's transcript. */
  readonly version: string;
  /** The normalised text of an older version, where it can be had. */
  readonly baseText?: (base: string) => string | undefined;
}
