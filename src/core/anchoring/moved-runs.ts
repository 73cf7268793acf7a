import { matchRun, type Matching } from './matching';
import { uniqueRuns, type Run } from './shared-runs';
import { isWord } from './tokens';

/** Shorter runs may well be chance; common phrases are seldom longer. */
const shortestMove = 5;
const fewestWords = 3;

/** Matches what left its place: runs of unmatched tokens on one side that stand unmatched on the other, longest first. */
export function matchMovedRuns(matching: Matching): void {
  if (!hasRoom(matching.toNew) || !hasRoom(matching.toOld)) return;
  const old = unmatched(matching.old.ids, matching.toNew, -1);
  const now = unmatched(matching.now.ids, matching.toOld, -2);
  const region = { oldFrom: 0, oldTo: old.ids.length, newFrom: 0, newTo: now.ids.length };
  const moved = uniqueRuns(old.ids, now.ids, region, 3)
    .map((run) => ({ old: old.at[run.old] ?? 0, new: now.at[run.new] ?? 0, length: run.length }))
    .sort((a, b) => b.length - a.length);
  for (const run of moved) {
    const free = freePart(matching, run);
    if (isTelling(matching, free)) matchRun(matching, free);
  }
}

/** Whether so much is unmatched that it could hold a move. */
function hasRoom(partner: Int32Array): boolean {
  let count = 0;
  for (let i = 0; i < partner.length && count < shortestMove; i++) if ((partner[i] ?? -1) < 0) count++;
  return count >= shortestMove;
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

/** What longer runs have left of a run, at its ends. */
function freePart(matching: Matching, run: Run): Run {
  const isFree = (i: number): boolean =>
    matching.toNew[run.old + i] === -1 && matching.toOld[run.new + i] === -1;
  let from = 0;
  while (from < run.length && !isFree(from)) from++;
  let to = from;
  while (to < run.length && isFree(to)) to++;
  return { old: run.old + from, new: run.new + from, length: to - from };
}

function isTelling(matching: Matching, run: Run): boolean {
  if (run.length < shortestMove) return false;
  let words = 0;
  for (let i = run.old; i < run.old + run.length; i++)
    if (isWord(matching.vocabulary.words[matching.old.ids[i] ?? -1] ?? '')) words++;
  return words >= fewestWords;
}
