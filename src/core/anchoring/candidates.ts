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

interface Hit {
  readonly place: number;
  readonly inFragment: number;
  readonly bits: number;
}

/** The places anywhere in the text that share most with a fragment, best first. */
export function findCandidates(fragment: Fragment, index: TokenIndex): Candidate[] {
  const hits = seedHits(fragment, index);
  const reach = fragment.tokens.ids.length * 1.5 + 20;
  const windows: { hits: readonly Hit[]; bits: number }[] = [];
  let left = hits;
  while (left.length > 0 && windows.length < mostWindows) {
    const best = richestWindow(left, reach);
    if (windows[0] && best.bits < windows[0].bits * promising) break;
    windows.push(best);
    const from = best.hits[0]?.place ?? 0;
    const to = best.hits.at(-1)?.place ?? 0;
    left = left.filter((hit) => hit.place < from || hit.place > to);
  }
  const found = windows.flatMap((window) => layOnWindow(fragment, index, window.hits) ?? []);
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

function seedHits(fragment: Fragment, index: TokenIndex): Hit[] {
  const { ids } = fragment.tokens;
  const hits: Hit[] = [];
  for (const limit of [rare, commonest]) {
    for (let at = 0; at + 3 <= ids.length; at++) {
      const places = index.placesOfThree(ids, at, limit);
      if (!places) continue;
      const bits = Math.log2((index.tokens.ids.length + 1) / (places.length + 0.5));
      for (const place of places) hits.push({ place, inFragment: at, bits });
    }
    if (hits.length >= enoughHits) break;
    if (limit === rare) hits.length = 0;
  }
  // Fragments too short for three in a row.
  if (ids.length < 3)
    for (const place of placesOfSequence(index, ids, 0, index.tokens.ids.length, commonest))
      hits.push({ place, inFragment: 0, bits: 1 });
  return hits.sort((a, b) => a.place - b.place);
}

function richestWindow(hits: readonly Hit[], reach: number): { hits: readonly Hit[]; bits: number } {
  let best = { from: 0, to: 0, bits: 0 };
  let from = 0;
  let bits = 0;
  hits.forEach((hit, to) => {
    bits += hit.bits;
    while (hit.place - (hits[from]?.place ?? 0) > reach) bits -= hits[from++]?.bits ?? 0;
    if (bits > best.bits) best = { from, to, bits };
  });
  return { hits: hits.slice(best.from, best.to + 1), bits: best.bits };
}

function layOnWindow(fragment: Fragment, index: TokenIndex, hits: readonly Hit[]): Candidate | undefined {
  const first = hits[0];
  const last = hits.at(-1);
  if (!first || !last) return undefined;
  const count = fragment.tokens.ids.length;
  const slack = 8 + Math.round(count / 8);
  return layFragment(
    fragment,
    index,
    first.place - first.inFragment - slack,
    last.place + count - last.inFragment + slack,
  );
}
