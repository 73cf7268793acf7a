import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { append } from '../../../core/base/append';
import { fileNameOf } from '../../../core/format/study-path';
import type { Change, ChangeKind } from '../../../core/merge/change';
import { compareVersions, type VersionDifference } from '../../../core/merge/compare-versions';
import { codebookFileName, studyFileName } from '../../../core/model/study';
import { committedVersion, presentVersion, type StudyVersion } from '../../../core/study/study-version';
import { createContextKey, registerCommand } from '../../commands';
import type { PassageReference } from '../../contributions';
import type { FeatureContext } from '../feature';
import { pickVersion } from './pick-version';
import type { Repositories, StudyRepository } from './repository';
import { createSoon } from '../../soon';

type Element =
  | { readonly kind: 'group'; readonly about: string; readonly changes: readonly Change[] }
  | { readonly kind: 'change'; readonly change: Change; readonly reference: PassageReference | undefined }
  | { readonly kind: 'note'; readonly text: string };

/** A version that a study is compared with, under the name that the user chose. */
interface Compared {
  readonly repository: StudyRepository;
  readonly version: StudyVersion;
  readonly label: string;
}

/** After so many milliseconds without a change the comparison is made again. */
const quiet = 300;

/** **Compare with…**: what differs between the study and another version of it, in sentences, by transcript. */
export function registerComparison(context: FeatureContext, repositories: Repositories): Disposable {
  const subscriptions = new DisposableStore();
  const { registry, log } = context;
  const hasComparison = createContextKey('verbatim.hasComparison');
  const changed = subscriptions.add(new vscode.EventEmitter<undefined>());
  let compared: Compared | undefined;
  let comparison: VersionDifference = { changes: [], hidden: [] };
  const view = subscriptions.add(
    vscode.window.createTreeView<Element>('verbatim.changes', {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (element) => childrenOf(element, comparison, compared?.repository),
        getTreeItem: (element) => itemOf(element, compared?.repository),
      },
      showCollapseAll: true,
    }),
  );
  const compare = async (): Promise<void> => {
    const of = compared;
    if (!of) return;
    const { study } = of.repository;
    const { snapshot } = study.store;
    const made = await compareVersions(of.version, presentVersion(snapshot, study.ports), (sidecar) =>
      snapshot.isHiddenFrom(study.coder, sidecar),
    );
    if (of !== compared) return;
    comparison = made;
    const { label } = of;
    view.title = vscode.l10n.t('Changes since {0}', label);
    if (made.changes.length + made.hidden.length === 0)
      view.message = vscode.l10n.t('Nothing has changed since {0}.', label);
    else delete view.message;
    changed.fire(undefined);
  };
  const end = (): void => {
    compared = undefined;
    comparison = { changes: [], hidden: [] };
    hasComparison(false);
    changed.fire(undefined);
  };
  const soon = subscriptions.add(
    createSoon(quiet, () => void compare().catch((error: unknown) => log.error(String(error)))),
  );
  subscriptions.add(
    registry.onDidChangeStudy((study) => {
      if (study === compared?.repository.study) soon.ask();
    }),
  );
  subscriptions.add(
    registry.onDidChangeStudies(() => {
      if (compared && !registry.studies.includes(compared.repository.study)) end();
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.compareWith', async (given) => {
      const repository = await repositories.current();
      const choice =
        given === undefined
          ? await pickVersion(repository.git, vscode.l10n.t('Compare the study as it is now with…'))
          : { ref: given, label: given };
      if (!choice) return undefined;
      const { transcripts } = repository.study.store.snapshot.whole.study;
      const version = await committedVersion(repository.git, choice.ref, transcripts);
      compared = { repository, version, label: choice.label };
      await compare();
      hasComparison(true);
      await vscode.commands.executeCommand('verbatim.changes.focus');
      return comparison;
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.endComparison', () => {
      end();
      return undefined;
    }),
  );
  return subscriptions;
}

function childrenOf(
  element: Element | undefined,
  { changes, hidden }: VersionDifference,
  repository: StudyRepository | undefined,
): Element[] {
  if (element?.kind === 'group')
    return element.changes.map((change) => ({
      kind: 'change',
      change,
      reference: repository && referenceOf(repository, change),
    }));
  if (element) return [];
  const groups = new Map<string, Change[]>();
  for (const change of changes) append(groups, change.about, change);
  return [
    ...[...groups].map(([about, group]): Element => ({ kind: 'group', about, changes: group })),
    ...hidden.map(({ transcript, coder }): Element => ({
      kind: 'note',
      text: vscode.l10n.t('{0} in {1}: hidden until the round is done', coder, fileNameOf(transcript)),
    })),
  ];
}

/** The passage that a change is about, where it is still there. */
function referenceOf({ study }: StudyRepository, { path, passage }: Change): PassageReference | undefined {
  const sidecar = passage === undefined ? undefined : study.visible.sidecars.get(path);
  const isThere = sidecar?.value.passages.some(({ id }) => id === passage);
  return isThere && passage !== undefined
    ? { study: study.root.toString(), sidecar: path, id: passage }
    : undefined;
}

function itemOf(element: Element, repository: StudyRepository | undefined): vscode.TreeItem {
  switch (element.kind) {
    case 'group':
      return groupItem(element.about, element.changes.length);
    case 'note': {
      const item = new vscode.TreeItem(element.text);
      item.iconPath = new vscode.ThemeIcon('eye-closed');
      return item;
    }
    case 'change':
      return changeItem(element.change, element.reference, repository);
  }
}

function groupItem(about: string, count: number): vscode.TreeItem {
  const label =
    about === codebookFileName
      ? vscode.l10n.t('Codebook')
      : about === studyFileName
        ? vscode.l10n.t('Study')
        : fileNameOf(about);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
  item.id = about;
  item.description = String(count);
  item.tooltip = about;
  const icon =
    about === codebookFileName ? 'book' : about === studyFileName ? 'library' : 'comment-discussion';
  item.iconPath = new vscode.ThemeIcon(icon);
  const told = count === 1 ? vscode.l10n.t('1 change') : vscode.l10n.t('{0} changes', count);
  item.accessibilityInformation = { label: `${label}, ${told}` };
  return item;
}

function changeItem(
  change: Change,
  reference: PassageReference | undefined,
  repository: StudyRepository | undefined,
): vscode.TreeItem {
  const sentence = change.sentence.replaceAll('*', '');
  const item = new vscode.TreeItem(sentence);
  item.iconPath = new vscode.ThemeIcon(iconOf(change.kind));
  item.tooltip = sentence;
  item.contextValue = reference ? 'change-passage' : 'change';
  const title = vscode.l10n.t('Open');
  if (reference) item.command = { command: 'verbatim.openPassage', title, arguments: [reference] };
  else if (change.kind === 'codebook' && change.code !== undefined)
    item.command = { command: 'verbatim.goToCode', title, arguments: [{ code: change.code }] };
  else if (repository?.study.store.snapshot.whole.transcripts.has(change.about))
    item.command = {
      command: 'verbatim.openTranscript',
      title,
      arguments: [{ study: repository.study.root.toString(), transcript: change.about }],
    };
  return item;
}

function iconOf(kind: ChangeKind): string {
  switch (kind) {
    case 'code-applied':
      return 'add';
    case 'code-removed':
      return 'remove';
    case 'memo':
    case 'note':
      return 'note';
    case 'status':
      return 'pass';
    case 'codebook':
      return 'tag';
    case 'unreadable':
      return 'warning';
    default:
      return 'edit';
  }
}
