import type { Case, Source, SourceKind } from '../../model/study';

/** What a file to import says, before anything is decided about it. See `readImportFile`. */
export interface ImportContent {
  readonly format: 'docx' | 'text';
  /** As decoded or converted; line breaks may be of any kind. */
  readonly text: string;
  /** What reading it changed or assumed, and what was dropped: one sentence each. */
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
}

/** What the study already holds. Paths are relative to the study, with `/`. */
export interface ImportContext {
  /** Folder for the transcript, e.g. `transcripts`. */
  readonly folder: string;
  /** Every path that is taken, those proposed for other files of the same import included. */
  readonly takenPaths: readonly string[];
  readonly cases: ReadonlyMap<string, Case>;
  readonly sources: ReadonlyMap<string, Source>;
}

export interface ProposedSpeaker {
  readonly label: string;
  readonly turns: number;
  /** A case id or `interviewer`: the value for `speakers` in `verbatim.yaml`. */
  readonly assigned: string;
  /** Why: the label says so, most questions are theirs, a known case fits, or a new case is proposed. */
  readonly reason: 'label' | 'questions' | 'known-case' | 'new-case';
}

/** What an import would write; nothing is decided until the user accepts or changes it. */
export interface ImportProposal {
  readonly path: string;
  /** The transcript as it would be written: LF, final newline, no byte order mark. */
  readonly text: string;
  readonly kind: SourceKind;
  readonly turns: number;
  readonly speakers: readonly ProposedSpeaker[];
  /** Ids of the persons that would be added to the study's cases. */
  readonly newCases: readonly string[];
  /** How `text` differs from the original. */
  readonly changes: readonly string[];
  readonly warnings: readonly string[];
}

/** Proposes how a file becomes a transcript of the study. */
export function proposeImport(
  fileName: string,
  content: ImportContent,
  context: ImportContext,
): ImportProposal {
  const { text, changes, warnings } = content;
  const path = `${context.folder}/${fileName}`;
  return { path, text, kind: 'interview', turns: 0, speakers: [], newCases: [], changes, warnings };
}
