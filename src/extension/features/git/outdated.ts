import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { Emitter, type Event } from '../../../core/base/event';
import { readCodebook } from '../../../core/format/read-codebook';
import { readSidecar } from '../../../core/format/read-sidecar';
import type { Sidecar } from '../../../core/model/passage';
import { codebookFileName } from '../../../core/model/study';
import { definitionChanges } from '../../../core/study/code-history';
import { type FileChange, mapHistory } from '../../../core/study/file-history';
import type { StudyGit } from '../../../core/study/git-port';
import { type OutdatedCoding, outdatedCodings } from '../../../core/study/outdated-codings';
import { timeOfCoding } from '../../../core/study/passage-history';
import type { OpenStudy } from '../../workspace/open-study';
import type { FeatureContext } from '../feature';
import { pending } from './history';

/** After so many milliseconds without a change it is looked up again. */
const quiet = 1000;

/** The coder's codings that are older than their code's definition, as far as git tells. */
export interface Outdated extends Disposable {
  readonly onDidChange: Event<undefined>;
  of(study: OpenStudy): readonly OutdatedCoding[];
}

interface Known {
  readonly head: string | undefined;
  readonly changes: ReadonlyMap<string, number>;
  /** By sidecar. */
  readonly histories: Map<string, SidecarHistory>;
}

interface SidecarHistory {
  readonly committed: readonly FileChange<Sidecar>[];
  /** As the last commit has it. */
  readonly last: Sidecar | undefined;
}

export function watchOutdated({
  registry,
  platform,
  exchanged,
  log,
}: Pick<FeatureContext, 'registry' | 'platform' | 'exchanged' | 'log'>): Outdated {
  const subscriptions = new DisposableStore();
  const changed = subscriptions.add(new Emitter<undefined>());
  const found = new Map<OpenStudy, readonly OutdatedCoding[]>();
  const known = new WeakMap<OpenStudy, Known>();
  const repositories = new WeakMap<OpenStudy, StudyGit>();
  const timers = new Map<OpenStudy, ReturnType<typeof setTimeout>>();

  const look = async (study: OpenStudy): Promise<void> => {
    const { snapshot } = study.store;
    const git =
      study.coder === undefined ? undefined : (repositories.get(study) ?? platform.git?.(study.root));
    const hasRepository = git !== undefined && (await git.hasRepository());
    // Finding the repository starts git, and each start holds everything else up for a moment.
    if (hasRepository) repositories.set(study, git);
    const list = hasRepository ? await find(study, git, known) : [];
    // What was overtaken by a change has a successor.
    if (snapshot !== study.store.snapshot || !registry.studies.includes(study)) return;
    if (list.length === 0 && (found.get(study) ?? []).length === 0) return;
    found.set(study, list);
    changed.fire(undefined);
  };
  const schedule = (study: OpenStudy): void => {
    clearTimeout(timers.get(study));
    const run = () => void look(study).catch((error: unknown) => log.error(String(error)));
    timers.set(study, setTimeout(run, quiet));
  };
  const update = (): void => {
    for (const study of found.keys()) if (!registry.studies.includes(study)) found.delete(study);
    for (const study of registry.studies) schedule(study);
  };
  subscriptions.add(registry.onDidChangeStudy(schedule));
  subscriptions.add(registry.onDidChangeStudies(update));
  subscriptions.add(exchanged.event(schedule));
  // Something may have been committed elsewhere meanwhile.
  subscriptions.add(vscode.window.onDidChangeWindowState(({ focused }) => focused && update()));
  subscriptions.add({ dispose: () => timers.forEach((timer) => clearTimeout(timer)) });
  update();
  return {
    onDidChange: changed.event,
    of: (study) => found.get(study) ?? [],
    dispose: () => subscriptions.dispose(),
  };
}

async function find(
  study: OpenStudy,
  git: StudyGit,
  cache: WeakMap<OpenStudy, Known>,
): Promise<readonly OutdatedCoding[]> {
  const { visible, coder } = study;
  if (coder === undefined) return [];
  const { changes, histories } = await knowledgeOf(study, git, cache);
  // Most codings are younger than the change by their passage's id; only the others' histories are read.
  for (const { placed } of outdatedCodings(visible, coder, changes)) {
    const { path } = placed.sidecar;
    if (!histories.has(path)) histories.set(path, await readHistory(git, path));
  }
  const resolve = (id: string): string => visible.codebook.resolve(id)?.id ?? id;
  return outdatedCodings(visible, coder, changes, (path, id, code) => {
    const history = histories.get(path);
    const now = visible.sidecars.get(path)?.value;
    if (!history || !now) return undefined;
    const { committed, last } = history;
    // A passage that git does not have yet is as old as its id; a code added to another since then is new.
    const isInGit = committed.some(({ after }) => after?.passages.some((passage) => passage.id === id));
    return isInGit ? timeOfCoding([pending(last, now), ...committed], id, code, resolve) : undefined;
  });
}

async function readHistory(git: StudyGit, path: string): Promise<SidecarHistory> {
  const read = (text: string): Sidecar | undefined => readSidecar(text, path).value;
  const last = await git.textAt('HEAD', path);
  return {
    committed: mapHistory(await git.history(path), read),
    last: last === undefined ? undefined : read(last),
  };
}

/** What the history of the codebook tells; read again when another commit is checked out or the codebook is another. */
async function knowledgeOf(
  study: OpenStudy,
  git: StudyGit,
  cache: WeakMap<OpenStudy, Known>,
): Promise<Known> {
  const head = await git.head();
  const cached = cache.get(study);
  if (cached && cached.head === head) return cached;
  const history = mapHistory(
    await git.history(codebookFileName),
    (text) => readCodebook(text, codebookFileName).value,
  );
  const made: Known = {
    head,
    changes: definitionChanges(history, study.visible.codebook),
    histories: new Map(),
  };
  cache.set(study, made);
  return made;
}
