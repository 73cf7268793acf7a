import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { rootsOf } from '../../trees/study-rows';
import type { FeatureContext } from '../feature';
import { registerTranscriptCommands } from './commands';
import { childrenOf, itemOf, type TranscriptsElement } from './elements';

/** The **Transcripts** view: each transcript with its kind and cases, how far each coder is, and their passages. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { registry } = context;
  const changed = subscriptions.add(new vscode.EventEmitter<undefined>());
  subscriptions.add(
    vscode.window.createTreeView<TranscriptsElement>('verbatim.transcripts', {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (element) => (element ? childrenOf(element) : rootsOf(registry.studies, childrenOf)),
        getTreeItem: itemOf,
      },
      showCollapseAll: true,
    }),
  );
  subscriptions.add(registry.onDidChangeStudy(() => changed.fire(undefined)));
  subscriptions.add(registry.onDidChangeStudies(() => changed.fire(undefined)));
  subscriptions.add(registerTranscriptCommands(context));
  return subscriptions;
}
