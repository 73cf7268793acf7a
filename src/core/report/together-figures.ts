import type { Coefficient, Figure } from '../agreement/figure';

/** The coefficients of several codes that are compared as what they are, and not as one. */
export const togetherIds = ['u-alpha', 'cu-alpha', 'binary-u-alpha', 'masi', 'jaccard'] as const;
export type TogetherId = (typeof togetherIds)[number];

/** Codes that are compared together: all, or those of a theme or question. */
export interface TogetherRow {
  readonly kind: 'all' | 'theme' | 'question';
  readonly id: string;
  readonly label: string;
  readonly codes: readonly string[];
  readonly figures: Readonly<Record<TogetherId, Coefficient>>;
  /** The share of all coders’ text on which cuα rests. */
  readonly coverage: Figure;
}

/** How reliably a code is told from the others: (k)uα, with the share of its passages on which that rests. */
export interface CodeAmongOthers {
  readonly id: string;
  readonly label: string;
  readonly coefficient: Coefficient & { readonly coverage: Figure };
}

export interface CodesTogether {
  readonly rows: readonly TogetherRow[];
  /** Empty where some coder’s passages with different codes overlap. */
  readonly codes: readonly CodeAmongOthers[];
}
