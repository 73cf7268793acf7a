import { UserError } from '../base/user-error';
import type { SidecarStatus } from '../model/passage';
import { sidecarPath } from '../model/sidecar-path';
import type { StudyEdit } from '../study/edit';
import type { StudyView } from '../study/snapshot';
import { writableSidecar } from './writable-sidecar';

/**
 * Marks a coder's work on a transcript as done or as in progress. A coder may be done with a transcript in which there
 * is nothing to code.
 * @throws UserError when the sidecar or the transcript cannot be read
 */
export function setStatus(
  view: StudyView,
  path: string,
  coder: string,
  status: SidecarStatus,
): readonly StudyEdit[] {
  const transcript = view.transcripts.get(path);
  if (!transcript || transcript.isStale)
    throw new UserError('status/no-transcript', `${path} cannot be read, so its status was left as it is.`, {
      path,
    });
  const sidecar = writableSidecar(view, path, coder);
  if ((sidecar?.value.status ?? 'in-progress') === status) return [];
  return [
    {
      kind: 'sidecar',
      path: sidecarPath(path, coder),
      changes: [
        ...(sidecar ? [] : [{ kind: 'set-base', base: transcript.version } as const]),
        { kind: 'set-status', status },
      ],
    },
  ];
}
