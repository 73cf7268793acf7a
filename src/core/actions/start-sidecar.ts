import { UserError } from '../base/user-error';
import type { SidecarChange } from '../format/sidecar-change';
import type { LoadedSidecar } from '../study/loaded';
import type { StudyView } from '../study/snapshot';
import { writableSidecar } from './writable-sidecar';

/**
 * A coder's sidecar of a transcript, for what is said outside its passages, and the changes that start it where there is none.
 * @throws UserError when the sidecar or the transcript cannot be read
 */
export function startSidecar(
  view: StudyView,
  path: string,
  coder: string,
): { readonly sidecar: LoadedSidecar | undefined; readonly start: readonly SidecarChange[] } {
  const transcript = view.transcripts.get(path);
  if (!transcript || transcript.isStale)
    throw new UserError('transcript/unreadable', `${path} cannot be read, so nothing was changed.`, { path });
  const sidecar = writableSidecar(view, path, coder);
  return { sidecar, start: sidecar ? [] : [{ kind: 'set-base', base: transcript.version }] };
}
