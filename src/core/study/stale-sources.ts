import { resolvePassages } from '../anchoring/resolve';
import { lazy } from '../base/lazy';
import { formatRange } from '../format/at-range';
import type { PassageSource } from '../model/passage';
import { type Span, spansEqual } from '../text/span';
import { TextIndex } from '../text/text-index';
import type { LoadedTranscript } from './loaded';
import type { SourcePassage } from './matters';
import type { PlacedPassage } from './placed-passages';
import type { StudyView } from './snapshot';

export interface Staleness {
  /**
   * Whether a source of consensus passages has changed since, in what a decision on a code is about: it has gone, stands
   * elsewhere, or has come to have the code or to lack it. Other codes of the source are other decisions' affair.
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

/** Whether a source stands where its copy says, in the version of the transcript that the consensus passage refers to. */
function standsAt(
  transcript: LoadedTranscript,
  { sidecar, passage }: PlacedPassage,
  copy: PassageSource,
  source: SourcePassage,
): boolean {
  const base = passage.base ?? sidecar.value.base;
  if (base === transcript.version) {
    const span = transcript.index().spanOf(copy.at);
    return span !== undefined && spansEqual(span, source);
  }
  if (formatRange(copy.at) === formatRange(source.passage.at)) return true;
  const then = sidecar.baseTexts.get(base);
  const followed = then === undefined ? undefined : follow(transcript, base, then, copy);
  return followed !== undefined && spansEqual(followed, source);
}

/** Where the words that a copy was made of stand today; undefined where that is not certain. */
function follow(
  transcript: LoadedTranscript,
  base: string,
  baseText: string,
  { at }: PassageSource,
): Span | undefined {
  const span = new TextIndex(baseText).spanOf(at);
  if (!span) return undefined;
  const quote = baseText.slice(span.start, span.end);
  const [found] = resolvePassages({
    passages: [{ at, base, quote }],
    text: transcript.index(),
    version: transcript.version,
    baseText: lazy(() => baseText),
  });
  return found?.status === 'exact' || found?.status === 'moved' ? found.span : undefined;
}
