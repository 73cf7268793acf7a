import * as vscode from 'vscode';
import { fileNameOf } from '../../core/format/study-path';
import type { PlacedPassage } from '../../core/study/placed-passages';
import type { OpenStudy } from '../workspace/open-study';
import { type PassageElement, passageElement } from './passage-rows';

/** More rows than this below one row are shown in pages: the editor asks for every one of them. */
const mostRows = 500;
const pageLength = 200;

/** Some of the passages below a row that has very many. */
export interface PageElement {
  readonly kind: 'page';
  readonly study: OpenStudy;
  readonly placed: readonly PlacedPassage[];
  /** The number of the first, from 1. */
  readonly first: number;
  /** The id of the row above. */
  readonly above: string;
}

/** Passages as rows, or as pages of rows where there are very many. */
export function passageRows(
  study: OpenStudy,
  placed: readonly PlacedPassage[],
  above: string,
): (PassageElement | PageElement)[] {
  if (placed.length <= mostRows) return placed.map((each) => passageElement(study, each, above));
  return Array.from({ length: Math.ceil(placed.length / pageLength) }, (_, i) => {
    const start = i * pageLength;
    return { kind: 'page', study, placed: placed.slice(start, start + pageLength), first: start + 1, above };
  });
}

export function rowsOfPage({ study, placed, above }: PageElement): PassageElement[] {
  return placed.map((each) => passageElement(study, each, above));
}

export function pageItem({ study, placed, first, above }: PageElement): vscode.TreeItem {
  const last = first + placed.length - 1;
  const label = vscode.l10n.t('Passages {0}–{1}', first, last);
  const item = new vscode.TreeItem(label, vscode.TreeItemCollapsibleState.Collapsed);
  item.id = `${study.root.toString()}#${above}#page-${first}`;
  const ends = [placed[0], placed.at(-1)].map((each) => each && fileNameOf(each.sidecar.transcript));
  item.description = [...new Set(ends)].join(' – ');
  item.iconPath = new vscode.ThemeIcon('list-unordered');
  item.contextValue = 'page';
  return item;
}
