import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { FeatureContext } from '../feature';
import { decorateComparison } from './decorate-comparison';
import { decoratePassages } from './decorate-passages';
import { type Decorations, DecorationTypes, type HighlightSettings } from './decorations';

/** After so many milliseconds without typing, highlights that the editor has not moved rightly by itself are sent anew. */
const idle = 200;

/**
 * Shows the passages of transcripts in the text: lines in lanes under them, stripes beside them, names above them. While
 * coders are being compared, it shows whose they are instead.
 */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  let types = subscriptions.add(new DecorationTypes(context.extension.extensionUri));
  let waiting: ReturnType<typeof setTimeout> | undefined;

  const show = (editor: vscode.TextEditor): void => {
    const decorations = decorationsIn(context, editor.document);
    if (decorations) types.send(editor, decorations);
  };
  const showAll = (): void => {
    clearTimeout(waiting);
    waiting = undefined;
    for (const editor of vscode.window.visibleTextEditors) show(editor);
  };
  subscriptions.add(vscode.window.onDidChangeVisibleTextEditors(showAll));
  subscriptions.add(
    context.live.onDidChange(({ document, isTyping, isTracked }) => {
      if (isTracked && waiting === undefined) return;
      clearTimeout(waiting);
      waiting = undefined;
      if (isTyping) waiting = setTimeout(showAll, idle);
      else
        for (const editor of vscode.window.visibleTextEditors) if (editor.document === document) show(editor);
    }),
  );
  subscriptions.add(
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (!event.affectsConfiguration('verbatim.highlights')) return;
      types.dispose();
      types = subscriptions.add(new DecorationTypes(context.extension.extensionUri));
      showAll();
    }),
  );
  subscriptions.add(
    context.comparison.onDidChange((change) => {
      if (change !== 'comparison') return;
      for (const editor of vscode.window.visibleTextEditors) types.send(editor, []);
      showAll();
    }),
  );
  subscriptions.add({ dispose: () => clearTimeout(waiting) });
  showAll();
  return subscriptions;
}

/** What is shown of a document; undefined while that has to stay as it is. */
function decorationsIn(
  { live, comparison }: FeatureContext,
  document: vscode.TextDocument,
): readonly Decorations[] | undefined {
  const shown = live.of(document);
  const looks = settings(document);
  if (!shown || looks.style === 'off') return [];
  const current = comparison.current?.comparison;
  if (!current || !comparison.transcript(shown.study, shown.path)) return decoratePassages(shown, looks);
  // While there are unsaved changes, the editor moves what is there.
  const compared = comparison.shownIn(shown);
  return compared && decorateComparison(shown, compared, current, looks);
}

function settings(document: vscode.TextDocument): HighlightSettings {
  const configuration = vscode.workspace.getConfiguration('verbatim.highlights', document);
  return { style: configuration.get('style', 'lanes'), labels: configuration.get('labels', true) };
}
