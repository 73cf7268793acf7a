import * as vscode from 'vscode';

/** What was pressed while a box was opening: words for the box, and whether Enter came after them. */
export interface Typed {
  readonly text: string;
  readonly isEntered: boolean;
  /** How many keys wait behind Enter. */
  readonly left: number;
}

interface Pressed {
  /** What the key types; undefined when the command was not called by a key of ours. */
  readonly key: string | undefined;
  readonly act: () => void;
}

/** So many milliseconds without a key are a pause. */
const longestGap = 60;
/** How long a key waits for the editor it was pressed in, in milliseconds; an editor that is gone by then does not come. */
const longestWait = 2000;

/**
 * Keys that come before their time. A plain key of coding mode opens a box, and until the box has the focus, what is typed
 * into it still arrives as keys: `u` would undo, `1` would code. They wait here, for the box to take them as words; those
 * that it does not take act when all is done, in their order.
 */
export class TypeAhead {
  /** Whether disagreements are being settled, for which some keys mean something else. */
  isReconciling = false;
  readonly #press: (key: string, isReconciling: boolean) => void;
  #waiting: Pressed[] | undefined;

  /** @param press does what a plain key does */
  constructor(press: (key: string, isReconciling: boolean) => void) {
    this.#press = press;
  }

  /** Has keys wait until this is done; when it fails, they were not meant for what there is now, and are forgotten. */
  async during<T>(run: () => Promise<T>): Promise<T> {
    this.#waiting ??= [];
    try {
      return await run();
    } catch (error) {
      this.#waiting = [];
      throw error;
    } finally {
      const waiting = this.#waiting;
      this.#waiting = undefined;
      for (const { act } of waiting) act();
    }
  }

  /** Resolves when nobody is typing ahead: at once where nothing waits, else after a pause or Enter. */
  async pause(): Promise<void> {
    const waiting = this.#waiting ?? [];
    let seen = 0;
    while (waiting.length > seen && !this.isEntered) {
      seen = waiting.length;
      await new Promise((resolve) => setTimeout(resolve, longestGap));
    }
  }

  /** Whether Enter waits: what is asked is answered before it is shown. */
  get isEntered(): boolean {
    return this.#waiting?.some(({ key }) => key === 'Enter') ?? false;
  }

  /** The words typed for a box that has just got the focus: all that waits, or all up to Enter. */
  take(): Typed {
    const waiting = this.#waiting ?? [];
    const enter = waiting.findIndex(({ key }) => key === 'Enter');
    const taken = waiting.splice(0, enter === -1 ? waiting.length : enter + 1);
    const text = taken.reduce((before, { key = '' }) => {
      if (key === 'Backspace') return before.slice(0, -1);
      return key === 'Enter' ? before : before + key;
    }, '');
    return { text, isEntered: enter !== -1, left: waiting.length };
  }

  /** Has keys wait that went into a box while others waited, behind so many of those, else behind all. */
  add(keys: readonly string[], at = this.#waiting?.length ?? 0): void {
    this.#waiting?.splice(
      at,
      0,
      ...keys.map((key) => ({ key, act: () => this.#press(key, this.isReconciling) })),
    );
  }

  /**
   * Has a key act when its turn comes, which is at once unless others wait.
   * @param key what the key types; undefined when the command was not called by a key of ours
   */
  inTurn(key: string | undefined, act: () => Promise<unknown> | undefined): Promise<unknown> | undefined {
    // While a document changes its language, no editor is active although keys are pressed in one.
    if (!this.#waiting && key !== undefined && !vscode.window.activeTextEditor)
      void this.during(nextActiveEditor);
    if (!this.#waiting) return act();
    return new Promise((resolve) => this.#waiting?.push({ key, act: () => resolve(this.inTurn(key, act)) }));
  }
}

function nextActiveEditor(): Promise<void> {
  return new Promise((resolve) => {
    const end = (): void => {
      clearTimeout(timer);
      listener.dispose();
      resolve();
    };
    const listener = vscode.window.onDidChangeActiveTextEditor((editor) => editor && end());
    const timer = setTimeout(end, longestWait);
  });
}
