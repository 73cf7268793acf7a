import type { FileRange } from '../base/problem';

/** What a coder says about one of a passage's codes, beyond applying it. */
export interface CodingDetail {
  /** Date (YYYY-MM-DD) on which the coder confirmed that the code still fits. */
  readonly checked?: string;
  readonly memo?: string;
  readonly weight?: number;
  readonly negative?: boolean;
}

/** One of the coders' passages that a consensus passage was decided from, as it stood. */
export interface PassageSource {
  readonly coder: string;
  readonly passage: string;
  readonly at: FileRange;
  readonly codes: readonly string[];
}

export interface Decision {
  /** The code decided on; undefined for a decision on the extent. */
  readonly code?: string;
  readonly outcome: 'agreed' | 'kept' | 'added' | 'declined' | 'chosen' | 'new';
  readonly reason?: string;
  readonly by?: readonly string[];
  readonly date?: string;
}

/** A passage: a span of a transcript that a coder attached codes to. */
export interface Passage {
  /** A ULID; never changes. */
  readonly id: string;
  /** Where the passage stands in the version of the transcript that `base` names. */
  readonly at: FileRange;
  /** The version that `at` refers to, where it differs from the sidecar's. */
  readonly base?: string;
  /** The passage exactly, line breaks as LF. */
  readonly quote: string;
  /** Up to 32 code points before and after, kept where the quote alone does not identify the passage. */
  readonly before?: string;
  readonly after?: string;
  readonly codes: readonly string[];
  readonly codings?: Readonly<Record<string, CodingDetail>>;
  readonly memo?: string;
  readonly lost?: boolean;
  readonly from?: readonly PassageSource[];
  readonly decisions?: readonly Decision[];
}

/** A remark in a discussion about a passage, code, theme or decision. */
export interface Note {
  readonly id: string;
  readonly about: string;
  readonly by: string;
  readonly date: string;
  readonly text: string;
  readonly open?: boolean;
}

export type SidecarStatus = 'in-progress' | 'done';

/** One coder's codings of one transcript. */
export interface Sidecar {
  /** Git's blob id of the version of the transcript that positions refer to. */
  readonly base: string;
  readonly status: SidecarStatus;
  readonly memo?: string;
  /** In file order. */
  readonly passages: readonly Passage[];
  readonly notes?: readonly Note[];
}
