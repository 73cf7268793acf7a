import { match, type Matching } from './matching';
import { pairFromLeft, pairFromRight, pairRegion } from './pair-words';
import { uniqueRuns, type Region, type Run } from './shared-runs';
import { isWord } from './tokens';

/** Shorter runs may well be chance; common phrases are seldom longer. */
const shortestMove = 5;
const fewestWords = 3;
const widestBreak = 40;

/** Finds blocks that left their place: runs of unmatched tokens on one side that stand unmatched on the other. */
export function pairMovedBlocks(
  matching: Matching,
  alignInOrder: (matching: Matching, region: Region, block: number) => void,
): void {
  const old = unmatched(matching.old.ids, matching.toNew, -1);
  const now = unmatched(matching.now.ids, matching.toOld, -2);
  const region = { oldFrom: 0, oldTo: old.ids.length, newFrom: 0, newTo: now.ids.length };
  const seeds = uniqueRuns(old.ids, now.ids, region, 3).filter((run) => isTelling(matching, old.ids, run));
  let block = 0;
  for (const chain of chainSeeds(seeds, old.ids, now.ids)) {
    const oldFrom = old.at[chain.oldFrom] ?? 0;
    const newFrom = now.at[chain.newFrom] ?? 0;
    const core = {
      oldFrom,
      oldTo: oldFrom + chain.oldTo - chain.oldFrom,
      newFrom,
      newTo: newFrom + chain.newTo - chain.newFrom,
    };
    if (!isFree(matching, core)) continue;
    block++;
    alignInOrder(matching, core, block);
    for (const gap of openRegions(matching, core)) pairRegion(matching, gap, block);
    growBlock(matching, core, block);
  }
}

interface Unmatched {
  /** Ids of the unmatched tokens, a separator wherever matched ones lay between. */
  readonly ids: Int32Array;
  /** Where each of them stands among all tokens. */
  readonly at: Int32Array;
}

function unmatched(ids: Int32Array, partner: Int32Array, separator: number): Unmatched {
  const kept = new Int32Array(2 * ids.length);
  const at = new Int32Array(2 * ids.length);
  let count = 0;
  for (let i = 0; i < ids.length; i++) {
    if ((partner[i] ?? -1) >= 0) continue;
    if (count > 0 && at[count - 1] !== i - 1) kept[count++] = separator;
    kept[count] = ids[i] ?? 0;
    at[count++] = i;
  }
  return { ids: kept.slice(0, count), at: at.slice(0, count) };
}

function isTelling(matching: Matching, ids: Int32Array, run: Run): boolean {
  if (run.length < shortestMove) return false;
  let words = 0;
  for (let i = run.old; i < run.old + run.length; i++)
    if (isWord(matching.vocabulary.words[ids[i] ?? -1] ?? '')) words++;
  return words >= fewestWords;
}

/** Seeds that follow each other closely on both sides, with no matched token between, are one block. */
function chainSeeds(seeds: readonly Run[], old: Int32Array, now: Int32Array): Region[] {
  const chains: Region[] = [];
  for (const seed of seeds) {
    const last = chains.at(-1);
    const next = {
      oldFrom: seed.old,
      oldTo: seed.old + seed.length,
      newFrom: seed.new,
      newTo: seed.new + seed.length,
    };
    const follows =
      last !== undefined &&
      seed.old >= last.oldTo &&
      seed.new >= last.newTo &&
      seed.old - last.oldTo <= widestBreak &&
      seed.new - last.newTo <= widestBreak &&
      !old.subarray(last.oldTo, seed.old).includes(-1) &&
      !now.subarray(last.newTo, seed.new).includes(-2);
    if (follows) chains[chains.length - 1] = { ...last, oldTo: next.oldTo, newTo: next.newTo };
    else chains.push(next);
  }
  return chains.sort((a, b) => b.oldTo - b.oldFrom - (a.oldTo - a.oldFrom));
}

function isFree(matching: Matching, region: Region): boolean {
  return (
    matching.toNew.subarray(region.oldFrom, region.oldTo).every((now) => now < 0) &&
    matching.toOld.subarray(region.newFrom, region.newTo).every((old) => old < 0)
  );
}

function openRegions(matching: Matching, whole: Region): Region[] {
  const regions: Region[] = [];
  let newFrom = whole.newFrom;
  let oldFrom = whole.oldFrom;
  for (let old = whole.oldFrom; old <= whole.oldTo; old++) {
    const now = old === whole.oldTo ? whole.newTo : (matching.toNew[old] ?? -1);
    if (now < 0) continue;
    if (old > oldFrom && now > newFrom) regions.push({ oldFrom, oldTo: old, newFrom, newTo: now });
    oldFrom = old + 1;
    newFrom = now + 1;
  }
  return regions;
}

/** Takes in the like words on both sides of a block, as far as nothing else holds them. */
function growBlock(matching: Matching, core: Region, block: number): void {
  const { toNew, toOld } = matching;
  let { oldFrom, newFrom, oldTo, newTo } = core;
  while (oldFrom > 0 && toNew[oldFrom - 1] === -1) oldFrom--;
  while (newFrom > 0 && toOld[newFrom - 1] === -1) newFrom--;
  while (oldTo < toNew.length && toNew[oldTo] === -1) oldTo++;
  while (newTo < toOld.length && toOld[newTo] === -1) newTo++;
  const before = { oldFrom, oldTo: core.oldFrom, newFrom, newTo: core.newFrom };
  const after = { oldFrom: core.oldTo, oldTo, newFrom: core.newTo, newTo };
  growOver(matching, before, block, -1);
  growOver(matching, after, block, 1);
}

/** Equal tokens first, then a window of similar ones, for as long as either goes on. */
function growOver(matching: Matching, region: Region, block: number, direction: 1 | -1): void {
  const { old, now } = matching;
  let { oldFrom, oldTo, newFrom, newTo } = region;
  for (let grew = true; grew;) {
    grew = false;
    if (direction === 1) {
      while (oldFrom < oldTo && newFrom < newTo && old.ids[oldFrom] === now.ids[newFrom])
        match(matching, oldFrom++, newFrom++, block);
      if (oldFrom >= oldTo || newFrom >= newTo) return;
      const [oldReach, newReach] = pairFromLeft(matching, { oldFrom, oldTo, newFrom, newTo }, block);
      grew = oldReach > oldFrom;
      oldFrom = oldReach;
      newFrom = newReach;
    } else {
      while (oldFrom < oldTo && newFrom < newTo && old.ids[oldTo - 1] === now.ids[newTo - 1])
        match(matching, --oldTo, --newTo, block);
      if (oldFrom >= oldTo || newFrom >= newTo) return;
      const [oldReach, newReach] = pairFromRight(matching, { oldFrom, oldTo, newFrom, newTo }, block);
      grew = oldReach < oldTo;
      oldTo = oldReach;
      newTo = newReach;
    }
  }
}
