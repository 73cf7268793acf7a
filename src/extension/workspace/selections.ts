import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';

/**
 * What is selected, as of the last key. When keys follow fast, the editor still tells of the selection before the one that
 * was set last, and `editor.selection` jumps back to it for a moment: a code would go to the wrong words.
 */
export class Selections implements Disposable {
  readonly #subscriptions = new DisposableStore();
  /** What was set and not yet told of, the latest last, and what was told last. */
  readonly #states = new WeakMap<vscode.TextEditor, State>();

  constructor() {
    this.#subscriptions.add(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor, selections: [told] }) => {
        const { awaited } = this.#states.get(textEditor) ?? { awaited: [] };
        const index = awaited.findIndex((selection) => told?.isEqual(selection));
        // What nobody here has set, the user has selected: it is what counts from then on.
        this.#states.set(textEditor, { awaited: index === -1 ? [] : awaited.slice(index + 1), told });
      }),
    );
  }

  of(editor: vscode.TextEditor): vscode.Selection {
    const { selection } = editor;
    const { awaited, told } = this.#states.get(editor) ?? { awaited: [] };
    // Anything that was neither set here nor told is another program's, and the latest.
    const isKnown = [...awaited, told].some((each) => each?.isEqual(selection));
    return (isKnown ? awaited.at(-1) : undefined) ?? selection;
  }

  set(editor: vscode.TextEditor, selection: vscode.Selection): void {
    const current = this.of(editor);
    if (current.isEqual(selection)) return;
    const { awaited, told } = this.#states.get(editor) ?? { awaited: [] };
    // What another program has selected just now is told late, and is no selection of the user's then.
    const isExpected = [...awaited, told].some((each) => each?.isEqual(current));
    this.#states.set(editor, { awaited: [...awaited, ...(isExpected ? [] : [current]), selection], told });
    editor.selection = selection;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }
}

interface State {
  readonly awaited: readonly vscode.Selection[];
  readonly told?: vscode.Selection | undefined;
}
