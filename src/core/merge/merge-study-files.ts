import { studyFormat } from '../format/format-study-file';
import { readStudyFile } from '../format/read-study-file';
import { defaultMarkers, type MarkerStyle, type MergedText } from './conflict';
import { mergeEntryFiles } from './merge-entry-files';
import { studyFields } from './merge-kind';
import { mergeNormalTexts } from './whole-text';

/**
 * Merges two versions of `verbatim.yaml` by coder, round, attribute, source, case and field.
 * @param base the common ancestor; empty when there is none
 * @returns undefined when a side cannot be read, or is written in a way that cannot be merged by entry
 */
export function mergeStudyFiles(
  base: string,
  ours: string,
  theirs: string,
  markers: MarkerStyle = defaultMarkers,
): MergedText | undefined {
  return mergeNormalTexts({ base, ours, theirs }, (texts) =>
    mergeEntryFiles(texts, { format: studyFormat, fields: studyFields, idsIn }, { markers, conflicts: [] }),
  );
}

function idsIn(text: string): readonly string[] {
  const { value } = readStudyFile(text, '');
  if (!value) return [];
  const { coders, rounds, attributes, sources, cases } = value;
  return [coders, rounds, attributes, sources, cases].flatMap((entries, i) =>
    [...entries.keys()].map((id) => `${i} ${id}`),
  );
}
