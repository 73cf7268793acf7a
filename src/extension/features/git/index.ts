import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { createContextKey, registerCommand } from '../../commands';
import type { FeatureContext } from '../feature';
import { registerComparison } from './compare';
import { registerConflicts } from './conflicts';
import { getShared } from './get';
import { registerHistory } from './history';
import { findRepositories, type StudyRepository } from './repository';
import { renewGit, setUpGit } from './set-up';
import { share } from './share';

/** Working together through git, for people who do not speak it: get, share, compare, history. */
export function register(context: FeatureContext): Disposable {
  const subscriptions = new DisposableStore();
  const { registry, log, extension } = context;
  const repositories = findRepositories(context);
  const hasGit = createContextKey('verbatim.hasGit');
  const isGitSetUp = createContextKey('verbatim.isGitSetUp');
  const look = async (): Promise<void> => {
    const found = await Promise.all(registry.studies.map((study) => repositories.of(study)));
    const there = found.filter((repository) => repository !== undefined);
    hasGit(there.length > 0);
    const areSetUp = await Promise.all(there.map(({ git }) => git.isSetUp()));
    isGitSetUp(areSetUp.every(Boolean));
    for (const repository of there)
      if (await renewGit(extension.extensionUri, repository))
        log.info(`Renewed the merge driver of ${repository.study.root.toString()}`);
  };
  const update = (): void => void look().catch((error: unknown) => log.error(String(error)));
  subscriptions.add(registry.onDidChangeStudies(update));
  subscriptions.add(vscode.workspace.onDidGrantWorkspaceTrust(update));
  update();

  const exchange = async <T>(work: (repository: StudyRepository) => Promise<T>): Promise<T> => {
    const repository = await repositories.current();
    try {
      return await work(repository);
    } finally {
      context.exchanged.fire(repository.study);
    }
  };
  subscriptions.add(
    registerCommand(log, 'verbatim.getShared', () => exchange((repository) => getShared(repository))),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.share', () => exchange((repository) => share(repository))),
  );
  subscriptions.add(
    registerCommand(log, 'verbatim.setUpGit', async () => {
      await setUpGit(extension.extensionUri, await repositories.current());
      await look();
    }),
  );
  subscriptions.add(registerComparison(context, repositories));
  subscriptions.add(registerHistory(context, repositories));
  subscriptions.add(registerConflicts(context, repositories));
  return subscriptions;
}
