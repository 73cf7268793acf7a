import * as vscode from 'vscode';
import { setStatus } from '../../../core/actions/set-status';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { UserError } from '../../../core/base/user-error';
import { fileNameOf } from '../../../core/format/study-path';
import type { SidecarStatus } from '../../../core/model/passage';
import { sidecarPath } from '../../../core/model/sidecar-path';
import { registerCommand } from '../../commands';
import {
  type Argument,
  type PassageReference,
  referenceIn,
  type TranscriptReference,
} from '../../contributions';
import type { StudyPath } from '../../workspace/study-registry';
import type { FeatureContext } from '../feature';
import { openRecord } from '../passages';

/** What can be done with a transcript: open it or its sidecar, say that it is done or not. */
export function registerTranscriptCommands(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { registry, log } = context;
  const find = (argument: Argument<TranscriptReference> | undefined): StudyPath => {
    const reference = referenceIn(argument);
    const study = reference && registry.studyAt(reference.study);
    if (study) return { study, path: reference.transcript };
    const found = registry.findTranscript(vscode.window.activeTextEditor?.document.uri);
    if (found) return found;
    throw new UserError('transcript/none', vscode.l10n.t('Open a transcript of a study first.'));
  };
  const mark = async (
    argument: Argument<TranscriptReference> | undefined,
    status: SidecarStatus,
  ): Promise<void> => {
    const { study, path } = find(argument);
    const writer = context.writerOf(study);
    const coder = await context.coders.require(study, writer);
    if (coder === undefined) return;
    const label =
      status === 'done'
        ? vscode.l10n.t('Mark {0} done', fileNameOf(path))
        : vscode.l10n.t('Reopen {0}', fileNameOf(path));
    await writer.write(label, () => setStatus(study.store.snapshot.whole, path, coder, status));
  };
  subscriptions.add(registerCommand(log, 'verbatim.markDone', (argument) => mark(argument, 'done')));
  subscriptions.add(
    registerCommand(log, 'verbatim.markInProgress', (argument) => mark(argument, 'in-progress')),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.openTranscript', async (argument) => {
      const { study, path } = find(argument);
      await vscode.window.showTextDocument(study.uriOf(path));
    }),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.openSidecar', async (argument) => {
      const reference = referenceIn<PassageReference | TranscriptReference>(argument);
      if (reference && 'sidecar' in reference) {
        const study = registry.studyAt(reference.study);
        if (study) await openRecord(study, reference.sidecar, reference.id);
        return;
      }
      const { study, path } = find(reference);
      const coder = study.coder ?? study.visible.sidecarsOf(path)[0]?.coder;
      const sidecar = coder === undefined ? undefined : sidecarPath(path, coder);
      if (sidecar === undefined || !study.visible.sidecars.has(sidecar))
        throw new UserError('sidecar/none', vscode.l10n.t('{0} has no codings yet.', fileNameOf(path)));
      await vscode.window.showTextDocument(study.uriOf(sidecar));
    }),
  );
  return subscriptions;
}
