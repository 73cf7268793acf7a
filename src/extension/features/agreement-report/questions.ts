import * as vscode from 'vscode';

/**
 * Questions that follow on each other, in one box that stays open between them: a page gets the focus back a moment after a
 * box over it has closed, which would close the next one.
 */
export class Questions {
  readonly #pick = vscode.window.createQuickPick();

  constructor() {
    this.#pick.matchOnDescription = true;
  }

  /** Undefined when the question is not answered. */
  async one<T extends vscode.QuickPickItem>(title: string, items: readonly T[]): Promise<T | undefined> {
    const answer = await this.#ask(title, items, false, ({ activeItems }) => activeItems.slice(0, 1));
    return answer?.[0];
  }

  /** Those that are ticked, at first those that are `picked`; undefined when the question is not answered. */
  async several<T extends vscode.QuickPickItem>(
    title: string,
    items: readonly T[],
  ): Promise<readonly T[] | undefined> {
    return this.#ask(title, items, true, ({ selectedItems }) => selectedItems);
  }

  dispose(): void {
    this.#pick.dispose();
  }

  async #ask<T extends vscode.QuickPickItem>(
    title: string,
    items: readonly T[],
    canSelectMany: boolean,
    answerIn: (pick: vscode.QuickPick<vscode.QuickPickItem>) => readonly vscode.QuickPickItem[],
  ): Promise<readonly T[] | undefined> {
    const pick = this.#pick;
    Object.assign(pick, { title, canSelectMany, value: '', items });
    if (canSelectMany) pick.selectedItems = items.filter(({ picked }) => picked);
    const listeners: vscode.Disposable[] = [];
    try {
      return await new Promise((resolve) => {
        listeners.push(
          pick.onDidAccept(() => {
            const answer = answerIn(pick);
            const mine = items.filter((item) => answer.includes(item));
            // A second Enter may come before these items are there to be taken.
            if (mine.length === answer.length && (canSelectMany || mine.length > 0)) resolve(mine);
          }),
          pick.onDidHide(() => resolve(undefined)),
        );
        pick.show();
      });
    } finally {
      for (const listener of listeners) listener.dispose();
    }
  }
}
