/** A stretch that two sequences share: `length` equal items from `old` in one and from `new` in the other. */
export interface Run {
  readonly old: number;
  readonly new: number;
  readonly length: number;
}

/** A part of two sequences, ends exclusive. */
export interface Region {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/**
 * The longest stretches in a region that are shared and hold an n-gram found once on either side, in old order. They may
 * cross each other.
 */
export function uniqueRuns(old: Int32Array, now: Int32Array, region: Region, n: number): Run[] {
  const { oldFrom, oldTo, newFrom, newTo } = region;
  const grams = Math.max(0, oldTo - oldFrom - n + 1);
  const mask = (1 << Math.max(4, 33 - Math.clz32(grams))) - 1;
  // Open addressing: `oldAt` and `newAt` hold a position + 1, or -1 once the n-gram was seen twice on that side.
  const key = new Int32Array(mask + 1);
  const oldAt = new Int32Array(mask + 1);
  const newAt = new Int32Array(mask + 1);
  const slotOf = (ids: Int32Array, at: number): number => {
    let slot = hash(ids, at, n) & mask;
    while (key[slot] !== 0 && !equal(old, (key[slot] ?? 0) - 1, ids, at, n)) slot = (slot + 1) & mask;
    return slot;
  };
  for (let at = oldFrom; at + n <= oldTo; at++) {
    const slot = slotOf(old, at);
    if (key[slot] === 0) key[slot] = oldAt[slot] = at + 1;
    else oldAt[slot] = -1;
  }
  for (let at = newFrom; at + n <= newTo; at++) {
    const slot = slotOf(now, at);
    if (key[slot] !== 0) newAt[slot] = newAt[slot] === 0 ? at + 1 : -1;
  }
  const runs: Run[] = [];
  const covered = new Map<number, number>(); // diagonal → end of the last run on it
  for (let at = oldFrom; at + n <= oldTo; at++) {
    const slot = slotOf(old, at);
    const match = (newAt[slot] ?? 0) - 1;
    if (match < 0 || oldAt[slot] !== at + 1 || (covered.get(match - at) ?? -1) > at) continue;
    const run = extendRun(old, now, region, at, match);
    covered.set(run.new - run.old, run.old + run.length);
    runs.push(run);
  }
  return runs.sort((a, b) => a.old - b.old || a.new - b.new);
}

/** The heaviest choice of runs that rise on both sides, overlaps trimmed off. `runs` are in old order. */
export function risingRuns(runs: readonly Run[]): Run[] {
  const ranks = [...runs.keys()].sort((a, b) => (runs[a]?.new ?? 0) - (runs[b]?.new ?? 0));
  const rankOf = new Int32Array(runs.length);
  ranks.forEach((run, rank) => (rankOf[run] = rank));
  const weight = new Float64Array(runs.length);
  const previous = new Int32Array(runs.length).fill(-1);
  // A Fenwick tree over ranks: the heaviest chain that ends at or before a rank.
  const tree = new Int32Array(runs.length + 1).fill(-1);
  const weightOf = (chain: number): number => (chain < 0 ? 0 : (weight[chain] ?? 0));
  let best = -1;
  runs.forEach((run, i) => {
    let before = -1;
    const rank = rankOf[i] ?? 0;
    for (let node = rank; node > 0; node &= node - 1)
      if (weightOf(tree[node] ?? -1) > weightOf(before)) before = tree[node] ?? -1;
    previous[i] = before;
    weight[i] = weightOf(before) + run.length;
    for (let node = rank + 1; node <= runs.length; node += node & -node)
      if (weightOf(i) > weightOf(tree[node] ?? -1)) tree[node] = i;
    if (weightOf(i) > weightOf(best)) best = i;
  });
  const chain: Run[] = [];
  for (let i = best; i >= 0; i = previous[i] ?? -1) {
    const run = runs[i];
    if (run) chain.push(run);
  }
  return trimOverlaps(chain.reverse());
}

function trimOverlaps(chain: readonly Run[]): Run[] {
  const trimmed: Run[] = [];
  let oldEnd = 0;
  let newEnd = 0;
  for (const run of chain) {
    const cut = Math.max(0, oldEnd - run.old, newEnd - run.new);
    if (cut >= run.length) continue;
    trimmed.push({ old: run.old + cut, new: run.new + cut, length: run.length - cut });
    oldEnd = run.old + run.length;
    newEnd = run.new + run.length;
  }
  return trimmed;
}

function extendRun(old: Int32Array, now: Int32Array, region: Region, oldAt: number, newAt: number): Run {
  let before = 0;
  while (
    oldAt - before > region.oldFrom &&
    newAt - before > region.newFrom &&
    old[oldAt - before - 1] === now[newAt - before - 1]
  )
    before++;
  let after = 0;
  while (
    oldAt + after < region.oldTo &&
    newAt + after < region.newTo &&
    old[oldAt + after] === now[newAt + after]
  )
    after++;
  return { old: oldAt - before, new: newAt - before, length: before + after };
}

function hash(ids: Int32Array, at: number, n: number): number {
  let value = 0;
  for (let i = at; i < at + n; i++) value = Math.imul(value ^ (ids[i] ?? 0), 0x9e3779b1) ^ (value >>> 15);
  return value ^ (value >>> 13);
}

function equal(a: Int32Array, aAt: number, b: Int32Array, bAt: number, n: number): boolean {
  for (let i = 0; i < n; i++) if (a[aAt + i] !== b[bAt + i]) return false;
  return true;
}
