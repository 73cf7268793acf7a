import * as vscode from 'vscode';
import { trimSpan } from '../../../core/actions/apply-code';
import { UserError } from '../../../core/base/user-error';
import { sidecarPath } from '../../../core/model/sidecar-path';
import type { LoadedTranscript } from '../../../core/study/loaded';
import { isPlaced, placePassages, type PlacedPassage } from '../../../core/study/placed-passages';
import type { Span } from '../../../core/text/span';
import type { TextIndex } from '../../../core/text/text-index';
import { sentenceSpanOf, turnSpanOf } from '../../../core/transcript/expand-selection';
import { toSpan } from '../../convert';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';

/** What is selected in a transcript, taken down when a key is pressed: the next key may move it before this one's turn. */
export interface Selected {
  readonly editor: vscode.TextEditor;
  readonly study: OpenStudy;
  readonly path: string;
  readonly index: TextIndex;
  readonly span: Span;
}

/** How much of what is selected to code: `here` is the selection, else the passage or the sentence at the cursor. */
export type Extent = 'here' | 'selection' | 'sentence' | 'turn';

/** @throws UserError when no transcript is shown */
export function takeSelected(context: FeatureContext): Selected {
  const editor = vscode.window.activeTextEditor;
  const live = editor && context.live.of(editor.document);
  if (!live)
    throw new UserError('code/no-transcript', vscode.l10n.t('Open a transcript of a study to code in it.'));
  const { study, path, index } = live;
  return { editor, study, path, index, span: toSpan(index, context.selections.of(editor)) };
}

/**
 * The transcript as it is on the disk, provided that it is what was seen when the key was pressed: a passage is a place in
 * that text and in no other.
 * @throws UserError when it is another text
 */
export async function readSelected({ editor, study, path, index }: Selected): Promise<LoadedTranscript> {
  if (editor.document.isDirty && !(await editor.document.save()))
    throw new UserError(
      'code/not-saved',
      vscode.l10n.t('The transcript has unsaved changes and could not be saved. Save it first.'),
    );
  await study.store.refresh([path]);
  const transcript = study.store.snapshot.whole.transcripts.get(path);
  if (transcript?.text === index.text) return transcript;
  throw new UserError(
    'code/other-text',
    vscode.l10n.t(
      'The text in the editor is not the text of the file, so nothing was coded. Save or revert the transcript, then try again.',
    ),
  );
}

/** The span to code. @throws UserError when there is nothing to code */
export function spanToCode({ study, path, index, span }: Selected, extent: Extent, coder: string): Span {
  const found = find();
  if (found && found.end > found.start) return found;
  throw new UserError('code/nothing', nothingHere(extent));

  function find(): Span | undefined {
    const { text } = index;
    const transcript = study.visible.transcripts.get(path);
    const speech = transcript && { text, transcript: transcript.turns() };
    if (extent === 'turn') return speech && turnSpanOf(speech, span);
    if (extent === 'sentence') return speech && sentenceSpanOf(speech, span);
    if (span.end > span.start) return trimSpan(text, span);
    if (extent === 'selection') return undefined;
    return (
      innermostAt(ownPassages(study, path, coder), span.start)?.span ??
      (speech && sentenceSpanOf(speech, span))
    );
  }
}

function nothingHere(extent: Extent): string {
  return extent === 'selection'
    ? vscode.l10n.t('Select the words first.')
    : vscode.l10n.t('Nothing is said here. Put the cursor into a turn, or select some words.');
}

type Placed = PlacedPassage & { readonly span: Span };

function innermostAt(passages: readonly Placed[], at: number): Placed | undefined {
  const length = ({ span }: Placed): number => span.end - span.start;
  return passages
    .filter(({ span }) => span.start <= at && at <= span.end)
    .sort((a, b) => length(a) - length(b))[0];
}

/** A coder's passages whose places are certain, whosever codings are shown, in a text that is saved and read. */
export function ownPassages(study: OpenStudy, path: string, coder: string): readonly Placed[] {
  const { visible } = study;
  const sidecar = visible.sidecars.get(sidecarPath(path, coder));
  return sidecar ? placePassages(visible, sidecar).filter(isPlaced) : [];
}
