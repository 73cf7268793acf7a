import type * as vscode from 'vscode';
import type { OpenStudy } from '../../workspace/open-study';

const most = 20;

/** The codes used last in each study, the latest first. They are kept in the workspace's state. */
export class RecentCodes {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  of(study: OpenStudy): readonly string[] {
    return this.#state.get<readonly string[]>(keyOf(study), []);
  }

  async use(study: OpenStudy, code: string): Promise<void> {
    const others = this.of(study).filter((id) => id !== code);
    await this.#state.update(keyOf(study), [code, ...others].slice(0, most));
  }
}

function keyOf(study: OpenStudy): string {
  return `recent:${study.root.toString()}`;
}
