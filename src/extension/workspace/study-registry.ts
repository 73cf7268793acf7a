import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { studyFileName } from '../../core/model/study';
import type { VersionSource } from '../../core/study/ports';
import type { Platform } from '../platform';
import { firstOf } from './kept-versions';
import { OpenStudy } from './open-study';
import { createSoon } from '../soon';

/** So many milliseconds of quiet end a burst of file events. */
const quiet = 60;
/** How deep below a workspace folder studies are looked for where the editor cannot search. */
const deepest = 3;
const mostStudies = 50;

/** A file of an open study. */
export interface StudyPath {
  readonly study: OpenStudy;
  readonly path: string;
}

/** The studies in the workspace's folders, kept up to date with their files. */
export class StudyRegistry implements Disposable {
  readonly #platform: Platform;
  readonly #kept: VersionSource;
  readonly #log: vscode.LogOutputChannel;
  readonly #subscriptions = new DisposableStore();
  readonly #studies = new Map<
    string,
    { readonly study: OpenStudy; readonly subscriptions: DisposableStore }
  >();
  readonly #changed = new Emitter<OpenStudy>();
  /** A study's snapshot, coder or layer is another one. */
  readonly onDidChangeStudy = this.#changed.event;
  readonly #listChanged = new Emitter<undefined>();
  /** A study was opened or closed. */
  readonly onDidChangeStudies = this.#listChanged.event;
  readonly #prepare: (study: OpenStudy) => Promise<void>;
  #looking: Promise<void> | undefined;
  #isDisposed = false;

  /**
   * @param kept versions of transcripts that are kept on this machine
   * @param prepare is waited for before a study is shown: until its coder is known, nobody knows what is to be hidden
   */
  constructor(
    platform: Platform,
    kept: VersionSource,
    log: vscode.LogOutputChannel,
    prepare: (study: OpenStudy) => Promise<void>,
  ) {
    this.#prepare = prepare;
    this.#platform = platform;
    this.#kept = kept;
    this.#log = log;
    const add = <T extends Disposable>(item: T) => this.#subscriptions.add(item);
    add(vscode.workspace.onDidChangeWorkspaceFolders(() => void this.findStudies()));
    const studyFiles = add(
      vscode.workspace.createFileSystemWatcher(`**/${studyFileName}`, false, true, false),
    );
    add(studyFiles.onDidCreate(() => void this.findStudies()));
    add(studyFiles.onDidDelete(() => void this.findStudies()));
    // A folder that comes or goes is told as one event, whatever it holds.
    const folders = add(vscode.workspace.createFileSystemWatcher('**/*', false, true, false));
    add(folders.onDidCreate((uri) => void this.#lookInto(uri)));
    add(
      folders.onDidDelete(
        ({ path }) => this.studies.some(({ root }) => isWithin(root.path, path)) && void this.findStudies(),
      ),
    );
    // In the browser the watcher may be silent: what the editor itself does to files is seen here as well.
    const touched = (uris: readonly vscode.Uri[]) => {
      for (const uri of uris) this.#touch(uri);
    };
    add(vscode.workspace.onDidSaveTextDocument(({ uri }) => touched([uri])));
    add(vscode.workspace.onDidCloseTextDocument(({ uri }) => touched([uri])));
    add(
      vscode.workspace.onDidChangeTextDocument(
        ({ document }) => isYaml(document.uri) && touched([document.uri]),
      ),
    );
    add(vscode.workspace.onDidCreateFiles(({ files }) => touched(files)));
    add(vscode.workspace.onDidDeleteFiles(({ files }) => touched(files)));
    add(
      vscode.workspace.onDidRenameFiles(({ files }) => touched(files.flatMap((f) => [f.oldUri, f.newUri]))),
    );
  }

  get studies(): readonly OpenStudy[] {
    return [...this.#studies.values()].map(({ study }) => study);
  }

  /** The study that a file belongs to, the innermost of several, and its path there. */
  find(uri: vscode.Uri): StudyPath | undefined {
    let found: StudyPath | undefined;
    for (const study of this.studies) {
      const path = study.pathOf(uri);
      if (path !== undefined && (!found || study.root.path.length > found.study.root.path.length))
        found = { study, path };
    }
    return found;
  }

  /** The study whose root has this URI. */
  studyAt(root: string): OpenStudy | undefined {
    return this.#studies.get(root)?.study;
  }

  /** The study and path of a transcript that is shown in an editor. */
  findTranscript(uri: vscode.Uri | undefined): StudyPath | undefined {
    const found = uri && this.find(uri);
    return found?.study.store.snapshot.whole.transcripts.has(found.path) ? found : undefined;
  }

  /** Looks for studies in all workspace folders; opens those that are new and closes those that are gone. */
  async findStudies(): Promise<void> {
    while (this.#looking) await this.#looking;
    this.#looking = this.#findStudies().finally(() => (this.#looking = undefined));
    await this.#looking;
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#refreshSoon.dispose();
    this.#lookSoon.dispose();
    for (const { study, subscriptions } of this.#studies.values()) {
      subscriptions.dispose();
      study.dispose();
    }
    this.#studies.clear();
    this.#subscriptions.dispose();
    this.#changed.dispose();
    this.#listChanged.dispose();
  }

  async #findStudies(): Promise<void> {
    const roots = new Map<string, vscode.Uri>();
    for (const folder of vscode.workspace.workspaceFolders ?? [])
      for (const uri of await findStudyRoots(folder.uri)) roots.set(uri.toString(), uri);
    for (const [key, { study, subscriptions }] of this.#studies) {
      if (roots.has(key)) continue;
      this.#studies.delete(key);
      subscriptions.dispose();
      study.dispose();
    }
    for (const [key, root] of roots) if (!this.#studies.has(key)) await this.#open(key, root);
    this.#listChanged.fire(undefined);
  }

  async #open(key: string, root: vscode.Uri): Promise<void> {
    const started = Date.now();
    const study = await OpenStudy.open(root, this.#platform, this.#versionsOf(root));
    await this.#prepare(study);
    if (this.#isDisposed) {
      study.dispose();
      return;
    }
    this.#log.info(`Opened ${root.path} in ${Date.now() - started} ms`);
    const subscriptions = new DisposableStore();
    this.#studies.set(key, { study, subscriptions });
    subscriptions.add(study.onDidChange(() => this.#changed.fire(study)));
    const watcher = subscriptions.add(
      vscode.workspace.createFileSystemWatcher(new vscode.RelativePattern(root, '**/*')),
    );
    // Replacing a file by renaming is reported as its creation.
    for (const event of [watcher.onDidCreate, watcher.onDidChange, watcher.onDidDelete])
      subscriptions.add(event((uri) => this.#touch(uri)));
  }

  readonly #lookSoon = createSoon(quiet, () => void this.findStudies());

  /** Looks for studies again if this is a new folder; a burst of them is one look. */
  async #lookInto(uri: vscode.Uri): Promise<void> {
    const path = vscode.workspace.asRelativePath(uri, false);
    if (isOutOfSight(`/${path}`) || !(await isDirectory(uri))) return;
    this.#lookSoon.ask();
  }

  /** Git's versions first, then those that are kept on this machine. */
  #versionsOf(root: vscode.Uri): VersionSource {
    const git = this.#platform.gitVersions(root);
    return git ? firstOf([git, this.#kept]) : this.#kept;
  }

  readonly #touched = new Map<OpenStudy, Set<string>>();
  readonly #refreshSoon = createSoon(quiet, () => {
    for (const [study, changed] of this.#touched)
      refreshTouched(study, [...changed]).catch((error: unknown) => this.#log.error(String(error)));
    this.#touched.clear();
  });

  /** Notes that a file may have changed; a burst of events is one refresh. */
  #touch(uri: vscode.Uri): void {
    const found = this.find(uri);
    if (!found) return;
    const paths = this.#touched.get(found.study) ?? new Set();
    this.#touched.set(found.study, paths.add(found.path));
    this.#refreshSoon.ask();
  }
}

/** A folder that comes is told as one event, whatever it holds: then the whole study is looked at again. */
async function refreshTouched(study: OpenStudy, paths: readonly string[]): Promise<void> {
  const { transcripts, sidecars } = study.store.snapshot.whole;
  const unknown = paths.filter(
    (path) => !transcripts.has(path) && !sidecars.has(path) && !isOutOfSight(`/${path}`),
  );
  const areFolders = await Promise.all(unknown.map((path) => isDirectory(study.uriOf(path))));
  await study.store.refresh(areFolders.includes(true) ? undefined : paths);
}

function isDirectory(uri: vscode.Uri): Promise<boolean> {
  return Promise.resolve(vscode.workspace.fs.stat(uri)).then(
    ({ type }) => type === vscode.FileType.Directory,
    () => false,
  );
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}

/** Nothing of a study lies in hidden folders or among packages. */
function isOutOfSight(path: string): boolean {
  return /\/(?:\.|node_modules(?:\/|$))/.test(path);
}

async function findStudyRoots(folder: vscode.Uri): Promise<readonly vscode.Uri[]> {
  // A virtual file system may have nobody who searches it, and then the search never ends.
  if (folder.scheme !== 'file') {
    const files = await walk(folder, deepest);
    return files.map((uri) => vscode.Uri.joinPath(uri, '..'));
  }
  const pattern = new vscode.RelativePattern(folder, `**/${studyFileName}`);
  const files = await vscode.workspace.findFiles(pattern, '**/node_modules/**', mostStudies);
  return files.map((uri) => vscode.Uri.joinPath(uri, '..'));
}

async function walk(folder: vscode.Uri, depth: number): Promise<readonly vscode.Uri[]> {
  const children = await Promise.resolve(vscode.workspace.fs.readDirectory(folder)).catch(() => []);
  const own = children.some(([name]) => name === studyFileName)
    ? [vscode.Uri.joinPath(folder, studyFileName)]
    : [];
  if (depth === 0) return own;
  const folders = children.filter(
    ([name, type]) => type === vscode.FileType.Directory && !name.startsWith('.') && name !== 'node_modules',
  );
  const found = await Promise.all(
    folders.map(([name]) => walk(vscode.Uri.joinPath(folder, name), depth - 1)),
  );
  return [...own, ...found.flat()];
}

function isYaml(uri: vscode.Uri): boolean {
  return uri.path.endsWith('.yaml');
}
