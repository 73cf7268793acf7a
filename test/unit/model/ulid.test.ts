import assert from 'node:assert/strict';
import { webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { ulidPattern } from '../../../src/core/model/ids';
import { createIdSource, timeOfId } from '../../../src/core/model/ulid';

const random = (bytes: Uint8Array) => void webcrypto.getRandomValues(bytes);
const latest = 2 ** 48 - 2;

describe('ids of passages', () => {
  it('tell when they were made', () => {
    fc.assert(
      fc.property(fc.nat(latest), (time) => {
        const id = createIdSource(() => time, random)();
        assert.match(id, ulidPattern);
        assert.equal(timeOfId(id), time);
      }),
    );
    assert.equal(timeOfId('01ARZ3NDEKTSV4RRFFQ69G5FAV'), 1_469_922_850_259);
  });

  it('never repeat and always rise, a hundred thousand in one millisecond', () => {
    const newId = createIdSource(() => 1_600_000_000_000, random);
    let previous = newId();
    for (let i = 1; i < 100_000; i++) {
      const id = newId();
      if (!(id > previous)) assert.fail(`${id} after ${previous}`);
      previous = id;
    }
    assert.match(previous, ulidPattern);
    assert.equal(timeOfId(previous), 1_600_000_000_000);
  });

  it('rise whatever the clock and the dice do', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(5), { minLength: 2 }),
        fc.constantFrom(0, 31, 254, 255),
        (times, filling) => {
          const clock = times.values();
          const newId = createIdSource(
            () => 1_600_000_000_000 + (clock.next().value ?? 0),
            (bytes) => bytes.fill(filling),
          );
          const ids = times.map(newId);
          for (const id of ids) assert.match(id, ulidPattern);
          assert.deepEqual([...new Set(ids)].sort(), ids);
        },
      ),
    );
  });

  it('of two sources differ', () => {
    const sources = [1, 2].map(() => createIdSource(() => 0, random));
    const ids = sources.flatMap((newId) => Array.from({ length: 1000 }, newId));
    assert.equal(new Set(ids).size, 2000);
  });
});
