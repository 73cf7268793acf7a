import type { PassageSource } from '../model/passage';
import { formatRange } from '../format/at-range';
import { spansEqual } from '../text/span';
import { placeOfCopy } from './copied-sources';
import type { LoadedTranscript } from './loaded';
import { baseOf, type PlacedPassage } from './placed-passages';
import type { SourcePassage } from './matters';
import type { StudyView } from './snapshot';

export interface Staleness {
  /**
   * Whether a source of consensus passages has changed since, in what a decision on a code is about: it has gone, stands
   * elsewhere, or has come to have the code or to lack it. Other codes of the source are other decisions' affair. That the
   * text has changed around a source, and where its sidecar says that it stands, changes nothing.
   */
  isStale(group: { readonly members: readonly PlacedPassage[] }, code: string): boolean;
}

/** @param sources the coders' passages as they are today */
export function createStaleness(
  view: StudyView,
  transcript: LoadedTranscript,
  sources: readonly SourcePassage[],
): Staleness {
  const today = new Map(sources.map((source) => [`${source.coder} ${source.passage.id}`, source]));
  const isChanged = (placed: PlacedPassage, copy: PassageSource, code: string): boolean => {
    const source = today.get(`${copy.coder} ${copy.passage}`);
    if (!source) return true;
    const had = copy.codes.some((id) => (view.codebook.resolve(id)?.id ?? id) === code);
    return had !== source.codes.includes(code) || !standsAt(transcript, placed, copy, source);
  };
  return {
    isStale: ({ members }, code) =>
      members.some((placed) => placed.passage.from?.some((copy) => isChanged(placed, copy, code))),
  };
}

/** Whether a source stands at the words that its copy was made of. */
function standsAt(
  transcript: LoadedTranscript,
  placed: PlacedPassage,
  copy: PassageSource,
  source: SourcePassage,
): boolean {
  const span = placeOfCopy(transcript, placed, copy, { ...source, span: source });
  if (span) return spansEqual(span, source);
  // Where the older text is lost, the same place in both is all there is to go by.
  return baseOf(placed) !== transcript.version && formatRange(copy.at) === formatRange(source.passage.at);
}
