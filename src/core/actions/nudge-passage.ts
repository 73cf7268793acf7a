import { UserError } from '../base/user-error';
import type { StudyEdit } from '../study/edit';
import { placePassages } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import { spansEqual } from '../text/span';
import { type Nudge, nudgeEdge } from '../transcript/nudge-edge';
import { readableTranscript } from './apply-code';
import type { PassageTarget } from './change-passage';
import { placePassage } from './position-change';
import { writablePassage } from './writable-sidecar';

/**
 * Moves one end of a passage by a word or a sentence.
 * @returns no edits where there is nothing to move over, or nothing would be left of the passage
 * @throws UserError when the passage cannot be changed, or another one of its coder's stands exactly there
 */
export function nudgePassage(view: StudyView, target: PassageTarget, nudge: Nudge): readonly StudyEdit[] {
  const { sidecar, span } = writablePassage(view, target.sidecar, target.id);
  const transcript = readableTranscript(view, sidecar.transcript);
  const nudged = span && nudgeEdge({ text: transcript.text, transcript: transcript.turns() }, span, nudge);
  if (!nudged) return [];
  if (placePassages(view, sidecar).some((other) => other.span && spansEqual(other.span, nudged)))
    throw new UserError(
      'passage/twin',
      'Another passage of yours stands exactly there. Merge the two, or delete one of them.',
      { ...target },
    );
  return [
    { kind: 'sidecar', path: sidecar.path, changes: [placePassage(sidecar, transcript, target.id, nudged)] },
  ];
}
