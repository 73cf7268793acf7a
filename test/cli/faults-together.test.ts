import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { sidecarPath } from '../../src/core/model/sidecar-path';
import { buildCodingProgram, type CodingProgram, readSoundSidecar } from '../long/coders-at-work';
import { isLong, seedOr, times } from '../long/long-run';
import { createLongStudy, longTranscript } from '../long/long-transcript';
import type { StudyFolder } from '../support/study-folder';
import { createDice } from '../support/study-generator';

const sidecar = sidecarPath(longTranscript, 'MS');

function idsIn(study: StudyFolder): readonly string[] {
  return readSoundSidecar(study.read(sidecar)).passages.map(({ id }) => id);
}

describe('Faults: several programs on one sidecar', function () {
  this.timeout(isLong ? 900_000 : 60_000);
  let program: CodingProgram;
  before(async () => (program = await buildCodingProgram()));
  after(() => program.remove());

  it('two windows lose nothing of each other', async () => {
    const seed = seedOr(11);
    const study = createLongStudy(seed);
    const coders = [1, 2].map((n) => program.start(study.folder, 'MS', isLong ? 50 * times : 25, seed + n));
    await Promise.all(coders.map(({ ended }) => ended));
    const ids = idsIn(study);
    assert.equal(new Set(ids).size, ids.length);
    const deleting = new Set(coders.flatMap((coder) => [...coder.deleting]));
    for (const { coded } of coders) {
      assert(coded.size > 0);
      for (const id of coded.keys())
        assert(ids.includes(id) || deleting.has(id), `${id} is lost, seed ${seed}`);
    }
    study.remove();
  });

  it('git takes what it overwrites, and nothing that was coded after it', async () => {
    const seed = seedOr(13);
    const dice = createDice(seed);
    const study = createLongStudy(seed);
    const first = program.start(study.folder, 'MS', 12, seed);
    await first.ended;
    const git = (...args: string[]) => execFileSync('git', args, { cwd: study.folder, stdio: 'pipe' });
    git('init', '--quiet');
    git('config', 'user.name', 'M. S.');
    git('config', 'user.email', 'ms@example.org');
    git('add', '--all');
    git('commit', '--quiet', '--message', 'Before');
    const committed = idsIn(study);
    assert(committed.length > 0);

    const coders = [1, 2].map((n) => program.start(study.folder, 'MS', 40 * times, seed + n));
    await Promise.all(coders.map((coder) => coder.said(1)));
    let lastOverwrite = 0;
    let overwrites = 0;
    for (let i = 0; i < 4 * times; i++) {
      await sleep(dice(150));
      try {
        if (dice(2) === 0) git('checkout', '--quiet', '--', sidecar);
        else git('stash', 'push', '--quiet', '--', sidecar);
        overwrites++;
      } catch {
        // Git refuses where the file changes while it looks at it, and may have begun.
      }
      lastOverwrite = Date.now();
      readSoundSidecar(study.read(sidecar));
    }
    const more = program.start(study.folder, 'MS', 5, seed + 3);
    await Promise.all([...coders, more].map(({ ended }) => ended));

    const ids = new Set(idsIn(study));
    const all = [...coders, more];
    const deleting = new Set(all.flatMap((coder) => [...coder.deleting]));
    for (const id of committed) assert(ids.has(id) || deleting.has(id), `${id} was committed and is lost`);
    let after = 0;
    for (const { coded } of all)
      for (const [id, time] of coded) {
        if (time <= lastOverwrite || deleting.has(id)) continue;
        assert(ids.has(id), `${id} is lost, seed ${seed}`);
        after++;
      }
    assert(after > 0);
    assert(overwrites > 0);
    study.remove();
  });
});
