// Renaming a code that thousands of passages have, and reading YAML files as a language. Figures only; nothing here fails.
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { mergeCodes } from '../../src/core/actions/merge-codes';
import { renameCode } from '../../src/core/actions/rename-code';
import { linesOf } from '../../src/core/language/lines';
import { declarationsIn } from '../../src/core/language/mentions';
import { outlineOf } from '../../src/core/language/outline';
import { tokenAt } from '../../src/core/language/token-at';
import { usesOf } from '../../src/core/language/uses';
import { codebookFileName } from '../../src/core/model/study';
import type { StudyEdit } from '../../src/core/study/edit';
import { reachOf } from '../../src/core/study/reach';
import { StudyStore } from '../../src/core/study/study-store';
import { buildThemesTree } from '../../src/core/study/themes-tree';
import { writeEdit, type WritingPorts } from '../../src/core/study/write-edits';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createNodeFileStore } from '../../src/node/file-store';
import { writeStudy } from '../support/study-generator';
import { formatTable, median } from './figures';

const size = { transcripts: 80, coders: 2, passages: 100, words: 2000, codes: 2 };
const sizesOfCodebook = [100, 300];
const rounds = 31;

const root = mkdtempSync(path.join(tmpdir(), 'verbatim-bench-'));
try {
  await writeStudy(root, size);
  const file = path.join(root, codebookFileName);
  const text = readFileSync(file, 'utf8');
  for (const codes of sizesOfCodebook) {
    writeFileSync(file, text + unusedCodes(codes));
    await benchRenaming(codes);
  }
} finally {
  rmSync(root, { recursive: true });
}

/** Codes with definitions, some of them below the one that is renamed. */
function unusedCodes(count: number): string {
  return Array.from(
    { length: count },
    (_, i) => `  unused-${i}:
    name: Unused ${i}
    ${i % 30 === 0 ? 'parent: code-0' : 'themes: [theme-0]'}
    definition: What people say about matter number ${i}, in a sentence of some length.
    include: "Whatever is like it; and more of that."
    examples: ["It was like that.", "And like this."]
`,
  ).join('');
}

async function benchRenaming(codes: number): Promise<void> {
  const files = createNodeFileStore(root);
  const ports = { files, bytes: nodeByteTools };
  const store = await StudyStore.open(ports);
  reachOf(store.snapshot.visibleTo('C1'));
  const times: Record<'edit' | 'read' | 'count', number[]> = { edit: [], read: [], count: [] };
  const processor: number[] = [];
  let id = 'code-0';
  for (let round = 0; round < rounds; round++) {
    const to = `renamed-${round}`;
    const began = process.cpuUsage();
    const started = performance.now();
    for (const edit of renameCode(store.snapshot, { code: id, to })) await writeEdit(edit, ports);
    const written = performance.now();
    await store.refresh([codebookFileName]);
    const read = performance.now();
    const { user, system } = process.cpuUsage(began);
    processor.push((user + system) / 1000);
    const view = store.snapshot.visibleTo('C1');
    reachOf(view);
    buildThemesTree(view);
    times.edit.push(written - started);
    times.read.push(read - written);
    times.count.push(performance.now() - read);
    id = to;
  }
  const merging = await timesOfMerging(store, ports, id);
  const view = store.snapshot.visibleTo('C1');
  const symbol = { kind: 'code', id } as const;
  const uses = usesOf(view, symbol).length;
  const milliseconds = (all: readonly number[]): string => `${median(all).toFixed(1)} ms`;
  const together = times.edit.map((edit, i) => edit + (times.read[i] ?? 0));
  const book = linesOf(readFileSync(path.join(root, codebookFileName), 'utf8'));
  const [sidecar] = view.sidecars.keys();
  const records = readFileSync(path.join(root, sidecar ?? ''), 'utf8');
  const large = linesOf(records + records.slice(records.indexOf('  - id')).repeat(99));
  console.log(
    formatTable([
      [`a code that ${uses} passages have, among ${codes + 2} codes`, 'median', 'wanted'],
      ['rename it, codebook written', milliseconds(times.edit), ''],
      ['read the codebook', milliseconds(times.read), ''],
      ['together', milliseconds(together), '100 ms'],
      ['processor time of that', milliseconds(processor), ''],
      [`merge it, ${merging.entries} entries change`, milliseconds(merging.wall), '100 ms'],
      ['processor time of that', milliseconds(merging.processor), ''],
      ['take that back', milliseconds(merging.undo), ''],
      ['processor time of that', milliseconds(merging.undoProcessor), ''],
      ['count again, for the trees', milliseconds(times.count), ''],
      ['find its passages', milliseconds(timesOf(() => usesOf(view, symbol))), ''],
      ['places for lenses', milliseconds(timesOf(() => declarationsIn(codebookFileName, book))), ''],
      [
        `what stands at the end of ${large.count} lines`,
        milliseconds(timesOf(() => tokenAt(large, large.count - 3, 9))),
        '',
      ],
      [`outline of these`, milliseconds(timesOf(() => outlineOf('sidecar', large))), ''],
    ]),
  );
}

/** Merges a code with its subcodes into another one and takes it back, the codebook written and read each time. */
async function timesOfMerging(
  store: StudyStore,
  ports: WritingPorts,
  code: string,
): Promise<Record<'wall' | 'processor' | 'undo' | 'undoProcessor', number[]> & { readonly entries: number }> {
  const times = { wall: [], processor: [], undo: [], undoProcessor: [] } as Record<
    'wall' | 'processor' | 'undo' | 'undoProcessor',
    number[]
  >;
  let entries = 0;
  for (let round = 0; round < rounds; round++) {
    let inverse: StudyEdit | undefined;
    // A text of its own, so that what was parsed in the round before is of no use.
    appendFileSync(path.join(root, codebookFileName), `# round ${round}\n`);
    await store.refresh([codebookFileName]);
    const merge = await measure(async () => {
      const intent = { codes: [code], into: 'unused-1', themes: 'of the one that stays' } as const;
      for (const edit of mergeCodes(store.snapshot, intent).edits) {
        entries = edit.kind === 'codebook' ? edit.changes.length : 0;
        inverse = await writeEdit(edit, ports);
      }
      await store.refresh([codebookFileName]);
    });
    const undo = await measure(async () => {
      if (inverse) await writeEdit(inverse, ports);
      await store.refresh([codebookFileName]);
    });
    times.wall.push(merge.wall);
    times.processor.push(merge.processor);
    times.undo.push(undo.wall);
    times.undoProcessor.push(undo.processor);
  }
  return { ...times, entries };
}

/** Milliseconds by the clock and of the processor. */
async function measure(work: () => Promise<void>): Promise<{ wall: number; processor: number }> {
  const [began, started] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(began);
  return { wall: performance.now() - started, processor: (user + system) / 1000 };
}

function timesOf(work: () => unknown): readonly number[] {
  return Array.from({ length: rounds }, () => {
    const started = performance.now();
    work();
    return performance.now() - started;
  });
}
