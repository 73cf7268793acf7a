import { lazy } from '../base/lazy';
import { didYouMean } from '../format/nearest';

/** So many mistyped ids are compared with every known one; more of them are no slips of the finger. */
const mostSuggestions = 50;

/** Suggests the known id nearest to a mistyped one, for so many ids as a person would want it for. */
export function createSuggester(listKnown: () => Iterable<string>): (id: string) => string {
  const known = lazy(() => [...listKnown()]);
  let left = mostSuggestions;
  return (id) => (left-- > 0 ? didYouMean(id, known()) : '');
}
