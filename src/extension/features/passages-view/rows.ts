import * as vscode from 'vscode';
import { fileNameOf } from '../../../core/format/study-path';
import { pageItem } from '../../trees/pages';
import { passageItem } from '../../trees/passage-rows';
import { namesOf } from '../passages/targets';
import { describeCase } from './case-words';
import { type GroupElement, idOfGroup, type ListElement } from './shown-passages';

/** The view stands below the editors, where there is room. */
const quoteLength = 110;
/** With more passages than this, groups are closed at first. */
const mostOpen = 200;

export function itemOf(element: ListElement, count: number, keepsFocus: boolean): vscode.TreeItem {
  switch (element.kind) {
    case 'group':
      return groupItem(element, count);
    case 'page':
      return pageItem(element);
    case 'passage': {
      const { sidecar, passage } = element.placed;
      const place = `${fileNameOf(sidecar.transcript)}:${passage.at.start.line}`;
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
