import type { Region, Run } from './shared-runs';

/**
 * The shared runs of a shortest edit script (Myers 1986, the greedy algorithm), in order; undefined when it would take
 * more than `limit` insertions and deletions.
 */
export function shortestEditRuns(
  old: Int32Array,
  now: Int32Array,
  region: Region,
  limit: number,
): Run[] | undefined {
  const { oldFrom, newFrom } = region;
  const oldCount = region.oldTo - oldFrom;
  const newCount = region.newTo - newFrom;
  if (Math.abs(oldCount - newCount) > limit) return undefined;
  const reach = new Int32Array(2 * limit + 3);
  const origin = limit + 1;
  const trace: Int32Array[] = [];
  for (let distance = 0; distance <= limit; distance++) {
    trace.push(reach.slice(origin - distance - 1, origin + distance + 2));
    for (let k = -distance; k <= distance; k += 2) {
      const down =
        k === -distance || (k !== distance && (reach[origin + k - 1] ?? 0) < (reach[origin + k + 1] ?? 0));
      let x = down ? (reach[origin + k + 1] ?? 0) : (reach[origin + k - 1] ?? 0) + 1;
      while (x < oldCount && x - k < newCount && old[oldFrom + x] === now[newFrom + x - k]) x++;
      reach[origin + k] = x;
      if (x >= oldCount && x - k >= newCount) return backtrack(trace, oldCount, newCount, region);
    }
  }
  return undefined;
}

function backtrack(trace: readonly Int32Array[], oldCount: number, newCount: number, region: Region): Run[] {
  const runs: Run[] = [];
  let x = oldCount;
  let y = newCount;
  for (let distance = trace.length - 1; distance >= 0; distance--) {
    const reach = trace[distance];
    const reachOf = (diagonal: number): number => reach?.[diagonal + distance + 1] ?? 0;
    const k = x - y;
    const down = k === -distance || (k !== distance && reachOf(k - 1) < reachOf(k + 1));
    const previousX = distance === 0 ? 0 : reachOf(down ? k + 1 : k - 1);
    const previousY = distance === 0 ? 0 : previousX - (down ? k + 1 : k - 1);
    const startX = distance === 0 ? 0 : down ? previousX : previousX + 1;
    if (x > startX) {
      const length = x - startX;
      runs.push({ old: region.oldFrom + startX, new: region.newFrom + y - length, length });
    }
    x = previousX;
    y = previousY;
  }
  return runs.reverse();
}
