import { formatRange } from '../format/at-range';
import type { SetPosition, SidecarChange } from '../format/sidecar-change';
import type { PassageSource } from '../model/passage';
import { placeOfCopy } from '../study/copied-sources';
import type { LoadedSidecar, LoadedTranscript } from '../study/loaded';
import { type PlacedPassage, placePassages } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import type { Span } from '../text/span';
import { locate } from './apply-code';

/** The change that puts a passage at a span of today's transcript, in a sidecar that may describe an older one. */
export function placePassage(
  sidecar: LoadedSidecar,
  transcript: LoadedTranscript,
  id: string,
  span: Span,
): SetPosition {
  const { at, quote, before, after } = locate(transcript, span);
  return { kind: 'set-position', id, at, quote, base: ownBase(sidecar, transcript), before, after };
}

/** The base of a passage of its own that stands in today's transcript; undefined where its sidecar's is today's version. */
export function ownBase({ value }: LoadedSidecar, { version }: LoadedTranscript): string | undefined {
  return value.base === version ? undefined : version;
}

/**
 * What keeps the copies of a consensus passage's sources true when the passage is put into today's transcript: their places
 * are in the version that the passage refers to.
 * @returns undefined where the place of one cannot be told
 */
export function placeCopies(
  view: StudyView,
  transcript: LoadedTranscript,
  placed: PlacedPassage,
): readonly SidecarChange[] | undefined {
  const { id, from } = placed.passage;
  if (!from) return [];
  const sources = from.map((copy): PassageSource | undefined => {
    const sidecar = view.sidecarsOf(transcript.path).find(({ coder }) => coder === copy.coder);
    const source = sidecar && placePassages(view, sidecar).find(({ passage }) => passage.id === copy.passage);
    const span = placeOfCopy(transcript, placed, copy, source);
    return span && { ...copy, at: transcript.index().rangeOf(span) };
  });
  const known = sources.filter((source) => source !== undefined);
  if (known.length < from.length) return undefined;
  const isSame = known.every(({ at }, i) => formatRange(at) === formatRange(from[i]?.at ?? at));
  return isSame ? [] : [{ kind: 'set-sources', id, from: known }];
}
