import { spansEqual, spansOverlap, type Span } from '../text/span';
import { applyLiveEdits, differenceOf, inTextOrder, type LiveEdit } from './live-edit';
import { refineEdits } from './refine-edits';

/**
 * Where spans stand after a batch of edits made at once (several cursors, replace all). Edits of a batch do not overlap
 * and come in any order. Typing at either end of a passage does not grow it; what is deleted leaves it; a replacement
 * within it, up to its ends, belongs to it; a passage deleted altogether becomes an empty span where it was.
 */
export function followEdits(spans: readonly Span[], edits: readonly LiveEdit[]): readonly Span[] {
  const sorted = inTextOrder(edits);
  return spans.map((span) => followSpan(span, sorted));
}

/** A text being edited and the spans in it, by passage id. */
export interface FollowedText {
  readonly text: string;
  readonly spans: ReadonlyMap<string, Span>;
  /** Texts that lost a part of a passage, with the spans of those that lost it: undo brings both back. */
  readonly remembered: readonly RememberedText[];
}

export interface RememberedText {
  readonly text: string;
  readonly spans: ReadonlyMap<string, Span>;
}

const mostRemembered = 30;

/** The text and its spans after a batch of edits. Undo, in whatever steps, restores what the edits had cut off. */
export function followChange(followed: FollowedText, edits: readonly LiveEdit[]): FollowedText {
  const text = applyLiveEdits(followed.text, edits);
  const refined = refineEdits(followed.text, edits, [...followed.spans.values()]);
  const moved = followEdits([...followed.spans.values()], refined);
  const spans = new Map<string, Span>();
  [...followed.spans.keys()].forEach((id, i) => spans.set(id, moved[i] ?? { start: 0, end: 0 }));
  if (edits.some((edit) => edit.text.length > 0)) restore(spans, followed.remembered, text);
  return { text, spans, remembered: remember(followed, edits) };
}

/** Remembers a text in which something is removed from a passage or right beside it. */
function remember(
  { text, spans, remembered }: FollowedText,
  edits: readonly LiveEdit[],
): readonly RememberedText[] {
  const removed = edits.filter(({ length }) => length > 0).map(rangeOf);
  const isNear = (span: Span): boolean =>
    removed.some(({ start, end }) => start <= span.end && span.start <= end);
  const near = [...spans].filter(([, span]) => isNear(span));
  return near.length === 0
    ? remembered
    : [{ text, spans: new Map(near) }, ...remembered].slice(0, mostRemembered);
}

/**
 * Gives a passage the extent that it had in a remembered text: in one that is back exactly, else the longest it had in
 * one from which this text differs only beside it.
 */
function restore(spans: Map<string, Span>, remembered: readonly RememberedText[], text: string): void {
  const isBack = (memory: RememberedText): boolean => memory.text === text;
  for (const memory of remembered.filter((each) => !isBack(each))) {
    const last = differenceOf(memory.text, text);
    const first = differenceOf(memory.text, text, 'first');
    for (const [id, before] of memory.spans) {
      const span = spans.get(id);
      const restored = besides(before, last);
      const other = besides(before, first);
      // Where the difference may lie in several places, only what is the same for all of them is sure.
      if (!span || !restored || !other || !spansEqual(restored, other)) continue;
      if (restored.end - restored.start > span.end - span.start) spans.set(id, restored);
    }
  }
  for (const memory of remembered.filter(isBack).reverse())
    for (const [id, before] of memory.spans) if (spans.has(id)) spans.set(id, before);
}

/** Where an edit leaves a span that it does not reach into; undefined when it does. */
function besides(span: Span, edit: LiveEdit): Span | undefined {
  return spansOverlap(span, rangeOf(edit)) ? undefined : followEdits([span], [edit])[0];
}

function rangeOf({ offset, length }: LiveEdit): Span {
  return { start: offset, end: offset + length };
}

function followSpan({ start, end }: Span, sorted: readonly LiveEdit[]): Span {
  let shift = 0; // of everything after the edits that lie wholly before the passage
  let newStart: number | undefined;
  let newEnd: number | undefined;
  for (const { offset, length, text } of sorted) {
    const to = offset + length;
    const isInside = length > 0 && offset >= start && to <= end;
    if (newStart === undefined && !(length === 0 ? offset <= start : offset < start))
      newStart = start + shift;
    if (newEnd === undefined && offset >= end && !isInside) newEnd = end + shift;
    if (newStart !== undefined && newEnd !== undefined) break;
    // What begins before the passage and reaches into it cuts its beginning off.
    if (newStart === undefined && to > start) newStart = offset + text.length + shift;
    // What begins inside and reaches beyond, or covers all of it, cuts its end off.
    if (newEnd === undefined && to > end) newEnd = offset + shift;
    shift += text.length - length;
  }
  const last = newEnd ?? end + shift;
  return { start: Math.min(newStart ?? start + shift, last), end: last };
}
