import * as vscode from 'vscode';
import type { Disposable } from '../core/base/disposable';

/**
 * Diagnostics of which the editor is told only where they change: with whatever it is told of a file, be it the same again,
 * it gives up the quick fixes that it has just been asked for.
 */
export class SteadyDiagnostics implements Disposable {
  readonly #collection: vscode.DiagnosticCollection;
  /** What was told, by URI. */
  readonly #told = new Map<string, string>();

  constructor(name: string) {
    this.#collection = vscode.languages.createDiagnosticCollection(name);
  }

  /** The diagnostics of a file, in place of those it had. */
  set(uri: vscode.Uri, diagnostics: readonly vscode.Diagnostic[]): void {
    const key = uri.toString();
    const words = JSON.stringify(
      diagnostics.map(({ range, severity, code, message }) => [range, severity, code, message]),
    );
    if (diagnostics.length === 0) this.delete(uri);
    else if (words !== this.#told.get(key)) {
      this.#told.set(key, words);
      this.#collection.set(uri, diagnostics);
    }
  }

  /** All there are: files that are not named have none. */
  setAll(entries: readonly (readonly [vscode.Uri, readonly vscode.Diagnostic[]])[]): void {
    const named = new Set(entries.map(([uri]) => uri.toString()));
    for (const key of [...this.#told.keys()]) if (!named.has(key)) this.delete(vscode.Uri.parse(key));
    for (const [uri, diagnostics] of entries) this.set(uri, diagnostics);
  }

  delete(uri: vscode.Uri): void {
    if (this.#told.delete(uri.toString())) this.#collection.delete(uri);
  }

  dispose(): void {
    this.#collection.dispose();
  }
}
