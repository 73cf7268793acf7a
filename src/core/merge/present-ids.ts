import { readCodebook } from '../format/read-codebook';
import { indexCodebook } from '../model/codebook-index';

/** The present id of a code that may have been renamed; other ids as they are. */
export type PresentId = (code: string) => string;

/** Ids by the codebooks of both sides, whichever of them knows of a rename. @param codebooks their texts */
export function presentIdsIn(codebooks: readonly string[]): PresentId {
  const indexes = codebooks.flatMap((text) => {
    const { value } = readCodebook(text, '');
    return value ? [indexCodebook(value)] : [];
  });
  return (code) => {
    const seen = new Set<string>();
    let id = code;
    while (!seen.has(id)) {
      seen.add(id);
      const next = indexes
        .map((index) => index.resolve(id)?.id)
        .find((found) => found !== undefined && found !== id);
      id = next ?? id;
    }
    // Two codebooks that each rename a code to the other's id agree on nothing.
    return seen.size > 1 && indexes.some((index) => (index.resolve(id)?.id ?? id) !== id) ? code : id;
  };
}
