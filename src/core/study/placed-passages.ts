import { resolvePassages } from '../anchoring/resolve';
import type { Resolution } from '../anchoring/resolution';
import { lazyFor } from '../base/lazy';
import type { Passage } from '../model/passage';
import type { Span } from '../text/span';
import type { LoadedSidecar, LoadedTranscript } from './loaded';
import type { StudyView } from './snapshot';

/**
 * Where a passage stands in today's transcript. Only `exact` and `moved` passages are shown in the text and may be
 * coded further; the others need review and are not written to.
 */
export interface PlacedPassage {
  readonly sidecar: LoadedSidecar;
  readonly passage: Passage;
  readonly status: Resolution['status'];
  /** UTF-16 offsets into the transcript; undefined while the passage needs review. */
  readonly span: Span | undefined;
  /** Where a passage that needs review may stand: one place for an edited one, several for an ambiguous one. */
  readonly candidates: readonly Span[];
}

/** The version of the transcript that a passage's place refers to. */
export function baseOf({ sidecar, passage }: Pick<PlacedPassage, 'sidecar' | 'passage'>): string {
  return passage.base ?? sidecar.value.base;
}

/** True for a passage that is neither certain nor given up: someone has to look at it. */
export function needsReview({ span, passage }: PlacedPassage): boolean {
  return span === undefined && !passage.lost;
}

/** The passages of a sidecar in today's transcript, in the sidecar's order. Made once for each pair of versions. */
export function placePassages(view: StudyView, sidecar: LoadedSidecar): readonly PlacedPassage[] {
  return picked.get(sidecar) ?? placeAll(view, sidecar);
}

/** The passages of sidecars of which only some are left; they stand where they stand among all of them. */
const picked = new WeakMap<LoadedSidecar, readonly PlacedPassage[]>();

/** A sidecar with only those of its passages that are wanted; itself where that is all. For the same view only. */
export function pickPassages(
  view: StudyView,
  sidecar: LoadedSidecar,
  isWanted: (placed: PlacedPassage) => boolean,
): LoadedSidecar {
  const all = placePassages(view, sidecar);
  const wanted = all.filter(isWanted);
  if (wanted.length === all.length) return sidecar;
  const passages = wanted.map(({ passage }) => passage);
  const some = { ...sidecar, value: { ...sidecar.value, passages } };
  picked.set(some, wanted);
  return some;
}

function placeAll(view: StudyView, sidecar: LoadedSidecar): readonly PlacedPassage[] {
  const transcript = view.transcripts.get(sidecar.transcript);
  return transcript ? placedIn(transcript)(sidecar) : placedNowhere(sidecar);
}

const placedIn = lazyFor((transcript: LoadedTranscript) => {
  // What stands where it says stands there whatever the others do. A new version of a sidecar has most passages of the last.
  const exact = new WeakMap<Passage, { readonly base: string; readonly resolution: Resolution }>();
  return lazyFor((sidecar: LoadedSidecar): readonly PlacedPassage[] => {
    const { base, passages } = sidecar.value;
    const baseOf = (passage: Passage): string => passage.base ?? base;
    const known = passages.map((passage) => {
      const found = passage.lost ? undefined : exact.get(passage);
      return found?.base === baseOf(passage) ? found.resolution : undefined;
    });
    const unknown = passages.filter((passage, i) => !passage.lost && !known[i]);
    const resolutions = resolvePassages({
      passages: unknown.map((passage) => ({ ...passage, base: baseOf(passage) })),
      text: transcript.index(),
      version: transcript.version,
      baseText: (version) => sidecar.baseTexts.get(version),
    });
    const resolutionOf = new Map(unknown.map((passage, i) => [passage, resolutions[i]]));
    for (const [passage, resolution] of resolutionOf)
      if (resolution?.status === 'exact' && baseOf(passage) === transcript.version)
        exact.set(passage, { base: transcript.version, resolution });
    return passages.map((passage, i) => {
      const resolution = known[i] ?? resolutionOf.get(passage) ?? { status: 'lost' };
      const isCertain = resolution.status === 'exact' || resolution.status === 'moved';
      return {
        sidecar,
        passage,
        status: resolution.status,
        span: isCertain ? resolution.span : undefined,
        candidates: isCertain ? [] : candidatesOf(resolution),
      };
    });
  });
});

function candidatesOf(resolution: Resolution): readonly Span[] {
  switch (resolution.status) {
    case 'ambiguous':
      return resolution.candidates;
    case 'lost':
      return [];
    default:
      return [resolution.span];
  }
}

const placedNowhere = lazyFor((sidecar: LoadedSidecar): readonly PlacedPassage[] =>
  sidecar.value.passages.map((passage) => ({
    sidecar,
    passage,
    status: 'lost',
    span: undefined,
    candidates: [],
  })),
);

/** All visible passages that stand in a transcript, sorted by position, the longer of two that start together first. */
export function passagesIn(
  view: StudyView,
  transcript: string,
): readonly (PlacedPassage & { readonly span: Span })[] {
  const placed = [];
  for (const sidecar of view.sidecarsOf(transcript))
    for (const entry of placePassages(view, sidecar)) if (isPlaced(entry)) placed.push(entry);
  return placed.sort((a, b) => a.span.start - b.span.start || b.span.end - a.span.end);
}

export function isPlaced(placed: PlacedPassage): placed is PlacedPassage & { readonly span: Span } {
  return placed.span !== undefined;
}
