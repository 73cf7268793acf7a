import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { PlacedPassage } from '../../../core/study/placed-passages';
import type { Reach } from '../../../core/study/reach';
import { buildThemesTree, passagesUnder, type TopicNode } from '../../../core/study/themes-tree';
import type { CodeReference, PassageReference } from '../../contributions';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { referenceOf, shorten } from '../passages/targets';

type Element =
  | { readonly kind: 'study'; readonly study: OpenStudy }
  | {
      readonly kind: 'topic';
      readonly study: OpenStudy;
      readonly node: TopicNode;
      readonly reference: CodeReference | undefined;
      readonly parent: Element | undefined;
    }
  | {
      readonly kind: 'passage';
      readonly study: OpenStudy;
      readonly placed: PlacedPassage;
      readonly reference: PassageReference;
      readonly parent: Element;
    };

/** The **Themes** view: research question → theme → code → passage. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { registry } = context;
  const changed = new vscode.EventEmitter<undefined>();
  const provider: vscode.TreeDataProvider<Element> = {
    onDidChangeTreeData: changed.event,
    getChildren: (element) => (element ? childrenOf(element) : rootsOf(registry.studies)),
    getParent: (element) => (element.kind === 'study' ? undefined : element.parent),
    getTreeItem: itemOf,
  };
  const view = vscode.window.createTreeView('verbatim.themes', {
    treeDataProvider: provider,
    showCollapseAll: true,
  });
  const refresh = (): void => {
    changed.fire(undefined);
    const [study] = registry.studies;
    view.description = study ? layerName(study) : '';
  };
  subscriptions.add(view);
  subscriptions.add(changed);
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

function rootsOf(studies: readonly OpenStudy[]): Element[] {
  const [only] = studies;
  return studies.length === 1 && only
    ? childrenOf({ kind: 'study', study: only })
    : studies.map((study) => ({ kind: 'study', study }));
}

function childrenOf(element: Element): Element[] {
  const { study } = element;
  const topics = (nodes: readonly TopicNode[], parent: Element | undefined): Element[] =>
    nodes.map((node) => ({
      kind: 'topic',
      study,
      node,
      reference: node.kind === 'code' ? { code: node.code.id } : undefined,
      parent,
    }));
  switch (element.kind) {
    case 'passage':
      return [];
    case 'study':
      return topics(buildThemesTree(study.view), element);
    case 'topic':
      return [
        ...topics(element.node.children, element),
        ...(hasPassages(element.node)
          ? passagesUnder(study.view, element.node).map((placed) => passageElement(study, placed, element))
          : []),
      ];
  }
}

function passageElement(study: OpenStudy, placed: PlacedPassage, parent: Element): Element {
  return { kind: 'passage', study, placed, reference: referenceOf(study, placed), parent };
}

/** Passages stand under codes; above these they would only repeat. */
function hasPassages({ kind, topic }: TopicNode): boolean {
  return kind === 'code' || kind === 'unknown-code' || topic === 'uncoded';
}

function itemOf(element: Element): vscode.TreeItem {
  switch (element.kind) {
    case 'study': {
      const item = new vscode.TreeItem(element.study.title, vscode.TreeItemCollapsibleState.Expanded);
      item.id = element.study.root.toString();
      item.iconPath = new vscode.ThemeIcon('library');
      return item;
    }
    case 'topic':
      return topicItem(element.study, element.node);
    case 'passage':
      return passageItem(element.study, element.placed, element.parent);
  }
}

function topicItem(study: OpenStudy, node: TopicNode): vscode.TreeItem {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const isLeaf = node.children.length === 0 && (!hasPassages(node) || node.reach.passages === 0);
  const state = isLeaf ? None : node.kind === 'question' ? Expanded : Collapsed;
  const { label, icon, text, tooltip } = describe(node);
  const item = new vscode.TreeItem(label, state);
  item.id = `${study.root.toString()}#${node.path}`;
  item.iconPath = icon;
  item.contextValue = node.kind;
  const status =
    node.kind === 'code' && node.code.status !== 'active' ? statusName(node.code.status) : undefined;
  const counts =
    node.kind === 'loose-end' && node.topic === undefined
      ? String(node.children.length)
      : formatReach(node.reach);
  item.description = [[counts, status].filter(Boolean).join(' · '), text].filter(Boolean).join('  ');
  item.tooltip = [label, text, tooltip, spellOut(node)].filter(Boolean).join('\n\n');
  item.accessibilityInformation = { label: [label, text, status, spellOut(node)].filter(Boolean).join(', ') };
  return item;
}

interface Description {
  readonly label: string;
  readonly icon: vscode.ThemeIcon;
  /** What stands behind the counts in the same row. */
  readonly text?: string;
  readonly tooltip?: string | undefined;
}

function describe(node: TopicNode): Description {
  switch (node.kind) {
    case 'question':
      return { label: node.question.id, text: node.question.text, icon: new vscode.ThemeIcon('question') };
    case 'theme':
      return {
        label: node.theme.name,
        icon: new vscode.ThemeIcon('folder'),
        tooltip: node.theme.definition,
      };
    case 'code':
      return { label: node.code.name, icon: codeIcon(node.code.color), tooltip: node.code.definition };
    case 'unknown-code':
      return {
        label: node.id,
        icon: new vscode.ThemeIcon('warning'),
        tooltip: vscode.l10n.t('The codebook has no code of this id.'),
      };
    case 'loose-end':
      return { label: looseEndName(node.looseEnd), icon: new vscode.ThemeIcon('circle-slash') };
  }
}

function codeIcon(color: number | string | undefined): vscode.ThemeIcon {
  return typeof color === 'number'
    ? new vscode.ThemeIcon('tag', new vscode.ThemeColor(`verbatim.palette.${color}`))
    : new vscode.ThemeIcon('tag');
}

function looseEndName(looseEnd: string): string {
  switch (looseEnd) {
    case 'codes-without-theme':
      return vscode.l10n.t('Codes without a theme');
    case 'themes-without-question':
      return vscode.l10n.t('Themes without a question');
    case 'passages-without-code':
      return vscode.l10n.t('Passages without a code');
    default:
      return vscode.l10n.t('Codes missing from the codebook');
  }
}

function statusName(status: 'provisional' | 'deprecated'): string {
  return status === 'provisional' ? vscode.l10n.t('provisional') : vscode.l10n.t('deprecated');
}

/** Passages · transcripts · cases, as numbers alone: the tooltip spells them out. */
function formatReach({ passages, transcripts, cases }: Reach): string {
  return passages === 0 ? '0' : `${passages} · ${transcripts} · ${cases}`;
}

function spellOut(node: TopicNode): string {
  const { passages, transcripts, cases } = node.reach;
  if (node.topic === undefined) return '';
  if (passages === 0) return vscode.l10n.t('No passages yet');
  return vscode.l10n.t('{0} passages in {1} transcripts, {2} cases', passages, transcripts, cases);
}

function passageItem(study: OpenStudy, placed: PlacedPassage, parent: Element): vscode.TreeItem {
  const { passage, sidecar, span } = placed;
  const item = new vscode.TreeItem(shorten(passage.quote, 60), vscode.TreeItemCollapsibleState.None);
  const above = parent.kind === 'topic' ? parent.node.path : '';
  item.id = `${study.root.toString()}#${above}#${sidecar.path}#${passage.id}`;
  const name = sidecar.transcript.split('/').pop() ?? sidecar.transcript;
  const place = `${name}:${passage.at.start.line}`;
  const review = span ? undefined : vscode.l10n.t('needs review');
  item.description = [`${sidecar.coder}, ${place}`, review].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(span ? 'quote' : 'warning');
  item.contextValue = 'passage';
  item.tooltip = [passage.quote, passage.memo && vscode.l10n.t('Memo: {0}', passage.memo), review]
    .filter(Boolean)
    .join('\n\n');
  item.accessibilityInformation = {
    label: [passage.quote, sidecar.coder, place, review].filter(Boolean).join(', '),
  };
  item.command = {
    command: 'verbatim.openPassage',
    title: vscode.l10n.t('Open'),
    arguments: [referenceOf(study, placed)],
  };
  return item;
}
