// The study that processes code in at the same time.
import type { StudyFolder } from '../support/study-folder';
import { createStudyFolder } from '../support/study-folder';
import { generateStudy, transcriptPath } from '../support/study-generator';

export const longTranscript = transcriptPath(1);

/** A study with a transcript of some length and no codings of MS and SP yet. */
export function createLongStudy(seed: number): StudyFolder {
  const size = { transcripts: 1, coders: 1, passages: 30, words: 3000, codes: 9 };
  const files = new Map(generateStudy(size, seed));
  const studyFile = files.get('verbatim.yaml') ?? '';
  files.set('verbatim.yaml', studyFile.replace('coders:\n', 'coders:\n  MS: { name: M. S. }\n'));
  return createStudyFolder(files);
}
