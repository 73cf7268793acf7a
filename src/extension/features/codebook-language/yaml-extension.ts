import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';

const yamlExtension = 'redhat.vscode-yaml';

/**
 * Whether the YAML extension answers too. It knows our schemas: keys, fixed words, what a key means; and it gives an outline
 * and folding. What it does is left to it then.
 */
export function hasYamlExtension(): boolean {
  return vscode.extensions.getExtension(yamlExtension) !== undefined;
}

/** Keeps something registered while the YAML extension is not there. */
export function registerInItsAbsence(register: () => Disposable): Disposable {
  const subscriptions = new DisposableStore();
  let own: Disposable | undefined;
  const update = (): void => {
    const isWanted = !hasYamlExtension();
    if (isWanted === (own !== undefined)) return;
    own?.dispose();
    own = isWanted ? register() : undefined;
  };
  subscriptions.add({ dispose: () => own?.dispose() });
  subscriptions.add(vscode.extensions.onDidChange(update));
  update();
  return subscriptions;
}
