import { match, type Matching } from './matching';
import { isWord } from './tokens';

const longestWord = 3;
const longestGap = 16;
const longestReplacement = 6;
const fewestTimes = 3;
const usualShare = 0.6;

/** A gap between neighbours that still follow each other: old tokens gave way to new ones. Ends exclusive. */
interface Exchange {
  readonly oldFrom: number;
  readonly oldTo: number;
  readonly newFrom: number;
  readonly newTo: number;
}

/**
 * Names, places and speakers' labels are replaced everywhere at once. What old words gave way to the same new ones again
 * and again is learnt from the text itself, and matched wherever it happened.
 */
export function matchReplacements(matching: Matching): void {
  const exchanges = findExchanges(matching);
  const learnt = learnReplacements(matching, exchanges);
  if (learnt.size === 0) return;
  for (const exchange of exchanges) {
    const { oldFrom, oldTo } = exchange;
    for (let from = oldFrom; from < oldTo; from++)
      for (let to = Math.min(oldTo, from + longestWord); to > from; to--) {
        const replacement = learnt.get(keyOf(matching.old.ids, from, to));
        const place = replacement ? lastIndexOf(matching.now.ids, replacement, exchange) : -1;
        if (!replacement || place < 0) continue;
        settle(matching, from, to, place, place + replacement.length);
        from = to - 1;
        break;
      }
  }
}

function findExchanges({ old, now, toNew, toOld }: Matching): Exchange[] {
  const exchanges: Exchange[] = [];
  for (let from = 0; from < old.ids.length; from++) {
    if (toNew[from] !== -1) continue;
    let to = from;
    while (to < old.ids.length && toNew[to] === -1) to++;
    const newFrom = from === 0 ? 0 : (toNew[from - 1] ?? 0) + 1;
    const newTo = to === old.ids.length ? now.ids.length : (toNew[to] ?? 0);
    if (
      newTo > newFrom &&
      newTo - newFrom <= longestGap &&
      toOld.subarray(newFrom, newTo).every((t) => t === -1)
    )
      exchanges.push({ oldFrom: from, oldTo: to, newFrom, newTo });
    from = to;
  }
  return exchanges;
}

function learnReplacements(
  matching: Matching,
  exchanges: readonly Exchange[],
): Map<string, readonly number[]> {
  const byKey = new Map<string, Exchange[]>();
  for (const exchange of exchanges) {
    if (exchange.oldTo - exchange.oldFrom > longestWord) continue;
    const key = keyOf(matching.old.ids, exchange.oldFrom, exchange.oldTo);
    byKey.set(key, [...(byKey.get(key) ?? []), exchange]);
  }
  const learnt = new Map<string, readonly number[]>();
  for (const [key, same] of byKey) {
    const replacement = same.length >= fewestTimes ? usualEnding(matching, same) : [];
    if (replacement.length > 0) learnt.set(key, replacement);
  }
  return learnt;
}

/** The longest ending that most of the exchanges have in common: what stands before it (a timestamp) was inserted. */
function usualEnding(matching: Matching, exchanges: readonly Exchange[]): readonly number[] {
  const { ids } = matching.now;
  let usual: readonly number[] = [];
  for (let length = 1; length <= longestReplacement; length++) {
    const counts = new Map<string, { times: number; ids: readonly number[] }>();
    for (const { newFrom, newTo } of exchanges) {
      if (newTo - newFrom < length) continue;
      const key = keyOf(ids, newTo - length, newTo);
      const entry = counts.get(key) ?? { times: 0, ids: [...ids.subarray(newTo - length, newTo)] };
      entry.times++;
      counts.set(key, entry);
    }
    const best = [...counts.values()].reduce((a, b) => (b.times > a.times ? b : a), {
      times: 0,
      ids: [] as readonly number[],
    });
    if (best.times < fewestTimes || best.times < usualShare * exchanges.length) break;
    usual = best.ids;
  }
  return withoutLead(matching, usual);
}

/** A replacement begins with a word or an opening bracket. */
function withoutLead(matching: Matching, ids: readonly number[]): readonly number[] {
  const from = ids.findIndex((id) => {
    const word = matching.vocabulary.words[id] ?? '';
    return isWord(word) || /^[[({<*_"]/u.test(word);
  });
  return from < 0 ? [] : ids.slice(from);
}

function lastIndexOf(ids: Int32Array, wanted: readonly number[], { newFrom, newTo }: Exchange): number {
  for (let at = newTo - wanted.length; at >= newFrom; at--)
    if (wanted.every((id, i) => ids[at + i] === id)) return at;
  return -1;
}

function settle(matching: Matching, from: number, to: number, newFrom: number, newTo: number): void {
  const { toNew, toOld, toLastNew } = matching;
  if (toOld.subarray(newFrom, newTo).some((old) => old >= 0)) return;
  for (let old = from; old < to; old++) match(matching, old, Math.min(newFrom + old - from, newTo - 1));
  for (let now = newFrom; now < newTo; now++) if (toOld[now] === -1) toOld[now] = to - 1;
  toLastNew[to - 1] = newTo - 1;
  toNew[from] = newFrom;
}

function keyOf(ids: Int32Array, from: number, to: number): string {
  return ids.subarray(from, to).join(' ');
}
