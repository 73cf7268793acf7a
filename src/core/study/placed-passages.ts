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

const placedIn = lazyFor((transcript: LoadedTranscript) =>
  lazyFor((sidecar: LoadedSidecar): readonly PlacedPassage[] => {
    const { base, passages } = sidecar.value;
    const present = passages.filter((passage) => !passage.lost);
    const resolutions = resolvePassages({
      passages: present.map((passage) => ({ ...passage, base: passage.base ?? base })),
      text: transcript.index(),
      version: transcript.version,
      baseText: (base) => sidecar.baseTexts.get(base),
    });
    const resolutionOf = new Map(present.map((passage, i) => [passage, resolutions[i]]));
    return passages.map((passage) => {
      const resolution = resolutionOf.get(passage) ?? { status: 'lost' };
      const isCertain = resolution.status === 'exact' || resolution.status === 'moved';
      return {
        sidecar,
        passage,
        status: resolution.status,
        span: isCertain ? resolution.span : undefined,
        candidates: isCertain ? [] : candidatesOf(resolution),
      };
    });
  }),
);

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
