/** Who changed a file, when and with which words. */
export interface ChangeOrigin {
  /** Git's id of the commit. */
  readonly commit: string;
  readonly author: string;
  readonly email: string;
  /** Milliseconds since 1970. */
  readonly time: number;
  /** The first line of the message. */
  readonly subject: string;
}

/**
 * One change in a file's history: what the file read before and after it. A merge has several versions before it, and is
 * a change of its own only where the file reads like none of them. A file that was not there reads undefined.
 */
export interface FileChange<T> {
  readonly origin: ChangeOrigin;
  readonly before: readonly (T | undefined)[];
  readonly after: T | undefined;
}

/** A history with each version read. */
export function mapHistory<T, R>(
  history: readonly FileChange<T>[],
  read: (version: T) => R | undefined,
): readonly FileChange<R>[] {
  const readIfThere = (version: T | undefined): R | undefined =>
    version === undefined ? undefined : read(version);
  return history.map(({ origin, before, after }) => ({
    origin,
    before: before.map(readIfThere),
    after: readIfThere(after),
  }));
}
