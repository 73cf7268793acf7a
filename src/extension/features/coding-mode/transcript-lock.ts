import * as vscode from 'vscode';
import { type Disposable, DisposableStore } from '../../../core/base/disposable';
import { Emitter } from '../../../core/base/event';
import type { FeatureContext } from '../feature';

/** A set of paths, as context keys have sets. */
export type PathSet = Readonly<Record<string, true>>;

/** What a transcript in an editor is open for. */
export type EditorMode = 'coding' | 'correcting';

const lock = 'workbench.action.files.setActiveEditorReadonlyInSession';
const unlock = 'workbench.action.files.resetActiveEditorReadonlyInSession';

/**
 * Keeps the text of transcripts from being typed over: the editor makes them read-only for the session, which changes no
 * setting and no file. It does so for the active editor only, so each transcript is locked when it is first shown.
 */
export class TranscriptLock implements Disposable {
  readonly #context: FeatureContext;
  readonly #subscriptions = new DisposableStore();
  readonly #changed = this.#subscriptions.add(new Emitter<undefined>());
  /** Another transcript is active, or its mode is another one. */
  readonly onDidChange = this.#changed.event;
  /** URIs of transcripts that the user corrects. */
  readonly #correcting = new Set<string>();
  /** URIs of files that are read-only through us, and of those that may be. */
  readonly #locked = new Set<string>();
  readonly #doubtful = new Set<string>();
  #work: Promise<void> = Promise.resolve();
  #isDisposed = false;
  #codingPaths: PathSet = {};

  constructor(context: FeatureContext) {
    this.#context = context;
    const add = <T extends Disposable>(item: T) => this.#subscriptions.add(item);
    const update = (): void => void this.#update();
    add(vscode.window.onDidChangeActiveTextEditor(update));
    add(vscode.window.tabGroups.onDidChangeTabs(update));
    add(context.registry.onDidChangeStudies(update));
    add(context.registry.onDidChangeStudy(update));
    add(
      vscode.workspace.onDidChangeConfiguration(
        (event) => event.affectsConfiguration('verbatim.codingMode') && update(),
      ),
    );
    add(
      vscode.workspace.onDidChangeTextDocument(({ document }) => {
        // What has unsaved changes is being corrected, however that came about: it could not be saved otherwise.
        const key = document.uri.toString();
        if (!document.isDirty || this.#correcting.has(key) || !this.#modeOf(document)) return;
        this.#correcting.add(key);
        update();
      }),
    );
    update();
  }

  /** What the active editor is open for; undefined when it shows no transcript, or the mode is turned off. */
  get mode(): EditorMode | undefined {
    const document = vscode.window.activeTextEditor?.document;
    return document && this.#modeOf(document);
  }

  /**
   * Where plain keys act, as the editor names paths: every transcript that is not being corrected, open or not, so that keys
   * act from the moment it is shown. The same object as long as nothing has changed.
   */
  get codingPaths(): PathSet {
    const unsaved = vscode.workspace.textDocuments.filter(({ isDirty }) => isDirty);
    const corrected = new Set([...this.#correcting, ...unsaved.map(({ uri }) => uri.toString())]);
    const paths: Record<string, true> = {};
    for (const study of this.#context.registry.studies) {
      if (!isOnAt(study.root)) continue;
      for (const path of study.store.snapshot.whole.transcripts.keys())
        for (const form of new Set([path, path.normalize('NFD')])) {
          const uri = study.uriOf(form);
          if (corrected.has(uri.toString())) continue;
          paths[uri.path] = true;
          // What the editor calls the path of a file on this machine.
          if (uri.scheme === 'file') paths[uri.fsPath] = true;
        }
    }
    const names = Object.keys(paths);
    const isSame =
      names.length === Object.keys(this.#codingPaths).length &&
      names.every((name) => Object.hasOwn(this.#codingPaths, name));
    return isSame ? this.#codingPaths : (this.#codingPaths = paths);
  }

  /** Unlocks the transcript in the active editor to correct it, or saves and locks it. @returns its new mode */
  async toggle(): Promise<EditorMode | undefined> {
    const document = vscode.window.activeTextEditor?.document;
    const mode = document && this.#modeOf(document);
    if (!document || mode === undefined) return undefined;
    const key = document.uri.toString();
    if (mode === 'coding') this.#correcting.add(key);
    else if (!document.isDirty || (await document.save())) this.#correcting.delete(key);
    await this.#update();
    return this.#modeOf(document);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#subscriptions.dispose();
  }

  #isTranscript({ uri }: vscode.TextDocument): boolean {
    return this.#context.registry.findTranscript(uri) !== undefined;
  }

  #modeOf(document: vscode.TextDocument): EditorMode | undefined {
    if (!isOnAt(document.uri) || !this.#isTranscript(document)) return undefined;
    return document.isDirty || this.#correcting.has(document.uri.toString()) ? 'correcting' : 'coding';
  }

  #update(): Promise<void> {
    this.#changed.fire(undefined);
    this.#work = this.#work.then(() => this.#lockActive()).catch(() => undefined);
    return this.#work;
  }

  /** Makes the active editor what its mode says. */
  async #lockActive(): Promise<void> {
    const document = vscode.window.activeTextEditor?.document;
    if (this.#isDisposed || !document || !isInActiveTab(document)) return;
    const key = document.uri.toString();
    const shallLock = this.#modeOf(document) === 'coding';
    if (shallLock === this.#locked.has(key) && !this.#doubtful.has(key)) return;
    // The command acts on what is active when it arrives. If that may have been something else, none of it is certain.
    const seen = new Set([key]);
    const watching = vscode.window.onDidChangeActiveTextEditor((editor) => {
      if (editor) seen.add(editor.document.uri.toString());
    });
    await vscode.commands.executeCommand(shallLock ? lock : unlock);
    watching.dispose();
    if (seen.size > 1) for (const each of seen) this.#doubtful.add(each);
    else this.#doubtful.delete(key);
    if (shallLock && seen.size === 1) this.#locked.add(key);
    else this.#locked.delete(key);
    if (seen.size > 1) await this.#lockActive();
  }
}

function isOnAt(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration('verbatim', uri).get<boolean>('codingMode', true);
}

/** An editor inside another one, such as a peek, is not what the command would act on. */
function isInActiveTab({ uri }: vscode.TextDocument): boolean {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  const shown =
    input instanceof vscode.TabInputText
      ? input.uri
      : input instanceof vscode.TabInputTextDiff
        ? input.modified
        : undefined;
  return shown?.toString() === uri.toString();
}
