import type { Code, Question, Theme } from '../model/codebook';

/** One change to the codebook. Fields given as undefined are removed. */
export type CodebookChange =
  | { readonly kind: 'add-code'; readonly code: Code }
  | { readonly kind: 'add-theme'; readonly theme: Theme }
  | { readonly kind: 'add-question'; readonly question: Question }
  | { readonly kind: 'set-code'; readonly id: string; readonly fields: FieldChanges<Code> }
  | { readonly kind: 'set-theme'; readonly id: string; readonly fields: FieldChanges<Theme> }
  | { readonly kind: 'set-question'; readonly id: string; readonly text: string }
  | { readonly kind: 'remove'; readonly section: CodebookSection; readonly id: string }
  | RestoreEntry;

export type CodebookSection = 'codes' | 'themes' | 'questions';
export type FieldChanges<T> = { readonly [K in Exclude<keyof T, 'id'>]?: T[K] | undefined };

/** The inverse of changes to one entry: its text as they left it and as they found it; undefined where it was absent. */
export interface RestoreEntry {
  readonly kind: 'restore';
  readonly section: string;
  readonly id: string;
  readonly is: string | undefined;
  readonly was: string | undefined;
  /** The entry it stood behind. */
  readonly behind?: string;
}

export interface CodebookEdit {
  readonly text: string;
  readonly inverse: readonly CodebookChange[];
}

/**
 * Applies changes to the codebook's text and keeps every byte they do not concern.
 * @throws UserError when the text cannot be read or an entry is not there
 */
export function editCodebook(text: string | undefined, changes: readonly CodebookChange[]): CodebookEdit {
  void text;
  void changes;
  throw new Error('being written');
}
