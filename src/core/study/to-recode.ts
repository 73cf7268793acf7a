import type { CodebookIndex } from '../model/codebook-index';
import { placePassages, type PlacedPassage } from './placed-passages';
import type { StudyView } from './snapshot';

/** Whether a coding with this id has to be given another code: its code is deprecated, and the codebook names successors. */
export function isToRecode(codebook: CodebookIndex, id: string): boolean {
  const code = codebook.resolve(id);
  return code?.status === 'deprecated' && code.replacedBy.length > 0;
}

/** A coder's passages with a code that was split or replaced, by transcript and in file order. */
export function passagesToRecode(view: StudyView, coder: string): readonly PlacedPassage[] {
  return [...view.transcripts.keys()].flatMap((path) =>
    view
      .sidecarsOf(path)
      .filter((sidecar) => sidecar.coder === coder)
      .flatMap((sidecar) => placePassages(view, sidecar))
      .filter(({ passage }) => passage.codes.some((id) => isToRecode(view.codebook, id))),
  );
}
