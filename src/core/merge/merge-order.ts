import { append } from '../base/append';
import type { Three } from './three';

/**
 * The order of everything that either side has: that of ours with what theirs added behind the neighbour it has there;
 * the other way round when only theirs changed the order of what was there before.
 * @param known keys in the order that the format gives them; kept when both sides keep it
 */
export function mergeOrder(
  { base, ours, theirs }: Three<readonly string[]>,
  known: readonly string[] = [],
): readonly string[] {
  const [mine, other] = [new Set(ours), new Set(theirs)];
  const common = new Set(base.filter((key) => mine.has(key) && other.has(key)));
  const orderIn = (keys: readonly string[]): string => keys.filter((key) => common.has(key)).join('\n');
  const isReorderedByTheirs = orderIn(ours) === orderIn(base) && orderIn(theirs) !== orderIn(base);
  const merged = isReorderedByTheirs ? insertInto(theirs, ours) : insertInto(ours, theirs);
  const places = new Map(known.map((key, place) => [key, place]));
  return isInPlace(ours, places) && isInPlace(theirs, places) ? putInPlace(merged, places) : merged;
}

type Places = ReadonlyMap<string, number>;

function isInPlace(keys: readonly string[], places: Places): boolean {
  const own = keys.flatMap((key) => places.get(key) ?? []);
  return own.every((place, i) => place >= (own[i - 1] ?? -1));
}

/** Sorts the known keys; others stay behind the one they followed. */
function putInPlace(keys: readonly string[], places: Places): readonly string[] {
  if (places.size === 0) return keys;
  let place = -1;
  const placed = keys.map((key) => ({ key, place: (place = places.get(key) ?? place) }));
  return placed.sort((a, b) => a.place - b.place).map(({ key }) => key);
}

/** Newcomers follow the neighbour they have among the others, behind what the order itself has there of its own. */
function insertInto(order: readonly string[], others: readonly string[]): readonly string[] {
  const present = new Set(order);
  const shared = new Set(others.filter((key) => present.has(key)));
  const newcomers = new Map<string | undefined, string[]>();
  let before: string | undefined;
  for (const key of others) {
    if (present.has(key)) before = key;
    else append(newcomers, before, key);
  }
  const result: string[] = [];
  let waiting = newcomers.get(undefined) ?? [];
  for (const key of order) {
    if (shared.has(key)) {
      result.push(...waiting, key);
      waiting = newcomers.get(key) ?? [];
    } else {
      result.push(key);
    }
  }
  return [...result, ...waiting];
}
