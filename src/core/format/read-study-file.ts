import type { Reading } from '../base/problem';
import type { StudyFile } from '../model/study';

/** Reads `verbatim.yaml`; never throws. What could not be read is absent from the value. */
export function readStudyFile(text: string, path: string): Reading<StudyFile> {
  void text;
  void path;
  throw new Error('being written');
}
