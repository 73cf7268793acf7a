import { resolvePassages } from '../anchoring/resolve';
import { lazyFor } from '../base/lazy';
import { formatRange } from '../format/at-range';
import type { PassageSource } from '../model/passage';
import type { Span } from '../text/span';
import { TextIndex } from '../text/text-index';
import type { LoadedSidecar, LoadedTranscript } from './loaded';
import { baseOf, type PlacedPassage } from './placed-passages';

/**
 * Where the words that a source was copied from stand in today's transcript (UTF-16 offsets). A copy's place is in the version
 * that its consensus passage refers to, while the source may refer to another one.
 * @param source as it is today, where it is still there
 * @returns undefined where that cannot be told
 */
export function placeOfCopy(
  transcript: LoadedTranscript,
  placed: PlacedPassage,
  { at }: PassageSource,
  source: Pick<PlacedPassage, 'sidecar' | 'passage' | 'span'> | undefined,
): Span | undefined {
  const base = baseOf(placed);
  const place = formatRange(at);
  if (source && baseOf(source) === base && formatRange(source.passage.at) === place) return source.span;
  if (base === transcript.version) return transcript.index().spanOf(at);
  // The consensus passage is known by its quote as well, so that its own place is found without the older text, too.
  if (placed.span && formatRange(placed.passage.at) === place) return placed.span;
  return copiesIn(transcript)(placed.sidecar).get(`${base} ${place}`);
}

/** The places of all copies in a consensus, by version and place there, as far as the texts of the versions can be had. */
const copiesIn = lazyFor((transcript: LoadedTranscript) =>
  lazyFor((sidecar: LoadedSidecar): ReadonlyMap<string, Span> => {
    const copies = sidecar.value.passages.flatMap(({ base = sidecar.value.base, from = [] }) =>
      from.flatMap(({ at }) => {
        const text = base === transcript.version ? undefined : indexOf(sidecar).get(base);
        const span = text?.spanOf(at);
        return text && span ? [{ at, base, quote: text.text.slice(span.start, span.end) }] : [];
      }),
    );
    const resolutions = resolvePassages({
      passages: copies,
      text: transcript.index(),
      version: transcript.version,
      baseText: (base) => sidecar.baseTexts.get(base),
    });
    return new Map(
      copies.flatMap(({ at, base }, i) => {
        const found = resolutions[i];
        return found && 'span' in found ? [[`${base} ${formatRange(at)}`, found.span] as const] : [];
      }),
    );
  }),
);

const indexOf = lazyFor(
  ({ baseTexts }: LoadedSidecar) =>
    new Map([...baseTexts].map(([base, text]) => [base, new TextIndex(text)] as const)),
);
