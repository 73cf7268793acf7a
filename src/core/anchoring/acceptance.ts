import type { Candidate } from './fragment';

/** Less than this share of a passage is not the passage any more. */
export const leastSurvival = 0.5;
/** A quote with so many bits is judged by itself, a shorter one by its context. */
export const longQuote = 40;
/** With more than this share of a passage lost at its ends, its extent is a guess. */
export const mostFrayed = 0.02;
/** The same where the old text is at hand, which tells more of what replaced them. */
export const mostFrayedWithBase = 0.15;

const agreeing = 4; // bits of agreement with neighbours

/** A long quote must be there for the most part, and more so where nothing else speaks for the place. */
export function isLikeLong(candidate: Candidate, inOrder: boolean, agreement: number): boolean {
  const { quoteLikeness, contextLikeness } = candidate;
  if (!inOrder && (contextLikeness === undefined ? quoteLikeness < 0.9 : contextLikeness < 0.5)) return false;
  return quoteLikeness >= (agreement >= agreeing || (contextLikeness ?? 0) >= 0.4 ? 0.65 : 0.8);
}

/** A short quote needs its context, the more the less its neighbours say. */
export function isLikeShort(candidate: Candidate, inOrder: boolean, agreement: number): boolean {
  const { quoteLikeness, contextLikeness, frayed } = candidate;
  if (quoteLikeness < 0.6 || frayed > 0.2) return false;
  const context = contextLikeness ?? (quoteLikeness > 0.95 ? 1 : 0);
  if (!inOrder && context < 0.8) return false;
  return context >= 0.5 || (context >= 0.3 && agreement >= agreeing);
}
