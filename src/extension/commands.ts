import * as vscode from 'vscode';
import { UserError } from '../core/base/user-error';
import type { CommandArguments, CommandId, ContextKeys } from './contributions';
import type { TypeAhead } from './workspace/type-ahead';

/**
 * Registers a command. This is the boundary at which errors end: a refusal is shown as it is, a bug goes to the log with
 * an offer to look.
 */
export function registerCommand<K extends CommandId>(
  log: vscode.LogOutputChannel,
  id: K,
  run: (...args: CommandArguments[K]) => Promise<unknown> | undefined,
): vscode.Disposable {
  return vscode.commands.registerCommand(id, async (...args: CommandArguments[K]) => {
    if (isRehearsal(args[0])) return undefined;
    try {
      return await run(...args);
    } catch (error) {
      if (error instanceof vscode.CancellationError) return undefined;
      if (error instanceof UserError) {
        log.warn(`${id}: ${error.message}`);
        void vscode.window.showWarningMessage(withoutLinks(error.message));
        return undefined;
      }
      log.error(error instanceof Error ? error : String(error));
      const show = vscode.l10n.t('Show Log');
      void vscode.window
        .showErrorMessage(vscode.l10n.t('Something went wrong in Verbatim. Nothing was half written.'), show)
        .then((choice) => choice === show && log.show());
      return undefined;
    }
  });
}

/** Registers a command that has a plain key in coding mode, which acts when its turn comes. */
export function registerKeyCommand<K extends CommandId>(
  { log, typeAhead }: { readonly log: vscode.LogOutputChannel; readonly typeAhead: TypeAhead },
  id: K,
  run: (...args: CommandArguments[K]) => Promise<unknown> | undefined,
): vscode.Disposable {
  return registerCommand(log, id, (...args) => {
    const key = keyIn(args[0]);
    return typeAhead.inTurn(key, () => run(...(key === undefined ? args : ([] as CommandArguments[K]))));
  });
}

/** What a key of ours types, as the manifest gives it to the command. */
function keyIn(argument: unknown): string | undefined {
  if (typeof argument !== 'object' || argument === null || !('key' in argument)) return undefined;
  return typeof argument.key === 'string' ? argument.key : undefined;
}

/**
 * Has each command called once without doing anything. The editor looks for somebody to activate when a command is called
 * for the first time, and meanwhile keys pressed after it overtake it: a code would go to the next passage.
 */
export async function rehearse(commands: readonly string[]): Promise<void> {
  await Promise.all(
    commands.map((command) =>
      vscode.commands.executeCommand('runCommands', { commands: [{ command, args: rehearsal }] }),
    ),
  );
}

const rehearsal = { isVerbatimRehearsal: true };

function isRehearsal(argument: unknown): boolean {
  return typeof argument === 'object' && argument !== null && 'isVerbatimRehearsal' in argument;
}

/**
 * A text for a message or a prompt. The editor makes links, and command links too, of what reads `[…](…)` there; names of
 * files and words of transcripts must not become any.
 */
export function withoutLinks(text: string): string {
  return text.replaceAll('](', `]${zeroWidthSpace}(`);
}

const zeroWidthSpace = '\u200b';

/** A context key that tells the editor only when it changes. */
export function createContextKey<K extends keyof ContextKeys>(key: K): (value: ContextKeys[K]) => void {
  let last: ContextKeys[K] | undefined;
  return (value) => {
    if (value === last) return;
    last = value;
    void vscode.commands.executeCommand('setContext', key, value);
  };
}
