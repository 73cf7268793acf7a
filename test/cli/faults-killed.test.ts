import assert from 'node:assert/strict';
import { setTimeout as sleep } from 'node:timers/promises';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import { StudyStore } from '../../src/core/study/study-store';
import { nodeByteTools } from '../../src/node/byte-tools';
import { createNodeFileStore } from '../../src/node/file-store';
import { buildCodingProgram, type CodingProgram, readSoundSidecar } from '../long/coders-at-work';
import { leftoversIn, makeLeftoversOld } from '../long/killed-program';
import { isLong, seedOr, times } from '../long/long-run';
import { createLongStudy, longTranscript } from '../long/long-transcript';
import { createDice } from '../support/study-generator';
import type { StudyFolder } from '../support/study-folder';

const sidecar = sidecarPath(longTranscript, 'MS');

describe('Faults: a process that is killed', function () {
  this.timeout(isLong ? 900_000 : 60_000);
  let program: CodingProgram;
  before(async () => (program = await buildCodingProgram()));
  after(() => program.remove());

  it('leaves every coding that it had told of, and nothing half written', async () => {
    const seed = seedOr(7);
    const wanted = isLong ? 100 * times : 30;
    const dice = createDice(seed);
    const study = createLongStudy(seed);
    const coded = new Set<string>();
    let told = 0;
    for (let round = 0; told < wanted; round++) {
      const coder = program.start(study.folder, 'MS', 10_000, seed + round);
      await coder.said(1 + dice(16));
      await sleep(dice(40));
      coder.child.kill('SIGKILL');
      await coder.ended;
      told += coder.coded.size;
      const why = `seed ${seed}, round ${round}`;
      const ids = new Set(readSoundSidecar(study.read(sidecar)).passages.map(({ id }) => id));
      for (const id of coder.coded.keys()) coded.add(id);
      for (const id of coded) {
        if (ids.has(id)) continue;
        assert(coder.deleting.has(id), `${id} is lost, ${why}`);
        coded.delete(id);
      }
      makeLeftoversOld(study.folder);
      const store = await openStudy(study);
      assert.deepEqual(store.snapshot.refusals, [], why);
      for (const { isStale, path: name } of store.snapshot.whole.sidecars.values())
        assert(!isStale, `${name}, ${why}`);
      assert.deepEqual(leftoversIn(study.folder), [], why);
    }
    study.remove();
  });
});

async function openStudy(study: StudyFolder): Promise<StudyStore> {
  return StudyStore.open({ files: createNodeFileStore(study.folder), bytes: nodeByteTools });
}
