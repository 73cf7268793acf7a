import * as vscode from 'vscode';
import { fileNameOf } from '../../../core/format/study-path';
import { findSpans } from '../../../core/search/find-in-passages';
import type { PassageQuery } from '../../../core/search/passage-query';
import { wordPattern, type WordOptions } from '../../../core/search/word-pattern';
import { pageItem } from '../../trees/pages';
import { passageItem } from '../../trees/passage-rows';
import { namesOf, shorten } from '../passages/targets';
import { describeCase } from '../../case-words';
import { counted } from '../../count-words';
import { type GroupElement, type Grouping, idOfGroup, type ListElement } from './shown-passages';

/** The view stands below the editors, where there is room. */
const quoteLength = 90;
/** With more passages than this, groups are closed at first. */
const mostOpen = 200;

export interface ListStyle {
  readonly query: PassageQuery | undefined;
  readonly by: Grouping;
  /** How many passages there are in all. */
  readonly count: number;
  readonly keepsFocus: boolean;
}

export function itemOf(element: ListElement, { query, by, count, keepsFocus }: ListStyle): vscode.TreeItem {
  switch (element.kind) {
    case 'group':
      return groupItem(element, count);
    case 'page':
      return pageItem(element);
    case 'passage': {
      const { sidecar, passage } = element.placed;
      const { line } = passage.at.start;
      // Under its transcript, a passage need not name it again.
      const place =
        by === 'case' ? `${fileNameOf(sidecar.transcript)}:${line}` : vscode.l10n.t('line {0}', line);
      const item = passageItem(element, [sidecar.coder, place, namesOf(element)], quoteLength);
      if (query?.kind === 'found') item.label = labelAroundHit(passage.quote, query.words, query.options);
      item.command = {
        command: 'verbatim.openPassage',
        title: vscode.l10n.t('Open'),
        arguments: [element.reference, { preserveFocus: keepsFocus }],
      };
      return item;
    }
  }
}

/** So much of a quote is shown before the first hit. */
const lead = 24;

/** One line of a quote from shortly before the first hit on, with the hits marked. */
function labelAroundHit(quote: string, words: string, options?: WordOptions): vscode.TreeItemLabel | string {
  const pattern = wordPattern(words, options);
  const line = quote.replace(/\s+/g, ' ');
  const [first] = pattern ? findSpans(line, pattern) : [];
  if (!pattern || !first) return shorten(line, quoteLength);
  const cut = first.start > lead ? line.indexOf(' ', first.start - lead) + 1 : 0;
  const start = cut > first.start ? first.start : cut;
  const label = shorten(start > 0 ? `…${line.slice(start)}` : line, quoteLength);
  const highlights = findSpans(label, pattern).map((hit): [number, number] => [hit.start, hit.end]);
  return { label, highlights };
}

function groupItem(group: GroupElement, count: number): vscode.TreeItem {
  const { study, by, of, placed } = group;
  const { Collapsed, Expanded } = vscode.TreeItemCollapsibleState;
  const label = of === undefined ? vscode.l10n.t('No case') : by === 'transcript' ? fileNameOf(of) : of;
  const item = new vscode.TreeItem(label, count > mostOpen ? Collapsed : Expanded);
  item.id = idOfGroup(group);
  item.iconPath = new vscode.ThemeIcon(by === 'case' ? 'person' : 'comment-discussion');
  item.contextValue = 'passages-group';
  const about = by === 'case' && of !== undefined ? describeCase(study.visible.study, of) : '';
  item.description = [String(placed.length), about].filter(Boolean).join(' · ');
  const spoken = counted(placed.length, 'passage');
  item.tooltip = [of ?? label, about, spoken].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: [label, spoken, about].filter(Boolean).join(', ') };
  return item;
}
