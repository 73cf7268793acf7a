import * as vscode from 'vscode';
import type { StudyDisagreement, StudyPlace } from '../../../core/agreement/study-disagreements';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { toRange } from '../../convert';
import type { FeatureContext } from '../feature';

/** Marks the disagreement that one is at in the text. */
export function showCurrent({ comparison, live }: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const marked = subscriptions.add(
    vscode.window.createTextEditorDecorationType({
      // High contrast has no tints of its own; elsewhere its colour is not set. The editor's own tint for a range cannot be
      // seen in dark themes.
      textDecoration:
        'none;background-color:color-mix(in srgb,var(--vscode-contrastActiveBorder,transparent) 30%,color-mix(in srgb,var(--vscode-editor-foreground) 12%,transparent))',
      overviewRulerColor: new vscode.ThemeColor('editorOverviewRuler.findMatchForeground'),
      overviewRulerLane: vscode.OverviewRulerLane.Full,
      rangeBehavior: vscode.DecorationRangeBehavior.ClosedClosed,
    }),
  );
  const show = (): void => {
    const { current, disagreement } = comparison;
    for (const editor of vscode.window.visibleTextEditors) {
      const shown = live.of(editor.document);
      const isHere = shown && shown.study === current?.study && shown.path === disagreement?.transcript;
      if (shown && !isHere) editor.setDecorations(marked, []);
      else if (shown && disagreement && comparison.shownIn(shown))
        editor.setDecorations(marked, [toRange(shown.index, disagreement.extent)]);
    }
  };
  subscriptions.add(comparison.onDidChange(show));
  subscriptions.add(vscode.window.onDidChangeVisibleTextEditors(show));
  return subscriptions;
}

/** Opens a disagreement in its transcript, with all extents in view as far as they fit. */
export async function openDisagreement(
  { comparison, live }: FeatureContext,
  disagreement: StudyDisagreement,
): Promise<void> {
  const { current } = comparison;
  if (!current) return;
  const compared = comparison.transcript(current.study, disagreement.transcript);
  if (!compared) return;
  const document = await vscode.workspace.openTextDocument(current.study.uriOf(disagreement.transcript));
  const index = live.of(document)?.index ?? compared.transcript.index();
  const range = toRange(index, disagreement.extent);
  // A cursor, not a selection, which would paint over whose lines are whose.
  const selection = new vscode.Range(range.start, range.start);
  const editor = await vscode.window.showTextDocument(document, { selection });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Where the cursor is, to look from there. */
export function placeOfCursor({ comparison, live }: FeatureContext): StudyPlace | undefined {
  const editor = vscode.window.activeTextEditor;
  const shown = editor && live.of(editor.document);
  if (!shown || shown.study !== comparison.current?.study) return undefined;
  const { line, character } = editor.selection.active;
  return { transcript: shown.path, offset: shown.index.offsetOfEditorPosition(line, character) };
}
