import * as vscode from 'vscode';
import type { DisagreementType } from '../../core/agreement/disagreements';
import type { StudyDisagreement } from '../../core/agreement/study-disagreements';
import type { DisagreementReference } from '../contributions';
import { describeDisagreement, typeName } from '../disagreement-words';
import type { CurrentComparison } from '../workspace/comparison';

/** A disagreement in a tree; commands find it by its reference. */
export interface DisagreementElement {
  readonly kind: 'disagreement';
  readonly current: CurrentComparison;
  readonly disagreement: StudyDisagreement;
  readonly reference: DisagreementReference;
  /** The id of the row above, where a disagreement stands in a tree more than once. */
  readonly above: string;
}

export function disagreementElement(
  current: CurrentComparison,
  disagreement: StudyDisagreement,
  above = '',
): DisagreementElement {
  const reference = { study: current.study.root.toString(), disagreement: disagreement.id };
  return { kind: 'disagreement', current, disagreement, reference, above };
}

/** A disagreement as a row: its codes, who has what, and every coder's words in the tooltip. */
export function disagreementItem({
  current,
  disagreement,
  reference,
  above,
}: DisagreementElement): vscode.TreeItem {
  const { title, difference, place, sides } = describeDisagreement(current, disagreement);
  const type = typeName(disagreement.type, sides.length);
  // Below a code, its name would only be repeated.
  const isBelowCode = above !== '';
  const item = new vscode.TreeItem(isBelowCode ? type : title);
  item.id = `${above}#${reference.study}#${reference.disagreement}`;
  const told = isBelowCode && disagreement.type === 'different-code' ? title : difference;
  const isSettled = !current.open.has(disagreement.id);
  const state = isSettled ? vscode.l10n.t('settled') : '';
  item.description = [state, told, place].filter(Boolean).join(' · ');
  item.iconPath = new vscode.ThemeIcon(isSettled ? 'pass' : disagreementIcon(disagreement.type));
  item.contextValue = `disagreement-${disagreement.type}`;
  item.tooltip = [`${type} · ${place}`, state, ...sides].filter(Boolean).join('\n\n');
  item.accessibilityInformation = {
    label: [type, title, difference, state, place].filter(Boolean).join(', '),
  };
  item.command = {
    command: 'verbatim.openDisagreement',
    title: vscode.l10n.t('Open'),
    arguments: [reference],
  };
  return item;
}

export function disagreementIcon(type: DisagreementType): string {
  switch (type) {
    case 'one-coder-only':
      return 'person';
    case 'different-code':
      return 'arrow-swap';
    case 'boundary':
      return 'arrow-both';
    case 'split-merged':
      return 'split-horizontal';
  }
}
