import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { registerCommand } from '../../commands';
import type { FeatureContext } from '../feature';
import { watchOutdated } from '../git/outdated';
import { registerCloseNote } from './code-notes';
import { registerStillFits } from './outdated-codings';
import { registerRefreshPositions } from './positions';
import { registerReselect } from './reselect';
import { createReviewList } from './review-list';
import { registerAccept, registerMarkLost } from './settle';
import { createReviewWalk } from './walk';

/**
 * The **Review** view: the coder's passages whose text has changed since they were coded, and the codings whose code's
 * definition has. Nothing is moved unasked: each passage is accepted at the place proposed, picked from several, selected
 * anew or marked lost; each coding is confirmed or taken off.
 */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const outdated = subscriptions.add(watchOutdated(context));
  const list = subscriptions.add(createReviewList(context, outdated));
  const walk = subscriptions.add(createReviewWalk(list));
  subscriptions.add(
    registerCommand(context.log, 'verbatim.reviewPassage', async (argument) => {
      const reviewed = await walk.choose(argument, vscode.l10n.t('Compare which passage with the text?'));
      if (reviewed) await walk.show(reviewed);
    }),
  );
  subscriptions.add(registerAccept(context, walk));
  subscriptions.add(registerReselect(context, walk));
  subscriptions.add(registerMarkLost(context, walk));
  subscriptions.add(registerRefreshPositions(context));
  subscriptions.add(registerStillFits(context));
  subscriptions.add(registerCloseNote(context));
  return subscriptions;
}
