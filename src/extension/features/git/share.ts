import * as vscode from 'vscode';
import { UserError } from '../../../core/base/user-error';
import type { ShareOutcome } from '../../../core/study/git-port';
import { askIdentity } from './identity';
import { isFileOf, requestFor, type StudyRepository, unsavedIn } from './repository';
import { offerSettling } from './settling';
import { proposeMessage } from './share-message';
import { explain, listFiles, offer, tell } from './words';

/** **Share**: keeps the study's changes under one line of words and sends them to the shared copy. */
export async function share(repository: StudyRepository): Promise<ShareOutcome | undefined> {
  const { study, git } = repository;
  await saveAll(repository);
  const files = await git.pending(isFileOf(study));
  if (files.length === 0 && !(await git.hasUnshared())) {
    tell(vscode.l10n.t('Everything is shared already.'));
    return { kind: 'nothing-to-share' };
  }
  const unsettled = files.filter(({ isUnsettled }) => isUnsettled).map(({ path }) => path);
  if (unsettled.length > 0) {
    await offerSettling(repository, unsettled);
    return { kind: 'unsettled', files: unsettled };
  }
  const message =
    files.length === 0 ? proposeMessage(study, files) : await askMessage(proposeMessage(study, files), files);
  if (message === undefined) return undefined;
  const send = () => whileSharing(() => git.share({ ...requestFor(study), message }));
  let outcome = await send();
  if (outcome.kind === 'no-identity' && (await askIdentity(repository))) outcome = await send();
  await report(repository, outcome);
  return outcome;
}

/** What is on the screen is what is shared. */
async function saveAll({ study }: StudyRepository): Promise<void> {
  for (const document of unsavedIn(study))
    if (!(await document.save()))
      throw new UserError(
        'git/unsaved',
        vscode.l10n.t('{0} could not be saved. Save it first.', listFiles([document.uri.path])),
      );
  await study.store.refresh();
}

async function askMessage(
  proposal: string,
  files: readonly { readonly path: string; readonly kind: 'added' | 'changed' | 'deleted' }[],
): Promise<string | undefined> {
  const deleted = files.filter(({ kind }) => kind === 'deleted').map(({ path }) => path);
  const warning = deleted.length === 0 ? [] : [vscode.l10n.t('Deleted: {0}.', listFiles(deleted))];
  const message = await vscode.window.showInputBox({
    title: vscode.l10n.t('Share your changes'),
    prompt: [vscode.l10n.t('In one line: what have you done?'), ...warning].join(' '),
    value: proposal,
    ignoreFocusOut: true,
    validateInput: (value) =>
      value.trim() === '' ? vscode.l10n.t('A few words are needed, for the history.') : undefined,
  });
  return message?.trim();
}

function whileSharing<T>(work: () => Promise<T>): Thenable<T> {
  const title = vscode.l10n.t('Sharing your changes');
  return vscode.window.withProgress({ location: { viewId: 'verbatim.transcripts' }, title }, work);
}

async function report(repository: StudyRepository, outcome: ShareOutcome): Promise<void> {
  switch (outcome.kind) {
    case 'shared':
      tell(vscode.l10n.t('Your changes are in the shared copy.'));
      break;
    case 'nothing-to-share':
      tell(vscode.l10n.t('Everything is shared already.'));
      break;
    case 'behind':
      offer(
        vscode.l10n.t(
          'Somebody else has shared changes meanwhile. Get them first; then share again. Your own changes are kept.',
        ),
        { [vscode.l10n.t('Get')]: () => vscode.commands.executeCommand('verbatim.getShared') },
      );
      break;
    case 'unsettled':
      await offerSettling(repository, outcome.files);
      break;
    case 'no-identity':
      break;
    default:
      throw new UserError(`git/${outcome.kind}`, explain(outcome));
  }
}
