import { match, runsOf, unmatchRun, type Matching } from './matching';
import { pairFromLeft, pairFromRight, pairRegion } from './pair-words';
import type { Region, Run } from './shared-runs';

/** Runs of so many tokens are taken for certain; shorter ones may be coincidences. */
const certain = 5;
const widestSeam = 60;
const longestWeak = 12;

/**
 * Pairs what was rewritten between and beside the runs that exact matching has found: first takes back coincidences that
 * stand in the way of runs that belong together, then lets certain runs grow, then pairs similar words.
 */
export function mendSeams(matching: Matching): void {
  freeSeams(matching);
  growCertainRuns(matching);
  pairBetween(matching);
}

/** Between certain runs that follow each other on both sides, a short run that leads elsewhere is a coincidence. */
function freeSeams(matching: Matching): void {
  const runs = runsOf(matching);
  let last: Run | undefined;
  for (const run of runs) {
    if (run.length < certain) continue;
    if (last && isSeam(last, run)) {
      const seam = between(last, run);
      freeFrom(
        matching,
        matching.toNew,
        seam.oldFrom,
        seam.oldTo,
        (now) => now < seam.newFrom || now >= seam.newTo,
        true,
      );
      freeFrom(
        matching,
        matching.toOld,
        seam.newFrom,
        seam.newTo,
        (old) => old < seam.oldFrom || old >= seam.oldTo,
        false,
      );
    }
    last = run;
  }
}

function isSeam(a: Run, b: Run): boolean {
  const oldGap = b.old - a.old - a.length;
  const newGap = b.new - a.new - a.length;
  return oldGap >= 0 && newGap >= 0 && oldGap <= widestSeam && newGap <= widestSeam;
}

function between(a: Run, b: Run): Region {
  return { oldFrom: a.old + a.length, oldTo: b.old, newFrom: a.new + a.length, newTo: b.new };
}

function freeFrom(
  matching: Matching,
  partner: Int32Array,
  from: number,
  to: number,
  isElsewhere: (partner: number) => boolean,
  isOld: boolean,
): void {
  for (let token = from; token < to; token++) {
    const other = partner[token] ?? -1;
    if (other < 0 || !isElsewhere(other)) continue;
    const old = isOld ? token : other;
    const run = runAround(matching, old);
    if (run.length < certain) unmatchRun(matching, run);
  }
}

function runAround({ toNew }: Matching, old: number): Run {
  const now = toNew[old] ?? -1;
  let before = 0;
  while (
    before < certain &&
    old - before > 0 &&
    toNew[old - before - 1] === now - before - 1 &&
    now - before > 0
  )
    before++;
  let after = 1;
  while (after < longestWeak && old + after < toNew.length && toNew[old + after] === now + after) after++;
  return { old: old - before, new: now - before, length: before + after };
}

/**
 * A certain run takes in the equal tokens beside it, also from coincidences, which are much shorter than itself and lead
 * elsewhere; what lies in order beside it has been settled.
 */
function growCertainRuns(matching: Matching): void {
  const certainRuns = runsOf(matching)
    .filter((run) => run.length >= certain)
    .sort((a, b) => b.length - a.length);
  for (const run of certainRuns) {
    const isWeak = (old: number): boolean => {
      const other = runAround(matching, old);
      return (
        other.length < Math.max(certain, Math.min(longestWeak, run.length / 3)) &&
        !isSeam(run, other) &&
        !isSeam(other, run)
      );
    };
    for (let i = -1; canTake(matching, run.old + i, run.new + i, isWeak); i--)
      take(matching, run.old + i, run.new + i);
    for (let i = run.length; canTake(matching, run.old + i, run.new + i, isWeak); i++)
      take(matching, run.old + i, run.new + i);
  }
}

function canTake(matching: Matching, old: number, now: number, isWeak: (old: number) => boolean): boolean {
  const { toNew, toOld } = matching;
  const id = matching.old.ids[old];
  if (id === undefined || id !== matching.now.ids[now] || toNew[old] === now) return false;
  const holder = toOld[now] ?? -1;
  return (toNew[old] === -1 || isWeak(old)) && (holder === -1 || isWeak(holder));
}

function take(matching: Matching, old: number, now: number): void {
  const place = matching.toNew[old] ?? -1;
  const holder = matching.toOld[now] ?? -1;
  if (place >= 0) unmatchRun(matching, runAround(matching, old));
  if (holder >= 0) unmatchRun(matching, runAround(matching, holder));
  match(matching, old, now);
}

function pairBetween(matching: Matching): void {
  const runs = runsOf(matching);
  for (let i = 0; i <= runs.length; i++) {
    const a = runs[i - 1];
    const b = runs[i];
    const oldFrom = a ? a.old + a.length : 0;
    const oldTo = b ? b.old : matching.old.ids.length;
    if (oldFrom === oldTo) continue;
    const afterA = a ? a.new + a.length : 0;
    const beforeB = b ? b.new : matching.now.ids.length;
    const freeTo = freeAfter(matching, afterA);
    if (a && b && freeTo === beforeB) {
      pairRegion(matching, { oldFrom, oldTo, newFrom: afterA, newTo: beforeB });
      continue;
    }
    const [oldReach] = a
      ? pairFromLeft(matching, { oldFrom, oldTo, newFrom: afterA, newTo: freeTo })
      : [oldFrom];
    if (b)
      pairFromRight(matching, {
        oldFrom: oldReach,
        oldTo,
        newFrom: freeBefore(matching, beforeB),
        newTo: beforeB,
      });
  }
}

function freeAfter({ toOld }: Matching, from: number): number {
  let to = from;
  while (to < toOld.length && toOld[to] === -1) to++;
  return to;
}

function freeBefore({ toOld }: Matching, to: number): number {
  let from = to;
  while (from > 0 && toOld[from - 1] === -1) from--;
  return from;
}
