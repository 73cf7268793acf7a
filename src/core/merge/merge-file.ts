import { isSidecarPath } from '../model/sidecar-path';
import { codebookFileName, studyFileName } from '../model/study';
import type { MarkerStyle, MergedText } from './conflict';
import { mergeCodebooks } from './merge-codebooks';
import { mergeSidecars } from './merge-sidecars';
import { mergeStudyFiles } from './merge-study-files';
import type { Three } from './three';

/** Merges three texts of one file, as `mergeSidecars`, `mergeCodebooks` and `mergeStudyFiles` do. */
export type MergeTexts = (
  base: string,
  ours: string,
  theirs: string,
  markers?: MarkerStyle,
) => MergedText | undefined;

/** How a study's file merges, by its name; undefined for a file that merges line by line. @param path with `/` */
export function mergerOf(path: string): MergeTexts | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === studyFileName) return mergeStudyFiles;
  if (name === codebookFileName) return mergeCodebooks;
  return isSidecarPath(path) ? mergeSidecars : undefined;
}

/** Merges a file of a study; undefined when it merges line by line, for the reasons that each kind's merge gives. */
export function mergeFile(
  path: string,
  { base, ours, theirs }: Three<string>,
  markers?: MarkerStyle,
): MergedText | undefined {
  return mergerOf(path)?.(base, ours, theirs, markers);
}
