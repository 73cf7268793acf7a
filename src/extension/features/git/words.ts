import * as vscode from 'vscode';
import type { SyncRefusal } from '../../../core/study/git-port';
import { withoutLinks } from '../../commands';

/** So many files are named in one message. */
const mostNames = 4;

/** `Int04, Int05 and 3 more`. */
export function listFiles(paths: readonly string[]): string {
  const names = paths.slice(0, mostNames).map((path) => withoutLinks(path.split('/').pop() ?? path));
  const more = paths.length - names.length;
  const list = names.join(', ');
  return more > 0 ? vscode.l10n.t('{0} and {1} more', list, more) : list;
}

/** Why nothing can be exchanged, and what to do about it. */
export function explain(
  refusal: Exclude<SyncRefusal, { readonly kind: 'unsettled' | 'no-identity' }>,
): string {
  switch (refusal.kind) {
    case 'no-branch':
      return vscode.l10n.t(
        'You are looking at an earlier version of the study, so nothing can be shared or got now. Go back to the present one in the Source Control view first.',
      );
    case 'busy':
      return vscode.l10n.t(
        'Something that was begun in the Source Control view or in a terminal is not finished. Finish it there first.',
      );
    case 'no-remote':
      return vscode.l10n.t(
        'There is no shared copy yet. Your changes are kept in the history on this computer. Somebody who knows git can link the study to a shared copy.',
      );
    case 'several-remotes':
      return vscode.l10n.t(
        'There are several shared copies, and nothing says which is meant. Your changes are kept in the history on this computer. Publish once from the Source Control view; after that it is known.',
      );
    case 'unreachable':
      return vscode.l10n.t(
        'The shared copy cannot be reached. Nothing is lost; try again when you are connected. ({0})',
        withoutLinks(refusal.reason),
      );
    case 'rejected':
      return vscode.l10n.t('That was refused: {0}', withoutLinks(refusal.reason));
  }
}

/** Shows a message with offers, and carries out the one that is taken. Nobody waits for the answer. */
export function offer(
  message: string,
  offers: Readonly<Record<string, () => Thenable<unknown>>>,
  kind: 'warning' | 'information' = 'warning',
): void {
  const { showWarningMessage, showInformationMessage } = vscode.window;
  const show = kind === 'warning' ? showWarningMessage : showInformationMessage;
  void show<string>(message, ...Object.keys(offers)).then((choice) =>
    choice === undefined ? undefined : offers[choice]?.(),
  );
}

/** Puts a sentence into the status bar for a while. */
export function tell(message: string): void {
  vscode.window.setStatusBarMessage(message, 10_000);
}
