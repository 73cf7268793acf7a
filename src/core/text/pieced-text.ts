/** So many UTF-16 units are a piece, and twice as many at most. */
const usualPiece = 4096;

/** What texts of either kind offer to somebody who compares or cuts them. */
export interface Sliceable {
  readonly length: number;
  slice(start: number, end: number): string;
}

/**
 * A long text that is edited again and again. It is kept in pieces, so that an edit makes the piece anew that it is in, and
 * not all of the text. Offsets are UTF-16 units and lie in the text.
 */
export class PiecedText implements Sliceable {
  readonly length: number;
  readonly #pieces: readonly string[];
  #whole: string | undefined;

  private constructor(pieces: readonly string[], length: number) {
    this.#pieces = pieces;
    this.length = length;
  }

  static of(text: string): PiecedText {
    const made = new PiecedText(cut(text), text.length);
    made.#whole = text;
    return made;
  }

  /** The text with other words in the place of a stretch of it. */
  replace(start: number, end: number, text: string): PiecedText {
    const first = this.#pieceAt(start);
    const last = this.#pieceAt(end);
    const changed =
      (this.#pieces[first.index] ?? '').slice(0, start - first.start) +
      text +
      (this.#pieces[last.index] ?? '').slice(end - last.start);
    const pieces = this.#pieces.toSpliced(first.index, last.index - first.index + 1, ...cut(changed));
    return new PiecedText(pieces, this.length - (end - start) + text.length);
  }

  slice(start: number, end: number): string {
    if (this.#whole !== undefined) return this.#whole.slice(start, end);
    const first = this.#pieceAt(start);
    let result = '';
    for (let { index, start: at } = first; at < end && index < this.#pieces.length; index++) {
      const piece = this.#pieces[index] ?? '';
      result += piece.slice(Math.max(0, start - at), end - at);
      at += piece.length;
    }
    return result;
  }

  toString(): string {
    return (this.#whole ??= this.#pieces.join(''));
  }

  /** The piece that an offset is in, or at the end of. */
  #pieceAt(offset: number): { readonly index: number; readonly start: number } {
    let start = 0;
    let index = 0;
    for (; index < this.#pieces.length - 1; index++) {
      const { length } = this.#pieces[index] ?? '';
      if (offset <= start + length) break;
      start += length;
    }
    return { index, start };
  }
}

function cut(text: string): readonly string[] {
  if (text.length <= 2 * usualPiece) return text === '' ? [] : [text];
  const pieces: string[] = [];
  for (let at = 0; at < text.length; at += usualPiece) pieces.push(text.slice(at, at + usualPiece));
  return pieces;
}
