import type * as vscode from 'vscode';
import type { Code } from '../../core/model/codebook';
import {
  noNumbers,
  type NumberedCodes,
  numberCode,
  pinCode,
  unpinCode,
} from '../../core/study/numbered-codes';
import type { OpenStudy } from './open-study';

const mostRecent = 20;

/** A code and the number that applies it. */
export interface NumberedCode {
  readonly number: number;
  readonly code: Code;
  readonly isPinned: boolean;
}

/** The codes used last in each study, and those that have a number. They are kept in the workspace's state. */
export class UsedCodes {
  readonly #state: vscode.Memento;

  constructor(state: vscode.Memento) {
    this.#state = state;
  }

  /** Ids, the latest first. */
  recent(study: OpenStudy): readonly string[] {
    return this.#state.get<readonly string[]>(keyOf('recent', study), []);
  }

  /** The codes that have a number and are still in the codebook, by number. */
  numbered(study: OpenStudy): readonly NumberedCode[] {
    const { numbers, pinned } = this.#numbers(study);
    return numbers.flatMap((id, i) => {
      const code = id === null ? undefined : study.visible.codebook.resolve(id);
      return id === null || !code ? [] : [{ number: i + 1, code, isPinned: pinned.includes(id) }];
    });
  }

  /** Notes that a code was used; it counts at once. */
  use(study: OpenStudy, code: string): void {
    const recent = this.recent(study);
    this.#keep(keyOf('numbers', study), numberCode(this.#numbers(study), code, recent));
    const others = recent.filter((id) => id !== code);
    this.#keep(keyOf('recent', study), [code, ...others].slice(0, mostRecent));
  }

  isPinned(study: OpenStudy, code: string): boolean {
    return this.numbered(study).some((each) => each.isPinned && each.code.id === code);
  }

  /** @returns the code's number, or undefined when all numbers are pinned already */
  pin(study: OpenStudy, code: string): number | undefined {
    this.#keep(keyOf('numbers', study), pinCode(this.#numbers(study), code, this.recent(study)));
    return this.numbered(study).find((each) => each.isPinned && each.code.id === code)?.number;
  }

  unpin(study: OpenStudy, code: string): void {
    const numbers = this.#numbers(study);
    const resolve = (id: string): string => study.visible.codebook.resolve(id)?.id ?? id;
    const own = numbers.pinned.find((id) => resolve(id) === code);
    if (own !== undefined) this.#keep(keyOf('numbers', study), unpinCode(numbers, own));
  }

  #numbers(study: OpenStudy): NumberedCodes {
    return this.#state.get<NumberedCodes>(keyOf('numbers', study), noNumbers);
  }

  /** The value counts at once; writing it down takes its time. */
  #keep(key: string, value: unknown): void {
    void this.#state.update(key, value);
  }
}

function keyOf(what: string, study: OpenStudy): string {
  return `${what}:${study.root.toString()}`;
}
