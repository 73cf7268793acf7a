import * as vscode from 'vscode';
import { UserError } from '../../../core/base/user-error';
import type { GetOutcome } from '../../../core/study/git-port';
import { askIdentity } from './identity';
import { requestFor, type StudyRepository } from './repository';
import { offerSettling } from './settling';
import { explain, listFiles, offer, tell } from './words';

/** **Get**: brings what the others have shared into this copy, or says in plain words why not. */
export async function getShared(repository: StudyRepository): Promise<GetOutcome> {
  const { study, git } = repository;
  let outcome = await whileGetting(() => git.get(requestFor(study)));
  if (outcome.kind === 'no-identity' && (await askIdentity(repository)))
    outcome = await whileGetting(() => git.get(requestFor(study)));
  await study.store.refresh();
  await report(repository, outcome);
  return outcome;
}

function whileGetting<T>(work: () => Promise<T>): Thenable<T> {
  const title = vscode.l10n.t('Getting the shared copy');
  return vscode.window.withProgress({ location: { viewId: 'verbatim.transcripts' }, title }, work);
}

async function report(repository: StudyRepository, outcome: GetOutcome): Promise<void> {
  const share = { [vscode.l10n.t('Share…')]: () => vscode.commands.executeCommand('verbatim.share') };
  switch (outcome.kind) {
    case 'got': {
      const words = vscode.l10n.t('Got the shared copy. Changed: {0}', listFiles(outcome.files));
      if (await repository.git.hasUnshared())
        offer(vscode.l10n.t('{0}. What you have done is not shared yet.', words), share, 'information');
      else tell(words);
      break;
    }
    case 'nothing-new':
      tell(
        outcome.ahead > 0
          ? vscode.l10n.t('The shared copy has nothing new. You have changes that are not shared yet.')
          : vscode.l10n.t('The shared copy has nothing new.'),
      );
      break;
    case 'conflicts':
    case 'unsettled':
      await offerSettling(repository, outcome.files);
      break;
    case 'settled':
      offer(vscode.l10n.t('Both versions are brought together. Share that first; then get again.'), share);
      break;
    case 'in-the-way':
      if (outcome.outside.length === 0)
        offer(
          vscode.l10n.t(
            'The shared copy has news in files that you have changed and not shared yet: {0}. Share your changes first; then get again.',
            listFiles(outcome.files),
          ),
          share,
        );
      else
        throw new UserError(
          'git/in-the-way',
          vscode.l10n.t(
            'Unfinished changes to files that are not part of the study are in the way: {0}. Nothing was done. Finish them in the Source Control view, or ask somebody who knows git.',
            listFiles(outcome.outside),
          ),
        );
      break;
    case 'outside-conflicts':
      throw new UserError(
        'git/outside-conflicts',
        vscode.l10n.t(
          'You and others have changed the same lines of files that are not part of the study: {0}. Nothing was done. Bring them together in the Source Control view, or ask somebody who knows git.',
          listFiles(outcome.files),
        ),
      );
    case 'not-linked':
      offer(
        vscode.l10n.t(
          'This version of the study is not in the shared copy yet. Sharing it once puts it there.',
        ),
        share,
      );
      break;
    case 'no-identity':
      break;
    default:
      throw new UserError(`git/${outcome.kind}`, explain(outcome));
  }
}
