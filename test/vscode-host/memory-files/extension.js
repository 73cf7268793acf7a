// The virtual file system of the web tests: `memory:/` holds what the test run was given, and forgets it afterwards.
const vscode = require('vscode');

/** @param {import('vscode').ExtensionContext} context */
exports.activate = async (context) => {
  const response = await fetch(vscode.Uri.joinPath(context.extensionUri, '../files.json').toString(true));
  const files = new MemoryFiles(await response.json());
  context.subscriptions.push(
    vscode.workspace.registerFileSystemProvider('memory', files, { isCaseSensitive: true }),
  );
};

class MemoryFiles {
  /** @param {Record<string, string>} given base64 content by path */
  constructor(given) {
    /** @type {Map<string, { type: number, ctime: number, mtime: number, size: number, data?: Uint8Array }>} */
    this.entries = new Map();
    this.changes = new vscode.EventEmitter();
    this.onDidChangeFile = this.changes.event;
    this.addFolder('/');
    for (const [path, content] of Object.entries(given)) {
      const folders = path.split('/').slice(1, -1);
      folders.forEach((_, depth) => this.addFolder('/' + folders.slice(0, depth + 1).join('/')));
      this.entries.set(path, fileEntry(Uint8Array.from(atob(content), (byte) => byte.charCodeAt(0))));
    }
  }

  watch() {
    return new vscode.Disposable(() => {});
  }

  stat(uri) {
    return this.entry(uri);
  }

  readFile(uri) {
    const { data } = this.entry(uri);
    if (!data) throw vscode.FileSystemError.FileIsADirectory(uri);
    return data;
  }

  readDirectory(uri) {
    return this.childrenOf(uri.path).map((path) => [
      path.slice(path.lastIndexOf('/') + 1),
      this.entries.get(path).type,
    ]);
  }

  writeFile(uri, data, { create, overwrite }) {
    const existing = this.entries.get(uri.path);
    if (!existing && !create) throw vscode.FileSystemError.FileNotFound(uri);
    if (existing && create && !overwrite) throw vscode.FileSystemError.FileExists(uri);
    if (existing && !existing.data) throw vscode.FileSystemError.FileIsADirectory(uri);
    this.entry(parentOf(uri));
    this.entries.set(uri.path, fileEntry(data, existing?.ctime));
    this.tell(existing ? vscode.FileChangeType.Changed : vscode.FileChangeType.Created, uri);
  }

  createDirectory(uri) {
    if (this.entries.has(uri.path)) throw vscode.FileSystemError.FileExists(uri);
    this.entry(parentOf(uri));
    this.addFolder(uri.path);
    this.tell(vscode.FileChangeType.Created, uri);
  }

  delete(uri, { recursive }) {
    this.entry(uri);
    if (!recursive && this.childrenOf(uri.path).length > 0) throw vscode.FileSystemError.NoPermissions(uri);
    for (const path of this.within(uri.path)) this.entries.delete(path);
    this.tell(vscode.FileChangeType.Deleted, uri);
  }

  rename(from, to, { overwrite }) {
    this.entry(from);
    this.entry(parentOf(to));
    if (this.entries.has(to.path)) {
      if (!overwrite) throw vscode.FileSystemError.FileExists(to);
      this.delete(to, { recursive: true });
    }
    for (const path of this.within(from.path)) {
      this.entries.set(to.path + path.slice(from.path.length), this.entries.get(path));
      this.entries.delete(path);
    }
    this.tell(vscode.FileChangeType.Deleted, from);
    this.tell(vscode.FileChangeType.Created, to);
  }

  entry(uri) {
    const entry = this.entries.get(uri.path);
    if (!entry) throw vscode.FileSystemError.FileNotFound(uri);
    return entry;
  }

  addFolder(path) {
    const now = Date.now();
    if (!this.entries.has(path)) {
      this.entries.set(path, { type: vscode.FileType.Directory, ctime: now, mtime: now, size: 0 });
    }
  }

  /** The path itself and everything below it. */
  within(path) {
    return [...this.entries.keys()].filter((other) => other === path || other.startsWith(`${path}/`));
  }

  childrenOf(path) {
    const prefix = path === '/' ? '/' : `${path}/`;
    return [...this.entries.keys()].filter(
      (other) => other.startsWith(prefix) && other !== prefix && !other.slice(prefix.length).includes('/'),
    );
  }

  tell(type, uri) {
    this.changes.fire([{ type, uri }]);
  }
}

function fileEntry(data, ctime = Date.now()) {
  return { type: vscode.FileType.File, ctime, mtime: Date.now(), size: data.byteLength, data };
}

function parentOf(uri) {
  return vscode.Uri.joinPath(uri, '..');
}
