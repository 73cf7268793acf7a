import * as vscode from 'vscode';
import type { Disposable } from '../../core/base/disposable';
import { Emitter } from '../../core/base/event';
import { layerOf, type Layer, usualLayer } from '../../core/study/layer';
import type { FileReading, FileStore, StudyPorts, VersionSource } from '../../core/study/ports';
import type { StudyView } from '../../core/study/snapshot';
import { StudyStore } from '../../core/study/study-store';
import type { Platform } from '../platform';
import { createEditorFileStore } from './editor-file-store';

/** A study that is open in the editor: its store, who is coding and whose codings are shown. */
export class OpenStudy implements Disposable {
  readonly root: vscode.Uri;
  /** The files as they are on the disk. */
  readonly files: FileStore;
  /** The files as the store reads them: unsaved changes to YAML files included. */
  readonly ports: StudyPorts;
  readonly store: StudyStore;
  readonly #changed = new Emitter<undefined>();
  /** The snapshot, the coder or the layer is another one. */
  readonly onDidChange = this.#changed.event;
  readonly #subscription: Disposable;
  #coder: string | undefined;
  /** Undefined until one is chosen. */
  #layer: Layer | undefined;
  #view: StudyView | undefined;

  private constructor(root: vscode.Uri, files: FileStore, ports: StudyPorts, store: StudyStore) {
    this.root = root;
    this.files = files;
    this.ports = ports;
    this.store = store;
    this.#subscription = store.onDidChange(() => this.#update());
  }

  /** @param versions where older versions of transcripts are found and kept */
  static async open(root: vscode.Uri, platform: Platform, versions: VersionSource): Promise<OpenStudy> {
    const files = openFileStore(root, platform);
    const reader = {
      list: () => files.list(),
      read: (path: string) =>
        readThroughEditor(vscode.Uri.joinPath(root, path), () => files.read(path), platform),
    };
    const ports = { files: reader, bytes: platform.bytes, versions };
    return new OpenStudy(root, files, ports, await StudyStore.open(ports));
  }

  get title(): string {
    const { title } = this.store.snapshot.whole.study;
    return title === '' ? (this.root.path.split('/').pop() ?? '') : title;
  }

  get coder(): string | undefined {
    return this.#coder;
  }

  set coder(coder: string | undefined) {
    if (coder === this.#coder) return;
    this.#coder = coder;
    this.#update();
  }

  get layer(): Layer {
    return this.#layer ?? usualLayer(this.visible);
  }

  set layer(layer: Layer) {
    this.#layer = layer;
    this.#update();
  }

  /** The study as the coder may see it. */
  get visible(): StudyView {
    return this.store.snapshot.visibleTo(this.#coder);
  }

  /** What is visible, narrowed down to the layer that is shown. */
  get view(): StudyView {
    return (this.#view ??= layerOf(this.visible, this.layer));
  }

  uriOf(path: string): vscode.Uri {
    return vscode.Uri.joinPath(this.root, path);
  }

  /** A file's path in the study, in NFC; undefined for a file outside it. */
  pathOf(uri: vscode.Uri): string | undefined {
    if (uri.scheme !== this.root.scheme || uri.authority !== this.root.authority) return undefined;
    const folder = this.root.path.endsWith('/') ? this.root.path : `${this.root.path}/`;
    return uri.path.startsWith(folder) ? uri.path.slice(folder.length).normalize('NFC') : undefined;
  }

  dispose(): void {
    this.#subscription.dispose();
    this.#changed.dispose();
    this.store.dispose();
  }

  #update(): void {
    this.#view = undefined;
    this.#changed.fire(undefined);
  }
}

/** The files of a folder: on the disk where the platform can, else through the editor. */
export function openFileStore(root: vscode.Uri, platform: Platform): FileStore {
  return platform.fileStore(root) ?? createEditorFileStore(root, platform.bytes);
}

/** Unsaved changes to a YAML file of the study count at once; a transcript counts when it is saved. */
async function readThroughEditor(
  uri: vscode.Uri,
  read: () => Promise<FileReading>,
  platform: Platform,
): Promise<FileReading> {
  const document = uri.path.endsWith('.yaml') ? findUnsaved(uri) : undefined;
  return document ? { kind: 'bytes', bytes: platform.bytes.encodeUtf8(document.getText()) } : read();
}

/** The document of a file that has unsaved changes in an editor. */
export function findUnsaved(uri: vscode.Uri): vscode.TextDocument | undefined {
  const key = spell(uri);
  return vscode.workspace.textDocuments.find((document) => document.isDirty && spell(document.uri) === key);
}

/** The study says paths in NFC, whatever the disk has. */
function spell(uri: vscode.Uri): string {
  return uri.with({ path: uri.path.normalize('NFC') }).toString();
}
