import { isSidecarPath } from '../model/sidecar-path';
import { codebookFileName, studyFileName } from '../model/study';
import type { MarkerStyle, MergedText } from './conflict';
import { mergeCodebooks } from './merge-codebooks';
import { mergeSidecars } from './merge-sidecars';
import { mergeStudyFiles } from './merge-study-files';
import type { PresentId } from './present-ids';

/** Merges three texts of one file, as `mergeSidecars`, `mergeCodebooks` and `mergeStudyFiles` do. */
export type MergeTexts = (
  base: string,
  ours: string,
  theirs: string,
  markers?: MarkerStyle,
  presentId?: PresentId,
) => MergedText | undefined;

/** How a study's file merges, by its name; undefined for a file that merges line by line. @param path with `/` */
export function mergerOf(path: string): MergeTexts | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === studyFileName) return mergeStudyFiles;
  if (name === codebookFileName) return mergeCodebooks;
  return isSidecarPath(path) ? mergeSidecars : undefined;
}
