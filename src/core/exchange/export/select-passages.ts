import type { PlacedPassage } from '../../study/placed-passages';
import type { StudyView } from '../../study/snapshot';

/** Which passages; what is left out does not restrict. */
export interface PassageFilter {
  /** A code's id or alias. */
  readonly code?: string;
  /** Whether codes below `code` count too. */
  readonly withSubcodes?: boolean;
  readonly coder?: string;
  /** A transcript's path. */
  readonly transcript?: string;
}

/**
 * The passages that a filter lets through, in the order of the transcripts and of the text.
 * @throws UserError when nothing in the study has the code, coder or transcript
 */
export function selectPassages(view: StudyView, filter: PassageFilter): readonly PlacedPassage[] {
  void view;
  void filter;
  return [];
}
