import * as vscode from 'vscode';
import { fileNameOf } from '../../../core/format/study-path';
import type { PassageQuery } from '../../../core/search/passage-query';
import { buildThemesTree, passagesUnder, type TopicNode } from '../../../core/study/themes-tree';
import type { CodeReference, PassagesReference } from '../../contributions';
import { type PageElement, pageItem, passageRows, rowsOfPage } from '../../trees/pages';
import { type PassageElement, passageItem } from '../../trees/passage-rows';
import { type StudyElement, studyItem } from '../../trees/study-rows';
import type { OpenStudy } from '../../workspace/open-study';
import { topicItem } from './topic-row';

export interface TopicElement {
  readonly kind: 'topic';
  readonly study: OpenStudy;
  readonly node: TopicNode;
  readonly reference: CodeReference | undefined;
  /** What the Passages view shows of it; undefined for a mere group. */
  readonly passages?: PassagesReference;
}

/** A row of the Themes view. */
export type ThemesElement = StudyElement | TopicElement | PageElement | PassageElement;

/** So much of a quote leaves room for its place: rows stand deep in this tree. */
const quoteLength = 60;

export function childrenOf(element: ThemesElement): ThemesElement[] {
  const { study } = element;
  switch (element.kind) {
    case 'passage':
      return [];
    case 'study':
      return topicsOf(study, buildThemesTree(study.view));
    case 'topic': {
      const { node } = element;
      const passages = hasPassages(node) ? passagesUnder(study.view, node) : [];
      return [...topicsOf(study, node.children), ...passageRows(study, passages, node.path)];
    }
    case 'page':
      return rowsOfPage(element);
  }
}

function topicsOf(study: OpenStudy, nodes: readonly TopicNode[]): TopicElement[] {
  return nodes.map((node) => {
    const query = queryOf(node);
    return {
      kind: 'topic',
      study,
      node,
      reference: node.kind === 'code' ? { code: node.code.id } : undefined,
      ...(query ? { passages: { study: study.root.toString(), query } } : {}),
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

export function itemOf(element: ThemesElement): vscode.TreeItem {
  switch (element.kind) {
    case 'study':
      return studyItem(element);
    case 'topic': {
      const { study, node } = element;
      const item = topicItem(node);
      item.id = `${study.root.toString()}#${node.path}`;
      item.collapsibleState = stateOf(node);
      return item;
    }
    case 'page':
      return pageItem(element);
    case 'passage': {
      const { sidecar, passage } = element.placed;
      const place = `${fileNameOf(sidecar.transcript)}:${passage.at.start.line}`;
      return passageItem(element, [`${sidecar.coder}, ${place}`], quoteLength);
    }
  }
}

function stateOf(node: TopicNode): vscode.TreeItemCollapsibleState {
  const { Collapsed, Expanded, None } = vscode.TreeItemCollapsibleState;
  const isLeaf = node.children.length === 0 && (!hasPassages(node) || node.reach.passages === 0);
  if (isLeaf) return None;
  return node.kind === 'question' ? Expanded : Collapsed;
}
