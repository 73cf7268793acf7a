import { match, regionsBetween, runsIn, type Matching } from './matching';
import type { Tokens } from './tokens';

/**
 * A deletion or insertion next to equal words can be told in several ways ("[Yeah. No.] Yeah." or "Yeah. [No. Yeah.]").
 * Of these the one that begins and ends at a line, else at a sentence, is taken, since that is how people edit.
 */
export function settleGaps(matching: Matching, block: number): void {
  const whole = { oldFrom: 0, oldTo: matching.old.ids.length, newFrom: 0, newTo: matching.now.ids.length };
  for (const gap of regionsBetween(runsIn(matching, whole, block), whole)) {
    if (gap.newFrom === gap.newTo) settleDeletion(matching, gap.oldFrom, gap.oldTo, block);
    else if (gap.oldFrom === gap.oldTo) settleInsertion(matching, gap.newFrom, gap.newTo, block);
  }
}

function settleDeletion(matching: Matching, from: number, to: number, block: number): void {
  const { old, toNew } = matching;
  const shift = bestShift(old, from, to, (t) => (toNew[t] ?? -1) >= 0 && matching.block[t] === block);
  for (let i = 0; i < -shift; i++) moveMatch(from - 1 - i, to - 1 - i);
  for (let i = 0; i < shift; i++) moveMatch(to + i, from + i);

  function moveMatch(source: number, target: number): void {
    const now = toNew[source] ?? -1;
    if (now < 0) return;
    toNew[source] = -1;
    match(matching, target, now, block);
  }
}

function settleInsertion(matching: Matching, from: number, to: number, block: number): void {
  const { now, toOld } = matching;
  const shift = bestShift(now, from, to, (t) => {
    const old = toOld[t] ?? -1;
    return old >= 0 && matching.block[old] === block;
  });
  for (let i = 0; i < -shift; i++) moveMatch(from - 1 - i, to - 1 - i);
  for (let i = 0; i < shift; i++) moveMatch(to + i, from + i);

  function moveMatch(source: number, target: number): void {
    const old = toOld[source] ?? -1;
    if (old < 0) return;
    toOld[source] = -1;
    match(matching, old, target, block);
  }
}

const farthest = 200;

/** How far (in tokens, left negative) to slide the gap `from`–`to`; 0 where nothing is better. */
function bestShift(tokens: Tokens, from: number, to: number, isMatched: (token: number) => boolean): number {
  const { ids } = tokens;
  let best = 0;
  let bestScore = edge(tokens, from) + edge(tokens, to);
  const consider = (shift: number): void => {
    const score = edge(tokens, from + shift) + edge(tokens, to + shift);
    if (score > bestScore) {
      best = shift;
      bestScore = score;
    }
  };
  for (let s = 1; s <= farthest && from - s >= 0 && isMatched(from - s) && ids[from - s] === ids[to - s]; s++)
    consider(-s);
  for (
    let s = 1;
    s <= farthest && to + s <= ids.length && isMatched(to + s - 1) && ids[from + s - 1] === ids[to + s - 1];
    s++
  )
    consider(s);
  return best;
}

/** How natural an edge of an edit is before this token: blank line 4, line 3, sentence 1. */
function edge(tokens: Tokens, token: number): number {
  if (token === 0 || token === tokens.ids.length) return 4;
  const space = tokens.text.slice(tokens.ends[token - 1], tokens.starts[token]);
  const line = space.indexOf('\n');
  if (line >= 0) return space.includes('\n', line + 1) ? 4 : 3;
  return /[.!?…。！？]/u.test(tokens.text.charAt((tokens.ends[token - 1] ?? 1) - 1)) ? 1 : 0;
}
