import * as vscode from 'vscode';
import { fileNameOf } from '../../../core/format/study-path';
import { pageItem } from '../../trees/pages';
import { passageItem } from '../../trees/passage-rows';
import { namesOf } from '../passages/targets';
import { describeCase } from '../../case-words';
import { type GroupElement, type Grouping, idOfGroup, type ListElement } from './shown-passages';

/** The view stands below the editors, where there is room. */
const quoteLength = 90;
/** With more passages than this, groups are closed at first. */
const mostOpen = 200;

export interface ListStyle {
  readonly by: Grouping;
  /** How many passages there are in all. */
  readonly count: number;
  readonly keepsFocus: boolean;
}

export function itemOf(element: ListElement, { by, count, keepsFocus }: ListStyle): vscode.TreeItem {
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
      item.command = {
        command: 'verbatim.openPassage',
        title: vscode.l10n.t('Open'),
        arguments: [element.reference, { preserveFocus: keepsFocus }],
      };
      return item;
    }
  }
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
  const spoken = vscode.l10n.t('{0} passages', placed.length);
  item.tooltip = [of ?? label, about, spoken].filter(Boolean).join('\n');
  item.accessibilityInformation = { label: [label, spoken, about].filter(Boolean).join(', ') };
  return item;
}
