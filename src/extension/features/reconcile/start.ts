import * as vscode from 'vscode';
import { UserError } from '../../../core/base/user-error';
import { whyNotReconcilable } from '../../../core/actions/settle-matters';
import type { Round } from '../../../core/model/study';
import { reconciliationOf } from '../../../core/study/consensus';
import type { CurrentComparison } from '../../workspace/comparison';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';

/**
 * The comparison to reconcile: the one that goes on, else that of a round's coders.
 * @param given a round's id; asked for where there are several
 * @throws UserError when the study has no round of several coders, or it cannot be reconciled yet
 */
export async function compareRound(
  { comparison }: FeatureContext,
  study: OpenStudy,
  given: string | undefined,
): Promise<CurrentComparison | undefined> {
  const { current } = comparison;
  if (given === undefined && current && current.participants.every(({ at }) => !at)) return current;
  const round = await pickRound(study, given);
  if (!round) return undefined;
  refuseTooEarly(study, round);
  return comparison.start({
    study,
    participants: round.coders.map((coder) => ({ coder })),
    round: round.id,
  });
}

async function pickRound({ visible }: OpenStudy, given: string | undefined): Promise<Round | undefined> {
  const rounds = [...visible.study.rounds.values()].filter(({ coders }) => coders.length > 1);
  const [first, ...others] = rounds.filter(({ id }) => given === undefined || id === given);
  if (!first)
    throw new UserError(
      'reconcile/no-round',
      vscode.l10n.t(
        'The study has no round of several coders to reconcile. Add one to “rounds” in verbatim.yaml, or compare coders first.',
      ),
    );
  if (others.length === 0) return first;
  const items = rounds.map((round) => ({ label: round.id, description: round.coders.join(' – '), round }));
  const chosen = await vscode.window.showQuickPick(items, { title: vscode.l10n.t('Reconcile which round?') });
  return chosen?.round;
}

/** Nothing is compared, and nothing shown, before a round's first transcript can be reconciled. */
function refuseTooEarly({ visible }: OpenStudy, { transcripts }: Round): void {
  const reasons = transcripts.map((path) => whyNotReconcilable(reconciliationOf(visible, path)));
  const [first] = reasons;
  if (first !== undefined && reasons.every((reason) => reason !== undefined))
    throw new UserError('reconcile/not-yet', first);
}

/** Asks in whose names decisions are written down; all coders’ by Enter. Undefined when that is given up. */
export async function askWhoDecides({
  study,
  comparison,
}: CurrentComparison): Promise<readonly string[] | undefined> {
  const items = comparison.coders.map((coder) => ({
    label: coder,
    description: study.visible.study.coders.get(coder)?.name ?? '',
    picked: true,
  }));
  const chosen = await vscode.window.showQuickPick(items, {
    canPickMany: true,
    title: vscode.l10n.t('Who decides?'),
    placeHolder: vscode.l10n.t('Decisions are written down in these names'),
  });
  return chosen && chosen.length > 0 ? chosen.map(({ label }) => label) : undefined;
}
