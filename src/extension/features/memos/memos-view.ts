import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { fileNameOf } from '../../../core/format/study-path';
import { sidecarPath } from '../../../core/model/sidecar-path';
import { type Discussion, discussionsIn } from '../../../core/study/discussions';
import { type Memo, memosIn } from '../../../core/study/memos';
import type { MemoReference } from '../../contributions';
import { rootsOf, type StudyElement, studyItem } from '../../trees/study-rows';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { namesOf, shorten } from '../passages/targets';
import { createSoon } from '../../soon';
import { counted } from '../../count-words';

interface GroupElement {
  readonly kind: 'group';
  readonly study: OpenStudy;
  readonly label: string;
  readonly icon: string;
  readonly rows: readonly RowElement[];
}

interface RowElement {
  readonly kind: 'row';
  readonly study: OpenStudy;
  readonly id: string;
  /** What is written, in full. */
  readonly text: string;
  /** Whose it is and what it is on. */
  readonly about: string;
  readonly icon: string;
  readonly reference: MemoReference;
}

type MemosElement = StudyElement | GroupElement | RowElement;

const textLength = 80;
/** So many milliseconds after a change the list is made again; a burst of changes is one. */
const quiet = 100;

/** The **Memos** view: open discussions first, then memos, where they are. */
export function registerMemosView({ registry }: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const changed = subscriptions.add(new vscode.EventEmitter<undefined>());
  const tree = subscriptions.add(
    vscode.window.createTreeView<MemosElement>('verbatim.memos', {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (element) => (element ? childrenOf(element) : rootsOf(registry.studies, childrenOf)),
        getTreeItem: itemOf,
      },
      showCollapseAll: true,
    }),
  );
  const renew = (): void => {
    const open = registry.studies
      .flatMap((study) => discussionsIn(study.visible))
      .filter(({ isOpen }) => isOpen);
    const count = open.length;
    tree.badge = count === 0 ? undefined : { value: count, tooltip: counted(count, 'openDiscussion') };
    changed.fire(undefined);
  };
  const soon = subscriptions.add(createSoon(quiet, renew));
  subscriptions.add(registry.onDidChangeStudy(() => soon.ask()));
  subscriptions.add(registry.onDidChangeStudies(() => soon.ask()));
  return subscriptions;
}

function childrenOf(element: MemosElement): MemosElement[] {
  if (element.kind === 'row') return [];
  if (element.kind === 'group') return [...element.rows];
  return groupsOf(element.study);
}

function groupsOf(study: OpenStudy): GroupElement[] {
  const view = study.visible;
  const discussions = discussionsIn(view);
  const memos = memosIn(view);
  const rows = (kinds: readonly Memo['kind'][], transcript?: string): readonly RowElement[] =>
    memos
      .filter((memo) => kinds.includes(memo.kind) && transcriptOf(memo) === transcript)
      .map((memo, n) => memoRow(study, memo, n));
  const talks = (isOpen: boolean): readonly RowElement[] =>
    discussions.filter((each) => each.isOpen === isOpen).map((each) => discussionRow(study, each));
  const group = (label: string, icon: string, own: readonly RowElement[]): GroupElement[] =>
    own.length === 0 ? [] : [{ kind: 'group', study, label, icon, rows: own }];
  return [
    ...group(vscode.l10n.t('Open discussions'), 'comment-unresolved', talks(true)),
    ...group(vscode.l10n.t('Closed discussions'), 'comment', talks(false)),
    ...group(vscode.l10n.t('Themes and codes'), 'tag', rows(['theme', 'code'])),
    ...[...view.transcripts.keys()].flatMap((path) =>
      group(fileNameOf(path), 'comment-discussion', rows(['transcript', 'passage', 'coding'], path)),
    ),
  ];
}

function transcriptOf(memo: Memo): string | undefined {
  switch (memo.kind) {
    case 'passage':
    case 'coding':
      return memo.placed.sidecar.transcript;
    case 'transcript':
      return memo.transcript;
    default:
      return undefined;
  }
}

function memoRow(study: OpenStudy, memo: Memo, n: number): RowElement {
  const root = study.root.toString();
  const { codebook } = study.visible;
  const row = { kind: 'row' as const, study, text: memo.text };
  switch (memo.kind) {
    case 'passage':
    case 'coding': {
      const { sidecar, passage } = memo.placed;
      const place = `${sidecar.coder}, ${passage.at.start.line}:${passage.at.start.column}`;
      const names =
        memo.kind === 'coding'
          ? (codebook.resolve(memo.code)?.name ?? memo.code)
          : namesOf({ study, placed: memo.placed });
      return {
        ...row,
        id: `memo#${sidecar.path}#${passage.id}#${n}`,
        about: `${place} · ${names}`,
        icon: 'note',
        reference: { study: root, sidecar: sidecar.path, id: passage.id },
      };
    }
    case 'transcript':
      return {
        ...row,
        id: `memo#${memo.transcript}#${memo.coder}`,
        about: vscode.l10n.t('{0} on the transcript', memo.coder),
        icon: 'note',
        reference: { study: root, transcript: memo.transcript },
      };
    case 'code':
      return {
        ...row,
        id: `memo#code#${memo.id}`,
        about: codebook.codes.get(memo.id)?.name ?? memo.id,
        icon: 'tag',
        reference: { kind: 'code', id: memo.id, study: root },
      };
    case 'theme':
      return {
        ...row,
        id: `memo#theme#${memo.id}`,
        about: codebook.themes.get(memo.id)?.name ?? memo.id,
        icon: 'folder',
        reference: { kind: 'theme', id: memo.id, study: root },
      };
  }
}

function discussionRow(study: OpenStudy, { subject, notes, isOpen }: Discussion): RowElement {
  const { codebook } = study.visible;
  const last = notes.at(-1);
  const about =
    subject.kind === 'passage'
      ? vscode.l10n.t('{0}’s passage in {1}', subject.coder, fileNameOf(subject.transcript))
      : subject.kind === 'code'
        ? (codebook.codes.get(subject.id)?.name ?? subject.id)
        : (codebook.themes.get(subject.id)?.name ?? subject.id);
  return {
    kind: 'row',
    study,
    id: `notes#${JSON.stringify(subject)}`,
    text: notes.map(({ by, date, text }) => `${by}, ${date}: ${text}`).join('\n\n'),
    about: [about, last && `${last.by}, ${last.date}`].filter(Boolean).join(' · '),
    icon: isOpen ? 'comment-unresolved' : 'comment',
    reference:
      subject.kind === 'passage'
        ? {
            study: study.root.toString(),
            sidecar: sidecarPath(subject.transcript, subject.coder),
            id: subject.id,
          }
        : { kind: subject.kind, id: subject.id, study: study.root.toString() },
  };
}

function itemOf(element: MemosElement): vscode.TreeItem {
  switch (element.kind) {
    case 'study':
      return studyItem(element);
    case 'group': {
      const { study, label, icon, rows } = element;
      const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Expanded);
      item.id = `${study.root.toString()}#${label}`;
      item.iconPath = new vscode.ThemeIcon(icon);
      item.description = String(rows.length);
      return item;
    }
    case 'row': {
      const { study, id, text, about, icon, reference } = element;
      const item = new vscode.TreeItem(shorten(text, textLength));
      item.id = `${study.root.toString()}#${id}`;
      item.iconPath = new vscode.ThemeIcon(icon);
      item.description = about;
      item.tooltip = `${about}\n\n${text}`;
      item.contextValue = 'memo';
      item.accessibilityInformation = { label: `${text}, ${about}` };
      item.command = { command: 'verbatim.editMemo', title: vscode.l10n.t('Open'), arguments: [reference] };
      return item;
    }
  }
}
