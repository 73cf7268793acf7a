import { match, regionsBetween, runsOf, wholeOf, type Matching } from './matching';
import type { Tokens } from './tokens';

/**
 * A deletion or insertion next to equal words can be told in several ways ("[Yeah. No.] Yeah." or "Yeah. [No. Yeah.]").
 * Of these the one that begins and ends at a line, else at a sentence, is taken, since that is how people edit. To be
 * used while the matching still rises on both sides.
 */
export function settleGaps(matching: Matching): void {
  for (const gap of regionsBetween(runsOf(matching), wholeOf(matching))) {
    if (gap.newFrom === gap.newTo) settleDeletion(matching, gap.oldFrom, gap.oldTo);
    else if (gap.oldFrom === gap.oldTo) settleInsertion(matching, gap.newFrom, gap.newTo);
  }
}

function settleDeletion(matching: Matching, from: number, to: number): void {
  const { old, toNew } = matching;
  slide(bestShift(old, from, to, toNew), from, to, (source, target) => {
    const now = toNew[source] ?? -1;
    toNew[source] = -1;
    match(matching, target, now);
  });
}

function settleInsertion(matching: Matching, from: number, to: number): void {
  const { now, toOld } = matching;
  slide(bestShift(now, from, to, toOld), from, to, (source, target) => {
    const old = toOld[source] ?? -1;
    toOld[source] = -1;
    match(matching, old, target);
  });
}

/** Takes the matched tokens on one side of a gap over to its other side. */
function slide(
  shift: number,
  from: number,
  to: number,
  carry: (source: number, target: number) => void,
): void {
  for (let i = 0; i < -shift; i++) carry(from - 1 - i, to - 1 - i);
  for (let i = 0; i < shift; i++) carry(to + i, from + i);
}

const farthest = 200;

/** How far (in tokens, left negative) to slide the gap `from`–`to`; 0 where nothing is better. */
function bestShift(tokens: Tokens, from: number, to: number, partner: Int32Array): number {
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
  for (
    let s = 1;
    s <= farthest && from - s >= 0 && (partner[from - s] ?? -1) >= 0 && ids[from - s] === ids[to - s];
    s++
  )
    consider(-s);
  for (
    let s = 1;
    s <= farthest &&
    to + s <= ids.length &&
    (partner[to + s - 1] ?? -1) >= 0 &&
    ids[from + s - 1] === ids[to + s - 1];
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
