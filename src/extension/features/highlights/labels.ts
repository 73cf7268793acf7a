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
 * Fits labels over a line of text: names of passages that begin together or almost together become one label, the same
 * name of several passages once with their number, and each is cut where the next begins.
 * @param labels sorted by offset
 * @param lineOf the line an offset is on; labels of different lines never meet
 */
export function fitLabels(labels: readonly Label[], lineOf: (offset: number) => number): readonly Label[] {
  const merged: { readonly offset: number; readonly line: number; readonly texts: string[] }[] = [];
  for (const { offset, text } of labels) {
    const last = merged.at(-1);
    const line = lineOf(offset);
    if (last?.line === line && room(last.offset, offset) < shortest) last.texts.push(text);
    else merged.push({ offset, line, texts: [text] });
  }
  return merged.map(({ offset, line, texts }, i) => {
    const next = merged[i + 1];
    const length = next?.line === line ? Math.min(longest, room(offset, next.offset)) : longest;
    return { offset, text: cut(join(texts), length) };
  });
}

/** Several coders give a passage the same code. */
function join(texts: readonly string[]): string {
  if (texts.length === 1) return texts.join('');
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].map(([text, n]) => (n === 1 ? text : `${text} ×${n}`)).join(' | ');
}

function room(from: number, to: number): number {
  return Math.floor((to - from) * lettersPerCharacter) - 1;
}

function cut(text: string, length: number): string {
  if (text.length <= length) return text;
  const letters = Array.from(text);
  return letters.length <= length
    ? text
    : `${letters
        .slice(0, Math.max(1, length - 1))
        .join('')
        .trimEnd()}…`;
}
