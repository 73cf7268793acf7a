import { UserError } from '../base/user-error';
import { renameTranscript } from '../format/rename-transcript';
import { sidecarPath } from '../model/sidecar-path';
import { studyFileName } from '../model/study';
import type { StudyEdit } from '../study/edit';
import type { StudyView } from '../study/snapshot';
import { writableSidecar } from './writable-sidecar';

export interface Reattachment {
  /** The sidecar's path; its transcript is missing. */
  readonly sidecar: string;
  /** The transcript that it belongs to. */
  readonly transcript: string;
}

/** The files concerned as they stand, to the byte. */
export interface ReattachmentTexts {
  readonly sidecar: string;
  readonly studyFile: string;
}

/**
 * Attaches a sidecar to a transcript that was renamed or moved: the file moves with all that is in it, and what the study
 * file says of the transcript follows. Where one of the files has changed meanwhile, all is refused.
 * @throws UserError when the sidecar is gone, cannot be read or has its transcript, or the coder has another one there
 */
export function reattachSidecar(
  view: StudyView,
  { sidecar: path, transcript }: Reattachment,
  texts: ReattachmentTexts,
): readonly StudyEdit[] {
  const known = view.sidecars.get(path);
  const sidecar = known && writableSidecar(view, known.transcript, known.coder);
  if (!sidecar || view.transcripts.has(sidecar.transcript))
    throw new UserError('reattach/not-missing', `${path} is gone, or its transcript is there.`, { path });
  const target = sidecarPath(transcript, sidecar.coder);
  if (!view.transcripts.has(transcript) || view.sidecars.has(target))
    throw new UserError('reattach/taken', `${path} cannot become ${target}.`, { path, target });
  const studyFile = renameTranscript(texts.studyFile, sidecar.transcript, transcript);
  const move: readonly StudyEdit[] = [
    { kind: 'file', path: target, expected: undefined, text: texts.sidecar },
    { kind: 'file', path, expected: texts.sidecar, text: undefined },
  ];
  return studyFile === texts.studyFile
    ? move
    : [...move, { kind: 'file', path: studyFileName, expected: texts.studyFile, text: studyFile }];
}
