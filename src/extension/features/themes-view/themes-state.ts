import type * as vscode from 'vscode';
import type { Disposable } from '../../../core/base/disposable';
import { Emitter } from '../../../core/base/event';
import type { ThemesOrder } from '../../../core/study/arrange-themes';
import { isEmptyFilter, type ViewFilter } from '../../../core/study/view-filter';
import type { OpenStudy } from '../../workspace/open-study';

/** Which part of a study the Themes view shows. */
export interface Narrowing {
  readonly filter?: ViewFilter;
  /** Looked for in the names of themes and codes. */
  readonly words: string;
}

const everything: Narrowing = { words: '' };
const orderKey = 'themes.order';

/** What the user has chosen to see in the Themes view. The order outlives the window; what hides something does not. */
export class ThemesState implements Disposable {
  readonly #memory: vscode.Memento;
  readonly #narrowings = new WeakMap<OpenStudy, Narrowing>();
  readonly #changed = new Emitter<undefined>();
  readonly onDidChange = this.#changed.event;

  constructor(memory: vscode.Memento) {
    this.#memory = memory;
  }

  get order(): ThemesOrder {
    return this.#memory.get<ThemesOrder>(orderKey, 'codebook');
  }

  async sortBy(order: ThemesOrder): Promise<void> {
    await this.#memory.update(orderKey, order);
    this.#changed.fire(undefined);
  }

  of(study: OpenStudy): Narrowing {
    return this.#narrowings.get(study) ?? everything;
  }

  search(study: OpenStudy, words: string): void {
    this.#set(study, { ...this.of(study), words });
  }

  filter(study: OpenStudy, filter: ViewFilter): void {
    const { words } = this.of(study);
    this.#set(study, isEmptyFilter(filter) ? { words } : { words, filter });
  }

  clear(study: OpenStudy): void {
    this.#set(study, everything);
  }

  dispose(): void {
    this.#changed.dispose();
  }

  #set(study: OpenStudy, narrowing: Narrowing): void {
    this.#narrowings.set(study, narrowing);
    this.#changed.fire(undefined);
  }
}
