import type { Region, Run } from './shared-runs';
import { isWord, type Tokens, type Vocabulary } from './tokens';

/** Which token of an old text became which token of a new one; under construction while texts are aligned. */
export interface Matching {
  readonly old: Tokens;
  readonly now: Tokens;
  readonly vocabulary: Vocabulary;
  /** Per old token its new token, or -1. */
  readonly toNew: Int32Array;
  /** Per new token its old token, or -1. */
  readonly toOld: Int32Array;
  /** Per old token the number of the block it moved with; 0 for what kept its order. */
  readonly block: Int32Array;
}

export function emptyMatching(old: Tokens, now: Tokens, vocabulary: Vocabulary): Matching {
  return {
    old,
    now,
    vocabulary,
    toNew: new Int32Array(old.ids.length).fill(-1),
    toOld: new Int32Array(now.ids.length).fill(-1),
    block: new Int32Array(old.ids.length),
  };
}

export function match(matching: Matching, old: number, now: number, block: number): void {
  matching.toNew[old] = now;
  matching.toOld[now] = old;
  matching.block[old] = block;
}

export function matchRun(matching: Matching, run: Run, block: number): void {
  for (let i = 0; i < run.length; i++) match(matching, run.old + i, run.new + i, block);
}

export function unmatchRun(matching: Matching, run: Run): void {
  matching.toNew.fill(-1, run.old, run.old + run.length);
  matching.toOld.fill(-1, run.new, run.new + run.length);
}

/** What a token is worth as evidence that two places are the same: a word three marks of punctuation. */
export function tokenWeight(vocabulary: Vocabulary, id: number): number {
  return isWord(vocabulary.words[id] ?? '') ? 3 : 1;
}

/** The runs of equal or paired tokens of one block inside a region, in order. */
export function runsIn(matching: Matching, region: Region, block: number): Run[] {
  const runs: Run[] = [];
  for (let old = region.oldFrom; old < region.oldTo;) {
    const now = matching.toNew[old] ?? -1;
    if (now < 0 || matching.block[old] !== block) {
      old++;
      continue;
    }
    let length = 1;
    while (
      old + length < region.oldTo &&
      matching.toNew[old + length] === now + length &&
      matching.block[old + length] === block
    )
      length++;
    runs.push({ old, new: now, length });
    old += length;
  }
  return runs;
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
