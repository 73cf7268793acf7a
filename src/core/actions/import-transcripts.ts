import type { SourceKind } from '../model/study';
import type { StudyEdit } from '../study/edit';
import type { StudySnapshot } from '../study/snapshot';

/** One transcript to be added; an `ImportProposal`, as the user accepted or changed it. */
export interface ImportIntent {
  readonly path: string;
  readonly text: string;
  readonly kind: SourceKind;
  /** `assigned`: a case id or `interviewer`. */
  readonly speakers: readonly { readonly label: string; readonly assigned: string }[];
  /** Cases to be added as persons. */
  readonly newCases: readonly string[];
}

/**
 * Adds transcripts to the study: their files, their sources and cases in the study file, and git attributes for them.
 * @param gitAttributes the text of the study's `.gitattributes`; undefined when there is none
 * @throws UserError when a file of that name exists, no glob of the study matches it, or the study file cannot be read
 */
export function importTranscripts(
  snapshot: StudySnapshot,
  intents: readonly ImportIntent[],
  gitAttributes: string | undefined,
): readonly StudyEdit[] {
  void snapshot;
  void intents;
  void gitAttributes;
  return [];
}
