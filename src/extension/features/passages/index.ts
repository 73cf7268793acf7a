import * as vscode from 'vscode';
import { deletePassage, removeCode } from '../../../core/actions/change-passage';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { registerCommand, registerKeyCommand } from '../../commands';
import { type CodingReference, type PassageReference, referenceIn } from '../../contributions';
import { toRange } from '../../convert';
import { pickTyped } from '../../typed-pick';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { registerMoves } from './moves';
import { currentStudy, findOwnPassage, findPassage, namesOf, type PassageTarget } from './targets';

/** What can be done with a passage that is there: take codes off, delete it, write its memo, go to it. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { log } = context;

  const targetOf = ({ placed }: PassageTarget) => ({ sidecar: placed.sidecar.path, id: placed.passage.id });

  subscriptions.add(
    registerKeyCommand(context, 'verbatim.removeCode', (reference) =>
      context.typeAhead.during(async () => {
        const target = await findOwnPassage(
          context,
          reference,
          vscode.l10n.t('Remove a code from which passage?'),
        );
        if (!target) return;
        const { study, placed } = target;
        const given = referenceIn<PassageReference | CodingReference>(reference);
        const code =
          given && 'code' in given ? given.code : await pickCode(context, study, placed.passage.codes);
        if (code === undefined) return;
        await context
          .writerOf(study)
          .write(vscode.l10n.t('Remove a code'), () =>
            removeCode(study.store.snapshot.whole, targetOf(target), code),
          );
      }),
    ),
  );

  subscriptions.add(
    registerCommand(log, 'verbatim.deletePassage', async (reference) => {
      const target = await findOwnPassage(context, reference, vscode.l10n.t('Delete which passage?'));
      if (!target) return;
      const { study } = target;
      const isDone = await context
        .writerOf(study)
        .write(vscode.l10n.t('Delete a passage'), () =>
          deletePassage(study.store.snapshot.whole, targetOf(target)),
        );
      const name = namesOf(target);
      if (isDone)
        vscode.window.setStatusBarMessage(
          vscode.l10n.t('Passage deleted ({0}). Undo Last Coding brings it back.', name),
          6000,
        );
    }),
  );

  subscriptions.add(
    registerCommand(log, 'verbatim.openPassage', async (reference, options) => {
      const target = await findPassage(context, reference, vscode.l10n.t('Open which passage?'));
      if (target) await openPassage(context, target, options?.preserveFocus);
    }),
  );
  subscriptions.add(registerMoves(context));

  const reverse = async (which: 'undo' | 'redo'): Promise<void> => {
    const study = currentStudy(context);
    const label = study && (await context.writerOf(study)[which]());
    const nothing =
      which === 'undo'
        ? vscode.l10n.t('There is no coding to undo.')
        : vscode.l10n.t('There is no coding to redo.');
    const done =
      which === 'undo'
        ? vscode.l10n.t('Undone: {0}', label ?? '')
        : vscode.l10n.t('Redone: {0}', label ?? '');
    vscode.window.setStatusBarMessage(label === undefined ? nothing : done, 5000);
  };
  subscriptions.add(registerKeyCommand(context, 'verbatim.undoCoding', () => reverse('undo')));
  subscriptions.add(registerKeyCommand(context, 'verbatim.redoCoding', () => reverse('redo')));
  return subscriptions;
}

/** Shows a passage in its transcript; one that needs review shows its record instead, since nobody knows where it is. */
async function openPassage(
  context: FeatureContext,
  { study, placed }: PassageTarget,
  preserveFocus = false,
): Promise<void> {
  const { sidecar, passage, span } = placed;
  const transcript = study.visible.transcripts.get(sidecar.transcript);
  if (!span || !transcript) {
    await openRecord(study, sidecar.path, passage.id, preserveFocus);
    return;
  }
  const document = await vscode.workspace.openTextDocument(study.uriOf(sidecar.transcript));
  const live = context.live.of(document);
  const now = live?.passages.find(
    (entry) => entry.sidecar.path === sidecar.path && entry.passage.id === passage.id,
  );
  const range = now && live ? toRange(live.index, now.span) : toRange(transcript.index(), span);
  const editor = await vscode.window.showTextDocument(document, { selection: range, preserveFocus });
  editor.revealRange(range, vscode.TextEditorRevealType.InCenterIfOutsideViewport);
}

/** Shows a passage's record in its sidecar. */
export async function openRecord(
  study: OpenStudy,
  path: string,
  id: string,
  preserveFocus = false,
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(study.uriOf(path));
  const at = document.getText().indexOf(id);
  const position = document.positionAt(Math.max(0, at));
  const selection = new vscode.Range(position, position);
  await vscode.window.showTextDocument(document, { selection, preserveFocus });
}

async function pickCode(
  { typeAhead }: FeatureContext,
  study: OpenStudy,
  codes: readonly string[],
): Promise<string | undefined> {
  const [only] = codes;
  if (only === undefined) throw new UserError('passage/no-code', vscode.l10n.t('This passage has no code.'));
  if (codes.length === 1) return only;
  const items = codes.map((id) => ({
    label: study.visible.codebook.resolve(id)?.name ?? id,
    description: id,
    id,
  }));
  return (await pickTyped(items, { typeAhead, title: vscode.l10n.t('Remove which code?') }))?.id;
}
