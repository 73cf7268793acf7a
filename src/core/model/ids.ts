/** Ids of codes and themes. */
export const codeIdPattern = /^[a-z][a-z0-9-]*$/;

/** Ids of coders, cases, questions and rounds; unique ignoring case. */
export const nameIdPattern = /^[A-Za-z][A-Za-z0-9_-]*$/;

/** Ids of passages, notes: ULIDs in Crockford's base 32. */
export const ulidPattern = /^[0-7][0-9A-HJKMNP-TV-Z]{25}$/;

/** The coder whose sidecars hold what the others settled on. */
export const consensusCoder = 'consensus';

const yaml11Words = new Set(['y', 'n', 'yes', 'no', 'on', 'off', 'true', 'false', 'null']);

export function isCodeId(id: string): boolean {
  return codeIdPattern.test(id) && !yaml11Words.has(id);
}

export function isNameId(id: string): boolean {
  return nameIdPattern.test(id) && !yaml11Words.has(id.toLowerCase());
}

/** Latin letters that Unicode does not take apart into a plain letter and a mark. */
const plainLetters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ħ: 'h',
  ı: 'i',
};

/** Characters; enough for six or seven words. */
const longestSlug = 48;

/**
 * A code id made from a name: lower case, words joined by hyphens, marks dropped; numbered when taken.
 * A name without a single Latin letter gives `code`.
 */
export function codeIdFromName(name: string, isTaken: (id: string) => boolean): string {
  const words = name
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase()
    .replace(/['’]/g, '')
    .replace(/[ßæœøłđðþħı]/g, (letter) => plainLetters[letter] ?? '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '');
  const slug = shortened(words);
  const id = isCodeId(slug) ? slug : slug === '' ? 'code' : `${slug}-code`;
  if (!isTaken(id)) return id;
  for (let n = 2; ; n++) if (!isTaken(`${id}-${n}`)) return `${id}-${n}`;
}

/** As many of the words joined by hyphens as an id has room for; of one that is too long, its beginning. */
function shortened(words: string): string {
  if (words.length <= longestSlug) return words;
  const room = words.slice(0, longestSlug + 1);
  return room.includes('-') ? room.slice(0, room.lastIndexOf('-')) : room.slice(0, longestSlug);
}
