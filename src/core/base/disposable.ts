/** Something that holds resources until it is disposed of. Structurally the same as VS Code's `Disposable`. */
export interface Disposable {
  dispose(): void;
}

/** Collects disposables and ends them in reverse order; what is added after the end is disposed of at once. */
export class DisposableStore implements Disposable {
  #items: Disposable[] = [];
  #isDisposed = false;

  add<T extends Disposable>(item: T): T {
    if (this.#isDisposed) item.dispose();
    else this.#items.push(item);
    return item;
  }

  dispose(): void {
    this.#isDisposed = true;
    for (const item of this.#items.splice(0).reverse()) item.dispose();
  }
}
