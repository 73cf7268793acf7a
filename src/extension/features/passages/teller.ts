import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { PlacedPassage } from '../../../core/study/placed-passages';
import type { Selections } from '../../workspace/selections';
import { namesOf, type PassageTarget } from './targets';

/**
 * Tells which passage was gone to, in an item of the status bar that screen readers read out when it changes: its codes
 * and whose it is. The quote they read themselves, since it is selected.
 */
export class PassageTeller implements Disposable {
  readonly #subscriptions = new DisposableStore();
  readonly #item = this.#subscriptions.add(
    vscode.window.createStatusBarItem('verbatim.passage', vscode.StatusBarAlignment.Left, 10),
  );
  readonly #selections: Selections;
  #told: PassageTarget | undefined;
  #selection: vscode.Selection | undefined;

  constructor(selections: Selections) {
    this.#selections = selections;
    this.#item.name = vscode.l10n.t('Verbatim: Passage');
    this.#subscriptions.add(
      vscode.window.onDidChangeTextEditorSelection(({ textEditor }) => {
        const now = selections.of(textEditor);
        if (this.#told && this.#selection && !now.isEqual(this.#selection)) this.#forget();
      }),
    );
  }

  /** @param where which of how many, or in which transcript */
  tell(target: PassageTarget, where: string): void {
    const { placed } = target;
    this.#told = target;
    const editor = vscode.window.activeTextEditor;
    this.#selection = editor && this.#selections.of(editor);
    const names = namesOf(target);
    this.#item.text = `$(selection) ${where}: ${names} (${placed.sidecar.coder})`;
    this.#item.tooltip = placed.passage.memo ?? names;
    this.#item.accessibilityInformation = {
      label: vscode.l10n.t(
        '{0}: {1}, coded by {2}: {3}',
        where,
        names,
        placed.sidecar.coder,
        placed.passage.quote,
      ),
      role: 'status',
    };
    this.#item.show();
  }

  /** Whether a passage is the one that was told last and is still selected. */
  isTold({ sidecar, passage }: PlacedPassage): boolean {
    const told = this.#told?.placed;
    return told?.sidecar.path === sidecar.path && told.passage.id === passage.id;
  }

  dispose(): void {
    this.#subscriptions.dispose();
  }

  #forget(): void {
    this.#told = undefined;
    this.#item.hide();
  }
}
