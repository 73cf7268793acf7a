import type { SidecarStatus } from '../model/passage';
import { sidecarPath } from '../model/sidecar-path';
import type { StudyEdit } from '../study/edit';
import type { StudyView } from '../study/snapshot';
import { startSidecar } from './start-sidecar';

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
  const { sidecar, start } = startSidecar(view, path, coder);
  if ((sidecar?.value.status ?? 'in-progress') === status) return [];
  return [
    {
      kind: 'sidecar',
      path: sidecarPath(path, coder),
      changes: [...start, { kind: 'set-status', status }],
    },
  ];
}
