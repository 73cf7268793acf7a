// A study in memory, opened.
import { checkStudy } from '../../src/core/study/check';
import type { Problem } from '../../src/core/base/problem';
import type { StudyView } from '../../src/core/study/snapshot';
import { StudyStore } from '../../src/core/study/study-store';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createMemoryFiles, type MemoryFiles } from './memory-files';

export interface MemoryStudy {
  readonly files: MemoryFiles;
  readonly store: StudyStore;
  readonly ports: { readonly files: MemoryFiles; readonly bytes: typeof nodeByteTools };
  /** The whole of the study as it was last read. */
  readonly view: () => StudyView;
  readonly check: () => Promise<readonly Problem[]>;
}

export async function openMemoryStudy(
  contents: Iterable<readonly [path: string, content: string | Uint8Array]>,
): Promise<MemoryStudy> {
  const files = createMemoryFiles(contents);
  const ports = { files, bytes: nodeByteTools };
  const store = await StudyStore.open(ports);
  return {
    files,
    store,
    ports,
    view: () => store.snapshot.whole,
    check: () => checkStudy(store.snapshot, ports),
  };
}
