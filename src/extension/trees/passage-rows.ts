import * as vscode from 'vscode';
import type { PlacedPassage } from '../../core/study/placed-passages';
import type { PassageReference } from '../contributions';
import { namesOf, referenceOf, shorten } from '../features/passages/targets';
import type { OpenStudy } from '../workspace/open-study';

/** A passage in a tree; commands find it by its reference. */
export interface PassageElement {
  readonly kind: 'passage';
  readonly study: OpenStudy;
  readonly placed: PlacedPassage;
  readonly reference: PassageReference;
  /** The id of the row above, where a passage stands in a tree more than once. */
  readonly above: string;
}

export function passageElement(study: OpenStudy, placed: PlacedPassage, above = ''): PassageElement {
  return { kind: 'passage', study, placed, reference: referenceOf(study, placed), above };
}

/**
 * A passage as a row: the beginning of its quote, what tells it from its neighbours, and all of it in the tooltip.
 * @param details stand behind the quote
 * @param length how much of the quote is shown, in UTF-16 units: what is longer pushes the details out of sight
 */
export function passageItem(
  { study, placed, reference, above }: PassageElement,
  details: readonly string[],
  length: number,
): vscode.TreeItem {
  const { passage, span } = placed;
  const review = span ? [] : [vscode.l10n.t('needs review')];
  const names = namesOf({ study, placed });
  const memo = passage.memo === undefined ? [] : [vscode.l10n.t('Memo: {0}', passage.memo)];
  const item = new vscode.TreeItem(shorten(passage.quote, length));
  item.id = `${above}#${reference.study}#${reference.sidecar}#${reference.id}`;
  item.description = [...details, ...review].join(' · ');
  item.iconPath = new vscode.ThemeIcon(span ? 'quote' : 'warning');
  item.contextValue = 'passage';
  item.tooltip = [passage.quote, names, ...memo, ...review].join('\n\n');
  item.accessibilityInformation = { label: [passage.quote, ...details, ...review].join(', ') };
  item.command = {
    command: 'verbatim.openPassage',
    title: vscode.l10n.t('Open'),
    arguments: [reference],
  };
  return item;
}
