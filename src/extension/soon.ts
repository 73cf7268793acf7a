import type { Disposable } from '../core/base/disposable';

/** Work that is put off until nobody has asked for it for a moment: a burst of changes is one. */
export interface Soon extends Disposable {
  ask(): void;
}

/** @param quiet how long nobody must have asked, in milliseconds */
export function createSoon(quiet: number, work: () => void): Soon {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return {
    ask() {
      clearTimeout(timer);
      timer = setTimeout(work, quiet);
    },
    dispose: () => clearTimeout(timer),
  };
}
