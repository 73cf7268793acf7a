import { lettersOf } from './similar-words';

/** Numbers for folded words, shared by the texts that are compared. */
export interface Vocabulary {
  /** Words as written and as folded → id. */
  readonly ids: Map<string, number>;
  /** Folded words by id. */
  readonly words: string[];
  /** What meeting a token counts as evidence that two places are the same, by id: a word three marks of punctuation. */
  readonly weights: number[];
  /** Whether a token ends a sentence, by id. */
  readonly endsSentence: boolean[];
  /** The letters of folded words, as `lettersOf` gives them, by id. */
  readonly letters: number[];
}

/** The words and punctuation marks of a text in order; white space is in none. Offsets are UTF-16. */
export interface Tokens {
  readonly text: string;
  readonly starts: Int32Array;
  readonly ends: Int32Array;
  readonly ids: Int32Array;
}

export function createVocabulary(): Vocabulary {
  return { ids: new Map(), words: [], weights: [], endsSentence: [], letters: [] };
}

/**
 * Cuts a text into tokens: words (letters, digits, inner apostrophes), single characters of scripts that are written
 * without spaces, and marks of punctuation. Words are equal ignoring case, Unicode composition and the shape of
 * quotation marks and dashes.
 */
export function tokenise(text: string, vocabulary: Vocabulary): Tokens {
  const starts = new Int32Array(text.length);
  const ends = new Int32Array(text.length);
  const ids = new Int32Array(text.length);
  let count = 0;
  for (let at = 0; at < text.length;) {
    const kind = kindAt(text, at);
    const next = at + widthAt(text, at);
    if (kind === Kind.space) {
      at = next;
      continue;
    }
    const end = kind === Kind.letter ? endOfWord(text, next) : endOfMarks(text, at, next);
    starts[count] = at;
    ends[count] = end;
    ids[count] = idOf(text.slice(at, end), vocabulary);
    count++;
    at = end;
  }
  return { text, starts: starts.slice(0, count), ends: ends.slice(0, count), ids: ids.slice(0, count) };
}

/** The tokens `from` to `to` (exclusive), without copying. */
export function tokensBetween(tokens: Tokens, from: number, to: number): Tokens {
  return {
    text: tokens.text,
    starts: tokens.starts.subarray(from, to),
    ends: tokens.ends.subarray(from, to),
    ids: tokens.ids.subarray(from, to),
  };
}

/** The first token that ends after an offset; the number of tokens when there is none. */
export function tokenAfter(tokens: Tokens, offset: number): number {
  let low = 0;
  let high = tokens.ends.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tokens.ends[middle] ?? 0) <= offset) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The length of a token, in UTF-16 units. */
export function lengthOf(tokens: Tokens, token: number): number {
  return (tokens.ends[token] ?? 0) - (tokens.starts[token] ?? 0);
}

/** The length of the text from the first to the last of these tokens, both included. */
export function textLength(tokens: Tokens, first: number, last: number): number {
  return last < first ? 0 : (tokens.ends[last] ?? 0) - (tokens.starts[first] ?? 0);
}

/** True for words, false for punctuation. */
export function isWord(folded: string): boolean {
  const kind = kindAt(folded, 0);
  return kind === Kind.letter || kind === Kind.single;
}

const Kind = { space: 1, letter: 2, single: 3, joiner: 4, apostrophe: 5, other: 6 } as const;
const kinds = new Uint8Array(0x10000); // filled as characters are met

function kindAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  const known = kinds[unit] ?? 0;
  if (known !== 0) return known;
  const isPair = widthAt(text, at) === 2;
  const kind = kindOf(isPair ? text.slice(at, at + 2) : text.charAt(at));
  if (!isPair) kinds[unit] = kind;
  return kind;
}

function kindOf(character: string): number {
  if (/[\s\u0085\u00ad\u200b\u2060\ufeff]/u.test(character)) return Kind.space;
  if (/['’ʼ‘]/u.test(character)) return Kind.apostrophe;
  if (/[\p{M}\u200c\u200d]/u.test(character)) return Kind.joiner;
  if (
    /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u.test(
      character,
    )
  )
    return Kind.single;
  return /[\p{L}\p{N}]/u.test(character) ? Kind.letter : Kind.other;
}

function widthAt(text: string, at: number): number {
  const unit = text.charCodeAt(at);
  if (unit < 0xd800 || unit > 0xdbff) return 1;
  const low = text.charCodeAt(at + 1);
  return low >= 0xdc00 && low <= 0xdfff ? 2 : 1;
}

function endOfWord(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const kind = kindAt(text, at);
    if (kind === Kind.letter || kind === Kind.joiner) at += widthAt(text, at);
    else if (kind === Kind.apostrophe && at + 1 < text.length && kindAt(text, at + 1) === Kind.letter) at++;
    else break;
  }
  return at;
}

/** A mark takes its combining characters along; full stops in a row are one ellipsis. */
function endOfMarks(text: string, start: number, from: number): number {
  let at = from;
  while (at < text.length && kindAt(text, at) === Kind.joiner) at += widthAt(text, at);
  if (text.charCodeAt(start) === 46) while (text.charCodeAt(at) === 46) at++;
  return at;
}

function idOf(written: string, vocabulary: Vocabulary): number {
  const known = vocabulary.ids.get(written);
  if (known !== undefined) return known;
  const folded = fold(written);
  const id = vocabulary.ids.get(folded) ?? addWord(folded, vocabulary);
  vocabulary.ids.set(folded, id);
  vocabulary.ids.set(written, id);
  return id;
}

function addWord(folded: string, vocabulary: Vocabulary): number {
  vocabulary.weights.push(isWord(folded) ? 3 : 1);
  vocabulary.endsSentence.push(/^[.!?…。！？]/u.test(folded));
  vocabulary.letters.push(lettersOf(folded));
  return vocabulary.words.push(folded) - 1;
}

function fold(written: string): string {
  return written
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[’ʼ‘]/gu, "'")
    .replace(/[“”„«»]/gu, '"')
    .replace(/[‐‑‒–—―]/gu, '-')
    .replace(/^\.{2,}$/u, '...');
}
