// The files of a study in memory: the port that the core reads and writes through, without a disk.
import type { FileReading, FileStore } from '../../src/core/study/ports';
import { nodeByteTools } from '../../src/node/byte-tools';

export interface MemoryFiles extends FileStore {
  /** What the files hold; may be changed from outside, as other programs do. */
  readonly contents: Map<string, Uint8Array>;
  text(path: string): string | undefined;
  /** How often each file was read. */
  readonly reads: Map<string, number>;
}

export function createMemoryFiles(
  initial: Iterable<readonly [path: string, content: string | Uint8Array]>,
): MemoryFiles {
  const contents = new Map<string, Uint8Array>();
  const reads = new Map<string, number>();
  for (const [path, content] of initial)
    contents.set(path, typeof content === 'string' ? nodeByteTools.encodeUtf8(content) : content);
  const text = (path: string): string | undefined => {
    const bytes = contents.get(path);
    return bytes && nodeByteTools.decodeUtf8(bytes);
  };
  return {
    contents,
    reads,
    text,
    list: () =>
      Promise.resolve({
        entries: [...contents]
          .filter(([path]) => !path.split('/').some((step) => step.startsWith('.')))
          .map(([path]) => ({ path })),
        refusals: [],
      }),
    read: (path): Promise<FileReading> => {
      reads.set(path, (reads.get(path) ?? 0) + 1);
      const bytes = contents.get(path);
      return Promise.resolve(bytes ? { kind: 'bytes', bytes } : { kind: 'missing' });
    },
    replace: (path, expected, next) => {
      if (text(path) !== expected) return Promise.resolve(false);
      if (next === undefined) contents.delete(path);
      else contents.set(path, nodeByteTools.encodeUtf8(next));
      return Promise.resolve(true);
    },
  };
}
