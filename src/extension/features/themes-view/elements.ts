import * as vscode from 'vscode';
import { openAmong } from '../../../core/agreement/open-disagreements';
import { codesIn } from '../../../core/agreement/study-disagreements';
import { fileNameOf } from '../../../core/format/study-path';
import type { PassageQuery } from '../../../core/search/passage-query';
import { arrangeThemes, type ShownTopic } from '../../../core/study/arrange-themes';
import type { StudyView } from '../../../core/study/snapshot';
import { buildThemesTree, passagesUnder, type TopicNode } from '../../../core/study/themes-tree';
import { filterView } from '../../../core/study/view-filter';
import type { CodeReference, EntryReference, PassagesReference } from '../../contributions';
import {
  type DisagreementElement,
  disagreementElement,
  disagreementItem,
} from '../../trees/disagreement-rows';
import { type PageElement, pageItem, passageRows, rowsOfPage } from '../../trees/pages';
import { type PassageElement, passageItem } from '../../trees/passage-rows';
import { type StudyElement, studyItem } from '../../trees/study-rows';
import type { ComparisonSession } from '../../workspace/comparison';
import type { OpenStudy } from '../../workspace/open-study';
import type { RowNotes } from './row-notes';
import type { ThemesState } from './themes-state';
import { entryOf } from './entry-of';
import { topicItem } from './topic-row';

export interface TopicElement {
  readonly kind: 'topic';
  readonly study: OpenStudy;
  readonly node: TopicNode;
  /** What is below it in the tree as it is shown. */
  readonly shown: ShownTopic;
  /** The view that the tree was made from. */
  readonly view: StudyView;
  readonly reference: CodeReference | undefined;
  /** The entry of the codebook that it shows; undefined for a loose end. */
  readonly entry?: EntryReference;
  /** What the Passages view shows of it; undefined for a mere group. */
  readonly passages?: PassagesReference;
}

/** A row of the Themes view. */
export type ThemesElement = StudyElement | TopicElement | PageElement | PassageElement | DisagreementElement;

/** So much of a quote leaves room for its place: rows stand deep in this tree. */
const quoteLength = 36;

export function childrenOf(
  element: ThemesElement,
  state: ThemesState,
  comparison: ComparisonSession,
): ThemesElement[] {
  if (element.kind === 'disagreement') return [];
  const { study } = element;
  switch (element.kind) {
    case 'passage':
      return [];
    case 'page':
      return rowsOfPage(element);
    case 'study': {
      const { filter, words } = state.of(study);
      const view = filterView(study.view, filter);
      const shown = arrangeThemes(buildThemesTree(view), { order: state.order, words });
      return topicsOf(study, view, shown, state);
    }
    case 'topic': {
      const { node, shown, view } = element;
      const passages = hasPassages(node) ? passagesUnder(view, node) : [];
      return [
        ...topicsOf(study, view, shown.children, state),
        ...disagreementsUnder(study, node, comparison),
        ...passageRows(study, passages, node.path),
      ];
    }
  }
}

/** While coders are compared, a code has its open disagreements below it; those of its subcodes stand below these. */
function disagreementsUnder(
  study: OpenStudy,
  node: TopicNode,
  { current }: ComparisonSession,
): DisagreementElement[] {
  const code = node.kind === 'code' ? node.code.id : node.kind === 'unknown-code' ? node.id : undefined;
  if (code === undefined || current?.study !== study) return [];
  const { disagreements, comparison } = current;
  const own = disagreements.filter((each) => codesIn(each).includes(code));
  return openAmong(study.visible, comparison.coders, own).map((each) =>
    disagreementElement(current, each, node.path),
  );
}

function topicsOf(
  study: OpenStudy,
  view: StudyView,
  topics: readonly ShownTopic[],
  state: ThemesState,
): TopicElement[] {
  const { filter } = state.of(study);
  return topics.map((shown) => {
    const { node } = shown;
    const query = queryOf(node);
    const asked = query && filter ? { ...query, where: filter } : query;
    const entry = entryOf(study, node);
    return {
      kind: 'topic',
      study,
      node,
      shown,
      view,
      reference: node.kind === 'code' ? { code: node.code.id } : undefined,
      ...(entry ? { entry } : {}),
      ...(asked ? { passages: { study: study.root.toString(), query: asked } } : {}),
    };
  });
}

function queryOf(node: TopicNode): PassageQuery | undefined {
  switch (node.kind) {
    case 'question':
      return { kind: 'question', question: node.question.id };
    case 'theme':
      return { kind: 'theme', theme: node.theme.id };
    case 'code':
      return { kind: 'code', code: node.code.id };
    case 'unknown-code':
      return { kind: 'code', code: node.id };
    case 'loose-end':
      return node.topic === 'uncoded' ? { kind: 'uncoded' } : undefined;
  }
}

/** Passages stand under codes; above these they would only repeat. */
function hasPassages({ kind, topic }: TopicNode): boolean {
  return kind === 'code' || kind === 'unknown-code' || topic === 'uncoded';
}

export function itemOf(element: ThemesElement, state: ThemesState, notes: RowNotes): vscode.TreeItem {
  switch (element.kind) {
    case 'study':
      return studyItem(element);
    case 'topic': {
      const { study, node, shown } = element;
      const item = topicItem(node, notes.of(study, node));
      // While words are looked for, rows open and close by themselves and not for good.
      const search = state.of(study).words === '' ? '' : '?';
      item.id = `${study.root.toString()}#${search}${node.path}`;
      item.collapsibleState = stateOf(shown);
      return item;
    }
    case 'disagreement':
      return disagreementItem(element);
    case 'page':
      return pageItem(element);
    case 'passage': {
      const { sidecar, passage } = element.placed;
      const place = `${fileNameOf(sidecar.transcript)}:${passage.at.start.line}`;
      return passageItem(element, [`${sidecar.coder}, ${place}`], quoteLength);
    }
  }
}

function stateOf({ node, children, holdsMatches }: ShownTopic): vscode.TreeItemCollapsibleState {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const isLeaf = children.length === 0 && (!hasPassages(node) || node.reach.passages === 0);
  if (isLeaf) return None;
  return node.kind === 'question' || holdsMatches ? Expanded : Collapsed;
}
