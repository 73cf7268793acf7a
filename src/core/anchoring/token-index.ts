import { tokenAfter, type Tokens, type Vocabulary } from './tokens';

/** Where every token of a text stands, and how much meeting it tells. */
export interface TokenIndex {
  readonly tokens: Tokens;
  readonly vocabulary: Vocabulary;
  /** The places of a token in the text, rising. */
  readonly placesOf: (id: number) => Int32Array;
  /** Fills `found` with the places where three tokens stand in a row, rising; with none when in more than `limit`. */
  readonly findThree: (ids: Int32Array, at: number, limit: number, found: number[]) => void;
  /** The information in meeting a token by chance, in bits: the rarer the more. */
  readonly bitsOf: (id: number) => number;
}

export function indexTokens(tokens: Tokens, vocabulary: Vocabulary): TokenIndex {
  const { ids } = tokens;
  const firsts = new Int32Array(vocabulary.words.length + 1);
  for (const id of ids) firsts[id + 1] = (firsts[id + 1] ?? 0) + 1;
  for (let id = 0; id < vocabulary.words.length; id++)
    firsts[id + 1] = (firsts[id + 1] ?? 0) + (firsts[id] ?? 0);
  const next = firsts.slice();
  const places = new Int32Array(ids.length);
  ids.forEach((id, place) => {
    const at = next[id] ?? 0;
    places[at] = place;
    next[id] = at + 1;
  });
  const placesOf = (id: number): Int32Array =>
    places.subarray(firsts[id] ?? 0, firsts[id + 1] ?? firsts[id] ?? 0);
  const bitsOfTimes = (times: number): number => Math.log2((ids.length + 1) / (times + 0.5));
  const bits = new Float64Array(vocabulary.words.length);
  for (let id = 0; id < bits.length; id++) bits[id] = bitsOfTimes((firsts[id + 1] ?? 0) - (firsts[id] ?? 0));
  return {
    tokens,
    vocabulary,
    placesOf,
    findThree: indexThrees(ids),
    bitsOf: (id) => bits[id] ?? bitsOfTimes(0),
  };
}

/** Rows of three tokens by hash: the places of one hash lie together. */
function indexThrees(ids: Int32Array): TokenIndex['findThree'] {
  const count = Math.max(0, ids.length - 2);
  const mask = (1 << Math.max(4, 32 - Math.clz32(count))) - 1;
  const hash = (of: Int32Array, at: number): number => {
    const mixed =
      Math.imul(of[at] ?? 0, 0x9e3779b1) ^
      Math.imul(of[at + 1] ?? 0, 0x85ebca6b) ^
      Math.imul(of[at + 2] ?? 0, 0xc2b2ae35);
    return (mixed ^ (mixed >>> 15)) & mask;
  };
  const firsts = new Int32Array(mask + 2);
  for (let at = 0; at < count; at++) firsts[hash(ids, at) + 1] = (firsts[hash(ids, at) + 1] ?? 0) + 1;
  for (let slot = 0; slot <= mask; slot++) firsts[slot + 1] = (firsts[slot + 1] ?? 0) + (firsts[slot] ?? 0);
  const next = firsts.slice();
  const places = new Int32Array(count);
  for (let at = 0; at < count; at++) {
    const slot = hash(ids, at);
    places[next[slot] ?? 0] = at;
    next[slot] = (next[slot] ?? 0) + 1;
  }
  return (wanted, at, limit, found) => {
    const slot = hash(wanted, at);
    const end = firsts[slot + 1] ?? 0;
    found.length = 0;
    for (let i = firsts[slot] ?? 0; i < end; i++) {
      const place = places[i] ?? 0;
      const isHere =
        ids[place] === wanted[at] && ids[place + 1] === wanted[at + 1] && ids[place + 2] === wanted[at + 2];
      if (!isHere || found.push(place) <= limit) continue;
      found.length = 0;
      return;
    }
  };
}

/** Where a sequence of ids stands between the tokens `from` and `to`, looked up by its rarest token; at most `limit`. */
export function placesOfSequence(
  index: TokenIndex,
  wanted: Int32Array,
  from: number,
  to: number,
  limit: number,
): number[] {
  let rarest = 0;
  for (let i = 1; i < wanted.length; i++)
    if (index.placesOf(wanted[i] ?? -1).length < index.placesOf(wanted[rarest] ?? -1).length) rarest = i;
  const places = index.placesOf(wanted[rarest] ?? -1);
  const found: number[] = [];
  for (let i = lowerBound(places, from + rarest); i < places.length && found.length < limit; i++) {
    const start = (places[i] ?? 0) - rarest;
    if (start + wanted.length > to) break;
    if (wanted.every((id, k) => index.tokens.ids[start + k] === id)) found.push(start);
  }
  return found;
}

/** The token at or after an offset, for the bounds of a search. */
export function tokenAtOffset(index: TokenIndex, offset: number): number {
  return tokenAfter(index.tokens, offset);
}

function lowerBound(places: Int32Array, wanted: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
