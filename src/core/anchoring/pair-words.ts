import { match, type Matching } from './matching';
import type { Region } from './shared-runs';
import { mayBeSimilar, similarity } from './similar-words';
import type { Vocabulary } from './tokens';

/** Cost of leaving a token without a partner, as a share of its weight; and of passing over the end of a sentence. */
const skipShare = 0.15;
const skipSentenceCost = 2.5;
const cellLimit = 4096;
const reachOfCorner = 24;
/** A region is the same text rewritten, not one text in place of another, when so much of its lighter side is paired. */
const rewrittenShare = 0.4;

/**
 * Pairs the equal and similar words of a region without a long shared run: a small one as a whole where enough is
 * paired, else as far as similar words reach from its corners.
 */
export function pairRegion(matching: Matching, region: Region): void {
  const oldCount = region.oldTo - region.oldFrom;
  const newCount = region.newTo - region.newFrom;
  if (oldCount === 0 || newCount === 0) return;
  if (oldCount * newCount <= cellLimit) {
    const pairs = bestPairs(matching, region, 'whole');
    const lighter = Math.min(
      weightOf(matching, matching.old.ids, region.oldFrom, region.oldTo),
      weightOf(matching, matching.now.ids, region.newFrom, region.newTo),
    );
    if (pairs.score >= rewrittenShare * lighter) {
      pairs.settle();
      return;
    }
  }
  const [oldLeft, newLeft] = pairFromLeft(matching, region);
  pairFromRight(matching, { ...region, oldFrom: oldLeft, newFrom: newLeft });
}

/** Pairs words from a region's beginning as far as they are alike; answers where that ended on both sides. */
export function pairFromLeft(matching: Matching, region: Region): [number, number] {
  const { oldFrom, newFrom } = region;
  const corner = {
    oldFrom,
    newFrom,
    oldTo: Math.min(region.oldTo, oldFrom + reachOfCorner),
    newTo: Math.min(region.newTo, newFrom + reachOfCorner),
  };
  return bestPairs(matching, corner, 'left').settle();
}

/** Pairs words from a region's end backwards as far as they are alike; answers where that ended. */
export function pairFromRight(matching: Matching, region: Region): [number, number] {
  const { oldTo, newTo } = region;
  const corner = {
    oldTo,
    newTo,
    oldFrom: Math.max(region.oldFrom, oldTo - reachOfCorner),
    newFrom: Math.max(region.newFrom, newTo - reachOfCorner),
  };
  return bestPairs(matching, corner, 'right').settle();
}

interface Pairs {
  readonly score: number;
  /** Writes the pairs into the matching; answers how far they reach. */
  readonly settle: () => [number, number];
}

/**
 * The heaviest pairing in order (Needleman–Wunsch with free substitution left out): of a whole region, or of a part of
 * it that begins at its left or right corner.
 */
function bestPairs(matching: Matching, region: Region, mode: 'whole' | 'left' | 'right'): Pairs {
  const rows = region.oldTo - region.oldFrom;
  const columns = region.newTo - region.newFrom;
  const oldAt = (i: number): number => (mode === 'right' ? region.oldTo - i : region.oldFrom + i - 1);
  const newAt = (j: number): number => (mode === 'right' ? region.newTo - j : region.newFrom + j - 1);
  const width = columns + 1;
  const score = new Float64Array((rows + 1) * width);
  const isPair = new Uint8Array((rows + 1) * width);
  const skipOf = (id: number): number => (mode === 'whole' ? 0 : skipCostOf(matching, id));
  const newIds = new Int32Array(width);
  const skipsOfNew = new Float64Array(width);
  for (let j = 1; j <= columns; j++) {
    const id = matching.now.ids[newAt(j)] ?? -1;
    newIds[j] = id;
    skipsOfNew[j] = skipOf(id);
    score[j] = (score[j - 1] ?? 0) - skipOf(id);
  }
  let best = 0;
  for (let i = 1; i <= rows; i++) {
    const oldId = matching.old.ids[oldAt(i)] ?? -1;
    const skipOld = skipOf(oldId);
    score[i * width] = (score[(i - 1) * width] ?? 0) - skipOld;
    for (let j = 1; j <= columns; j++) {
      const cell = i * width + j;
      const skipped = Math.max(
        (score[cell - 1] ?? 0) - (skipsOfNew[j] ?? 0),
        (score[cell - width] ?? 0) - skipOld,
      );
      const paired = pairScore(matching.vocabulary, oldId, newIds[j] ?? -1);
      const together = paired === 0 ? -Infinity : (score[cell - width - 1] ?? 0) + paired;
      // Of equal choices that next to the fixed corner; in a whole region the later, since timestamps come before words.
      isPair[cell] = together > skipped || (mode === 'whole' && together === skipped) ? 1 : 0;
      score[cell] = Math.max(skipped, together);
      if ((score[cell] ?? 0) > (score[best] ?? 0)) best = cell;
    }
  }
  if (mode === 'whole') best = rows * width + columns;
  const isNewSkipped = (cell: number): boolean =>
    (score[cell - 1] ?? 0) - (skipsOfNew[cell % width] ?? 0) >= (score[cell] ?? 0) - 1e-9;
  const settle = (): [number, number] => {
    let cell = best;
    while (cell >= width && cell % width > 0) {
      if (isPair[cell] === 1) {
        match(matching, oldAt(Math.floor(cell / width)), newAt(cell % width));
        cell -= width + 1;
      } else if (isNewSkipped(cell)) cell--;
      else cell -= width;
    }
    const rowsUsed = Math.floor(best / width);
    const columnsUsed = best % width;
    return mode === 'right'
      ? [region.oldTo - rowsUsed, region.newTo - columnsUsed]
      : [region.oldFrom + rowsUsed, region.newFrom + columnsUsed];
  };
  return { score: score[best] ?? 0, settle };
}

/** 0 for tokens that have nothing to do with each other. */
function pairScore({ weights, words, letters }: Vocabulary, oldId: number, newId: number): number {
  const weight = weights[oldId] ?? 0;
  if (oldId === newId) return weight;
  const [old, now] = [words[oldId] ?? '', words[newId] ?? ''];
  if (!mayBeSimilar(letters[oldId] ?? 0, letters[newId] ?? 0, Math.max(old.length, now.length))) return 0;
  const alike = similarity(old, now);
  return alike === 0 ? 0 : weight * alike - 0.5;
}

function skipCostOf({ vocabulary }: Matching, id: number): number {
  return vocabulary.endsSentence[id] ? skipSentenceCost : skipShare * (vocabulary.weights[id] ?? 0);
}

function weightOf(matching: Matching, ids: Int32Array, from: number, to: number): number {
  let weight = 0;
  for (let i = from; i < to; i++) weight += matching.vocabulary.weights[ids[i] ?? -1] ?? 0;
  return weight;
}
