import { UserError } from '../base/user-error';
import type { SidecarChange } from '../format/sidecar-change';
import { sidecarPath } from '../model/sidecar-path';
import type { IdSource } from '../model/ulid';
import type { CodeTarget } from '../study/code-target';
import type { StudyEdit } from '../study/edit';
import { isPlaced, placePassages } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import { type Span, spansEqual } from '../text/span';
import { applyCodes, readableTranscript, trimSpan } from './apply-code';

export interface AutoCodeIntent {
  readonly coder: string;
  /** The code's id. */
  readonly code: string;
  readonly targets: readonly CodeTarget[];
}

/**
 * Gives every target one code: as one edit for each transcript, so that all of it is undone at once. A target that has
 * the code already, by any of its ids, is left as it is.
 * @throws UserError when a transcript is not what it was when the targets were found, or something cannot be read
 */
export function autoCode(
  view: StudyView,
  { coder, code, targets }: AutoCodeIntent,
  newId: IdSource,
): readonly StudyEdit[] {
  const changes = new Map<string, SidecarChange[]>();
  for (const { transcript: path, span } of distinct(view, targets)) {
    if (hasCode(view, { transcript: path, span, coder, code }, spansEqual)) continue;
    const intent = { transcript: path, coder, span, codes: [code] };
    for (const edit of applyCodes(view, intent, newId)) {
      if (edit.kind !== 'sidecar') continue;
      const known = changes.get(edit.path) ?? [];
      changes.set(edit.path, known);
      // The first passage of a sidecar sets its base, for the others too.
      known.push(...edit.changes.filter(({ kind }) => kind !== 'set-base' || known.length === 0));
    }
  }
  return [...changes].map(([path, made]) => ({ kind: 'sidecar', path, changes: made }));
}

/** Whether a coder has given all of a target the code already, in a passage of its extent or a longer one. */
export function isCodedAlready(
  view: StudyView,
  { transcript, span }: CodeTarget,
  coder: string,
  code: string,
): boolean {
  const covers = (passage: Span, target: Span) => passage.start <= target.start && target.end <= passage.end;
  return hasCode(view, { transcript, span, coder, code }, covers);
}

function hasCode(
  view: StudyView,
  target: { readonly transcript: string; readonly span: Span; readonly coder: string; readonly code: string },
  fits: (passage: Span, target: Span) => boolean,
): boolean {
  const { transcript, span, coder, code } = target;
  const sidecar = view.sidecars.get(sidecarPath(transcript, coder));
  const text = view.transcripts.get(transcript)?.text ?? '';
  const trimmed = trimSpan(text, span);
  const isCode = (id: string) => id === code || view.codebook.resolve(id)?.id === code;
  return (
    sidecar !== undefined &&
    placePassages(view, sidecar)
      .filter(isPlaced)
      .some((placed) => fits(placed.span, trimmed) && placed.passage.codes.some(isCode))
  );
}

/** The targets in today's text, those that differ by white space only once, and none that is nothing else. */
function distinct(view: StudyView, targets: readonly CodeTarget[]): readonly CodeTarget[] {
  const known = new Map<string, CodeTarget>();
  for (const target of targets) {
    const transcript = readableTranscript(view, target.transcript);
    if (transcript.version !== target.version)
      throw new UserError(
        'auto-code/changed',
        `${target.transcript} has changed since its passages were found, so nothing was coded. Look for them again.`,
        { path: target.transcript },
      );
    const span = trimSpan(transcript.text, target.span);
    if (span.end > span.start)
      known.set(`${target.transcript}\n${span.start}-${span.end}`, { ...target, span });
  }
  return [...known.values()];
}
