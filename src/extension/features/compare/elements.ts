import * as vscode from 'vscode';
import { formatDay } from '../../dates';
import type { NotComparable } from '../../../core/agreement/compare';
import type { DisagreementType } from '../../../core/agreement/disagreements';
import { fileNameOf } from '../../../core/format/study-path';
import type { Definition } from '../../../core/study/code-history';
import { placePassages } from '../../../core/study/placed-passages';
import type { Redefinition } from '../../../core/study/redefinitions';
import type { CodeReference } from '../../contributions';
import { disagreementTypes, typeName, whyNotComparable } from '../../disagreement-words';
import {
  type DisagreementElement,
  disagreementElement,
  disagreementIcon,
  disagreementItem,
} from '../../trees/disagreement-rows';
import { type PassageElement, passageElement, passageItem } from '../../trees/passage-rows';
import type { CurrentComparison } from '../../workspace/comparison';

export interface RedefinitionElement {
  readonly kind: 'redefinition';
  readonly current: CurrentComparison;
  readonly redefinition: Redefinition;
  readonly reference: CodeReference;
}

/** A row of the Compare view. */
export type CompareElement =
  | { readonly kind: 'redefined'; readonly rows: readonly RedefinitionElement[] }
  | RedefinitionElement
  | { readonly kind: 'type'; readonly type: DisagreementType; readonly rows: readonly DisagreementElement[] }
  | DisagreementElement
  | { readonly kind: 'not-comparable'; readonly rows: readonly CompareElement[] }
  | { readonly kind: 'reason'; readonly current: CurrentComparison; readonly transcript: NotComparable }
  | { readonly kind: 'left-out'; readonly rows: readonly PassageElement[] }
  | PassageElement;

/** What to beware of, disagreements by type, then what could not be compared. */
export function rootsOf(
  current: CurrentComparison,
  redefinitions: readonly Redefinition[],
): CompareElement[] {
  const { shown, comparison } = current;
  const types = disagreementTypes.map((type): CompareElement => {
    const rows = shown.filter((each) => each.type === type).map((each) => disagreementElement(current, each));
    return { kind: 'type', type, rows };
  });
  const leftOut = leftOutOf(current);
  const reasons = comparison.notComparable.map((transcript): CompareElement => ({
    kind: 'reason',
    current,
    transcript,
  }));
  const redefined = redefinitions.map((redefinition): RedefinitionElement => {
    const reference = { code: redefinition.code };
    return { kind: 'redefinition', current, redefinition, reference };
  });
  return [
    ...(redefined.length > 0 ? [{ kind: 'redefined' as const, rows: redefined }] : []),
    ...types.filter((group) => group.kind === 'type' && group.rows.length > 0),
    ...(leftOut.length > 0 ? [{ kind: 'left-out' as const, rows: leftOut }] : []),
    ...(reasons.length > 0 ? [{ kind: 'not-comparable' as const, rows: reasons }] : []),
  ];
}

/** Passages of today's sidecars that are not compared until somebody has reviewed them. */
function leftOutOf({ study, comparison }: CurrentComparison): readonly PassageElement[] {
  return comparison.compared.flatMap(({ sidecars, leftOut }) =>
    sidecars.flatMap((sidecar, i) => {
      const missing = new Set(leftOut[i]);
      if (missing.size === 0 || study.visible.sidecars.get(sidecar.path) !== sidecar) return [];
      return placePassages(study.visible, sidecar)
        .filter(({ passage }) => missing.has(passage))
        .map((placed) => passageElement(study, placed, 'left-out'));
    }),
  );
}

export function childrenOf(element: CompareElement): readonly CompareElement[] {
  return 'rows' in element ? element.rows : [];
}

export function parentOf(element: CompareElement, current: CurrentComparison): CompareElement | undefined {
  if (element.kind !== 'disagreement') return undefined;
  return rootsOf(current, []).find((root) => root.kind === 'type' && root.type === element.disagreement.type);
}

export function itemOf(element: CompareElement, coders: number): vscode.TreeItem {
  switch (element.kind) {
    case 'type':
      return groupItem(
        typeName(element.type, coders),
        element.type,
        disagreementIcon(element.type),
        element.rows.length,
      );
    case 'disagreement':
      return disagreementItem(element);
    case 'redefined':
      return groupItem(
        vscode.l10n.t('Redefined before all were done'),
        element.kind,
        'warning',
        element.rows.length,
      );
    case 'redefinition':
      return redefinitionItem(element);
    case 'not-comparable':
      return groupItem(vscode.l10n.t('Not comparable'), element.kind, 'circle-slash', element.rows.length);
    case 'reason':
      return reasonItem(element.current, element.transcript);
    case 'left-out':
      return groupItem(
        vscode.l10n.t('Left out until reviewed'),
        element.kind,
        'warning',
        element.rows.length,
      );
    case 'passage': {
      const { sidecar, passage } = element.placed;
      const place = `${fileNameOf(sidecar.transcript)}:${passage.at.start.line}`;
      return passageItem(element, [`${sidecar.coder}, ${place}`], 60);
    }
  }
}

function groupItem(label: string, id: string, icon: string, count: number): vscode.TreeItem {
  const { Expanded, Collapsed } = vscode.TreeItemCollapsibleState;
  const item = new vscode.TreeItem(label, id === 'not-comparable' ? Collapsed : Expanded);
  item.id = id;
  item.description = String(count);
  item.iconPath = new vscode.ThemeIcon(icon);
  item.accessibilityInformation = { label: `${label}, ${count}` };
  return item;
}

function redefinitionItem({ current, redefinition, reference }: RedefinitionElement): vscode.TreeItem {
  const { code, changedAt, was, is, transcripts } = redefinition;
  const name = current.comparison.codebook.codes.get(code)?.name ?? code;
  const day = formatDay(changedAt);
  const coders = (list: (each: (typeof transcripts)[number]) => readonly string[]) =>
    [...new Set(transcripts.flatMap(list))].join(', ');
  const told = vscode.l10n.t(
    'on {0}, after {1}, before {2}',
    day,
    coders(({ before }) => before),
    coders(({ after }) => after),
  );
  const item = new vscode.TreeItem(name);
  item.id = `redefined#${code}`;
  item.description = told;
  item.iconPath = new vscode.ThemeIcon('tag');
  item.contextValue = 'redefinition';
  item.tooltip = [
    vscode.l10n.t('The coders may have used different definitions.'),
    vscode.l10n.t('Before: {0}', wordsOf(was)),
    vscode.l10n.t('After: {0}', wordsOf(is)),
    vscode.l10n.t('In: {0}', transcripts.map(({ transcript }) => fileNameOf(transcript)).join(', ')),
  ].join('\n\n');
  item.accessibilityInformation = { label: `${name}, ${vscode.l10n.t('redefined {0}', told)}` };
  item.command = {
    command: 'verbatim.showCodeHistory',
    title: vscode.l10n.t('Show History'),
    arguments: [reference],
  };
  return item;
}

function wordsOf({ definition, include, exclude }: Definition): string {
  return [definition, include, exclude].filter(Boolean).join(' / ');
}

function reasonItem({ study }: CurrentComparison, given: NotComparable): vscode.TreeItem {
  const reason = whyNotComparable(given);
  const name = fileNameOf(given.transcript);
  const item = new vscode.TreeItem(name);
  item.id = `not-comparable#${given.transcript}`;
  item.description = reason;
  const isHidden = given.waitingFor.some(({ state }) => state === 'hidden');
  item.iconPath = new vscode.ThemeIcon(isHidden ? 'eye-closed' : 'circle-slash');
  item.tooltip = `${given.transcript}\n\n${reason}`;
  item.accessibilityInformation = { label: `${name}, ${reason}` };
  if (study.visible.transcripts.has(given.transcript))
    item.command = {
      command: 'verbatim.openTranscript',
      title: vscode.l10n.t('Open'),
      arguments: [{ study: study.root.toString(), transcript: given.transcript }],
    };
  return item;
}
