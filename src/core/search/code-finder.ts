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

/** How good a match is; lower is better. Fuzzy matches rank between these by their score. */
const tiers = { whole: 0, start: 1, wordStart: 2, inside: 3, fuzzy: 4, definition: 5, none: 9 } as const;

interface Entry {
  readonly code: Code;
  readonly order: number;
  /** What a code is called: name, id and aliases, folded. */
  readonly names: readonly string[];
  readonly themes: string;
  readonly definition: string;
}

export function createCodeFinder(codebook: CodebookIndex): CodeFinder {
  const entries = [...codebook.codes.values()].map((code, order): Entry => ({
    code,
    order,
    names: [code.name, code.id, code.id.replaceAll('-', ' '), ...code.aliases].map(fold),
    themes: fold(
      codebook
        .themesOf(code)
        .map(({ name }) => name)
        .join(' '),
    ),
    definition: fold([code.definition, code.include].filter(Boolean).join(' ')),
  }));
  const fuse = new Fuse(entries, {
    keys: [
      { name: 'names', weight: 3 },
      { name: 'themes', weight: 1 },
    ],
    includeScore: true,
    ignoreLocation: true,
    threshold: 0.34,
    minMatchCharLength: 2,
  });

  return {
    find(query, recent) {
      const recency = new Map(recent.map((id, i) => [id, i]));
      const among = (entry: Entry) => recency.get(entry.code.id) ?? recent.length;
      const isRetired = ({ code }: Entry) => Number(code.status === 'deprecated');
      const folded = fold(query);
      const ranks = folded === '' ? undefined : rank(entries, fuse, folded);
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

function rank(entries: readonly Entry[], fuse: Fuse<Entry>, query: string): ReadonlyMap<Entry, number> {
  const words = query.split(' ');
  const ranks = new Map<Entry, number>();
  for (const { item, score } of fuse.search(query)) ranks.set(item, tiers.fuzzy + (score ?? 1));
  for (const entry of entries) {
    const tier = tierOf(entry, query, words);
    if (tier < (ranks.get(entry) ?? tiers.none)) ranks.set(entry, tier);
  }
  return ranks;
}

function tierOf({ names, themes, definition }: Entry, query: string, words: readonly string[]): number {
  let best: number = tiers.none;
  for (const name of names) {
    const at = name.indexOf(query);
    const isWordStart = at > 0 && name[at - 1] === ' ';
    const tier =
      at === -1
        ? words.length > 1 && words.every((word) => startsAWord(name, word))
          ? tiers.wordStart
          : tiers.none
        : name.length === query.length
          ? tiers.whole
          : at === 0
            ? tiers.start
            : isWordStart
              ? tiers.wordStart
              : tiers.inside;
    if (tier < best) best = tier;
  }
  const isIn = (text: string) => words.every((word) => startsAWord(text, word));
  return best === tiers.none && (isIn(themes) || isIn(definition)) ? tiers.definition : best;
}

function startsAWord(text: string, word: string): boolean {
  return text.startsWith(word) || text.includes(` ${word}`);
}

/** Lower case, without accents, quotation marks and needless space. */
function fold(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\p{M}“”‘’"']/gu, '')
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}
