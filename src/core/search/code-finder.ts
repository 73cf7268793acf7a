import Fuse from 'fuse.js';
import type { Code } from '../model/codebook';
import type { CodebookIndex } from '../model/codebook-index';

/** Finds codes by what a coder types. Made once for each codebook. */
export interface CodeFinder {
  /**
   * The codes that match a query, best first; all codes for an empty one. Among equally good matches the recently
   * used come first, then the order of the codebook; deprecated codes come last.
   * @param recent ids, the latest first
   */
  find(query: string, recent: readonly string[]): readonly Code[];
}

/** How good a match is; lower is better. Misspelt matches rank from `fuzzy` up by their score. */
const tiers = { whole: 0, start: 1, wordStart: 2, inside: 3, fuzzy: 4, definition: 9, none: 10 } as const;

/** Nobody types more than this, in characters; what is pasted is cut. */
const longestQuery = 64;

interface Entry {
  readonly code: Code;
  readonly order: number;
  /** What a code is called: name, id and aliases, folded. */
  readonly names: readonly string[];
  /** The words of the names and of the code's themes. */
  readonly words: ReadonlySet<string>;
  readonly themes: string;
  readonly definition: string;
}

export function createCodeFinder(codebook: CodebookIndex): CodeFinder {
  const entries = [...codebook.codes.values()].map((code, order): Entry => {
    const names = [...new Set([code.name, code.id, ...code.aliases].map(fold))];
    const themes = fold(
      codebook
        .themesOf(code)
        .map((theme) => theme.name)
        .join(' '),
    );
    const definition = fold([code.definition, code.include].filter(Boolean).join(' '));
    return { code, order, names, words: new Set([...names, themes].flatMap(wordsOf)), themes, definition };
  });
  // The words are searched once, not every name that holds them: many codes share the words of a field.
  const vocabulary = new Fuse([...new Set(entries.flatMap(({ words }) => [...words]))], {
    includeScore: true,
    threshold: 0.35,
    distance: 20,
  });

  return {
    find(query, recent) {
      const recency = new Map(recent.map((id, i) => [id, i]));
      const among = (entry: Entry) => recency.get(entry.code.id) ?? recent.length;
      const isRetired = ({ code }: Entry) => Number(code.status === 'deprecated');
      const folded = fold(query.slice(0, longestQuery));
      const ranks = folded === '' ? undefined : rank(entries, vocabulary, folded);
      return entries
        .filter((entry) => !ranks || ranks.has(entry))
        .sort(
          (a, b) =>
            isRetired(a) - isRetired(b) ||
            (ranks?.get(a) ?? 0) - (ranks?.get(b) ?? 0) ||
            among(a) - among(b) ||
            a.order - b.order,
        )
        .map(({ code }) => code);
    },
  };
}

function rank(
  entries: readonly Entry[],
  vocabulary: Fuse<string>,
  query: string,
): ReadonlyMap<Entry, number> {
  const words = wordsOf(query);
  const meant = words.map((word) => findMeant(word, vocabulary));
  const ranks = new Map<Entry, number>();
  for (const entry of entries) {
    const tier = tierOf(entry, query, words);
    const best = tier > tiers.fuzzy ? Math.min(tier, tiers.fuzzy + scoreOf(entry, meant)) : tier;
    if (best < tiers.none) ranks.set(entry, best);
  }
  return ranks;
}

function tierOf({ names, themes, definition }: Entry, query: string, words: readonly string[]): number {
  let best: number = tiers.none;
  for (const name of names) best = Math.min(best, tierOfName(name, query, words));
  const isIn = (text: string) => words.every((word) => startsAWord(text, word));
  return best === tiers.none && (isIn(themes) || isIn(definition)) ? tiers.definition : best;
}

function tierOfName(name: string, query: string, words: readonly string[]): number {
  const at = name.indexOf(query);
  if (at === 0) return name.length === query.length ? tiers.whole : tiers.start;
  if (words.every((word) => startsAWord(name, word))) return tiers.wordStart;
  return at === -1 ? tiers.none : tiers.inside;
}

function startsAWord(text: string, word: string): boolean {
  return text.startsWith(word) || text.includes(` ${word}`);
}

/** The words of a vocabulary that somebody may have meant, each with a score from 0 (as typed) to 1. */
function findMeant(typed: string, vocabulary: Fuse<string>): ReadonlyMap<string, number> {
  return new Map(vocabulary.search(typed).map(({ item, score }) => [item, score ?? 1]));
}

/** The scores of all words of a query taken together; infinite where one of them is not among the entry's. */
function scoreOf({ words }: Entry, meant: readonly ReadonlyMap<string, number>[]): number {
  let sum = 0;
  for (const scores of meant) {
    let best = Infinity;
    for (const word of words) best = Math.min(best, scores.get(word) ?? Infinity);
    sum += best;
    if (sum === Infinity) return sum;
  }
  return Math.min(sum, tiers.definition - tiers.fuzzy - 1);
}

function wordsOf(folded: string): readonly string[] {
  return folded.split(' ').filter((word) => word !== '');
}

/** Lower case, without accents, quotation marks and needless space; hyphens, which ids have for spaces, are spaces. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}“”‘’"']/gu, '')
    .toLowerCase()
    .replace(/[\s-]+/g, ' ')
    .trim();
}
