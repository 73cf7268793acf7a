import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { createContextKey } from '../../commands';
import { describeFilter } from '../../filter-words';
import { layerName, leftOutInWords } from '../../layer-words';
import { rootsOf, type StudyElement } from '../../trees/study-rows';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { registerThemesCommands } from './commands';
import { createDragAndDrop } from './drag-and-drop';
import { childrenOf, itemOf, type ThemesElement } from './elements';
import { ThemesState } from './themes-state';

/** The **Themes** view: research question → theme → code → passage. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { registry, rowNotes, comparison } = context;
  const state = subscriptions.add(new ThemesState(context.extension.workspaceState));
  const changed = subscriptions.add(new vscode.EventEmitter<undefined>());
  const isNarrowed = createContextKey('verbatim.isThemesNarrowed');
  const childrenOfStudy = (study: StudyElement) => childrenOf(study, state, comparison);
  const view = subscriptions.add(
    vscode.window.createTreeView<ThemesElement>('verbatim.themes', {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (element) =>
          element
            ? childrenOf(element, state, comparison)
            : rootsOf<ThemesElement>(registry.studies, childrenOfStudy),
        getTreeItem: (element) => itemOf(element, state, rowNotes),
      },
      showCollapseAll: true,
      canSelectMany: true,
      dragAndDropController: createDragAndDrop(),
    }),
  );
  context.selectedEntries.follow(() =>
    view.selection.flatMap((element) => (element.kind === 'topic' && element.entry ? [element.entry] : [])),
  );
  const refresh = (): void => {
    const { studies } = registry;
    const narrowed = studies.flatMap((study) => describeNarrowing(study, state));
    const [only] = studies;
    view.description = only && studies.length === 1 ? layerName(only) : '';
    view.message = [
      ...new Set(studies.map(leftOutInWords)),
      narrowed.length === 0 ? '' : vscode.l10n.t('Only {0}', narrowed.join('; ')),
    ]
      .filter(Boolean)
      .join(' ');
    isNarrowed(narrowed.length > 0);
    changed.fire(undefined);
  };
  for (const event of [registry.onDidChangeStudy, registry.onDidChangeStudies])
    subscriptions.add(event(refresh));
  subscriptions.add(comparison.onDidChange((change) => change === 'comparison' && refresh()));
  for (const event of [state.onDidChange, rowNotes.onDidChange]) subscriptions.add(event(refresh));
  subscriptions.add(registerThemesCommands(context, state));
  refresh();
  return subscriptions;
}

/** What keeps some of a study out of the tree, in words; nothing when nothing does. */
function describeNarrowing(study: OpenStudy, state: ThemesState): readonly string[] {
  const { filter, words } = state.of(study);
  return [
    ...(filter ? [describeFilter(filter)] : []),
    ...(words === '' ? [] : [vscode.l10n.t('names with “{0}”', words)]),
  ];
}
