// Watches what the extension does in the editor. It is given the same objects of VS Code's API as the tests beside it, so
// before it is activated they are exchanged for ones that measure and then do the same.
import * as vscode from 'vscode';

export interface Watched {
  /** Milliseconds that the extension spent in listening to changes of documents and selections since it was last asked. */
  takeListening(): number;
  /** What was sent to be shown in editors since it was last asked. */
  takeSent(): readonly Sent[];
  readonly trees: ReadonlyMap<string, vscode.TreeDataProvider<unknown>>;
}

export interface Sent {
  readonly at: number;
  readonly ranges: readonly vscode.Range[];
}

export function watchExtension(): Watched {
  let listening = 0;
  let sent: Sent[] = [];
  const trees = new Map<string, vscode.TreeDataProvider<unknown>>();

  const timed = <T>(event: vscode.Event<T>): vscode.Event<T> => {
    return (listener, thisArgs: unknown, disposables) =>
      event(
        (value) => {
          const started = performance.now();
          listener.call(thisArgs, value);
          listening += performance.now() - started;
        },
        undefined,
        disposables,
      );
  };
  exchange(vscode.workspace, 'onDidChangeTextDocument', timed(vscode.workspace.onDidChangeTextDocument));
  exchange(
    vscode.window,
    'onDidChangeTextEditorSelection',
    timed(vscode.window.onDidChangeTextEditorSelection),
  );

  const createTreeView = vscode.window.createTreeView.bind(vscode.window);
  exchange(vscode.window, 'createTreeView', (id, options) => {
    trees.set(id, options.treeDataProvider);
    return createTreeView(id, options);
  });

  const watched = new WeakMap<vscode.TextEditor, vscode.TextEditor>();
  const watch = (editor: vscode.TextEditor): vscode.TextEditor => {
    const known = watched.get(editor);
    if (known) return known;
    const made = Object.create(editor, {
      setDecorations: {
        value: (
          type: vscode.TextEditorDecorationType,
          shown: readonly vscode.Range[] | readonly vscode.DecorationOptions[],
        ) => {
          editor.setDecorations(type, shown);
          const ranges = shown.map((one) => ('range' in one ? one.range : one));
          sent.push({ at: performance.now(), ranges });
        },
      },
    }) as vscode.TextEditor;
    watched.set(editor, made);
    return made;
  };
  const visible = Object.getOwnPropertyDescriptor(vscode.window, 'visibleTextEditors');
  Object.defineProperty(vscode.window, 'visibleTextEditors', {
    configurable: true,
    get: () => (visible?.get?.call(vscode.window) as readonly vscode.TextEditor[]).map(watch),
  });

  return {
    trees,
    takeListening() {
      const taken = listening;
      listening = 0;
      return taken;
    },
    takeSent() {
      const taken = sent;
      sent = [];
      return taken;
    },
  };
}

function exchange<T extends object, K extends keyof T>(object: T, key: K, value: T[K]): void {
  Object.defineProperty(object, key, { configurable: true, value });
}
