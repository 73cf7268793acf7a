import type { Code } from '../model/codebook';
import type { CodebookIndex } from '../model/codebook-index';
import { type PlacedPassage, placePassages } from './placed-passages';
import type { StudyView } from './snapshot';

/** A passage that still has a deprecated code, whose successors are known. */
export interface CodingToRecode {
  readonly placed: PlacedPassage;
  /** The code's id as the sidecar has it. */
  readonly id: string;
  readonly code: Code;
  /** In the order of `replaced-by`; those that are deprecated themselves stand for their own successors. */
  readonly successors: readonly Code[];
}

/**
 * A coder's list of passages to recode, by transcript and place. It is derived from the files and kept nowhere.
 * @param only the id of the code to list; all deprecated codes when not given
 */
export function passagesToRecode(view: StudyView, coder: string, only?: string): readonly CodingToRecode[] {
  const retired = retiredCodes(view.codebook);
  const find = (id: string) => {
    const code = view.codebook.resolve(id);
    const successors = code && retired.get(code);
    return successors && (only === undefined || only === code.id) ? { id, code, successors } : undefined;
  };
  if (retired.size === 0) return [];
  return [...view.transcripts.keys()].flatMap((path) =>
    view
      .sidecarsOf(path)
      .filter(
        (sidecar) =>
          sidecar.coder === coder &&
          !sidecar.isStale &&
          sidecar.value.passages.some(({ codes }) => codes.some(find)),
      )
      .flatMap((sidecar) =>
        placePassages(view, sidecar).flatMap((placed) =>
          placed.passage.codes.flatMap((id) => {
            const found = find(id);
            return found ? [{ placed, ...found }] : [];
          }),
        ),
      ),
  );
}

/** The deprecated codes that have successors, with those. */
function retiredCodes(codebook: CodebookIndex): ReadonlyMap<Code, readonly Code[]> {
  const retired = new Map<Code, readonly Code[]>();
  for (const code of codebook.codes.values()) {
    if (code.status !== 'deprecated') continue;
    const successors = successorsOf(codebook, code, new Set([code]));
    if (successors.length > 0) retired.set(code, [...new Set(successors)]);
  }
  return retired;
}

function successorsOf(codebook: CodebookIndex, code: Code, seen: Set<Code>): readonly Code[] {
  return code.replacedBy.flatMap((id) => {
    const successor = codebook.resolve(id);
    if (!successor || seen.has(successor)) return [];
    seen.add(successor);
    if (successor.status !== 'deprecated') return [successor];
    return successorsOf(codebook, successor, seen);
  });
}
