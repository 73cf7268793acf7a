import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { lazy } from '../base/lazy';
import { codebookFileName, studyFileName } from '../model/study';
import { createMembership, type StudyFileRole } from './membership';
import type { StudyPorts } from './ports';
import { createSnapshot, type StudySnapshot } from './snapshot';
import { Versions } from './versions';
import { StudyDraft, type StudyFiles, noFiles } from './study-files';

export interface StudyChange {
  readonly snapshot: StudySnapshot;
  /** The files that were read anew, came or went. */
  readonly paths: ReadonlySet<string>;
}

/** So many files are read at a time. */
const readsAtOnce = 16;

/**
 * Holds the latest snapshot of one study. A file that changes is read and parsed again, and nothing else is; what
 * cannot be read any more keeps its last good reading, marked stale.
 */
export class StudyStore implements Disposable {
  readonly #ports: StudyPorts;
  readonly #versions: Versions;
  readonly #changed = new Emitter<StudyChange>();
  readonly onDidChange: Event<StudyChange> = this.#changed.event;
  #queue: Promise<unknown> = Promise.resolve();
  #files: StudyFiles = noFiles;
  #snapshot: StudySnapshot = createSnapshot(noFiles);

  private constructor(ports: StudyPorts) {
    this.#ports = ports;
    this.#versions = new Versions(ports);
  }

  static async open(ports: StudyPorts): Promise<StudyStore> {
    const store = new StudyStore(ports);
    await store.refresh();
    return store;
  }

  get snapshot(): StudySnapshot {
    return this.#snapshot;
  }

  /**
   * Brings the snapshot up to date with the files. Calls are carried out one after the other.
   * @param paths the files that may have changed, come or gone; undefined means look at everything
   */
  refresh(paths?: readonly string[]): Promise<void> {
    const next = this.#queue.then(() => this.#refresh(paths));
    this.#queue = next.catch(() => undefined);
    return next;
  }

  dispose(): void {
    this.#changed.dispose();
  }

  async #refresh(paths: readonly string[] | undefined): Promise<void> {
    const draft = new StudyDraft(this.#files, this.#ports.bytes);
    if (paths === undefined || this.#mayConcernEverything(paths)) await this.#readEverything(draft);
    else await this.#readSome(draft, paths);
    draft.compareRefusals();
    if (draft.paths.size === 0) return;
    await this.#versions.supply(draft.files, this.#files);
    if (this.#files !== noFiles) await this.#versions.keep(draft.files, draft.paths);
    this.#files = draft.finish();
    this.#snapshot = createSnapshot(this.#files);
    this.#changed.fire({ snapshot: this.#snapshot, paths: draft.paths });
  }

  /** The study file says which files are transcripts; a folder that came, went or was renamed is told without its files. */
  #mayConcernEverything(paths: readonly string[]): boolean {
    const { transcripts, sidecars } = this.#files;
    const folders = lazy(() => new Set([...transcripts.keys(), ...sidecars.keys()].flatMap(foldersAbove)));
    return paths.some((path) => path === studyFileName || (!transcripts.has(path) && folders().has(path)));
  }

  async #readEverything(draft: StudyDraft): Promise<void> {
    const listing = await this.#ports.files.list();
    await this.#read(draft, studyFileName, { kind: 'study' });
    const roleOf = createMembership(draft.files.studyFile.value.transcripts);
    const present = new Map<string, StudyFileRole>([[codebookFileName, { kind: 'codebook' }]]);
    for (const { path } of listing.entries) {
      const role = roleOf(path);
      if (role && role.kind !== 'study') present.set(path, role);
    }
    draft.forgetAllBut(present);
    for (const refusal of listing.refusals)
      if (refusal.isFolder || roleOf(refusal.path)) draft.refuse(refusal);
    const waiting = present.entries();
    const readOneByOne = async () => {
      for (const [path, role] of waiting) await this.#read(draft, path, role);
    };
    await Promise.all(Array.from({ length: readsAtOnce }, readOneByOne));
  }

  async #readSome(draft: StudyDraft, paths: readonly string[]): Promise<void> {
    const roleOf = createMembership(draft.files.studyFile.value.transcripts);
    for (const path of new Set(paths)) {
      const role = roleOf(path);
      if (role) await this.#read(draft, path, role);
    }
  }

  async #read(draft: StudyDraft, path: string, role: StudyFileRole): Promise<void> {
    const reading = await this.#ports.files.read(path);
    switch (reading.kind) {
      case 'bytes':
        draft.load(path, role, reading.bytes);
        break;
      case 'missing':
        draft.forget(path, role);
        break;
      case 'refused':
        draft.refuse(reading.refusal);
    }
  }
}

function foldersAbove(path: string): readonly string[] {
  const end = path.lastIndexOf('/');
  return end === -1 ? [] : [path.slice(0, end), ...foldersAbove(path.slice(0, end))];
}
