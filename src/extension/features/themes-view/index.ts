import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { rootsOf } from '../../trees/study-rows';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { childrenOf, itemOf, type ThemesElement } from './elements';

/** The **Themes** view: research question → theme → code → passage. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { registry } = context;
  const changed = subscriptions.add(new vscode.EventEmitter<undefined>());
  const view = subscriptions.add(
    vscode.window.createTreeView<ThemesElement>('verbatim.themes', {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (element) => (element ? childrenOf(element) : rootsOf(registry.studies, childrenOf)),
        getTreeItem: itemOf,
      },
      showCollapseAll: true,
    }),
  );
  const refresh = (): void => {
    changed.fire(undefined);
    const [study] = registry.studies;
    view.description = study ? layerName(study) : '';
  };
  subscriptions.add(registry.onDidChangeStudy(refresh));
  subscriptions.add(registry.onDidChangeStudies(refresh));
  refresh();
  return subscriptions;
}

/** Whose codings a study shows, in words; nothing when it shows everybody's. */
function layerName({ layer, coder }: OpenStudy): string {
  if (layer === 'all') return '';
  if (layer === 'mine') return coder ?? '';
  return layer.coder;
}
