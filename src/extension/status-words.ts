import * as vscode from 'vscode';
import type { CodingStatus } from '../core/study/coding-status';
import { counted } from './count-words';

/** One coder's progress in words: `done, 34 passages, 2 need review`. */
export function describeProgress({ state, passages, toReview }: CodingStatus): string {
  const count = passages ? [counted(passages, 'passage')] : [];
  const review = toReview > 0 ? [counted(toReview, 'toReview')] : [];
  return [stateName(state), ...count, ...review].join(', ');
}

/** The same with the coder's name before it. */
export function describeStatus(status: CodingStatus): string {
  return `${status.coder}: ${describeProgress(status)}`;
}

function stateName(state: CodingStatus['state']): string {
  switch (state) {
    case 'done':
      return vscode.l10n.t('done');
    case 'in-progress':
      return vscode.l10n.t('in progress');
    case 'not-started':
      return vscode.l10n.t('not started');
    case 'hidden':
      return vscode.l10n.t('hidden until the round is done');
    case 'unreadable':
      return vscode.l10n.t('cannot be read');
  }
}

export function stateSign(state: CodingStatus['state']): string {
  return { done: '✓', 'in-progress': '…', 'not-started': '–', hidden: '?', unreadable: '!' }[state];
}

export function stateIcon(state: CodingStatus['state']): string {
  return {
    done: 'pass',
    'in-progress': 'edit',
    'not-started': 'circle-large-outline',
    hidden: 'eye-closed',
    unreadable: 'warning',
  }[state];
}
