import * as vscode from 'vscode';
import { whyNotReconcilable } from '../../../core/actions/settle-matters';
import type { Settling, TranscriptToReconcile } from '../../../core/agreement/reconcile-list';
import { fileNameOf } from '../../../core/format/study-path';
import type { Leftover } from '../../../core/study/consensus';
import type { DisagreementReference, LeftoverReference, TranscriptReference } from '../../contributions';
import { counted } from '../../count-words';
import { describeDisagreement, typeName } from '../../disagreement-words';
import { disagreementElement, disagreementIcon, disagreementItem } from '../../trees/disagreement-rows';
import { shorten } from '../passages/targets';
import type { CurrentReconciling } from './session';

/** A row of the Reconcile view. */
export type ReconcileElement =
  | {
      readonly kind: 'transcript';
      readonly current: CurrentReconciling;
      readonly entry: TranscriptToReconcile;
      readonly reference: TranscriptReference;
    }
  | {
      readonly kind: 'agreed' | 'settled';
      readonly current: CurrentReconciling;
      readonly entry: TranscriptToReconcile;
      readonly reference: TranscriptReference;
    }
  | SettlingElement
  | {
      readonly kind: 'leftover';
      readonly current: CurrentReconciling;
      readonly leftover: Leftover;
      readonly reference: LeftoverReference;
    };

export interface SettlingElement {
  readonly kind: 'settling';
  readonly current: CurrentReconciling;
  readonly settling: Settling;
  readonly reference: DisagreementReference;
}

export function rootsOf(current: CurrentReconciling): ReconcileElement[] {
  return current.transcripts.map((entry) => ({
    kind: 'transcript',
    current,
    entry,
    reference: referenceOf(current, entry),
  }));
}

export function childrenOf(element: ReconcileElement): ReconcileElement[] {
  if (element.kind === 'settling' || element.kind === 'leftover') return [];
  const { current, entry, reference } = element;
  const settled = entry.settlings.filter(({ state }) => state === 'settled');
  const rows = (settlings: readonly Settling[]) => settlings.map((each) => settlingElement(current, each));
  if (element.kind === 'settled') return rows(settled);
  if (element.kind === 'agreed') return [];
  const study = current.comparison.study.root.toString();
  return [
    ...(entry.agreed > 0 ? [{ kind: 'agreed' as const, current, entry, reference }] : []),
    ...entry.reconciliation.leftovers.map((leftover): ReconcileElement => ({
      kind: 'leftover',
      current,
      leftover,
      reference: {
        study,
        transcript: entry.reconciliation.transcript,
        id: leftover.placed.passage.id,
        code: leftover.code,
      },
    })),
    ...rows(entry.settlings.filter(({ state }) => state !== 'settled')),
    ...(settled.length > 0 ? [{ kind: 'settled' as const, current, entry, reference }] : []),
  ];
}

export function settlingElement(current: CurrentReconciling, settling: Settling): SettlingElement {
  const study = current.comparison.study.root.toString();
  return {
    kind: 'settling',
    current,
    settling,
    reference: { study, disagreement: settling.disagreement.id },
  };
}

export function parentOf(element: ReconcileElement): ReconcileElement | undefined {
  if (element.kind === 'transcript') return undefined;
  const { current } = element;
  const path =
    element.kind === 'settling'
      ? element.settling.disagreement.transcript
      : element.kind === 'leftover'
        ? element.reference.transcript
        : element.entry.reconciliation.transcript;
  const entry = current.transcripts.find(({ reconciliation }) => reconciliation.transcript === path);
  if (!entry) return undefined;
  const reference = referenceOf(current, entry);
  const isBelowSettled = element.kind === 'settling' && element.settling.state === 'settled';
  return { kind: isBelowSettled ? 'settled' : 'transcript', current, entry, reference };
}

function referenceOf(
  { comparison }: CurrentReconciling,
  { reconciliation }: TranscriptToReconcile,
): TranscriptReference {
  return { study: comparison.study.root.toString(), transcript: reconciliation.transcript };
}

const { None, Collapsed, Expanded } = vscode.TreeItemCollapsibleState;

export function itemOf(element: ReconcileElement): vscode.TreeItem {
  switch (element.kind) {
    case 'transcript':
      return transcriptItem(element.entry);
    case 'agreed': {
      const label = vscode.l10n.t('All agree on {0}', counted(element.entry.agreed, 'coding'));
      const item = new vscode.TreeItem(label, None);
      item.id = `agreed#${element.reference.transcript}`;
      item.iconPath = new vscode.ThemeIcon('check-all');
      item.description = vscode.l10n.t('not yet taken over');
      item.contextValue = 'reconcile-agreed';
      item.accessibilityInformation = { label: `${label}, ${item.description}` };
      return item;
    }
    case 'settled': {
      const count = element.entry.settlings.filter(({ state }) => state === 'settled').length;
      const item = new vscode.TreeItem(vscode.l10n.t('Settled'), Collapsed);
      item.id = `settled#${element.reference.transcript}`;
      item.iconPath = new vscode.ThemeIcon('pass');
      item.description = String(count);
      item.accessibilityInformation = { label: vscode.l10n.t('Settled, {0}', count) };
      return item;
    }
    case 'settling':
      return settlingItem(element);
    case 'leftover':
      return leftoverItem(element.leftover, element.reference);
  }
}

function transcriptItem({ reconciliation, agreed }: TranscriptToReconcile): vscode.TreeItem {
  const { transcript, settled, total, isComplete } = reconciliation;
  const why = whyNotReconcilable(reconciliation);
  const name = fileNameOf(transcript);
  const item = new vscode.TreeItem(name, why === undefined && !isComplete ? Expanded : Collapsed);
  item.id = `transcript#${transcript}`;
  item.description =
    why !== undefined
      ? vscode.l10n.t('not yet')
      : isComplete
        ? vscode.l10n.t('complete, {0} settled', settled)
        : vscode.l10n.t('{0} of {1} settled', settled, total);
  const icon = why !== undefined ? 'circle-slash' : isComplete ? 'pass-filled' : 'comment-discussion';
  item.iconPath = new vscode.ThemeIcon(icon);
  item.tooltip = why ?? `${name}: ${item.description}`;
  item.contextValue =
    agreed > 0 && why === undefined ? 'reconcile-transcript-agreed' : 'reconcile-transcript';
  item.accessibilityInformation = { label: `${name}, ${item.description}` };
  return item;
}

function settlingItem({ current, settling }: SettlingElement): vscode.TreeItem {
  const { disagreement, state } = settling;
  const { title, difference, place, sides } = describeDisagreement(current.comparison, disagreement);
  const type = typeName(disagreement.type, sides.length);
  const line = vscode.l10n.t('line {0}', place.slice(place.lastIndexOf(':') + 1));
  const said = stateInWords(settling);
  const item = disagreementItem(disagreementElement(current.comparison, disagreement, 'reconcile'));
  item.label = title;
  item.description = [said, difference, line].filter(Boolean).join(' · ');
  const isFlagged = state === 'stale' || state === 'contradicting';
  item.iconPath = isFlagged
    ? new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'))
    : new vscode.ThemeIcon(state === 'settled' ? 'pass' : disagreementIcon(disagreement.type));
  item.contextValue = `settling-${state === 'settled' ? 'settled' : 'open'}`;
  item.tooltip = [`${type} · ${place}`, said, ...sides].filter(Boolean).join('\n\n');
  item.accessibilityInformation = {
    label: [said, type, title, difference, place].filter(Boolean).join(', '),
  };
  return item;
}

/** What was decided, or why it has to be decided again; nothing for what is merely open. */
function stateInWords({ state, statuses }: Settling): string {
  if (state === 'open') return '';
  if (state === 'stale') return vscode.l10n.t('changed since it was decided');
  if (state === 'contradicting') return vscode.l10n.t('decided twice');
  const words = statuses.map(({ matter, decisions: [onCode] }) => {
    if (onCode?.outcome === 'declined') return vscode.l10n.t('{0} declined', matter.code);
    return vscode.l10n.t('{0} kept', matter.code);
  });
  return words.join(', ');
}

function leftoverItem({ placed, code }: Leftover, reference: LeftoverReference): vscode.TreeItem {
  const item = new vscode.TreeItem(code);
  const why = vscode.l10n.t('its source is gone');
  item.id = `leftover#${reference.transcript}#${reference.id}#${code}`;
  item.description = `${why} · ${shorten(placed.passage.quote, 40)}`;
  item.iconPath = new vscode.ThemeIcon('warning', new vscode.ThemeColor('list.warningForeground'));
  item.contextValue = 'reconcile-leftover';
  item.tooltip = vscode.l10n.t(
    'The passage from which this was decided is gone, or no longer has the code. Keep it all the same, or take it out.',
  );
  item.accessibilityInformation = { label: [code, why, placed.passage.quote].join(', ') };
  return item;
}
