import { lazyFor } from '../base/lazy';
import type { Passage } from '../model/passage';
import type { LoadedSidecar, LoadedTranscript } from './loaded';
import type { StudyView } from './snapshot';

/** A word as it stands in a text. Offsets are UTF-16. */
export interface WordPlace {
  /** In NFC; case is kept. */
  readonly word: string;
  readonly start: number;
  readonly end: number;
}

/** Times of day and timestamps are no words: they change with every new cut of a recording. The bounds keep it linear. */
const wordOrTime = /\d{1,4}(?::\d{1,4})+|[\p{L}\p{M}\p{N}\u200c\u200d]+/gu;

/** The words and numbers of a text in order. What stands on either side of an apostrophe or hyphen is a word each. */
export function* wordsOf(text: string): Generator<WordPlace> {
  for (const { 0: written, index: start } of text.matchAll(wordOrTime))
    if (!written.includes(':')) yield { word: written.normalize('NFC'), start, end: start + written.length };
}

/**
 * The words that older versions of transcripts had and no transcript has today, as far as they may name somebody. The
 * older versions are those that passages refer to; where a text cannot be had, the passage's own quote and context.
 *
 * Not every word that is gone was replaced to protect somebody: spelling is corrected all the time. A warning too many
 * costs a look, a name overlooked may cost a participant's anonymity; so these count:
 * - numbers of at least two digits, and words with a digit in them (dates, ages, postcodes, labels of speakers);
 * - words that begin with a capital inside a sentence;
 * - other words that stood there at least twice, and so were replaced everywhere, and words that began a sentence; but
 *   neither where only their spelling was corrected: today's transcript has a word one letter away more often than
 *   before, or (a small word and a lone beginning of a sentence only) the same word with other capitals.
 * Texts are compared with case, for `Rose` and `Will` are names though `rose` and `will` are still there.
 */
export const findVanishedWords = lazyFor((view: StudyView): ReadonlySet<string> => {
  const transcripts = [...view.transcripts.values()];
  const words = new Set<string>();
  // Nobody knows which words an unreadable transcript has.
  if (transcripts.some(({ isStale }) => isStale)) return words;
  for (const sidecar of view.sidecars.values()) {
    const transcript = view.transcripts.get(sidecar.transcript);
    if (transcript && !sidecar.isStale) for (const word of goneFrom(transcript)(sidecar)) words.add(word);
  }
  for (const transcript of transcripts) {
    if (words.size === 0) break;
    const counts = countWords(transcript);
    for (const word of words) if (counts.has(word)) words.delete(word);
  }
  return words;
});

/** The telling words of a sidecar's older texts that its transcript lacks today. */
const goneFrom = lazyFor((transcript: LoadedTranscript) =>
  lazyFor((sidecar: LoadedSidecar): readonly string[] => {
    const gone = new Set<string>();
    for (const old of olderTexts(transcript, sidecar))
      for (const word of findTelling(old, countWords(transcript))) gone.add(word);
    return [...gone];
  }),
);

/** How often each word stands in today's transcript. */
const countWords = lazyFor(({ text }: LoadedTranscript): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const { word } of wordsOf(text)) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
});

interface OldText {
  readonly text: string;
  /** True for a passage's quote and context. Those of neighbours overlap, so that nothing can be counted in them. */
  readonly isFragment: boolean;
}

function* olderTexts(transcript: LoadedTranscript, { value, baseTexts }: LoadedSidecar): Generator<OldText> {
  const seen = new Set<string>();
  for (const passage of value.passages) {
    const base = passage.base ?? value.base;
    if (base === transcript.version && !passage.lost) continue;
    const text = baseTexts.get(base);
    if (text === undefined) yield { text: fragmentOf(passage), isFragment: true };
    else if (!seen.has(base)) yield { text, isFragment: false };
    seen.add(base);
  }
}

/** A context may begin or end in the middle of a word, which then is left out. */
function fragmentOf({ quote, before = '', after = '' }: Passage): string {
  const inner = /[\p{L}\p{M}\p{N}]/u;
  const edge = longestContext;
  let from = Math.max(0, before.length - edge);
  while (from < before.length && inner.test(before[from] ?? '')) from++;
  let to = Math.min(after.length, edge);
  while (to > 0 && inner.test(after[to - 1] ?? '')) to--;
  return before.slice(from) + quote + after.slice(0, to);
}

/** 32 code points, in UTF-16; whoever writes more into a file is not read further. */
const longestContext = 64;

interface Occurrences {
  count: number;
  /** Whether one of them stands inside a sentence. */
  isInside: boolean;
}

function findTelling({ text, isFragment }: OldText, today: ReadonlyMap<string, number>): readonly string[] {
  const old = new Map<string, Occurrences>();
  for (const { word, start } of wordsOf(text)) {
    let found = old.get(word);
    if (!found) old.set(word, (found = { count: 0, isInside: false }));
    if (!isFragment || found.count === 0) found.count++;
    found.isInside ||= !beginsSentence(text, start);
  }
  const isCorrected = (word: string): boolean => {
    for (const [other, count] of today)
      if (count > (old.get(other)?.count ?? 0) && isOneLetterAway(word, other)) return true;
    return false;
  };
  return [...old].flatMap(([word, { count, isInside }]) => {
    if (today.has(word) || word.length < 2) return [];
    if (/\p{N}/u.test(word)) return [word];
    const isCapital = /^[\p{Lu}\p{Lt}]/u.test(word);
    if (isCapital && isInside) return [word];
    if (!isCapital && count < 2) return [];
    const hasTwin = (!isCapital || count < 2) && hasOtherCapitals(word, today);
    return hasTwin || isCorrected(word) ? [] : [word];
  });
}

function hasOtherCapitals(word: string, today: ReadonlyMap<string, number>): boolean {
  const small = word.toLowerCase();
  return today.has(small) || today.has(small.charAt(0).toUpperCase() + small.slice(1));
}

/** Looks back over quotation marks, markup and spaces to the mark before a word, a few characters at most. */
function beginsSentence(text: string, start: number): boolean {
  for (let at = start - 1; at >= 0 && at >= start - 16; at--) {
    const character = text[at] ?? '';
    if (/[\n.!?…:。！？]/u.test(character)) return true;
    if (!/[\s"'“”„‘’«»([*_>#¿¡–—-]/u.test(character)) return false;
  }
  return true;
}

/** True when one letter more, less or other, or two neighbours exchanged, make one word of the other. */
export function isOneLetterAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1 || a === b) return false;
  let from = 0;
  while (from < a.length && a[from] === b[from]) from++;
  const rest = (word: string, skip: number) => word.slice(from + skip);
  const isSwapped = a[from] === b[from + 1] && a[from + 1] === b[from] && rest(a, 2) === rest(b, 2);
  return rest(a, 1) === rest(b, 1) || rest(a, 1) === rest(b, 0) || rest(a, 0) === rest(b, 1) || isSwapped;
}
