import assert from 'node:assert/strict';
import type { FileListing, FileRefusal } from '../../../src/core/study/ports';
import { largestFile } from '../../../src/core/study/ports';
import type { StudySnapshot } from '../../../src/core/study/snapshot';
import { type StudyChange, StudyStore } from '../../../src/core/study/study-store';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { createMemoryFiles, type MemoryFiles } from '../../support/memory-files';
import { generateStudy } from '../../support/study-generator';

const size = { transcripts: 3, coders: 2, passages: 4, words: 200, codes: 6 };
const firstSidecar = 'transcripts/Int1.md.C1.coding.yaml';

async function openStudy(files: MemoryFiles): Promise<{ store: StudyStore; changes: StudyChange[] }> {
  const store = await StudyStore.open({ files, bytes: nodeByteTools });
  const changes: StudyChange[] = [];
  store.onDidChange((change) => changes.push(change));
  files.reads.clear();
  return { store, changes };
}

const generated = [...generateStudy(size)];
const newStudy = () => createMemoryFiles(generated);

function write(files: MemoryFiles, path: string, text: string | Uint8Array): void {
  files.contents.set(path, typeof text === 'string' ? nodeByteTools.encodeUtf8(text) : text);
}

/** Every file that a snapshot holds, by path. */
function loadedIn({ studyFile, codebookFile, whole }: StudySnapshot): ReadonlyMap<string, unknown> {
  return new Map<string, unknown>([
    [studyFile.path, studyFile],
    [codebookFile.path, codebookFile],
    ...whole.transcripts,
    ...whole.sidecars,
  ]);
}

function hasSameValue(a: unknown, b: unknown): boolean {
  return (a as StudySnapshot['studyFile']).value === (b as StudySnapshot['studyFile']).value;
}

describe('a study store', () => {
  it('reads every file of a study once', async () => {
    const files = newStudy();
    const store = await StudyStore.open({ files, bytes: nodeByteTools });
    assert.deepEqual([...files.reads.keys()].sort(), [...files.contents.keys()].sort());
    assert.deepEqual([...new Set(files.reads.values())], [1]);
    const { whole, refusals, studyFile, codebookFile } = store.snapshot;
    assert.equal(whole.transcripts.size, 3);
    assert.equal(whole.sidecars.size, 6);
    assert.equal(whole.codebook.codes.size, 6);
    assert.equal(whole.study.coders.size, 2);
    assert.deepEqual([refusals, studyFile.problems, codebookFile.problems], [[], [], []]);
    for (const sidecar of whole.sidecars.values()) assert.equal(sidecar.value.passages.length, 4);
  });

  it('reads and parses the file that changed, and leaves every other as it was', async () => {
    const paths = [...newStudy().contents.keys()].filter((path) => path !== 'verbatim.yaml');
    for (const path of paths) {
      const files = newStudy();
      const { store, changes } = await openStudy(files);
      const before = loadedIn(store.snapshot);
      write(files, path, `${files.text(path) ?? ''}\n`);
      await store.refresh([path]);
      assert.deepEqual([...files.reads], [[path, 1]]);
      assert.deepEqual(
        changes.map((change) => [...change.paths]),
        [[path]],
      );
      assert.equal(changes[0]?.snapshot, store.snapshot);
      const after = loadedIn(store.snapshot);
      assert.deepEqual([...after.keys()], [...before.keys()]);
      for (const [other, file] of after) {
        // The sidecars of a transcript that changed are given its former text, and are not read again.
        const isAlike = other.startsWith(`${path}.`)
          ? hasSameValue(file, before.get(other))
          : file === before.get(other);
        assert.equal(isAlike, other !== path, `${other} after ${path}`);
      }
    }
  });

  it('says nothing when nothing has changed, and keeps the snapshot', async () => {
    const files = newStudy();
    const { store, changes } = await openStudy(files);
    const { snapshot } = store;
    await store.refresh(['codebook.yaml', firstSidecar, 'README.md', 'nowhere/at/all']);
    await store.refresh();
    assert.deepEqual(changes, []);
    assert.equal(store.snapshot, snapshot);
  });

  it('leaves the snapshot it gave before as it was', async () => {
    const files = newStudy();
    const { store } = await openStudy(files);
    const before = store.snapshot;
    const loaded = loadedIn(before);
    files.contents.delete(firstSidecar);
    write(files, 'transcripts/Int4.md', 'R1: New.\n');
    await store.refresh();
    assert.deepEqual([...loadedIn(before)], [...loaded]);
    assert.notEqual(store.snapshot, before);
  });

  it('keeps the last good reading of what cannot be read, marked stale, until it can be', async () => {
    for (const path of ['verbatim.yaml', 'codebook.yaml', firstSidecar])
      for (const broken of ['a: b: c', '<<<<<<< HEAD\n', Uint8Array.of(0xff, 0xfe, 0x61)]) {
        const files = newStudy();
        const { store, changes } = await openStudy(files);
        const find = () => loadedIn(store.snapshot).get(path) as StudySnapshot['studyFile'];
        const [good, text] = [find(), files.text(path) ?? ''];
        write(files, path, broken);
        await store.refresh([path]);
        assert.equal(find().isStale, true);
        assert.equal(find().value, good.value);
        assert.equal(find().problems[0]?.severity, 'error');
        assert.equal(find().problems[0]?.path, path);
        write(files, path, text);
        await store.refresh([path]);
        assert.equal(find().isStale, false);
        assert.deepEqual(find().problems, []);
        assert.equal(changes.length, 2);
      }
  });

  it('makes a transcript that is not UTF-8 one in which nothing can be coded', async () => {
    const files = newStudy();
    const { store } = await openStudy(files);
    write(files, 'transcripts/Int1.md', Uint8Array.of(0x52, 0xe9));
    await store.refresh(['transcripts/Int1.md']);
    const transcript = store.snapshot.whole.transcripts.get('transcripts/Int1.md');
    assert.equal(transcript?.isStale, true);
    assert.equal(transcript.text, '');
    assert.equal(transcript.problems[0]?.code, 'transcript/not-utf8');
  });

  it('takes in files that come, in the order of people, and lets go of those that go', async () => {
    const files = newStudy();
    const { store, changes } = await openStudy(files);
    const transcripts = () => [...store.snapshot.whole.transcripts.keys()];
    write(files, 'transcripts/Int10.md', 'R1: Ten.\n');
    write(files, 'transcripts/int2b.md', 'R1: Two.\n');
    await store.refresh(['transcripts/Int10.md', 'transcripts/int2b.md']);
    assert.deepEqual(
      transcripts(),
      ['Int1', 'Int2', 'int2b', 'Int3', 'Int10'].map((name) => `transcripts/${name}.md`),
    );
    files.contents.delete('transcripts/Int2.md');
    files.contents.delete('codebook.yaml');
    await store.refresh(['transcripts/Int2.md', 'codebook.yaml']);
    assert.equal(transcripts().includes('transcripts/Int2.md'), false);
    assert.equal(store.snapshot.whole.codebook.codes.size, 0);
    // A sidecar without its transcript stays: it is somebody's work.
    assert.equal(store.snapshot.whole.sidecarsOf('transcripts/Int2.md').length, 2);
    assert.deepEqual(
      changes.map(({ paths }) => paths.size),
      [2, 2],
    );
  });

  it('looks at everything when the study file changes, and parses only what is new', async () => {
    const files = newStudy();
    write(files, 'notes/Memo.txt', 'R1: A note.\n');
    const { store } = await openStudy(files);
    const before = loadedIn(store.snapshot);
    write(
      files,
      'verbatim.yaml',
      (files.text('verbatim.yaml') ?? '').replace('transcripts/**/*.md', '*/*.{md,txt}'),
    );
    await store.refresh(['verbatim.yaml']);
    assert.ok(store.snapshot.whole.transcripts.has('notes/Memo.txt'));
    for (const [path, file] of before)
      if (path !== 'verbatim.yaml') assert.equal(loadedIn(store.snapshot).get(path), file);
    write(files, 'verbatim.yaml', (files.text('verbatim.yaml') ?? '').replace('*/*.{md,txt}', 'notes/*'));
    await store.refresh(['verbatim.yaml']);
    assert.deepEqual([...store.snapshot.whole.transcripts.keys()], ['notes/Memo.txt']);
  });

  it('looks at everything when a folder with its files was renamed or deleted', async () => {
    const files = newStudy();
    const { store } = await openStudy(files);
    for (const [path, bytes] of [...files.contents]) {
      if (!path.startsWith('transcripts/')) continue;
      files.contents.delete(path);
      files.contents.set(path.replace('transcripts/', 'transcripts/wave1/'), bytes);
    }
    await store.refresh(['transcripts']);
    assert.equal(store.snapshot.whole.transcripts.size, 3);
    for (const path of loadedIn(store.snapshot).keys()) assert.ok(!/^transcripts\/Int/.test(path), path);
    for (const path of [...files.contents.keys()])
      if (path.startsWith('transcripts/')) files.contents.delete(path);
    await store.refresh(['transcripts/wave1']);
    assert.equal(store.snapshot.whole.transcripts.size + store.snapshot.whole.sidecars.size, 0);
  });

  it('carries out refreshes one after the other, each with what the files hold when its turn comes', async () => {
    const files = newStudy();
    const { store, changes } = await openStudy(files);
    const states = ['done', 'in-progress', 'done'];
    await Promise.all(
      states.map((status) => {
        const text = files.text(firstSidecar) ?? '';
        write(files, firstSidecar, text.replace(/^status: .*$/m, `status: ${status}`));
        return store.refresh([firstSidecar]);
      }),
    );
    assert.equal(store.snapshot.whole.sidecars.get(firstSidecar)?.value.status, 'done');
    assert.equal(changes.length, 1);
  });

  it('goes on after a refresh that failed', async () => {
    const files = newStudy();
    let isBroken = false;
    const list = (): Promise<FileListing> => (isBroken ? Promise.reject(new Error('gone')) : files.list());
    const store = await StudyStore.open({ files: { ...files, list }, bytes: nodeByteTools });
    isBroken = true;
    const { snapshot } = store;
    await assert.rejects(store.refresh(), /gone/);
    assert.equal(store.snapshot, snapshot);
    isBroken = false;
    write(files, 'transcripts/Int4.md', 'R1: New.\n');
    await store.refresh();
    assert.equal(store.snapshot.whole.transcripts.size, 4);
  });

  it('is silent after its end', async () => {
    const files = newStudy();
    const { store, changes } = await openStudy(files);
    store.dispose();
    files.contents.delete(firstSidecar);
    await store.refresh();
    assert.deepEqual(changes, []);
  });
});

describe('files that are refused', () => {
  const refusal = (path: string, isFolder = false): FileRefusal => ({
    path,
    code: 'file/outside-study',
    message: `${path} leads outside the study’s folder.`,
    advice: 'Copy it.',
    isFolder,
  });

  async function openRefusing() {
    const files = newStudy();
    const refused = new Map<string, FileRefusal>();
    const listed: FileRefusal[] = [];
    const store = await StudyStore.open({
      bytes: nodeByteTools,
      files: {
        list: async () => ({ ...(await files.list()), refusals: listed }),
        read: (path) => {
          const found = refused.get(path);
          return found ? Promise.resolve({ kind: 'refused', refusal: found }) : files.read(path);
        },
      },
    });
    let changes = 0;
    store.onDidChange(() => changes++);
    const pathsOf = () => store.snapshot.refusals.map(({ path, severity }) => `${severity} ${path}`);
    return { files, refused, listed, store, pathsOf, changesSoFar: () => changes };
  }

  it('are problems, told once, until they are gone; what was read before stays', async () => {
    const { refused, store, pathsOf, changesSoFar } = await openRefusing();
    refused.set(firstSidecar, refusal(firstSidecar));
    await store.refresh([firstSidecar]);
    await store.refresh([firstSidecar]);
    await store.refresh();
    assert.deepEqual(pathsOf(), [`error ${firstSidecar}`]);
    assert.equal(changesSoFar(), 1);
    assert.equal(store.snapshot.whole.sidecars.get(firstSidecar)?.value.passages.length, 4);
    refused.clear();
    await store.refresh([firstSidecar]);
    assert.deepEqual(pathsOf(), []);
    assert.equal(changesSoFar(), 2);
  });

  it('count only when they would play a part, or are folders', async () => {
    const { listed, store, pathsOf } = await openRefusing();
    listed.push(refusal('other.pdf'), refusal('elsewhere', true), refusal('transcripts/link.md'));
    await store.refresh();
    assert.deepEqual(pathsOf(), ['error elsewhere', 'error transcripts/link.md']);
    listed.length = 0;
    await store.refresh();
    assert.deepEqual(pathsOf(), []);
  });

  it('are those above 16 MiB, whoever read them', async () => {
    const { files, store, pathsOf } = await openRefusing();
    write(files, 'transcripts/Int1.md', new Uint8Array(largestFile + 1));
    await store.refresh(['transcripts/Int1.md']);
    assert.deepEqual(pathsOf(), ['error transcripts/Int1.md']);
    files.contents.delete('transcripts/Int1.md');
    await store.refresh(['transcripts/Int1.md']);
    assert.deepEqual(pathsOf(), []);
  });
});
