import { UserError } from '../base/user-error';
import type { SidecarChange } from '../format/sidecar-change';
import type { StudyEdit } from '../study/edit';
import { baseOf, needsReview, type PlacedPassage, placePassages } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import type { Span } from '../text/span';
import { readableTranscript, trimSpan } from './apply-code';
import type { PassageTarget } from './change-passage';
import { placeCopies, placePassage } from './position-change';
import { writableSidecar } from './writable-sidecar';

/**
 * Settles where a passage stands in today's transcript: the place that review proposed, or another one.
 * @param span UTF-16 offsets into today's transcript; white space at its ends is left out
 * @throws UserError when the passage is gone, or the span is empty
 */
export function settlePosition(view: StudyView, target: PassageTarget, span: Span): readonly StudyEdit[] {
  const placed = reviewable(view, target);
  const { sidecar, passage } = placed;
  const transcript = readableTranscript(view, sidecar.transcript);
  const trimmed = trimSpan(transcript.text, span);
  if (trimmed.start === trimmed.end)
    throw new UserError('review/empty', 'Select the words that the passage is to stand at first.');
  const changes: SidecarChange[] = [
    placePassage(sidecar, transcript, passage.id, trimmed),
    ...(placeCopies(view, transcript, placed) ?? []),
  ];
  if (passage.lost) changes.push({ kind: 'set-lost', id: passage.id, lost: false });
  return [{ kind: 'sidecar', path: sidecar.path, changes }];
}

/** Marks a passage whose text is gone: it keeps its last place and quote and stays countable. @throws UserError when it is gone */
export function markLost(view: StudyView, target: PassageTarget): readonly StudyEdit[] {
  const { sidecar, passage } = reviewable(view, target);
  if (passage.lost) return [];
  return [
    { kind: 'sidecar', path: sidecar.path, changes: [{ kind: 'set-lost', id: passage.id, lost: true }] },
  ];
}

/**
 * Brings a sidecar's positions up to date with today's transcript: every passage that is certain gets its place there,
 * with the version that it refers to; what needs review is left as it is. The header's version stays: where git merges
 * line by line, that of one side would come to stand over passages that the other added. A consensus passage stays as well
 * while it cannot be told where a source of it stood: it goes on saying so of the version it knows.
 * @param acceptEdited whether passages whose words have changed get their place, too, as when names were replaced
 *   throughout; what fits several places never does
 * @returns no edits when everything is up to date
 * @throws UserError when the sidecar or the transcript cannot be read
 */
export function refreshPositions(
  view: StudyView,
  path: string,
  coder: string,
  { acceptEdited = false } = {},
): readonly StudyEdit[] {
  const sidecar = writableSidecar(view, path, coder);
  if (!sidecar) return [];
  const transcript = readableTranscript(view, path);
  const changes = placePassages(view, sidecar).flatMap((placed) => {
    const { passage, status } = placed;
    const span = placed.span ?? (acceptEdited ? editedSpan(placed) : undefined);
    const isCurrent = status === 'exact' && baseOf(placed) === transcript.version;
    const copies = !span || isCurrent ? undefined : placeCopies(view, transcript, placed);
    return span && copies ? [placePassage(sidecar, transcript, passage.id, span), ...copies] : [];
  });
  return changes.length === 0 ? [] : [{ kind: 'sidecar', path: sidecar.path, changes }];
}

/** Where a passage stands whose words have changed; undefined for any other. */
export function editedSpan({ status, candidates, passage }: PlacedPassage): Span | undefined {
  return status === 'edited' && !passage.lost ? candidates[0] : undefined;
}

function reviewable(view: StudyView, { sidecar: path, id }: PassageTarget): PlacedPassage {
  const sidecar = view.sidecars.get(path);
  const checked = sidecar && writableSidecar(view, sidecar.transcript, sidecar.coder);
  const placed = checked && placePassages(view, checked).find(({ passage }) => passage.id === id);
  if (!placed) throw new UserError('passage/gone', `The passage is no longer in ${path}.`, { path, id });
  return placed;
}

/** The passages that need review, by transcript and place. What a transcript that cannot be read holds is not known. */
export function passagesToReview(view: StudyView, coder?: string): readonly PlacedPassage[] {
  const readable = [...view.transcripts.values()].filter(({ isStale }) => !isStale);
  return readable.flatMap(({ path }) =>
    view
      .sidecarsOf(path)
      .filter((sidecar) => coder === undefined || sidecar.coder === coder)
      .flatMap((sidecar) => placePassages(view, sidecar).filter(needsReview)),
  );
}
