/** A label and the UTF-16 offset it begins at. */
export interface Label {
  readonly offset: number;
  readonly text: string;
}

/** A label's letters are smaller than the text's: so many of them fit over one character of text. */
const lettersPerCharacter = 1.3;
const shortest = 4;
const longest = 36;

/**
 * Fits labels over a line of text: names of passages that begin together or almost together become one label, and each
 * is cut where the next begins.
 * @param labels sorted by offset
 * @param lineOf the line an offset is on; labels of different lines never meet
 */
export function fitLabels(labels: readonly Label[], lineOf: (offset: number) => number): readonly Label[] {
  const merged: { offset: number; text: string }[] = [];
  for (const { offset, text } of labels) {
    const last = merged.at(-1);
    if (last && lineOf(last.offset) === lineOf(offset) && room(last.offset, offset) < shortest)
      last.text += ` | ${text}`;
    else merged.push({ offset, text });
  }
  return merged.map(({ offset, text }, i) => {
    const next = merged[i + 1];
    const isClose = next && lineOf(next.offset) === lineOf(offset);
    return { offset, text: cut(text, isClose ? Math.min(longest, room(offset, next.offset)) : longest) };
  });
}

function room(from: number, to: number): number {
  return Math.floor((to - from) * lettersPerCharacter) - 1;
}

function cut(text: string, length: number): string {
  const letters = Array.from(text);
  return letters.length <= length
    ? text
    : `${letters
        .slice(0, Math.max(1, length - 1))
        .join('')
        .trimEnd()}…`;
}
