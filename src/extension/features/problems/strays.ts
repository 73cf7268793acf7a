import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { Emitter, type Event } from '../../../core/base/event';
import { readStrays, type StrayInHistory } from '../../../core/merge/read-strays';
import type { StudyGit } from '../../../core/study/git-port';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';

/** What merges in a study's history put on the wrong record, as far as git tells. */
export interface Strays extends Disposable {
  readonly onDidChange: Event<OpenStudy>;
  of(study: OpenStudy): readonly StrayInHistory[];
}

interface Known {
  readonly git: StudyGit;
  readonly head: string | undefined;
  readonly strays: readonly StrayInHistory[];
}

/** The history is read when a study is opened, and when another commit may have been checked out. */
export function watchStrays({ registry, platform, exchanged, log }: FeatureContext): Strays {
  const subscriptions = new DisposableStore();
  const changed = subscriptions.add(new Emitter<OpenStudy>());
  const known = new WeakMap<OpenStudy, Known>();

  const look = async (study: OpenStudy): Promise<void> => {
    const before = known.get(study);
    const git = before?.git ?? platform.git?.(study.root);
    if (!git || !(await git.hasRepository())) return;
    const head = await git.head();
    if (before && before.head === head) return;
    const strays = head === undefined ? [] : await readStrays(git);
    known.set(study, { git, head, strays });
    if (strays.length > 0 || (before?.strays ?? []).length > 0) changed.fire(study);
  };
  const start = (study: OpenStudy): void => {
    look(study).catch((error: unknown) => log.error(String(error)));
  };
  const update = (): void => registry.studies.forEach(start);
  subscriptions.add(registry.onDidChangeStudies(update));
  subscriptions.add(exchanged.event(start));
  subscriptions.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && update()));
  update();
  return {
    onDidChange: changed.event,
    of: (study) => known.get(study)?.strays ?? [],
    dispose: () => subscriptions.dispose(),
  };
}
