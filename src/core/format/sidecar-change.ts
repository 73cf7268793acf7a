import type { FileRange } from '../base/problem';
import type { CodingDetail, Decision, Note, Passage, PassageSource, SidecarStatus } from '../model/passage';

/**
 * One change to a sidecar, naming the passage it touches and nothing else, so that it can be applied to a text in which
 * other passages have changed meanwhile.
 */
export type SidecarChange =
  | AddPassage
  | DeletePassage
  | { readonly kind: 'add-code'; readonly id: string; readonly code: string }
  /** Removes the code and what the coder said about it in `codings`. */
  | { readonly kind: 'remove-code'; readonly id: string; readonly code: string }
  /** Renames a code in place, in `codes` and `codings`; removes it where the passage has the new one already. */
  | { readonly kind: 'replace-code'; readonly id: string; readonly code: string; readonly by: string }
  | {
      readonly kind: 'set-coding';
      readonly id: string;
      readonly code: string;
      readonly detail: CodingDetail | undefined;
    }
  | { readonly kind: 'set-memo'; readonly id: string; readonly memo: string | undefined }
  | SetPosition
  | { readonly kind: 'set-passage-base'; readonly id: string; readonly base: string | undefined }
  | { readonly kind: 'set-lost'; readonly id: string; readonly lost: boolean }
  | { readonly kind: 'set-sources'; readonly id: string; readonly from: readonly PassageSource[] | undefined }
  | {
      readonly kind: 'set-decisions';
      readonly id: string;
      readonly decisions: readonly Decision[] | undefined;
    }
  /** For a sidecar that is yet to be written; in one that is there it would give other passages another version. */
  | { readonly kind: 'set-base'; readonly base: string }
  | { readonly kind: 'set-status'; readonly status: SidecarStatus }
  | { readonly kind: 'set-transcript-memo'; readonly memo: string | undefined }
  /** Adds a note behind the others, or replaces the one with its id. */
  | { readonly kind: 'set-note'; readonly note: Note }
  | { readonly kind: 'remove-note'; readonly note: string }
  | RestorePassage
  | RestoreHeader;

/** Adds a passage where its position puts it. */
export interface AddPassage {
  readonly kind: 'add-passage';
  readonly passage: Passage;
  /** Only for undoing a deletion: the record's former text with its comments, the lines before it, and the passages
   * above and below it. */
  readonly raw?: string;
  readonly lead?: string;
  readonly behind?: string;
  readonly ahead?: string;
}

export interface DeletePassage {
  readonly kind: 'delete-passage';
  readonly id: string;
  /**
   * Only for undoing an addition: the record's text as that left it. Where it was changed meanwhile, what the passage was
   * added with is taken back, and the passage stays as long as it says anything else.
   */
  readonly is?: string;
}

/** Everything that says where a passage is; what is undefined is removed from the record. */
export interface SetPosition {
  readonly kind: 'set-position';
  readonly id: string;
  readonly at: FileRange;
  readonly quote: string;
  readonly base: string | undefined;
  readonly before: string | undefined;
  readonly after: string | undefined;
}

/**
 * The inverse of changes to one passage: `is` is the record's text as they left it, `was` as they found it. While the
 * record still reads `is`, it becomes `was` to the byte; if it was changed meanwhile, only what differs between
 * the two is taken back.
 */
export interface RestorePassage {
  readonly kind: 'restore-passage';
  readonly id: string;
  readonly is: string;
  readonly was: string;
}

/** The same for everything outside the records: text before the first and after the last of them. */
export interface RestoreHeader {
  readonly kind: 'restore-header';
  readonly is: HeaderText;
  readonly was: HeaderText;
}

export interface HeaderText {
  readonly head: string;
  readonly tail: string;
}
