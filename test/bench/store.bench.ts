// Opening a large study from the disk, changing one sidecar of it, and the memory it takes. Figures only; nothing here fails.
import { createHash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import { reachOf } from '../../src/core/study/reach';
import { StudyStore } from '../../src/core/study/study-store';
import { buildThemesTree } from '../../src/core/study/themes-tree';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createNodeFileStore } from '../../src/node/file-store';
import { transcriptPath, writeStudy } from '../support/study-generator';
import { formatTable, median } from './figures';

const size = { transcripts: 1000, coders: 2, passages: 100, words: 4000, codes: 60 };
const rounds = 5;
const changes = 31;

interface Measured<T> {
  readonly value: T;
  readonly milliseconds: number;
  /** Processor time of all threads, which other programs disturb less; in milliseconds. */
  readonly processor: number;
  /** The longest time in which nothing else could run. */
  readonly longestBlock: number;
}

async function measure<T>(work: () => Promise<T>): Promise<Measured<T>> {
  let isRunning = true;
  let longestBlock = 0;
  let last = performance.now();
  const probe = (): void => {
    const now = performance.now();
    longestBlock = Math.max(longestBlock, now - last);
    last = now;
    if (isRunning) setImmediate(probe);
  };
  setImmediate(probe);
  const processorBefore = process.cpuUsage();
  const started = performance.now();
  const value = await work();
  const milliseconds = performance.now() - started;
  const { user, system } = process.cpuUsage(processorBefore);
  await new Promise(setImmediate);
  isRunning = false;
  return { value, milliseconds, processor: (user + system) / 1000, longestBlock };
}

/** Reads and hashes files, as many at a time as the store does, and does nothing with them. */
async function readAndHash(files: readonly string[]): Promise<number> {
  const waiting = files.values();
  let bytes = 0;
  const readOneByOne = async (): Promise<void> => {
    for (const file of waiting) {
      const content = await readFile(file);
      createHash('sha1').update(content).digest('hex');
      bytes += content.length;
    }
  };
  await Promise.all(Array.from({ length: 16 }, readOneByOne));
  return bytes;
}

const openStore = (): Promise<StudyStore> =>
  StudyStore.open({ files: createNodeFileStore(root), bytes: nodeByteTools });

function usedHeap(): number {
  globalThis.gc?.();
  return process.memoryUsage().heapUsed;
}

async function benchOpening(files: readonly string[]): Promise<void> {
  const [reading, opening]: [Measured<number>[], Measured<StudyStore>[]] = [[], []];
  for (let round = -1; round < rounds; round++) {
    const read = await measure(() => readAndHash(files));
    const opened = await measure(openStore);
    if (round >= 0) {
      reading.push(read);
      opening.push(opened);
    }
  }
  const row = (name: string, all: readonly Measured<unknown>[], base: number): readonly string[] => {
    const time = median(all.map(({ milliseconds }) => milliseconds));
    const block = median(all.map(({ longestBlock }) => longestBlock));
    const processor = median(all.map((each) => each.processor));
    return [
      name,
      `${time.toFixed(0)} ms`,
      `${(time / base).toFixed(2)}×`,
      `${processor.toFixed(0)} ms`,
      `${block.toFixed(0)} ms`,
    ];
  };
  const base = median(reading.map(({ milliseconds }) => milliseconds));
  console.log(
    formatTable([
      ['', 'median', 'ratio (target 2.5×)', 'processor time', 'longest block (target 50 ms)'],
      row(`read and hash ${((reading[0]?.value ?? 0) / 1e6).toFixed(0)} MB`, reading, base),
      row('open the study', opening, base),
    ]),
  );
}

async function benchChanging(): Promise<void> {
  const heapBefore = usedHeap();
  const store = await openStore();
  const passages = size.transcripts * size.coders * size.passages;
  const perPassage = () => `${((usedHeap() - heapBefore) / passages).toFixed(0)} bytes`;
  const opened = perPassage();
  const first = performance.now();
  buildThemesTree(store.snapshot.visibleTo('C1'));
  const cold = performance.now() - first;
  const counted = perPassage();

  const files = createNodeFileStore(root);
  const [readings, viewings, processor]: [number[], number[], number[]] = [[], [], []];
  for (let change = 0; change < changes; change++) {
    const file = `${transcriptPath(1 + ((change * 37) % size.transcripts))}.C1.coding.yaml`;
    const sidecar = store.snapshot.whole.sidecars.get(file);
    const passage = sidecar?.value.passages[change % size.passages];
    const text = await readFile(path.join(root, file), 'utf8');
    const kind = passage?.codes.includes('code-0') ? 'remove-code' : 'add-code';
    const edited = editSidecar(text, [{ kind, id: passage?.id ?? '', code: 'code-0' }]);
    await files.replace(file, text, edited.text);
    const processorBefore = process.cpuUsage();
    const started = performance.now();
    await store.refresh([file]);
    const refreshed = performance.now();
    const view = store.snapshot.visibleTo('C1');
    reachOf(view);
    buildThemesTree(view);
    const viewed = performance.now();
    const { user, system } = process.cpuUsage(processorBefore);
    processor.push((user + system) / 1000);
    readings.push(refreshed - started);
    viewings.push(viewed - refreshed);
  }
  const total = readings.map((reading, i) => reading + (viewings[i] ?? 0));
  const inMilliseconds = (times: readonly number[]): string => `${median(times).toFixed(1)} ms`;
  console.log(
    formatTable([
      [
        'one sidecar changed',
        'read it, new snapshot',
        'counts and tree',
        'together (target 20 ms)',
        'processor time',
        'first counts and tree',
      ],
      [
        '',
        inMilliseconds(readings),
        inMilliseconds(viewings),
        inMilliseconds(total),
        inMilliseconds(processor),
        `${cold.toFixed(0)} ms`,
      ],
    ]),
  );
  console.log(
    formatTable([
      ['memory per passage, its share of the transcripts included', 'after opening', 'after counting'],
      [`${passages} passages`, opened, counted],
    ]),
  );
}

const root = mkdtempSync(path.join(tmpdir(), 'store-bench-'));
try {
  const files = await writeStudy(root, size);
  console.log(
    `${size.transcripts} transcripts × ${size.coders} coders × ${size.passages} passages, ${files.length} files\n`,
  );
  await benchOpening(files);
  console.log('');
  await benchChanging();
} finally {
  rmSync(root, { recursive: true });
}
