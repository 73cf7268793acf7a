import * as vscode from 'vscode';
import { noteOnCode } from '../../../core/actions/note-on-code';
import { noteOnDecision } from '../../../core/actions/note-on-decision';
import {
  type Choice,
  settleCodings,
  settleLeftover,
  takeOverAgreed,
} from '../../../core/actions/settle-matters';
import type { Settling } from '../../../core/agreement/reconcile-list';
import { codesIn } from '../../../core/agreement/study-disagreements';
import { localDay } from '../../../core/base/local-day';
import { UserError } from '../../../core/base/user-error';
import { fileNameOf } from '../../../core/format/study-path';
import type { Span } from '../../../core/text/span';
import type { LeftoverReference } from '../../contributions';
import { toSpan } from '../../convert';
import { pickCode } from '../codebook/pick-code';
import { describeDisagreement } from '../../disagreement-words';
import { askRemark, pickTyped } from '../../typed-pick';
import type { FeatureContext } from '../feature';
import type { CurrentReconciling } from './session';

/**
 * Settles a disagreement as chosen, after asking for what the choice lacks and for a reason.
 * @returns false when the user gave it up
 */
export async function decide(
  context: FeatureContext,
  current: CurrentReconciling,
  settling: Settling,
  kind: Choice['kind'],
  coder?: string,
): Promise<boolean> {
  const { study } = current.comparison;
  const choice = await completeChoice(context, current, settling, kind, coder);
  if (!choice) return false;
  const { title } = describeDisagreement(current.comparison, settling.disagreement);
  const reason = await askRemark(context.typeAhead, {
    title: vscode.l10n.t('{0}: {1}', describeChoice(choice, current), title),
    placeholder: vscode.l10n.t('Why? (Enter without a reason)'),
  });
  if (reason === undefined) return false;
  const remark = { by: current.by, date: localDay(Date.now()), reason };
  const { transcript } = settling.disagreement;
  return context
    .writerOf(study)
    .write(vscode.l10n.t('Settle a disagreement'), () =>
      settleCodings(study.visible, transcript, settling.codings, choice, remark),
    );
}

interface ChoiceItem extends vscode.QuickPickItem {
  readonly choice: Choice['kind'];
  readonly coder?: string;
}

/**
 * Asks how a disagreement is to be settled: what the quick fixes offer, where the text is locked and has none. Beside each
 * stands the key that does so at once.
 */
export async function pickChoice(
  { typeAhead }: FeatureContext,
  { comparison }: CurrentReconciling,
  { disagreement }: Settling,
): Promise<ChoiceItem | undefined> {
  const { coders } = comparison.comparison;
  const { title, sides } = describeDisagreement(comparison, disagreement);
  const isPair = coders.length === 2;
  const items: readonly ChoiceItem[] = [
    ...coders.map((coder, i): ChoiceItem => ({
      label: vscode.l10n.t('Keep {0}’s', coder),
      description: ['A', 'B'][i] ?? '',
      detail: sides[i] ?? '',
      choice: 'keep',
      coder,
    })),
    {
      label: isPair ? vscode.l10n.t('Keep both') : vscode.l10n.t('Keep all'),
      description: 'K',
      choice: 'keep-all',
    },
    { label: vscode.l10n.t('Use the selected words'), description: 'E', choice: 'extent' },
    { label: vscode.l10n.t('Another code…'), description: 'C', choice: 'other-code' },
    { label: isPair ? vscode.l10n.t('Neither') : vscode.l10n.t('None'), description: 'X', choice: 'decline' },
  ];
  return pickTyped(items, { typeAhead, title });
}

async function completeChoice(
  context: FeatureContext,
  { comparison }: CurrentReconciling,
  settling: Settling,
  kind: Choice['kind'],
  coder: string | undefined,
): Promise<Choice | undefined> {
  switch (kind) {
    case 'keep': {
      const kept = coder ?? (await pickCoder(context, comparison.comparison.coders));
      return kept === undefined ? undefined : { kind, coder: kept };
    }
    case 'extent':
      return { kind, span: selectionIn(context, settling) };
    case 'other-code': {
      const { title } = describeDisagreement(comparison, settling.disagreement);
      const given = codesIn(settling.disagreement);
      const picked = await pickCode(comparison.study, {
        title: vscode.l10n.t('Which code instead of {0}?', title),
        isOffered: ({ id }) => !given.includes(id),
        typeAhead: context.typeAhead,
      });
      return picked && picked !== 'first' && 'id' in picked ? { kind, code: picked.id } : undefined;
    }
    default:
      return { kind };
  }
}

async function pickCoder(
  { typeAhead }: FeatureContext,
  coders: readonly string[],
): Promise<string | undefined> {
  const items = coders.map((label) => ({ label }));
  return (await pickTyped(items, { typeAhead, title: vscode.l10n.t('Keep whose?') }))?.label;
}

/** @throws UserError when nothing is selected in the disagreement's transcript */
function selectionIn({ live }: FeatureContext, { disagreement }: Settling): Span {
  const editor = vscode.window.activeTextEditor;
  const shown = editor && live.of(editor.document);
  if (!editor || shown?.path !== disagreement.transcript || editor.selection.isEmpty)
    throw new UserError(
      'reconcile/no-selection',
      vscode.l10n.t('Select the words in {0} first.', fileNameOf(disagreement.transcript)),
    );
  return toSpan(shown.index, editor.selection);
}

function describeChoice(choice: Choice, { comparison }: CurrentReconciling): string {
  const isPair = comparison.comparison.coders.length === 2;
  switch (choice.kind) {
    case 'keep':
      return vscode.l10n.t('Keep {0}’s', choice.coder);
    case 'keep-all':
      return isPair ? vscode.l10n.t('Keep both') : vscode.l10n.t('Keep all');
    case 'extent':
      return vscode.l10n.t('Use the selected words');
    case 'other-code':
      return vscode.l10n.t('Another code: {0}', choice.code);
    case 'decline':
      return isPair ? vscode.l10n.t('Neither') : vscode.l10n.t('None');
  }
}

/** @returns how many codings all agree on were taken over */
export async function takeOver(
  context: FeatureContext,
  { comparison, transcripts }: CurrentReconciling,
  only?: string,
): Promise<number> {
  const { study } = comparison;
  const those = transcripts.filter(
    ({ agreed, reconciliation }) => agreed > 0 && (only === undefined || reconciliation.transcript === only),
  );
  await context
    .writerOf(study)
    .write(vscode.l10n.t('Take over what all agree on'), () =>
      those.flatMap(({ reconciliation }) => takeOverAgreed(study.visible, reconciliation.transcript)),
    );
  return those.reduce((sum, { agreed }) => sum + agreed, 0);
}

export async function settleGone(
  context: FeatureContext,
  { comparison, by, transcripts }: CurrentReconciling,
  { transcript, id, code }: LeftoverReference,
  choice: 'keep' | 'decline',
): Promise<void> {
  const { study } = comparison;
  const leftover = transcripts
    .find(({ reconciliation }) => reconciliation.transcript === transcript)
    ?.reconciliation.leftovers.find((each) => each.placed.passage.id === id && each.code === code);
  if (!leftover) return;
  await context
    .writerOf(study)
    .write(vscode.l10n.t('Settle a decision'), () =>
      settleLeftover(study.visible, transcript, leftover, choice, { by, date: localDay(Date.now()) }),
    );
}

/** Asks for a remark and keeps it with what was decided. */
export async function remarkOnDecision(
  context: FeatureContext,
  { comparison, by }: CurrentReconciling,
  { disagreement, statuses }: Settling,
): Promise<void> {
  const { study } = comparison;
  const passage = statuses.flatMap(({ groups }) => groups[0]?.members ?? [])[0]?.passage.id ?? '';
  const text = await askRemark(context.typeAhead, {
    title: vscode.l10n.t('Note on the decision'),
    placeholder: vscode.l10n.t('What is to be remembered of the discussion?'),
  });
  if (text === undefined || text.trim() === '') return;
  const note = { id: context.newId(), by: study.coder ?? by[0] ?? '', date: localDay(Date.now()), text };
  await context
    .writerOf(study)
    .write(vscode.l10n.t('Write a note'), () =>
      noteOnDecision(study.visible, disagreement.transcript, passage, note),
    );
}

/** Notes on a disagreement's code that the codebook is to be looked at there, in so many words as the place gives. */
export async function noteProblem(
  context: FeatureContext,
  { comparison, by }: CurrentReconciling,
  { disagreement }: Settling,
): Promise<string> {
  const { study } = comparison;
  const [code = '', ...others] = codesIn(disagreement);
  const { place } = describeDisagreement(comparison, disagreement);
  const text =
    others.length > 0
      ? vscode.l10n.t('Overlaps with {0}? Coders differed at {1}.', others.join(', '), place)
      : vscode.l10n.t('Is the definition clear? Coders differed at {0}.', place);
  const note = { id: context.newId(), by: study.coder ?? by[0] ?? '', date: localDay(Date.now()), text };
  await context
    .writerOf(study)
    .write(vscode.l10n.t('Note a codebook problem'), () => noteOnCode(study.store.snapshot, code, note));
  return code;
}
