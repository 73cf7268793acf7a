import { codebookFormat } from '../format/format-codebook';
import { readCodebook } from '../format/read-codebook';
import { followCodeRenames } from './code-renames';
import { defaultMarkers, type MarkerStyle, type MergedText } from './conflict';
import { mergeEntryFiles } from './merge-entry-files';
import { codebookFields } from './merge-kind';
import { mergeNormalTexts } from './whole-text';

/**
 * Merges two versions of a codebook by question, theme, code and field. A code that one side renamed, leaving its former
 * id as an alias, is one code with what the other side changed in it.
 * @param base the common ancestor; empty when there is none
 * @returns undefined when a side cannot be read, is written in a way that cannot be merged by entry, or when the sides
 *   gave one code different ids
 */
export function mergeCodebooks(
  base: string,
  ours: string,
  theirs: string,
  markers: MarkerStyle = defaultMarkers,
): MergedText | undefined {
  return mergeNormalTexts({ base, ours, theirs }, (texts) => {
    const renamed = followCodeRenames(texts);
    return (
      renamed &&
      mergeEntryFiles(
        renamed,
        { format: codebookFormat, fields: codebookFields, idsIn },
        { markers, conflicts: [] },
      )
    );
  });
}

function idsIn(text: string): readonly string[] {
  const { value } = readCodebook(text, '');
  if (!value) return [];
  const { codes, themes, questions } = value;
  return [codes, themes, questions].flatMap((entries, i) => [...entries.keys()].map((id) => `${i} ${id}`));
}
