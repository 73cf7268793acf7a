import type { Problem } from '../base/problem';

/** A problem whose place in its file is still to be found, because the file's text is not kept. */
export interface Finding extends Omit<Problem, 'range'> {
  readonly place: Place;
}

export type Place =
  | { readonly kind: 'file' }
  /** The keys that lead to it; the last one may be an item of a list. */
  | { readonly kind: 'keys'; readonly keys: readonly string[] }
  /** A passage's position, or one of its codes. */
  | { readonly kind: 'passage'; readonly id: string; readonly code?: string };
