import * as vscode from 'vscode';
import type { Choice } from '../../../core/actions/settle-matters';
import type { Settling } from '../../../core/agreement/reconcile-list';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { registerCommand, registerKeyCommand } from '../../commands';
import {
  type Argument,
  type DisagreementReference,
  type LeftoverReference,
  referenceIn,
} from '../../contributions';
import { counted } from '../../count-words';
import type { FeatureContext } from '../feature';
import { currentStudy } from '../passages/targets';
import { decide, noteProblem, pickChoice, remarkOnDecision, settleGone, takeOver } from './decide';
import { registerDiagnostics } from './diagnostics';
import { childrenOf, itemOf, parentOf, type ReconcileElement, rootsOf, settlingElement } from './elements';
import { type CurrentReconciling, ReconcileSession } from './session';
import { askWhoDecides, compareRound } from './start';

/**
 * Reconciling: the coders of a round settle their disagreements one by one, in the **Reconcile** view, by quick fixes in the
 * text or by plain keys. What is decided is written into the consensus, and nowhere else.
 */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const session = subscriptions.add(new ReconcileSession(context));
  const view = registerView(session, subscriptions);
  subscriptions.add(registerDiagnostics(session));
  registerCommands(context, session, view, subscriptions);
  return subscriptions;
}

function registerView(
  session: ReconcileSession,
  subscriptions: DisposableStore,
): vscode.TreeView<ReconcileElement> {
  const changed = subscriptions.add(new vscode.EventEmitter<undefined>());
  const view = subscriptions.add(
    vscode.window.createTreeView<ReconcileElement>('verbatim.reconcile', {
      treeDataProvider: {
        onDidChangeTreeData: changed.event,
        getChildren: (element) => {
          if (element) return childrenOf(element);
          return session.current ? rootsOf(session.current) : [];
        },
        getParent: parentOf,
        getTreeItem: itemOf,
      },
      showCollapseAll: true,
    }),
  );
  subscriptions.add(
    session.onDidChange(() => {
      const { current } = session;
      view.description = current ? legendOf(current) : '';
      const open = session.settlings().filter(({ state }) => state !== 'settled').length;
      const tooltip = vscode.l10n.t('{0} to settle', counted(open, 'disagreement'));
      view.badge = open === 0 ? undefined : { value: open, tooltip };
      view.message = current ? summarise(current, open) : '';
      changed.fire(undefined);
    }),
  );
  return view;
}

/** Whom the keys A and B stand for. */
function legendOf({ comparison }: CurrentReconciling): string {
  const [first = '', second = ''] = comparison.comparison.coders;
  return `A: ${first} · B: ${second}`;
}

function summarise({ transcripts, by }: CurrentReconciling, open: number): string {
  const done = transcripts.filter(({ reconciliation }) => reconciliation.isComplete).length;
  const progress = vscode.l10n.t('{0} of {1} complete.', done, counted(transcripts.length, 'transcript'));
  const decided = vscode.l10n.t('Decisions by {0}.', by.join(', '));
  return open === 0 ? `${progress} ${decided}` : `${vscode.l10n.t('{0} open.', open)} ${progress} ${decided}`;
}

function registerCommands(
  context: FeatureContext,
  session: ReconcileSession,
  view: vscode.TreeView<ReconcileElement>,
  subscriptions: DisposableStore,
): void {
  const { log } = context;
  const going = (): CurrentReconciling => {
    if (session.current) return session.current;
    throw new UserError('reconcile/not-going', vscode.l10n.t('Start with “Reconcile…” first.'));
  };
  const settlingOf = (argument: Argument<DisagreementReference> | undefined): Settling => {
    const id = referenceIn(argument)?.disagreement;
    const found =
      id === undefined
        ? (session.settling ?? session.next(undefined))
        : session.settlings().find(({ disagreement }) => disagreement.id === id);
    if (found) return found;
    throw new UserError('reconcile/nothing', vscode.l10n.t('There is no disagreement left to settle.'));
  };
  const open = async (settling: Settling | undefined): Promise<void> => {
    const { current } = session;
    if (!current || !settling) return;
    const element = settlingElement(current, settling);
    await vscode.commands.executeCommand('verbatim.openDisagreement', element.reference);
    // The next key need not wait for the list, which may by then have it under what is settled.
    if (view.visible) view.reveal(element, { select: true, focus: false }).then(undefined, () => undefined);
  };
  // A key that comes while the last decision is still being written is about the disagreement that follows it.
  const inTurn = (run: () => Promise<void>): Promise<void> => context.typeAhead.during(run);
  const settle = (find: () => Settling, choice: Choice['kind'] | 'ask', coder?: string): Promise<void> =>
    inTurn(async () => {
      const current = going();
      const settling = find();
      const chosen = choice === 'ask' ? await pickChoice(context, current, settling) : { choice, coder };
      if (!chosen || !(await decide(context, current, settling, chosen.choice, chosen.coder))) return;
      const next = session.next(settling);
      if (next) await open(next);
      else void vscode.window.showInformationMessage(vscode.l10n.t('Every disagreement is settled.'));
    });
  const keep =
    (choice: Choice['kind'], place?: number) =>
    (argument?: Argument<DisagreementReference>): Promise<void> => {
      const { coders } = going().comparison.comparison;
      return settle(() => settlingOf(argument), choice, place === undefined ? undefined : coders[place]);
    };
  const add = (item: vscode.Disposable) => subscriptions.add(item);
  add(
    registerCommand(log, 'verbatim.reconcile', async (given) => {
      const study = currentStudy(context);
      const compared = study && (await compareRound(context, study, given?.round));
      const by = compared && (await askWhoDecides(compared));
      if (!by) return;
      session.start(compared, by);
      await vscode.commands.executeCommand('verbatim.reconcile.focus');
      await open(session.next(undefined));
    }),
  );
  add(
    registerCommand(log, 'verbatim.stopReconciling', () => {
      session.stop();
      return undefined;
    }),
  );
  add(
    registerKeyCommand(context, 'verbatim.settleDisagreement', (reference) =>
      settle(() => settlingOf(reference), reference?.choice ?? 'ask', reference?.coder),
    ),
  );
  add(registerKeyCommand(context, 'verbatim.keepFirst', keep('keep', 0)));
  add(registerKeyCommand(context, 'verbatim.keepSecond', keep('keep', 1)));
  add(registerKeyCommand(context, 'verbatim.keepBoth', keep('keep-all')));
  add(registerKeyCommand(context, 'verbatim.keepNeither', keep('decline')));
  add(registerKeyCommand(context, 'verbatim.keepSelection', keep('extent')));
  add(registerKeyCommand(context, 'verbatim.keepOtherCode', keep('other-code')));
  add(
    registerKeyCommand(context, 'verbatim.skipDisagreement', () =>
      inTurn(() => open(session.next(session.settling))),
    ),
  );
  add(
    registerKeyCommand(context, 'verbatim.takeOverAgreed', (argument) =>
      inTurn(async () => {
        const count = await takeOver(context, going(), referenceIn(argument)?.transcript);
        vscode.window.setStatusBarMessage(
          vscode.l10n.t('Taken over: {0} that all agree on.', counted(count, 'coding')),
          6000,
        );
      }),
    ),
  );
  const leftover = (choice: 'keep' | 'decline') => async (argument?: Argument<LeftoverReference>) => {
    const reference = referenceIn(argument);
    if (reference) await settleGone(context, going(), reference, choice);
  };
  add(registerCommand(log, 'verbatim.keepLeftover', leftover('keep')));
  add(registerCommand(log, 'verbatim.dropLeftover', leftover('decline')));
  add(
    registerKeyCommand(context, 'verbatim.noteOnDecision', (argument) =>
      inTurn(() => remarkOnDecision(context, going(), settlingOf(argument))),
    ),
  );
  add(
    registerKeyCommand(context, 'verbatim.noteCodebookProblem', (argument) =>
      inTurn(async () => {
        const code = await noteProblem(context, going(), settlingOf(argument));
        vscode.window.setStatusBarMessage(
          vscode.l10n.t('Noted on “{0}”; it is in the Review view until it is closed.', code),
          6000,
        );
      }),
    ),
  );
}
