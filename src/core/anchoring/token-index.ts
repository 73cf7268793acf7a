import { tokenAfter, type Tokens, type Vocabulary } from './tokens';

/** Where every token of a text stands, and how much meeting it tells. */
export interface TokenIndex {
  readonly tokens: Tokens;
  readonly vocabulary: Vocabulary;
  /** The places of a token in the text, rising. */
  readonly placesOf: (id: number) => Int32Array;
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
  return {
    tokens,
    vocabulary,
    placesOf,
    bitsOf: (id) => Math.log2((ids.length + 1) / (placesOf(id).length + 0.5)),
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
