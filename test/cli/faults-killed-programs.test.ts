import assert from 'node:assert/strict';
import { existsSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { projectFolder } from '#vscode-host';
import { editSidecar } from '../../src/core/format/edit-sidecar';
import type { SidecarChange } from '../../src/core/format/sidecar-change';
import { mergeSidecars } from '../../src/core/merge/merge-sidecars';
import { isSidecarPath } from '../../src/core/model/sidecar-path';
import { StudyStore } from '../../src/core/study/study-store';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createNodeFileStore } from '../../src/node/file-store';
import { readSoundSidecar } from '../long/coders-at-work';
import { killAfter, leftoversIn, makeLeftoversOld, timeOf } from '../long/killed-program';
import { isLong, seedOr, times } from '../long/long-run';
import { runVerbatim } from '../support/cli';
import { GitStudy } from '../support/git-study';
import { createDice, generateStudy } from '../support/study-generator';

/** So many times each program is killed. */
const kills = isLong ? 6 * times : 2;
const seed = seedOr(5);
const program = path.join(projectFolder, 'dist/verbatim.js');
const size = { transcripts: isLong ? 4 : 2, coders: 1, passages: 25, words: 800, codes: 9 };
const before = Object.fromEntries(generateStudy(size, seed));
const sidecars = Object.keys(before).filter(isSidecarPath);

/** Each side adds a code to the same passages, a memo to others, and merges those by record only. */
function changed(text: string, side: 'ours' | 'theirs'): string {
  const { passages } = readSoundSidecar(text);
  const changes = passages.flatMap(({ id }, i): SidecarChange[] => {
    if (i % 3 === 0) return [{ kind: 'add-code', id, code: `code-${side}` }];
    return i % 3 === (side === 'ours' ? 1 : 2) ? [{ kind: 'set-memo', id, memo: `Memo, ${side}` }] : [];
  });
  return editSidecar(text, changes).text;
}

const sides = new Map(
  sidecars.map((file) => {
    const base = before[file] ?? '';
    const [ours, theirs] = [changed(base, 'ours'), changed(base, 'theirs')];
    const merged = mergeSidecars(base, ours, theirs);
    assert.deepEqual(merged?.conflicts, []);
    return [file, { ours, theirs, merged: merged.text }];
  }),
);

/** A repository in which `main` and `other` have changed every sidecar. */
async function createDiverged(): Promise<GitStudy> {
  const repository = await GitStudy.create(before);
  await repository.git('branch', 'other');
  for (const [branch, side] of [
    ['other', 'theirs'],
    ['main', 'ours'],
  ] as const) {
    await repository.git('switch', '--quiet', branch);
    for (const [file, texts] of sides) await repository.write(file, texts[side]);
    await repository.commit(side);
  }
  return repository;
}

async function assertOpens({ folder }: GitStudy, why: string): Promise<void> {
  makeLeftoversOld(folder);
  const store = await StudyStore.open({ files: createNodeFileStore(folder), bytes: nodeByteTools });
  assert.deepEqual(store.snapshot.refusals, [], why);
  assert.deepEqual(leftoversIn(folder), [], why);
}

/** As git tells people to do after it was killed. */
async function recover(repository: GitStudy): Promise<void> {
  rmSync(path.join(repository.folder, '.git/index.lock'), { force: true });
  await repository.git('reset', '--quiet', '--hard', 'main');
  await repository.git('clean', '--quiet', '--force');
}

/** Does something again and again that kills a program sometime before `limit` milliseconds, until it was killed often enough. */
async function repeat(limit: number, round: (limit: number, why: string) => Promise<boolean>): Promise<void> {
  let [now, killed] = [limit, 0];
  for (let n = 0; killed < kills; n++) {
    const wasKilled = await round(now, `seed ${seed}, round ${n}`);
    if (wasKilled) killed++;
    // It takes less time than it did.
    else now *= 0.8;
  }
}

describe('Faults: a program that is killed', function () {
  this.timeout(isLong ? 3_600_000 : 120_000);
  const dice = createDice(seed);
  let repository: GitStudy;
  beforeEach(async () => (repository = await createDiverged()));
  afterEach(() => repository.remove());

  it('verbatim refresh: every sidecar is as it was or as it should be, and the next run ends it', async () => {
    const transcripts = Object.keys(before).filter((file) => file.endsWith('.md'));
    const outdate = async (): Promise<void> => {
      for (const file of transcripts) await repository.write(file, `# Preface\n\n${before[file] ?? ''}`);
    };
    await outdate();
    const run = { program: process.execPath, args: [program, 'refresh'], folder: repository.folder };
    const time = await timeOf(run);
    const refreshed = new Map<string, string>();
    for (const file of sidecars) refreshed.set(file, await repository.read(file));
    await repeat(time, async (limit, why) => {
      await recover(repository);
      await outdate();
      const wasKilled = await killAfter((limit * (40 + dice(60))) / 100, run);
      await assertOpens(repository, why);
      for (const file of sidecars) {
        const text = await repository.read(file);
        assert([sides.get(file)?.ours, refreshed.get(file)].includes(text), `${file}, ${why}`);
      }
      assert.equal((await runVerbatim(['refresh'], repository.folder)).code, 0, why);
      for (const file of sidecars) assert.equal(await repository.read(file), refreshed.get(file), why);
      return wasKilled;
    });
  });

  it('git merge: nothing that was committed is lost, and merging again ends it', async () => {
    await setUp(repository);
    const { folder, env } = repository;
    const run = { program: 'git', args: ['merge', '--quiet', '--no-edit', 'other'], folder, env };
    const time = await timeOf(run);
    await assertMerged(repository, 'undisturbed');
    await repository.git('reset', '--quiet', '--hard', 'HEAD~1');
    await repository.git('branch', 'start');
    await repeat(time, async (limit, why) => {
      const wasKilled = await killAfter((limit * (5 + dice(95))) / 100, run);
      await assertOpens(repository, why);
      for (const [file, { ours, theirs, merged }] of sides) {
        // Git itself deletes a file before it writes it anew.
        const text = existsSync(path.join(repository.folder, file)) ? await repository.read(file) : '';
        assert([ours, theirs, merged, ''].includes(text), `${file}, ${why}`);
      }
      rmSync(path.join(repository.folder, '.git/index.lock'), { force: true });
      await repository.git('reset', '--quiet', '--hard', 'start');
      await repository.git('clean', '--quiet', '--force');
      await repository.git('merge', '--quiet', '--no-edit', 'other');
      await assertMerged(repository, why);
      await repository.git('reset', '--quiet', '--hard', 'start');
      return wasKilled;
    });
  });

  it('the merge driver: git merges line by line, and verbatim resolve ends it', async () => {
    await setUp(repository);
    // The driver as it is, which kills itself at some moment.
    const driver = path.join(repository.folder, '.git/verbatim/verbatim.cjs');
    const start = await repository.git('rev-parse', 'HEAD');
    await repeat(500, async (limit, why) => {
      const after = `${dice(Math.ceil(limit))} + 50 * Math.random()`;
      const end = `setTimeout(() => process.kill(process.pid, 'SIGKILL'), ${after});`;
      const begin = `process.argv[1] = ${JSON.stringify(program)};\nimport(process.argv[1]);`;
      await writeFile(driver, `${end}\n${begin}\n`);
      const { code } = await repository.tryGit('merge', '--quiet', '--no-edit', 'other');
      for (const [file, { ours, theirs }] of sides) {
        const text = await repository.read(file);
        for (const { id } of [...readSoundSidecar(ours).passages, ...readSoundSidecar(theirs).passages])
          assert(text.includes(id), `${id} is lost, ${why}`);
      }
      await assertOpens(repository, why);
      const resolved = await runVerbatim(['resolve', '--add'], repository.folder);
      assert.equal(resolved.code, 0, `${why}\n${resolved.stdout}${resolved.stderr}`);
      await assertMerged(repository, why);
      await repository.git('reset', '--quiet', '--hard', start.trim());
      // Line by line, both codes of a passage would be in conflict.
      return code !== 0;
    });
  });

  it('verbatim resolve: every file is in conflict or merged, and the next run ends it', async () => {
    await repository.tryGit('merge', '--quiet', '--no-edit', 'other');
    const conflicts = new Map<string, string>();
    for (const file of sidecars) conflicts.set(file, await repository.read(file));
    const args = [program, 'resolve', '--add'];
    const run = { program: process.execPath, args, folder: repository.folder };
    const time = await timeOf(run);
    await assertMerged(repository, 'undisturbed');
    await repeat(time, async (limit, why) => {
      await recover(repository);
      await repository.tryGit('merge', '--quiet', '--no-edit', 'other');
      const wasKilled = await killAfter((limit * (20 + dice(80))) / 100, run);
      await assertOpens(repository, why);
      for (const [file, { merged }] of sides)
        assert([conflicts.get(file), merged].includes(await repository.read(file)), `${file}, ${why}`);
      rmSync(path.join(repository.folder, '.git/index.lock'), { force: true });
      const again = await runVerbatim(['resolve', '--add'], repository.folder);
      assert.equal(again.code, 0, `${why}\n${again.stdout}${again.stderr}`);
      await assertMerged(repository, why);
      return wasKilled;
    });
  });
});

async function setUp(repository: GitStudy): Promise<void> {
  const { code, stderr } = await runVerbatim(['setup-git'], repository.folder);
  assert.equal(code, 0, stderr);
  await repository.commit('Set up');
}

async function assertMerged(repository: GitStudy, why: string): Promise<void> {
  for (const [file, { merged }] of sides)
    assert.equal(await repository.read(file), merged, `${file}, ${why}`);
}
