/** Numbers given to values as they are met, from 0. */
export interface Numbers<T> {
  /** By number. */
  readonly known: readonly T[];
  readonly numberOf: (value: T) => number;
}

export function createNumbers<T>(): Numbers<T> {
  const known: T[] = [];
  const numbers = new Map<T, number>();
  const numberOf = (value: T): number => {
    let number = numbers.get(value);
    if (number === undefined) numbers.set(value, (number = known.push(value) - 1));
    return number;
  };
  return { known, numberOf };
}

/** In bytes; only a nonsensical study needs more. */
const largestTable = 2 ** 24;

/** Says of each whole number below a limit whether it is met for the first time. */
export function createFirstTimes(limit: number): (value: number) => boolean {
  if (limit > largestTable) {
    const seen = new Set<number>();
    return (value) => {
      const isNew = !seen.has(value);
      seen.add(value);
      return isNew;
    };
  }
  const seen = new Uint8Array(limit);
  return (value) => {
    const isNew = seen[value] === 0;
    seen[value] = 1;
    return isNew;
  };
}
