import { matchMovedRuns } from './moved-runs';
import {
  emptyMatching,
  matchRun,
  regionsBetween,
  runsOf,
  unmatchRun,
  wholeOf,
  type Matching,
} from './matching';
import { mendSeams } from './mend-seams';
import { shortestEditRuns } from './myers';
import { matchReplacements } from './replacements';
import { risingRuns, uniqueRuns, type Region, type Run } from './shared-runs';
import { settleGaps } from './slide-gaps';
import type { Tokens, Vocabulary } from './tokens';

const editLimit = 256;
const smallRegion = 4096;

/**
 * Finds what became of every token of an old text: first what kept its order (patience on n-grams found once on either
 * side, Myers between them), then runs that moved, then the words that were rewritten between and beside them, and at
 * last words that were replaced everywhere by the same others.
 */
export function alignTokens(old: Tokens, now: Tokens, vocabulary: Vocabulary): Matching {
  const matching = emptyMatching(old, now, vocabulary);
  alignInOrder(matching, wholeOf(matching));
  dropStrays(matching);
  settleGaps(matching);
  matchMovedRuns(matching);
  mendSeams(matching);
  matchReplacements(matching);
  return matching;
}

/** Matches what two regions share in the same order. */
function alignInOrder(matching: Matching, whole: Region): void {
  const { old, now } = matching;
  const open = [whole];
  for (let region = open.pop(); region; region = open.pop()) {
    const inner = matchEnds(matching, region);
    const cells = (inner.oldTo - inner.oldFrom) * (inner.newTo - inner.newFrom);
    if (cells === 0) continue;
    const runs = sharedRuns(old.ids, now.ids, inner, cells);
    for (const run of runs) matchRun(matching, run);
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
function matchEnds(matching: Matching, region: Region): Region {
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
  if (lead > 0) matchRun(matching, { old: region.oldFrom, new: region.newFrom, length: lead });
  if (oldTo < region.oldTo) matchRun(matching, { old: oldTo, new: newTo, length: region.oldTo - oldTo });
  return { oldFrom, oldTo, newFrom, newTo };
}

/**
 * Takes back short runs amid much that differs on both sides: a few words that any two texts share. Looking again after
 * each pass finds the strays that held each other up.
 */
function dropStrays(matching: Matching): void {
  for (let found = true; found;) {
    found = false;
    const runs = runsOf(matching);
    const gaps = regionsBetween(runs, wholeOf(matching));
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
