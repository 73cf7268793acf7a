import { layFragment, type Candidate, type Fragment } from './fragment';
import { placesOfSequence, type TokenIndex } from './token-index';

/** Seeds that stand in more places than this find nothing in particular. */
const commonest = 64;
/** Rarer seeds do where there are enough of them. */
const rare = 10;
const enoughHits = 12;
const mostWindows = 5;
const fewOccurrences = 4;
/** Windows with less than this share of the best one's seeds are not looked at. */
const promising = 0.4;

/** Where seeds of a fragment stand in the text, in the order of the text; the first `count` of each list. */
interface Hits {
  readonly count: number;
  readonly places: Int32Array;
  /** Where the seeds begin in the fragment. */
  readonly seeds: Int32Array;
  /** What each hit tells. */
  readonly bits: Float64Array;
}

interface Hit {
  readonly place: number;
  readonly inFragment: number;
}

/** Hits close to each other. */
interface Window {
  readonly first: Hit;
  readonly last: Hit;
  readonly bits: number;
}

/** The places anywhere in the text that share most with a fragment, best first. */
export function findCandidates(fragment: Fragment, index: TokenIndex): Candidate[] {
  let hits = seedHits(fragment, index);
  const reach = fragment.tokens.ids.length * 1.5 + 20;
  const windows: Window[] = [];
  while (hits.count > 0 && windows.length < mostWindows) {
    const best = richestWindow(hits, reach);
    if (windows[0] && best.bits < windows[0].bits * promising) break;
    windows.push(best);
    hits = withoutPlaces(hits, best.first.place, best.last.place);
  }
  const found = windows.flatMap((window) => layOnWindow(fragment, index, window) ?? []);
  return distinct([...found, ...otherOccurrences(fragment, index, found)]);
}

/** Where else the quote stands word for word, if that is in few places. */
function otherOccurrences(fragment: Fragment, index: TokenIndex, found: readonly Candidate[]): Candidate[] {
  const { starts } = index.tokens;
  const places = placesOfSequence(index, fragment.quoteIds, 0, starts.length, fewOccurrences + 1);
  if (places.length > fewOccurrences) return [];
  const isNew = (place: number): boolean =>
    !found.some(({ span }) => span.start <= (starts[place] ?? 0) && (starts[place] ?? 0) < span.end);
  return layAt(fragment, index, places.filter(isNew));
}

/** The places between two tokens where the quote stands word for word. */
export function findQuotes(
  fragment: Fragment,
  index: TokenIndex,
  from: number,
  to: number,
  limit: number,
): Candidate[] {
  const { quoteIds } = fragment;
  if (quoteIds.length === 0) return [];
  return distinct(layAt(fragment, index, placesOfSequence(index, quoteIds, from, to, limit)));
}

/** Lays a fragment where its quote begins at the given tokens. */
function layAt(fragment: Fragment, index: TokenIndex, places: readonly number[]): Candidate[] {
  const slack = 6;
  return places.flatMap((place) => {
    const from = place - fragment.firstOfQuote;
    return layFragment(fragment, index, from - slack, from + fragment.tokens.ids.length + slack) ?? [];
  });
}

/** Best first; of candidates for one place the best. */
export function distinct(candidates: readonly Candidate[]): Candidate[] {
  const sorted = [...candidates].sort((a, b) => b.evidence - a.evidence || a.span.start - b.span.start);
  return sorted.filter(
    ({ span }, i) =>
      !sorted.slice(0, i).some((other) => other.span.start < span.end && span.start < other.span.end),
  );
}

function seedHits(fragment: Fragment, index: TokenIndex): Hits {
  const { ids } = fragment.tokens;
  // A hit as one number, its place and then its seed: such numbers sort by themselves.
  const stride = ids.length + 1;
  const bitsOf = new Float64Array(stride);
  const keys: number[] = [];
  const places: number[] = [];
  for (const limit of [rare, commonest]) {
    for (let at = 0; at + 3 <= ids.length; at++) {
      index.findThree(ids, at, limit, places);
      bitsOf[at] = Math.log2((index.tokens.ids.length + 1) / (places.length + 0.5));
      for (const place of places) keys.push(place * stride + at);
    }
    if (keys.length >= enoughHits) break;
    if (limit === rare) keys.length = 0;
  }
  // Fragments too short for three in a row.
  if (ids.length < 3) {
    bitsOf[0] = 1;
    for (const place of placesOfSequence(index, ids, 0, index.tokens.ids.length, commonest))
      keys.push(place * stride);
  }
  return hitsOf(new Float64Array(keys).sort(), stride, bitsOf);
}

function hitsOf(sorted: Float64Array, stride: number, bitsOf: Float64Array): Hits {
  const places = new Int32Array(sorted.length);
  const seeds = new Int32Array(sorted.length);
  const bits = new Float64Array(sorted.length);
  for (let i = 0; i < sorted.length; i++) {
    const key = sorted[i] ?? 0;
    const place = Math.floor(key / stride);
    places[i] = place;
    seeds[i] = key - place * stride;
    bits[i] = bitsOf[key - place * stride] ?? 0;
  }
  return { count: sorted.length, places, seeds, bits };
}

/** The hits but those from one place to another, both included; the lists are used again. */
function withoutPlaces({ count, places, seeds, bits }: Hits, from: number, to: number): Hits {
  let kept = 0;
  for (let i = 0; i < count; i++) {
    const place = places[i] ?? 0;
    if (place >= from && place <= to) continue;
    places[kept] = place;
    seeds[kept] = seeds[i] ?? 0;
    bits[kept++] = bits[i] ?? 0;
  }
  return { count: kept, places, seeds, bits };
}

function richestWindow({ count, places, seeds, bits }: Hits, reach: number): Window {
  let best = { from: 0, to: 0, bits: 0 };
  let from = 0;
  let sum = 0;
  for (let to = 0; to < count; to++) {
    sum += bits[to] ?? 0;
    while ((places[to] ?? 0) - (places[from] ?? 0) > reach) sum -= bits[from++] ?? 0;
    if (sum > best.bits) best = { from, to, bits: sum };
  }
  const hitAt = (hit: number): Hit => ({ place: places[hit] ?? 0, inFragment: seeds[hit] ?? 0 });
  return { first: hitAt(best.from), last: hitAt(best.to), bits: best.bits };
}

function layOnWindow(fragment: Fragment, index: TokenIndex, { first, last }: Window): Candidate | undefined {
  const count = fragment.tokens.ids.length;
  const slack = 8 + Math.round(count / 8);
  return layFragment(
    fragment,
    index,
    first.place - first.inFragment - slack,
    last.place + count - last.inFragment + slack,
  );
}
