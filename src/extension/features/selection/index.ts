import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { questionsIn } from '../../../core/study/next-passage';
import type { Span } from '../../../core/text/span';
import { expandSelection, nextSentence, previousSentence } from '../../../core/transcript/expand-selection';
import type { Speech } from '../../../core/transcript/speech-units';
import { registerKeyCommand } from '../../commands';
import { toRange, toSpan } from '../../convert';
import type { LiveTranscript } from '../../workspace/live-passages';
import type { FeatureContext } from '../feature';

/** Selecting by what is said: a word, a sentence, a turn, a question with its answer. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  /** What was selected before each expansion of the selection that there is now. */
  let stack:
    | { readonly editor: vscode.TextEditor; readonly before: vscode.Selection[]; now: vscode.Selection }
    | undefined;

  const expand = (): undefined => {
    const here = speechShown(context);
    if (!here) return;
    const { editor, live, speech } = here;
    const selection = context.selections.of(editor);
    const larger = expandSelection(
      speech,
      toSpan(live.index, selection),
      questionsIn(live.study.visible, live.path),
    );
    if (!larger) return;
    const isSame = stack?.editor === editor && stack.now.isEqual(selection);
    const before = isSame && stack ? [...stack.before, selection] : [selection];
    stack = { editor, before, now: select(context, here, larger) };
  };
  const shrink = (): undefined => {
    const editor = vscode.window.activeTextEditor;
    if (!editor || stack?.editor !== editor || !stack.now.isEqual(context.selections.of(editor))) return;
    const last = stack.before.pop();
    if (last) context.selections.set(editor, (stack.now = last));
  };
  const toSentence = (find: (speech: Speech, span: Span) => Span | undefined) => (): undefined => {
    const here = speechShown(context);
    const sentence = here && find(here.speech, toSpan(here.live.index, context.selections.of(here.editor)));
    if (sentence) here.editor.revealRange(select(context, here, sentence));
  };
  subscriptions.add(registerKeyCommand(context, 'verbatim.expandSelection', expand));
  subscriptions.add(registerKeyCommand(context, 'verbatim.shrinkSelection', shrink));
  subscriptions.add(registerKeyCommand(context, 'verbatim.nextSentence', toSentence(nextSentence)));
  subscriptions.add(registerKeyCommand(context, 'verbatim.previousSentence', toSentence(previousSentence)));
  return subscriptions;
}

interface SpeechShown {
  readonly editor: vscode.TextEditor;
  readonly live: LiveTranscript;
  readonly speech: Speech;
}

/** What is said in the transcript that is shown, as it was last saved and read. */
function speechShown(context: FeatureContext): SpeechShown | undefined {
  const editor = vscode.window.activeTextEditor;
  const live = editor && context.live.of(editor.document);
  const transcript = live?.study.visible.transcripts.get(live.path);
  if (!live || transcript?.text !== live.index.text) return undefined;
  return { editor, live, speech: { text: transcript.text, transcript: transcript.turns() } };
}

function select({ selections }: FeatureContext, { editor, live }: SpeechShown, span: Span): vscode.Selection {
  const { start, end } = toRange(live.index, span);
  const selection = new vscode.Selection(start, end);
  selections.set(editor, selection);
  return selection;
}
