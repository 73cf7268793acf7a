import assert from 'node:assert/strict';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import { createIdSource } from '../../src/core/model/ulid';
import { placePassages } from '../../src/core/study/placed-passages';
import { StudyStore } from '../../src/core/study/study-store';
import { writeEdit, writeEdits } from '../../src/core/study/write-edits';
import { TextIndex } from '../../src/core/text/text-index';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createNodeFileStore } from '../../src/node/file-store';
import { createGitVersions } from '../../src/node/git-versions';
import { isLong, seedOr, times } from '../long/long-run';
import { runVerbatim } from '../support/cli';
import {
  act,
  type Branch,
  firstCodes,
  firstIdOf,
  mergeTruth,
  type Names,
  newStudy,
  numbersIn,
  renameCode,
  type TruePassage,
} from '../support/coding-history';
import { createRandom } from '../support/edit-generator-random';
import { GitStudy } from '../support/git-study';

const rounds = isLong ? 50 : 3;
const seeds = Array.from({ length: Math.ceil(times / 10) }, (_, i) => seedOr(20) + i);

describe('two coders on branches', function () {
  this.timeout(rounds * 60_000);

  for (const seed of seeds)
    for (const hasDriver of [true, false]) {
      const how = hasDriver ? 'merged through the driver' : 'merged by git alone and resolved afterwards';
      it(`lose and shift no coding in ${rounds} rounds ${how} (seed ${seed})`, async () => {
        const repository = await GitStudy.create(newStudy());
        try {
          await play(repository, hasDriver, seed);
        } finally {
          await repository.remove();
        }
      });
    }
});

async function play(repository: GitStudy, hasDriver: boolean, seed: number): Promise<void> {
  const { folder } = repository;
  if (hasDriver) {
    const { code, stderr } = await runVerbatim(['setup-git'], folder);
    assert.equal(code, 0, stderr);
    await repository.commit('Set up');
  }
  const random = createRandom(seed);
  let time = 0;
  const newId = createIdSource(
    () => Date.UTC(2020, 0, 1) + ++time * 1000,
    (bytes) => bytes.forEach((_, i) => (bytes[i] = random.below(256))),
  );
  const names: Names = new Map(firstCodes.map((id) => [id, id]));
  let truth = new Map<string, TruePassage>();
  for (let round = 0; round < rounds; round++) {
    const isRenaming = round % 3 === 1;
    const before: Names = new Map(names);
    const truths: Map<string, TruePassage>[] = [];
    for (const side of [0, 1]) {
      await repository.git('switch', '--quiet', '--force-create', `side${side}`, 'main');
      const branch = await openBranch(repository, { side, newId, random: random.unit });
      const own = new Map(truth);
      const from = random.pick([...before.keys()]);
      if (isRenaming && side === round % 2)
        await renameCode(branch, names, from, `${before.get(from) ?? ''}-${round}`);
      const known = side === round % 2 ? names : before;
      for (let i = random.below(6) + 5; i > 0; i--) await act(branch, own, known);
      await repository.commit(`Round ${round}, side ${side}`);
      truths.push(own);
    }
    await repository.git('switch', '--quiet', 'main');
    await repository.git('merge', '--quiet', '--no-edit', 'side0');
    const { code, stdout } = await repository.tryGit('merge', '--quiet', '--no-edit', 'side1');
    if (hasDriver)
      assert.equal(code, 0, `round ${round}: ${stdout}${await repository.git('diff', '--no-textconv')}`);
    else if (code !== 0) {
      const resolved = await runVerbatim(['resolve', '--add'], folder);
      assert.equal(
        resolved.code,
        0,
        resolved.stdout + resolved.stderr + (await repository.git('diff', '--no-textconv')),
      );
      await repository.git('commit', '--quiet', '--no-edit');
    }
    const [ours, theirs] = truths;
    assert.ok(ours && theirs);
    truth = mergeTruth(truth, ours, theirs);
    await verify(repository, truth, names, round);
  }
}

async function openBranch(
  repository: GitStudy,
  parts: Pick<Branch, 'side' | 'newId' | 'random'>,
): Promise<Branch> {
  const ports = portsOf(repository);
  const store = await StudyStore.open(ports);
  return {
    ...parts,
    store,
    write: async (edits) => {
      await writeEdits(edits, (edit) => writeEdit(edit, ports));
      await store.refresh();
    },
    rewrite: async (path, text) => {
      await repository.write(path, text);
      // So that git knows every version that was coded in.
      await repository.commit('Correct');
      await store.refresh();
    },
  };
}

function portsOf({ folder }: GitStudy) {
  return { files: createNodeFileStore(folder), bytes: nodeByteTools, versions: createGitVersions(folder) };
}

/**
 * Every passage is there, with its codes; where it says it stands, in the version it says, stand its very words; and
 * where it is shown in today's text, there are the words that were coded.
 */
async function verify(
  repository: GitStudy,
  truth: ReadonlyMap<string, TruePassage>,
  names: Names,
  round: number,
): Promise<void> {
  const store = await StudyStore.open(portsOf(repository));
  const { whole } = store.snapshot;
  const texts = new Map<string, TextIndex>();
  let count = 0;
  for (const sidecar of whole.sidecars.values()) {
    assert.deepEqual(sidecar.problems, [], sidecar.path);
    for (const { passage, span, status } of placePassages(whole, sidecar)) {
      const label = `round ${round}: ${passage.id} in ${sidecar.path}`;
      const expected = truth.get(passage.id);
      assert.ok(expected, label);
      count++;
      assert.equal(sidecar.path, sidecarPath(expected.transcript, expected.coder), label);
      const codes = new Set(passage.codes.map((code) => firstIdOf(whole, names, code)));
      assert.deepEqual(codes, expected.codes, label);
      const base = passage.base ?? sidecar.value.base;
      const text = texts.get(base) ?? new TextIndex(await repository.git('cat-file', 'blob', base));
      texts.set(base, text);
      const stated = text.spanOf(passage.at);
      assert.equal(stated && text.text.slice(stated.start, stated.end), passage.quote, label);
      assertCovers(passage.quote, expected, label);
      const today = whole.transcripts.get(expected.transcript)?.text ?? '';
      if (span) assertCovers(today.slice(span.start, span.end), expected, `${label}, ${status}`);
    }
  }
  assert.equal(count, truth.size, `round ${round}`);
  assert.ok(count > 3 * round, `only ${count} passages after round ${round}`);
}

function assertCovers(words: string, { first, last }: TruePassage, label: string): void {
  const numbers = numbersIn(words);
  assert.deepEqual([numbers[0], numbers.at(-1)], [first, last], label);
}
