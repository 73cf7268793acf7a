import type { Span } from '../text/span';

/** Letters, marks and digits, held together by apostrophes inside. */
const wordPattern = /[\p{L}\p{M}\p{N}_]+(?:['’][\p{L}\p{M}\p{N}_]+)*/gu;

/** Scripts that put no space between words; a dictionary finds these. */
const unspaced = /[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}\p{sc=Thai}\p{sc=Lao}\p{sc=Khmer}\p{sc=Myanmar}]/u;
const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' });
/** Engines take time by the square of the length to segment a long text. */
const piece = /[^]{1,500}/gu;

/** The words of a text inside some spans (turns' speech), without punctuation; UTF-16 offsets. */
export function wordsIn(text: string, within: readonly Span[]): readonly Span[] {
  const words: Span[] = [];
  for (const { start, end } of within)
    for (const { index, 0: word } of text.slice(start, end).matchAll(wordPattern)) {
      const from = start + index;
      if (!unspaced.test(word)) words.push({ start: from, end: from + word.length });
      else
        for (const { index: offset, 0: found } of word.matchAll(piece))
          for (const { index: place, segment } of segmenter.segment(found))
            words.push({ start: from + offset + place, end: from + offset + place + segment.length });
    }
  return words;
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
