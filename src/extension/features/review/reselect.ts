import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { fileNameOf } from '../../../core/format/study-path';
import { createContextKey, registerCommand } from '../../commands';
import type { PassageReference } from '../../contributions';
import { toRange, toSpan } from '../../convert';
import type { FeatureContext } from '../feature';
import { shorten } from '../passages/targets';
import type { ReviewedPassage } from './reviewed-passage';
import { type SeenPlace, settle } from './settle';
import type { ReviewWalk } from './walk';

/**
 * **Use the Selection Instead**: a passage is put to the words that are selected in its transcript. Where none are, the
 * transcript is shown and Enter does it when they are, until Escape ends that.
 */
export function registerReselect(context: FeatureContext, walk: ReviewWalk): Disposable {
  const subscriptions = new DisposableStore();
  const { log } = context;
  const isReselecting = createContextKey('verbatim.isReselecting');
  let asked: { readonly reference: PassageReference; readonly reminder: Disposable } | undefined;
  const stop = (): void => {
    asked?.reminder.dispose();
    asked = undefined;
    isReselecting(false);
  };
  const ask = async (reviewed: ReviewedPassage): Promise<void> => {
    stop();
    const document = await showTranscript(reviewed);
    const words = wordsFor(document, shorten(reviewed.placed.passage.quote, 50));
    asked = {
      reference: reviewed.reference,
      reminder: vscode.window.setStatusBarMessage(
        vscode.l10n.t('$(selection) Select the words of the passage; Escape leaves it as it is'),
      ),
    };
    isReselecting(true);
    void vscode.window.showInformationMessage(words);
  };

  subscriptions.add({ dispose: stop });
  subscriptions.add(
    registerCommand(log, 'verbatim.reselectPassage', async (argument) => {
      // What is selected when the key is pressed counts.
      const editor = vscode.window.activeTextEditor;
      const selection = editor && context.selections.of(editor);
      const reviewed = await walk.choose(
        argument ?? asked?.reference,
        vscode.l10n.t('Select anew the words of which passage?'),
      );
      if (!reviewed) return;
      const place = editor && selection && placeIn(context, editor.document, selection, reviewed);
      if (!place) {
        await ask(reviewed);
        return;
      }
      if (await walk.settling(reviewed, () => settle(context, reviewed, place))) stop();
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.stopReselecting', () => {
      stop();
      return undefined;
    }),
  );
  return subscriptions;
}

function wordsFor(document: vscode.TextDocument, quote: string): string {
  const hasKeys = vscode.workspace.getConfiguration('verbatim', document).get<boolean>('codingMode', true);
  return hasKeys
    ? vscode.l10n.t('Select the words where “{0}” is to stand, then press Enter.', quote)
    : vscode.l10n.t(
        'Select the words where “{0}” is to stand, then choose “Use the Selection Instead” again.',
        quote,
      );
}

/** What is selected in the passage's own transcript; undefined where that is nothing. */
function placeIn(
  { live }: FeatureContext,
  document: vscode.TextDocument,
  selection: vscode.Selection,
  { study, placed }: ReviewedPassage,
): SeenPlace | undefined {
  const transcript = live.of(document);
  const isThere = transcript?.study === study && transcript.path === placed.sidecar.transcript;
  if (!isThere || selection.isEmpty) return undefined;
  if (document.isDirty)
    throw new UserError(
      'review/unsaved',
      vscode.l10n.t('{0} has unsaved changes. Save it first.', fileNameOf(transcript.path)),
    );
  return { index: transcript.index, span: toSpan(transcript.index, selection) };
}

/** Shows the transcript of a passage about where it may stand, or stood once. */
async function showTranscript({ study, placed }: ReviewedPassage): Promise<vscode.TextDocument> {
  const { sidecar, passage, candidates } = placed;
  const document = await vscode.workspace.openTextDocument(study.uriOf(sidecar.transcript));
  const transcript = study.visible.transcripts.get(sidecar.transcript);
  const [candidate] = candidates;
  const start =
    candidate && transcript
      ? toRange(transcript.index(), candidate).start
      : document.validatePosition(new vscode.Position(passage.at.start.line - 1, 0));
  // Told with the opening: a document that becomes a transcript then gets another editor.
  await vscode.window.showTextDocument(document, { selection: new vscode.Range(start, start) });
  return document;
}
