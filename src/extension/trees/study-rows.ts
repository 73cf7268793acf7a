import * as vscode from 'vscode';
import type { OpenStudy } from '../workspace/open-study';

/** A study as the top of a tree. */
export interface StudyElement {
  readonly kind: 'study';
  readonly study: OpenStudy;
}

/** The top of a tree: the studies, or what is in the only one. */
export function rootsOf<T>(
  studies: readonly OpenStudy[],
  childrenOf: (element: StudyElement) => T[],
): (T | StudyElement)[] {
  const elements = studies.map((study): StudyElement => ({ kind: 'study', study }));
  const [only, ...others] = elements;
  return only && others.length === 0 ? childrenOf(only) : elements;
}

export function studyItem({ study }: StudyElement): vscode.TreeItem {
  const item = new vscode.TreeItem(study.title, vscode.TreeItemCollapsibleState.Expanded);
  item.id = study.root.toString();
  item.iconPath = new vscode.ThemeIcon('library');
  return item;
}
