import type * as vscode from 'vscode';

interface PlainKey {
  readonly command: string;
  /** What the key types. */
  readonly key: string;
  /** Whether it is so only while disagreements are being settled. */
  readonly isForReconciling: boolean;
}

/** The plain keys of coding mode, as the manifest has them. */
export function plainKeysOf({ packageJSON }: vscode.Extension<unknown>): readonly PlainKey[] {
  const { contributes } = packageJSON as {
    readonly contributes: {
      readonly keybindings: readonly {
        readonly command: string;
        readonly args?: { readonly key?: string };
        readonly when?: string;
      }[];
    };
  };
  return contributes.keybindings.flatMap(({ command, args, when = '' }) =>
    args?.key !== undefined && when.includes('verbatim.codingPaths')
      ? [{ command, key: args.key, isForReconciling: when.includes('verbatim.isReconciling') }]
      : [],
  );
}

/** The command of a key; while disagreements are settled, some mean something else. */
export function commandOf(keys: readonly PlainKey[], pressed: string, isReconciling: boolean): string {
  const those = keys.filter(
    ({ key, isForReconciling }) => key === pressed && (isReconciling || !isForReconciling),
  );
  const found = those.find(({ isForReconciling }) => isForReconciling) ?? those[0];
  return found?.command ?? 'verbatim.pressOtherKey';
}
