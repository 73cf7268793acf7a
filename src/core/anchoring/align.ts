import { pairMovedBlocks } from './moved-blocks';
import { emptyMatching, matchRun, regionsBetween, runsIn, unmatchRun, type Matching } from './matching';
import { shortestEditRuns } from './myers';
import { pairRegion } from './pair-words';
import { risingRuns, uniqueRuns, type Region, type Run } from './shared-runs';
import { settleGaps } from './slide-gaps';
import type { Tokens, Vocabulary } from './tokens';

const editLimit = 256;
const smallRegion = 4096;

/**
 * Finds what became of every token of an old text: first what kept its order (patience on n-grams found once on either
 * side, Myers between them), then blocks that moved, then words that were rewritten in between.
 */
export function alignTokens(old: Tokens, now: Tokens, vocabulary: Vocabulary): Matching {
  const matching = emptyMatching(old, now, vocabulary);
  const whole = { oldFrom: 0, oldTo: old.ids.length, newFrom: 0, newTo: now.ids.length };
  alignInOrder(matching, whole, 0);
  dropStrays(matching, whole, 0);
  settleGaps(matching, 0);
  pairMovedBlocks(matching, alignInOrder);
  for (const region of regionsBetween(runsIn(matching, whole, 0), whole)) pairRegion(matching, region, 0);
  return matching;
}

/** Matches what two regions share in the same order. */
export function alignInOrder(matching: Matching, whole: Region, block: number): void {
  const { old, now } = matching;
  const open = [whole];
  for (let region = open.pop(); region; region = open.pop()) {
    const inner = matchEnds(matching, region, block);
    const cells = (inner.oldTo - inner.oldFrom) * (inner.newTo - inner.newFrom);
    if (cells === 0) continue;
    const runs = sharedRuns(old.ids, now.ids, inner, cells);
    for (const run of runs) matchRun(matching, run, block);
    if (runs.length > 0 && cells > smallRegion) open.push(...regionsBetween(runs, inner));
  }
}

function sharedRuns(old: Int32Array, now: Int32Array, region: Region, cells: number): Run[] {
  for (const n of [3, 2]) {
    const runs = risingRuns(uniqueRuns(old, now, region, n));
    if (runs.length > 0) return runs;
  }
  return cells > smallRegion ? (shortestEditRuns(old, now, region, editLimit) ?? []) : [];
}

/** Matches the beginning and the end that two regions share; answers what is left between. */
function matchEnds(matching: Matching, region: Region, block: number): Region {
  const old = matching.old.ids;
  const now = matching.now.ids;
  let { oldFrom, oldTo, newFrom, newTo } = region;
  while (oldFrom < oldTo && newFrom < newTo && old[oldFrom] === now[newFrom]) {
    oldFrom++;
    newFrom++;
  }
  while (oldFrom < oldTo && newFrom < newTo && old[oldTo - 1] === now[newTo - 1]) {
    oldTo--;
    newTo--;
  }
  const lead = oldFrom - region.oldFrom;
  if (lead > 0) matchRun(matching, { old: region.oldFrom, new: region.newFrom, length: lead }, block);
  if (oldTo < region.oldTo)
    matchRun(matching, { old: oldTo, new: newTo, length: region.oldTo - oldTo }, block);
  return { oldFrom, oldTo, newFrom, newTo };
}

/**
 * Takes back short runs amid much that differs on both sides: a few words that any two texts share. Looking again after
 * each pass finds the strays that held each other up.
 */
export function dropStrays(matching: Matching, whole: Region, block: number): void {
  for (let found = true; found;) {
    found = false;
    const runs = runsIn(matching, whole, block);
    const gaps = regionsBetween(runs, whole);
    runs.forEach((run, i) => {
      const isStray = run.length <= differing(gaps[i]) && run.length <= differing(gaps[i + 1]);
      if (!isStray) return;
      unmatchRun(matching, run);
      found = true;
    });
  }
}

function differing(gap: Region | undefined): number {
  return gap ? Math.min(gap.oldTo - gap.oldFrom, gap.newTo - gap.newFrom) : 0;
}
