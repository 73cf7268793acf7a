import type { PiecedText } from '../text/pieced-text';
import { spansEqual, type Span } from '../text/span';
import { applyLiveEdits, type Common, commonOf, hullOf, inTextOrder, type LiveEdit } from './live-edit';
import { refineEdits } from './refine-edits';
import { spanAt, spanOf, type SpanTable } from './span-table';

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
  readonly text: PiecedText;
  readonly spans: SpanTable;
  /** Texts that lost a part of a passage, with the spans of those that lost it: undo brings both back. */
  readonly remembered: readonly RememberedText[];
}

export interface RememberedText {
  readonly text: PiecedText;
  readonly spans: ReadonlyMap<string, Span>;
  /** What it is known to have in common with the text of now, at least. */
  readonly common: Common;
}

const mostRemembered = 30;

/** The text and its spans after a batch of edits. Undo, in whatever steps, restores what the edits had cut off. */
export function followChange(followed: FollowedText, edits: readonly LiveEdit[]): FollowedText {
  const text = applyLiveEdits(followed.text, edits);
  const refined = inTextOrder(refineEdits(followed.text, edits, followed.spans));
  const moved = followAll(followed.spans, refined);
  const older = followed.remembered.map((memory) => estrange(memory, edits, followed.text.length));
  // Nothing comes back by deleting.
  const isLess = edits.every((edit) => edit.text.length === 0);
  const compared = isLess ? [] : older.map((memory) => compare(memory, text));
  const spans = restore(moved, compared, insertionsOf(refined));
  // What came after a text that is back is undone, and nothing is to be brought back from there.
  const back = compared.findLastIndex(({ isBack }) => isBack);
  if (back >= 0) return { text, spans, remembered: compared.slice(back + 1).map(({ memory }) => memory) };
  const newest = remember(followed, edits);
  const memories = isLess ? older : compared.map(({ memory }) => memory);
  return { text, spans, remembered: newest ? [newest, ...memories].slice(0, mostRemembered) : memories };
}

/** The same as `followEdits`; what lies before or behind all edits, as almost all does, is not looked at closely. */
function followAll(spans: SpanTable, sorted: readonly LiveEdit[]): SpanTable {
  const { start: from, end: to } = hullOf(sorted);
  const shift = sorted.reduce((sum, { length, text }) => sum + text.length - length, 0);
  const starts = spans.starts.slice();
  const ends = spans.ends.slice();
  for (let i = 0; i < starts.length; i++) {
    const span = spanAt(spans, i);
    if (span.end < from) continue;
    if (span.start > to) {
      starts[i] = span.start + shift;
      ends[i] = span.end + shift;
      continue;
    }
    const now = followSpan(span, sorted);
    starts[i] = now.start;
    ends[i] = now.end;
  }
  return { ...spans, starts, ends };
}

/** The text before edits that remove something from a passage or right beside it. */
function remember({ text, spans }: FollowedText, edits: readonly LiveEdit[]): RememberedText | undefined {
  const removed = edits.filter(({ length }) => length > 0);
  if (removed.length === 0) return undefined;
  const near = new Map<string, Span>();
  for (const [id, place] of spans.places) {
    const span = spanAt(spans, place);
    if (removed.some(({ offset, length }) => offset <= span.end && span.start <= offset + length))
      near.set(id, span);
  }
  const memory = { text, spans: near, common: { lead: text.length, tail: text.length } };
  return near.size === 0 ? undefined : estrange(memory, edits, text.length);
}

/** What a memory has in common with a text, once that is edited. @param length of the text before that */
function estrange(memory: RememberedText, edits: readonly LiveEdit[], length: number): RememberedText {
  const { start, end } = hullOf(edits);
  const { lead, tail } = memory.common;
  return { ...memory, common: { lead: Math.min(lead, start), tail: Math.min(tail, length - end) } };
}

/** A remembered text beside the text of now. */
interface Compared {
  readonly memory: RememberedText;
  readonly isBack: boolean;
  /** Where a span stands that what differs does not reach into; undefined when it may. */
  readonly placeOf: (span: Span) => Span | undefined;
}

function compare(memory: RememberedText, text: PiecedText): Compared {
  const before = memory.text;
  const last = commonOf(before, text, 'last', memory.common);
  const first = commonOf(before, text, 'first', memory.common);
  const shift = text.length - before.length;
  const besides = (span: Span, { lead, tail }: Common): Span | undefined => {
    if (span.start >= before.length - tail) return { start: span.start + shift, end: span.end + shift };
    return span.end <= lead ? span : undefined;
  };
  return {
    memory: { ...memory, common: { lead: last.lead, tail: first.tail } },
    isBack: shift === 0 && last.lead === text.length,
    placeOf(span) {
      const place = besides(span, last);
      const other = besides(span, first);
      // Where the difference may lie in several places, only what is the same for all of them is sure.
      return place && other && spansEqual(place, other) ? place : undefined;
    },
  };
}

/** Where what edits in text order put in stands after them. */
function insertionsOf(sorted: readonly LiveEdit[]): readonly Span[] {
  let shift = 0;
  return sorted.map(({ offset, length, text }) => {
    const start = offset + shift;
    shift += text.length - length;
    return { start, end: start + text.length };
  });
}

/**
 * Gives a passage the extent that it had in a remembered text: in one that is back exactly, else the longest it had in
 * one from which this text differs only beside it, where what it gains there was put in just now. (A word that was only
 * tried out twice in a row, and taken back, may stand behind the passage anyway.)
 */
function restore(spans: SpanTable, compared: readonly Compared[], insertions: readonly Span[]): SpanTable {
  const restored = new Map<string, Span>();
  const now = (id: string): Span | undefined => restored.get(id) ?? spanOf(spans, id);
  for (const { memory, isBack, placeOf } of compared) {
    if (isBack) continue;
    for (const [id, before] of memory.spans) {
      const span = now(id);
      const place = placeOf(before);
      if (!span || !place || place.end - place.start <= span.end - span.start) continue;
      if (insertions.some((insertion) => gains(span, place, insertion))) restored.set(id, place);
    }
  }
  for (const { memory } of compared.filter(({ isBack }) => isBack).reverse())
    for (const [id, before] of memory.spans) restored.set(id, before);
  if (restored.size === 0) return spans;
  const starts = spans.starts.slice();
  const ends = spans.ends.slice();
  for (const [id, { start, end }] of restored) {
    const place = spans.places.get(id);
    if (place === undefined) continue;
    starts[place] = start;
    ends[place] = end;
  }
  return { ...spans, starts, ends };
}

/** True when some of a stretch is in a place and not yet in a span. */
function gains(span: Span, place: Span, { start, end }: Span): boolean {
  const [from, to] = [Math.max(place.start, start), Math.min(place.end, end)];
  return from < Math.min(to, span.start) || to > Math.max(from, span.end);
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
