import type { Region, Run } from './shared-runs';
import type { Tokens, Vocabulary } from './tokens';

/** Which token of an old text became which token of a new one; under construction while texts are aligned. */
export interface Matching {
  readonly old: Tokens;
  readonly now: Tokens;
  readonly vocabulary: Vocabulary;
  /** Per old token its new token, or -1. */
  readonly toNew: Int32Array;
  /** Per new token its old token, or -1. */
  readonly toOld: Int32Array;
  /** Per old token the last new token it became, where a word became several; else -1. */
  readonly toLastNew: Int32Array;
}

export function emptyMatching(old: Tokens, now: Tokens, vocabulary: Vocabulary): Matching {
  return {
    old,
    now,
    vocabulary,
    toNew: new Int32Array(old.ids.length).fill(-1),
    toOld: new Int32Array(now.ids.length).fill(-1),
    toLastNew: new Int32Array(old.ids.length).fill(-1),
  };
}

export function match(matching: Matching, old: number, now: number): void {
  matching.toNew[old] = now;
  matching.toOld[now] = old;
}

export function matchRun(matching: Matching, run: Run): void {
  for (let i = 0; i < run.length; i++) match(matching, run.old + i, run.new + i);
}

export function unmatchRun(matching: Matching, run: Run): void {
  matching.toNew.fill(-1, run.old, run.old + run.length);
  matching.toOld.fill(-1, run.new, run.new + run.length);
}

/** The runs of matched tokens, in old order. */
export function runsOf({ toNew }: Matching): Run[] {
  const runs: Run[] = [];
  for (let old = 0; old < toNew.length;) {
    const now = toNew[old] ?? -1;
    if (now < 0) {
      old++;
      continue;
    }
    let length = 1;
    while (old + length < toNew.length && toNew[old + length] === now + length) length++;
    runs.push({ old, new: now, length });
    old += length;
  }
  return runs;
}

export function wholeOf({ old, now }: Matching): Region {
  return { oldFrom: 0, oldTo: old.ids.length, newFrom: 0, newTo: now.ids.length };
}

/** The regions before, between and after runs that rise; empty ones included. */
export function regionsBetween(runs: readonly Run[], whole: Region): Region[] {
  const regions: Region[] = [];
  let { oldFrom, newFrom } = whole;
  for (const run of runs) {
    regions.push({ oldFrom, oldTo: run.old, newFrom, newTo: run.new });
    oldFrom = run.old + run.length;
    newFrom = run.new + run.length;
  }
  regions.push({ oldFrom, oldTo: whole.oldTo, newFrom, newTo: whole.newTo });
  return regions;
}
