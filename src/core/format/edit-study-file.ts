import type { Attribute, Case, Coder, Round, Source } from '../model/study';
import type { RestoreEntry } from './edit-codebook';

/** One change to `verbatim.yaml`; setting an entry that is not there adds it. */
export type StudyFileChange =
  | { readonly kind: 'set-title'; readonly title: string }
  | { readonly kind: 'set-coder'; readonly coder: Coder }
  | { readonly kind: 'set-round'; readonly round: Round }
  | { readonly kind: 'set-attribute'; readonly attribute: Attribute }
  | { readonly kind: 'set-source'; readonly path: string; readonly source: Source }
  | { readonly kind: 'set-case'; readonly case: Case }
  | { readonly kind: 'remove'; readonly section: StudyFileSection; readonly id: string }
  | RestoreEntry;

export type StudyFileSection = 'coders' | 'rounds' | 'attributes' | 'sources' | 'cases';

export interface StudyFileEdit {
  readonly text: string;
  readonly inverse: readonly StudyFileChange[];
}

/**
 * Applies changes to the study file's text and keeps every byte they do not concern.
 * @throws UserError when the text cannot be read or an entry is not there
 */
export function editStudyFile(text: string, changes: readonly StudyFileChange[]): StudyFileEdit {
  void text;
  void changes;
  throw new Error('being written');
}
