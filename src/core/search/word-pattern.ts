import { lazy } from '../base/lazy';

export interface WordOptions {
  /** Whether only whole words count: what is found neither begins nor ends inside a word or number. */
  readonly wholeWords?: boolean;
  readonly matchCase?: boolean;
}

/** Nobody looks for more than this, in UTF-16 units; what is pasted is cut. */
const longestWords = 500;

/**
 * A pattern that finds words in a text, one after the other; undefined when there is nothing to look for. The words
 * are looked for in this order with nothing but white space between; ` OR ` separates alternatives. Marks that are not
 * typed do not matter (`cafe` finds “café”), those that are typed do (`café` does not find “cafe”); straight quotes,
 * apostrophes and hyphens find typographic ones. Takes time in proportion to the text, whatever is looked for.
 */
export function wordPattern(
  words: string,
  { wholeWords = false, matchCase = false }: WordOptions = {},
): RegExp | undefined {
  const alternatives = words
    .slice(0, longestWords)
    .split(/\s+OR\s+/u)
    .map((phrase) => phrase.split(/\s+/u).filter(Boolean).map(patternOfWord))
    .filter((phrase) => phrase.length > 0)
    .map((phrase) => phrase.join('\\s+'));
  if (alternatives.length === 0) return undefined;
  const any = `(?:${alternatives.join('|')})`;
  const inside = '[\\p{L}\\p{N}\\p{M}_]';
  const source = wholeWords ? `(?<!${inside})${any}(?!${inside})` : any;
  return new RegExp(source, matchCase ? 'gu' : 'giu');
}

function patternOfWord(word: string): string {
  const letters = word.normalize('NFD').match(/\P{M}\p{M}*|\p{M}+/gu) ?? [];
  return letters.map(patternOfLetter).join('');
}

/** @param letter taken apart: a letter and its marks */
function patternOfLetter(letter: string): string {
  const alike = likenesses.find((group) => group.includes(letter));
  if (alike !== undefined) return `[${alike}]`;
  if (/^\P{M}$/u.test(letter)) {
    const composed = composedLetters().get(letter) ?? '';
    return composed === '' ? `${escape(letter)}\\p{M}*` : `[${escape(letter)}${composed}]\\p{M}*`;
  }
  const spellings = new Set([letter, letter.normalize('NFC')].map(escape));
  return `(?:${[...spellings].join('|')})(?!\\p{M})`;
}

/** Characters that stand for each other; the hyphen last, where it means itself. */
const likenesses = ["'’‘ʼ", '"“”„«»', '‐‑-'];

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** The last letter that is taken apart into a letter and marks, save those of scripts that have none apart. */
const lastComposed = 0x1fff;

/** Plain letter → the letters that are made of it and marks. */
const composedLetters = lazy((): ReadonlyMap<string, string> => {
  const composed = new Map<string, string>();
  for (let point = 0xc0; point <= lastComposed; point++) {
    const letter = String.fromCodePoint(point);
    const apart = letter.normalize('NFD');
    if (apart === letter) continue;
    const [plain = ''] = apart;
    composed.set(plain, (composed.get(plain) ?? '') + letter);
  }
  return composed;
});
