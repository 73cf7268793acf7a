export interface Coder {
  readonly id: string;
  readonly name?: string;
  readonly emails: readonly string[];
}

/** Transcripts coded by the same coders for comparison. */
export interface Round {
  readonly id: string;
  readonly coders: readonly string[];
  readonly transcripts: readonly string[];
  readonly blind: boolean;
}

export type AttributeType = 'choice' | 'text' | 'number' | 'date' | 'boolean';

export interface Attribute {
  readonly id: string;
  readonly type: AttributeType;
  /** The permitted values of a choice, in order. */
  readonly values: readonly string[];
}

export type AttributeValue = string | number | boolean;
export type SourceKind = 'interview' | 'focus-group' | 'observation' | 'document';

/** The speaker role of whoever asks the questions; their turns belong to no case. */
export const interviewerRole = 'interviewer';

export interface Source {
  readonly kind: SourceKind;
  /** Speaker label → case id, or `interviewer`. */
  readonly speakers: Readonly<Record<string, string>>;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
}

/** A person or site that the data are about. */
export interface Case {
  readonly id: string;
  readonly kind: string;
  readonly partOf?: string;
  readonly attributes: Readonly<Record<string, AttributeValue>>;
  readonly transcripts: readonly string[];
}

/** What `verbatim.yaml` says. Paths are relative to the study, with `/`. */
export interface StudyFile {
  readonly title: string;
  /** Globs of the transcripts. */
  readonly transcripts: readonly string[];
  readonly coders: ReadonlyMap<string, Coder>;
  readonly rounds: ReadonlyMap<string, Round>;
  readonly attributes: ReadonlyMap<string, Attribute>;
  readonly sources: ReadonlyMap<string, Source>;
  readonly cases: ReadonlyMap<string, Case>;
}

/** The coder whose addresses hold one, whatever its case. */
export function coderWithEmail({ coders }: StudyFile, email: string): string | undefined {
  const wanted = email.toLowerCase();
  return [...coders.values()].find(({ emails }) => emails.some((own) => own.toLowerCase() === wanted))?.id;
}

export const studyFileName = 'verbatim.yaml';
export const codebookFileName = 'codebook.yaml';
