import { UserError } from '../base/user-error';
import { sidecarPath } from '../model/sidecar-path';
import type { LoadedSidecar } from '../study/loaded';
import { placePassages, type PlacedPassage } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';

/**
 * A coder's sidecar of a transcript, or undefined when there is none yet.
 * @throws UserError when it cannot be read as it stands: nothing is ever written over it then
 */
export function writableSidecar(
  view: StudyView,
  transcript: string,
  coder: string,
): LoadedSidecar | undefined {
  const path = sidecarPath(transcript, coder);
  const sidecar = view.sidecars.get(path);
  if (!sidecar?.isStale) return sidecar;
  const line = sidecar.problems[0]?.range.start.line ?? 1;
  throw new UserError(
    'sidecar/unreadable',
    `${path} cannot be read (line ${line}), so nothing was changed in it. Put the file right first; the Problems panel says what is wrong.`,
    { path },
  );
}

/**
 * A passage that may be changed.
 * @throws UserError when it is gone, in an unreadable sidecar, or needs review
 */
export function writablePassage(view: StudyView, path: string, id: string): PlacedPassage {
  const sidecar = view.sidecars.get(path);
  const checked = sidecar && writableSidecar(view, sidecar.transcript, sidecar.coder);
  const placed = checked && placePassages(view, checked).find(({ passage }) => passage.id === id);
  if (!placed) throw new UserError('passage/gone', `The passage is no longer in ${path}.`, { path, id });
  if (!placed.span)
    throw new UserError(
      'passage/needs-review',
      `The text of this passage has changed since it was coded (${path}), so it needs review before it can be changed.`,
      { path, id },
    );
  return placed;
}
