import * as vscode from 'vscode';
import type { TypeAhead } from './workspace/type-ahead';

/** Like the editor's own pick, with what was typed before it had the focus in its box. */
export async function pickTyped<T extends vscode.QuickPickItem>(
  items: readonly T[],
  { typeAhead, ...options }: PickOptions,
): Promise<T | undefined> {
  const pick = vscode.window.createQuickPick<T>();
  Object.assign(pick, { items, ...options });
  const outcome = await showTyped(pick, typeAhead);
  const [highlighted] = pick.activeItems;
  const words = pick.value.toLowerCase();
  pick.dispose();
  if (outcome === 'early')
    return items.find(
      ({ label, kind }) => kind !== vscode.QuickPickItemKind.Separator && label.toLowerCase().includes(words),
    );
  return outcome === 'chosen' ? highlighted : undefined;
}

interface PickOptions {
  readonly typeAhead: TypeAhead;
  readonly title: string;
  readonly placeholder?: string;
  readonly matchOnDescription?: boolean;
  readonly matchOnDetail?: boolean;
}

/** How a pick ended: Enter came in it, or before it was there to highlight anything; undefined when it was left. */
export type Outcome = 'chosen' | 'early' | undefined;

/** A box to type into: with a list under it, or alone. */
type Box = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/**
 * Shows a box until it is closed, with what was typed before it had the focus in it.
 * @param follow has the list follow the words that were put into the box
 */
export async function showTyped(
  box: Box,
  typeAhead: TypeAhead,
  follow: () => void = () => undefined,
): Promise<Outcome> {
  const state = {
    isAccepted: false,
    isTaken: false,
    /** What was typed into the box itself. */
    typed: (): readonly string[] => [...Array.from(box.value), ...(state.isAccepted ? ['Enter'] : [])],
  };
  const ended = new Promise<void>((resolve) => {
    box.onDidAccept(() => {
      if (!state.isAccepted) {
        state.isAccepted = true;
        // Whatever is pressed from now on comes after this Enter.
        if (!state.isTaken) typeAhead.add(state.typed());
      }
      resolve();
    });
    box.onDidHide(() => resolve());
  });
  // Enter closes a box of ours in the window itself, so that the next key is for the text again.
  void setContext('verbatim.isPicking', true);
  try {
    await typeAhead.pause();
    const isAnswered = typeAhead.isEntered;
    if (!isAnswered) {
      box.show();
      await reachEditor();
    }
    const { text, isEntered, left } = typeAhead.take();
    state.isTaken = true;
    if (isEntered) {
      if (!isAnswered && !state.isAccepted) {
        box.hide();
        await reachEditor();
        // What went into the box after that Enter was meant for the text.
        typeAhead.add(state.typed(), left);
      }
      box.value = text;
      follow();
      return 'early';
    }
    if (text !== '') {
      await prepend(box, text);
      follow();
    }
    await ended;
    return state.isAccepted ? 'chosen' : undefined;
  } finally {
    void setContext('verbatim.isPicking', false);
  }
}

/** Asks for a remark, which may be empty, with what was typed before the box had the focus in it. */
export async function askRemark(
  typeAhead: TypeAhead,
  options: { readonly title: string; readonly placeholder: string },
): Promise<string | undefined> {
  const box = vscode.window.createInputBox();
  Object.assign(box, options);
  const outcome = await showTyped(box, typeAhead);
  const remark = box.value;
  box.dispose();
  return outcome && remark;
}

/** Asks for a line of text. What was typed before the box had the focus is forgotten. */
export async function askLine(
  typeAhead: TypeAhead,
  options: vscode.InputBoxOptions,
): Promise<string | undefined> {
  const answer = vscode.window.showInputBox(options);
  await reachEditor();
  typeAhead.take();
  return answer;
}

/** Resolves when the editor has done all that it was told until now, and has told of every key pressed before that. */
export async function reachEditor(): Promise<void> {
  // What is set in a box is sent when the script has come to its end.
  await new Promise((resolve) => setTimeout(resolve, 0));
  await setContext('verbatim.isReached', true);
}

/**
 * Puts words in front of what is typed into a box, which goes on taking keys meanwhile: those that the words have written over
 * are put behind them.
 */
async function prepend(box: Box, words: string): Promise<void> {
  const typed = box.value;
  let overwritten = typed;
  let now = words + typed;
  const listener = box.onDidChangeValue((value) => {
    if (value.startsWith(words)) now = value;
    else overwritten = value;
  });
  box.value = now;
  await reachEditor();
  listener.dispose();
  const missed = overwritten.slice(typed.length);
  const since = now.slice(words.length + typed.length);
  if (missed !== '') box.value = words + typed + missed + since;
}

function setContext(key: string, value: boolean): Thenable<unknown> {
  return vscode.commands.executeCommand('setContext', key, value);
}
