import type { FileRange } from '../base/problem';

/** Something that differs between two versions of a study, in words. */
export interface Change {
  /** The file, relative to the study. */
  readonly path: string;
  /** The transcript it concerns, or the file where it concerns none. */
  readonly about: string;
  readonly kind: ChangeKind;
  /** What was said or done, as a sentence without its full stop. Codes stand between asterisks. */
  readonly sentence: string;
  readonly coder?: string;
  readonly passage?: string;
  readonly code?: string;
  readonly at?: FileRange;
}

export type ChangeKind =
  | 'passage'
  | 'code-applied'
  | 'code-removed'
  | 'extent'
  | 'memo'
  | 'detail'
  | 'decision'
  | 'positions'
  | 'status'
  | 'note'
  | 'codebook'
  | 'study'
  | 'transcript'
  | 'unreadable';

/** A text on one line, in quotation marks, cut to about `length` UTF-16 units. */
export function quoteShort(text: string, length = 60): string {
  const flat = text
    .slice(0, length * 4)
    .replace(/\s+/g, ' ')
    .trim();
  if (flat.length <= length && text.length <= length * 4) return `“${flat}”`;
  const cut = flat.slice(0, length).replace(/[\ud800-\udbff]$/, '');
  const space = cut.lastIndexOf(' ');
  return `“${space > length / 2 ? cut.slice(0, space) : cut}…”`;
}

export const sameJson = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);
