import { compareSpans, type Span } from '../text/span';
import type { TextIndex } from '../text/text-index';
import { isLikeLong, isLikeShort, leastSurvival, longQuote, mostFrayed } from './acceptance';
import { distinct, findCandidates, findQuotes } from './candidates';
import { fragmentOf, quoteBitsOf, type Candidate, type Fragment } from './fragment';
import { extentsOf } from './map-span';
import {
  isBetween,
  landmarksInOrder,
  neighbourhoodOf,
  type Landmark,
  type Neighbourhood,
} from './neighbours';
import type { AnchoredPassage } from './resolution';
import { indexTokens, tokenAtOffset, type TokenIndex } from './token-index';
import type { Tokens, Vocabulary } from './tokens';

/** Where a passage was found by its quote: one place, several that are equally good, or none. */
export type Location = readonly Span[];

/** Bits beyond chance that a place must have: in the order of its neighbours, and out of it. */
const proofInOrder = 4;
const proofOutOfOrder = 12;
const proofOfLandmark = 16;
/** So many bits a place must be better than the next. */
const margin = 5;
const mostQuotes = 24;

interface Search {
  readonly fragment: Fragment;
  readonly key: string;
  candidates: readonly Candidate[];
}

interface Ranked {
  readonly candidate: Candidate;
  readonly score: number;
}

/**
 * Finds passages without the text they were taken from, by quote, context and neighbours: first those beyond doubt, then
 * the others in their light. Passages with the same quote get different places.
 */
export function locatePassages(
  passages: readonly AnchoredPassage[],
  text: TextIndex,
  now: Tokens,
  vocabulary: Vocabulary,
): readonly Location[] {
  const searches = passages.map((passage): Search => {
    const fragment = fragmentOf(passage, vocabulary);
    return { fragment, key: fragment.quoteIds.join(' '), candidates: [] };
  });
  const index = indexTokens(now, vocabulary);
  for (const search of searches) search.candidates = findCandidates(search.fragment, index);
  const landmarks = landmarksInOrder(searches.flatMap((search, i) => landmarkOf(search, i, index)));
  const ranked = searches.map((search, i) =>
    rank(search, index, neighbourhoodOf(i, search.fragment.at, landmarks, text)),
  );
  return settle(searches, ranked);
}

function landmarkOf(
  { fragment, candidates }: Search,
  passage: number,
  index: TokenIndex,
): readonly Landmark[] {
  const [best, second] = candidates;
  if (!best || best.survival < 0.7) return [];
  const enough = Math.log2(index.tokens.ids.length + 1) + proofOfLandmark;
  const isSingular = second === undefined || second.evidence < best.evidence * 0.7;
  return best.evidence >= enough && isSingular ? [{ passage, at: fragment.at, span: best.span }] : [];
}

/** The candidates that are better than chance and good enough, best first. */
function rank(search: Search, index: TokenIndex, neighbourhood: Neighbourhood): readonly Ranked[] {
  const { fragment } = search;
  const from = tokenAtOffset(index, neighbourhood.from);
  const to = tokenAtOffset(index, neighbourhood.to) + fragment.quoteIds.length;
  // What has one outstanding place needs no search among its likes.
  const nearby =
    landmarkOf(search, 0, index).length > 0 ? [] : findQuotes(fragment, index, from, to, mostQuotes);
  const chance = { near: Math.log2(to - from + 2), anywhere: Math.log2(index.tokens.ids.length + 1) };
  const isLong = quoteBitsOf(fragment, index) >= longQuote;
  const ranked: Ranked[] = [];
  for (const candidate of distinct([...search.candidates, ...nearby])) {
    const inOrder = isBetween(neighbourhood, candidate);
    const agreement = neighbourhood.agreementOf(candidate.span);
    const against = inOrder ? chance.near + proofInOrder : chance.anywhere + proofOutOfOrder;
    const score = candidate.evidence + agreement - against;
    const isLike = isLong
      ? isLikeLong(candidate, inOrder, agreement)
      : isLikeShort(candidate, inOrder, agreement);
    if (score > 0 && candidate.survival >= leastSurvival && isLike) ranked.push({ candidate, score });
  }
  return ranked.sort((a, b) => b.score - a.score);
}

/** Gives places away, the surest first; a place that a passage with the same quote has taken is no candidate any more. */
function settle(searches: readonly Search[], ranked: readonly (readonly Ranked[])[]): readonly Location[] {
  const locations: Location[] = searches.map(() => []);
  const taken = new Map<string, { span: Span; line: number; column: number }[]>();
  const order = [...searches.keys()].sort((a, b) => lead(ranked[b]) - lead(ranked[a]));
  for (const i of order) {
    const search = searches[i];
    if (!search) continue;
    const { line, column } = search.fragment.at;
    const others = (taken.get(search.key) ?? []).filter(
      (other) => other.line !== line || other.column !== column,
    );
    const free = (ranked[i] ?? []).filter(
      ({ candidate: { span } }) =>
        !others.some((other) => other.span.start < span.end && span.start < other.span.end),
    );
    const best = free[0];
    if (!best) continue;
    const rivals = free.filter(({ score }) => best.score - score < margin);
    locations[i] =
      rivals.length === 1
        ? extentsOf(best.candidate, mostFrayed)
        : inTextOrder(rivals.map(({ candidate }) => candidate.span));
    if (rivals.length === 1)
      taken.set(search.key, [...(taken.get(search.key) ?? []), { span: best.candidate.span, line, column }]);
  }
  return locations;
}

function inTextOrder(spans: readonly Span[]): readonly Span[] {
  return [...spans].sort(compareSpans);
}

function lead(ranked: readonly Ranked[] | undefined): number {
  const [best, second] = ranked ?? [];
  return best ? best.score - (second?.score ?? 0) : 0;
}
