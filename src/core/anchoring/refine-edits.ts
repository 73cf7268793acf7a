import type { Sliceable } from '../text/pieced-text';
import { alignTokens } from './align';
import { differenceOf, type LiveEdit } from './live-edit';
import { runsOf } from './matching';
import { risingRuns } from './shared-runs';
import type { SpanTable } from './span-table';
import { createVocabulary, tokenise } from './tokens';

/**
 * The same edits in smaller steps where one replaces a stretch that the edge of a passage lies in: what is common to the
 * old and the new stretch is left alone, so that rewriting a paragraph or a whole file in one edit moves passages no more
 * than writing out its differences would.
 */
export function refineEdits(
  text: Sliceable,
  edits: readonly LiveEdit[],
  spans: SpanTable,
): readonly LiveEdit[] {
  return edits.flatMap((edit) => (cutsEdge(edit, spans) ? refine(text, edit) : [edit]));
}

function cutsEdge({ offset, length, text }: LiveEdit, { starts, ends }: SpanTable): boolean {
  if (length === 0 || text.length === 0) return false;
  const to = offset + length;
  return starts.some((start, i) => {
    const end = ends[i] ?? 0;
    const isExact = start === offset && end === to;
    return !isExact && ((start >= offset && start < to) || (end > offset && end <= to));
  });
}

function refine(text: Sliceable, edit: LiveEdit): readonly LiveEdit[] {
  const inside = differenceOf(text.slice(edit.offset, edit.offset + edit.length), edit.text);
  const trimmed = { ...inside, offset: edit.offset + inside.offset };
  if (trimmed.length === 0 || trimmed.text.length === 0) return [trimmed];
  const removed = text.slice(trimmed.offset, trimmed.offset + trimmed.length);
  const vocabulary = createVocabulary();
  const old = tokenise(removed, vocabulary);
  const now = tokenise(trimmed.text, vocabulary);
  const edits: LiveEdit[] = [];
  let oldAt = 0;
  let newAt = 0;
  for (const run of risingRuns(runsOf(alignTokens(old, now, vocabulary)))) {
    for (let i = 0; i < run.length; i++) {
      const [oldStart, oldEnd] = [old.starts[run.old + i] ?? 0, old.ends[run.old + i] ?? 0];
      const [newStart, newEnd] = [now.starts[run.new + i] ?? 0, now.ends[run.new + i] ?? 0];
      push(oldStart, newStart);
      if (removed.slice(oldStart, oldEnd) === trimmed.text.slice(newStart, newEnd)) {
        oldAt = oldEnd;
        newAt = newEnd;
      } else push(oldEnd, newEnd);
    }
  }
  push(removed.length, trimmed.text.length);
  return edits;

  function push(oldTo: number, newTo: number): void {
    const replacement = trimmed.text.slice(newAt, newTo);
    if (removed.slice(oldAt, oldTo) !== replacement)
      edits.push({ offset: trimmed.offset + oldAt, length: oldTo - oldAt, text: replacement });
    oldAt = oldTo;
    newAt = newTo;
  }
}
