import type { Disposable } from './disposable';

/** Subscribes a listener; the returned disposable ends the subscription. */
export type Event<T> = (listener: (value: T) => void) => Disposable;

/** The sending end of an event. A listener added or removed while a value is being sent takes effect from the next one. */
export class Emitter<T> implements Disposable {
  readonly #listeners = new Set<{ readonly notify: (value: T) => void }>();

  readonly event: Event<T> = (notify) => {
    const entry = { notify };
    this.#listeners.add(entry);
    return { dispose: () => void this.#listeners.delete(entry) };
  };

  get listenerCount(): number {
    return this.#listeners.size;
  }

  fire(value: T): void {
    for (const { notify } of [...this.#listeners]) notify(value);
  }

  dispose(): void {
    this.#listeners.clear();
  }
}
