import * as vscode from 'vscode';
import type { PassageTarget as PassageId } from '../../../core/actions/change-passage';
import { mergePassages } from '../../../core/actions/merge-passages';
import { nudgePassage } from '../../../core/actions/nudge-passage';
import { splitPassage } from '../../../core/actions/split-passage';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import type { Nudge } from '../../../core/transcript/nudge-edge';
import { registerKeyCommand } from '../../commands';
import { type NudgeCommandId, nudgeCommands } from '../../contributions';
import { toRange } from '../../convert';
import type { FeatureContext } from '../feature';
import { findOwnPassage, type PassageTarget } from '../passages/targets';

/** Changing how far a passage reaches: nudging its ends, splitting it at the cursor, merging it with one that touches it. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { selections } = context;
  /** The passage nudged last: further nudges are for it, as long as the selection is what the last one left. */
  let nudged:
    | {
        readonly editor: vscode.TextEditor;
        selection: vscode.Selection;
        readonly target: Promise<PassageTarget | undefined>;
      }
    | undefined;

  const nudge = async (how: Nudge): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (!editor) return;
    if (nudged?.editor !== editor || !nudged.selection.isEqual(selections.of(editor)))
      nudged = {
        editor,
        selection: selections.of(editor),
        target: findOwnPassage(context, undefined, vscode.l10n.t('Move an end of which passage?')),
      };
    const current = nudged;
    const target = await current.target.catch((error: unknown) => {
      if (nudged === current) nudged = undefined;
      throw error;
    });
    if (!target) {
      if (nudged === current) nudged = undefined;
      return;
    }
    const { study } = target;
    const isMoved = await context
      .writerOf(study)
      .write(vscode.l10n.t('Move an end of a passage'), () =>
        nudgePassage(study.store.snapshot.whole, idOf(target), how),
      );
    if (!isMoved) vscode.window.setStatusBarMessage(vscode.l10n.t('There is nothing to move over.'), 4000);
    else if (selections.of(editor).isEqual(current.selection)) {
      const selection = selectionOf(context, editor, idOf(target));
      if (selection) selections.set(editor, (current.selection = selection));
    }
  };
  for (const command of Object.keys(nudgeCommands) as NudgeCommandId[])
    subscriptions.add(registerKeyCommand(context, command, () => nudge(nudgeCommands[command])));

  subscriptions.add(
    registerKeyCommand(context, 'verbatim.splitPassage', () =>
      context.typeAhead.during(async () => {
        const editor = vscode.window.activeTextEditor;
        const live = editor && context.live.of(editor.document);
        if (!live) return;
        const { line, character } = selections.of(editor).active;
        const offset = live.index.offsetOfEditorPosition(line, character);
        const target = await findOwnPassage(context, undefined, vscode.l10n.t('Split which passage?'));
        if (!target) return;
        await context
          .writerOf(target.study)
          .write(vscode.l10n.t('Split a passage'), () =>
            splitPassage(target.study.store.snapshot.whole, idOf(target), offset, context.newId),
          );
      }),
    ),
  );
  subscriptions.add(
    registerKeyCommand(context, 'verbatim.mergePassages', (argument) =>
      context.typeAhead.during(async () => {
        const target = await findOwnPassage(context, argument, vscode.l10n.t('Merge which passage?'));
        if (!target) return;
        await context
          .writerOf(target.study)
          .write(vscode.l10n.t('Merge passages'), () =>
            mergePassages(target.study.store.snapshot.whole, idOf(target)),
          );
      }),
    ),
  );
  return subscriptions;
}

function idOf({ placed }: PassageTarget): PassageId {
  return { sidecar: placed.sidecar.path, id: placed.passage.id };
}

function selectionOf(
  context: FeatureContext,
  editor: vscode.TextEditor,
  { sidecar, id }: PassageId,
): vscode.Selection | undefined {
  const live = context.live.of(editor.document);
  const placed = live?.passages.find((each) => each.sidecar.path === sidecar && each.passage.id === id);
  if (!live || !placed) return undefined;
  const { start, end } = toRange(live.index, placed.span);
  return new vscode.Selection(start, end);
}
