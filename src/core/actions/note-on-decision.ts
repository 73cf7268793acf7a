import { UserError } from '../base/user-error';
import { consensusCoder } from '../model/ids';
import { sidecarPath } from '../model/sidecar-path';
import type { StudyEdit } from '../study/edit';
import type { StudyView } from '../study/snapshot';
import { writableSidecar } from './writable-sidecar';

/** What somebody remarks on what was decided about a passage. */
export interface DecisionRemark {
  readonly id: string;
  readonly by: string;
  /** YYYY-MM-DD */
  readonly date: string;
  readonly text: string;
}

/**
 * Keeps a remark in a discussion with the consensus passage that it is about.
 * @throws UserError when there is no such passage, or the consensus cannot be read
 */
export function noteOnDecision(
  view: StudyView,
  transcript: string,
  passage: string,
  { id, by, date, text }: DecisionRemark,
): readonly StudyEdit[] {
  const consensus = writableSidecar(view, transcript, consensusCoder);
  if (!consensus?.value.passages.some((each) => each.id === passage))
    throw new UserError(
      'reconcile/no-decision',
      'Nothing has been decided here yet, so there is nothing to remark on. Give a reason with the decision instead.',
    );
  const note = { id, about: `${consensusCoder}:${passage}`, by, date, text: text.trim(), open: true };
  return [
    { kind: 'sidecar', path: sidecarPath(transcript, consensusCoder), changes: [{ kind: 'set-note', note }] },
  ];
}
