import type { Span } from '../text/span';

const wordSegmenter = new Intl.Segmenter(undefined, { granularity: 'word' });

/** The words of a text inside some spans (turns' speech), without punctuation; UTF-16 offsets. Words are told apart as UAX 29 says. */
export function wordsIn(text: string, within: readonly Span[]): readonly Span[] {
  return within.flatMap(({ start, end }) => {
    const words: Span[] = [];
    for (const { index, segment, isWordLike } of wordSegmenter.segment(text.slice(start, end)))
      if (isWordLike) words.push({ start: start + index, end: start + index + segment.length });
    return words;
  });
}

/**
 * The units that follow each other inside some spans.
 * @param unitAt finds the unit at an offset, such as its sentence; an empty one where there is none
 */
export function unitsIn(
  within: readonly Span[],
  unitAt: (offset: number, within: Span) => Span,
): readonly Span[] {
  return within.flatMap((whole) => {
    const units: Span[] = [];
    for (let offset = whole.start; offset < whole.end;) {
      const unit = unitAt(offset, whole);
      const last = units.at(-1);
      const isNew =
        unit.end > unit.start && unit.start >= (last?.end ?? whole.start) && unit.end <= whole.end;
      if (isNew) units.push(unit);
      offset = Math.max(offset + 1, isNew ? unit.end : 0);
    }
    return units;
  });
}
