import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { passagesToRecode } from '../../../core/study/to-recode';
import { registerCommand } from '../../commands';
import type { CommandArguments, CommandId, EntryArgument, EntryReference } from '../../contributions';
import type { FeatureContext } from '../feature';
import { createChanger } from './change';
import { askToDelete } from './delete';
import { askToDeprecate } from './deprecate';
import { askForDefinition, askForName, askForTheme } from './entry-text';
import { askForId, askToRewrite } from './ids';
import { askToMerge } from './merge';
import { askToMove } from './move';
import { createPreview } from './preview';
import { walkPassages } from './recode-walk';
import { askToSplit } from './split';
import { entriesIn, type EntryTargets, findCode } from './targets';

/** The commands that are about an entry of the codebook. */
type EntryCommand = {
  [K in CommandId]: Required<CommandArguments[K]> extends [EntryArgument, readonly EntryArgument[]]
    ? K
    : never;
}[CommandId];

/** What can be done to the codebook: codes and themes renamed, moved, merged, split, deprecated and deleted. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { log } = context;
  const changer = createChanger(context, subscriptions.add(createPreview(context)));
  const on = (command: EntryCommand, act: (targets: EntryTargets) => Promise<void>): void => {
    subscriptions.add(
      registerCommand(log, command, (argument, selected) => act(entriesIn(context, argument, selected))),
    );
  };
  /** For commands about one code. */
  const onCode = (
    command: EntryCommand,
    question: string,
    act: (targets: EntryTargets, code: string) => Promise<void>,
  ): void =>
    on(command, async (targets) => {
      const code = await findCode(targets, question);
      if (code !== undefined) await act(targets, code);
    });
  /** For commands about a code or a theme. */
  const onEntry = (
    command: EntryCommand,
    question: string,
    act: (
      targets: EntryTargets,
      entry: EntryReference & { readonly kind: 'code' | 'theme' },
    ) => Promise<void>,
  ): void =>
    on(command, async (targets) => {
      const given = targets.entries.find(isCodeOrTheme);
      const code = given ? undefined : await findCode(targets, question);
      const entry = given ?? (code === undefined ? undefined : ({ kind: 'code', id: code } as const));
      if (entry) await act(targets, entry);
    });

  onEntry('verbatim.renameEntry', vscode.l10n.t('Rename which code?'), ({ study }, entry) =>
    askForName(changer, study, entry),
  );
  onEntry('verbatim.editDefinition', vscode.l10n.t('Define which code?'), ({ study }, entry) =>
    askForDefinition(changer, study, entry),
  );
  on('verbatim.createTheme', ({ study, entries }) => askForTheme(changer, study, entries[0]));
  onCode('verbatim.changeCodeId', vscode.l10n.t('Change the id of which code?'), ({ study }, code) =>
    askForId(changer, study, code),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.moveEntry', async (argument, selected, to) => {
      const targets = entriesIn(context, argument, selected);
      const given = targets.entries.filter(isCodeOrTheme);
      const code = given.length > 0 ? undefined : await findCode(targets, vscode.l10n.t('Move which code?'));
      const entries = code === undefined ? given : [{ kind: 'code', id: code } as const];
      if (entries.length > 0) await askToMove(changer, targets.study, entries, to);
    }),
  );
  onCode('verbatim.mergeCodes', vscode.l10n.t('Merge which code into another one?'), (targets, code) => {
    const codes = targets.entries.filter(({ kind }) => kind === 'code').map(({ id }) => id);
    return askToMerge(changer, targets.study, codes.length > 0 ? codes : [code]);
  });
  onCode('verbatim.splitCode', vscode.l10n.t('Split which code?'), ({ study }, code) =>
    askToSplit(context, changer, study, code),
  );
  onCode('verbatim.deprecateCode', vscode.l10n.t('Deprecate which code?'), ({ study }, code) =>
    askToDeprecate(changer, study, code),
  );
  onEntry('verbatim.deleteEntry', vscode.l10n.t('Delete which code?'), ({ study }, entry) =>
    askToDelete(changer, study, entry),
  );
  on('verbatim.recodePassages', async ({ study, entries }) => {
    const coder = await context.coders.require(study, context.writerOf(study));
    if (coder === undefined) return;
    const code = entries.find(({ kind }) => kind === 'code')?.id;
    if (passagesToRecode(study.visible, coder, code).length === 0)
      throw new UserError('recode/none', vscode.l10n.t('You have no passages to recode.'));
    await walkPassages(context, changer, study, {
      coder,
      ...(code === undefined ? {} : { code }),
      series: {},
    });
  });
  on('verbatim.rewriteOldIds', ({ study }) => askToRewrite(context, changer, study));
  return subscriptions;
}

function isCodeOrTheme(entry: EntryReference): entry is EntryReference & { readonly kind: 'code' | 'theme' } {
  return entry.kind !== 'question';
}
