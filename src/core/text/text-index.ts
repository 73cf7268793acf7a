import type { FilePosition, FileRange } from '../base/problem';
import { advanceCodePoints, codePointsBetween, isPlainText } from './code-points';
import type { Span } from './span';

/**
 * Converts between the ways of naming a place in one normalised text:
 * UTF-16 offset · code point offset · line and column in code points (1-based, as in files) · line and character in
 * UTF-16 (0-based, as in editors).
 */
export class TextIndex {
  readonly text: string;
  readonly #lineStarts: Uint32Array;
  readonly #isPlain: boolean;
  /** Code points before each line, and in all; only filled for texts in which they differ from UTF-16 code units. */
  #codePointsBefore: Uint32Array | undefined;

  /** @param text as `normaliseText` returns it */
  constructor(text: string) {
    this.text = text;
    const starts = [0];
    for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1);
    this.#lineStarts = Uint32Array.from(starts);
    this.#isPlain = isPlainText(text);
  }

  get lineCount(): number {
    return this.#lineStarts.length;
  }

  /** The UTF-16 span of a 0-based line without its line break. */
  lineSpan(line: number): Span {
    const start = this.#lineStarts[line] ?? this.text.length;
    const next = this.#lineStarts[line + 1];
    return { start, end: next === undefined ? this.text.length : next - 1 };
  }

  /** The 0-based line that holds a UTF-16 offset. */
  lineAt(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The line and column of a UTF-16 offset. */
  positionAt(offset: number): FilePosition {
    const line = this.lineAt(offset);
    const { start } = this.lineSpan(line);
    const column = this.#isPlainLine(line) ? offset - start : codePointsBetween(this.text, start, offset);
    return { line: line + 1, column: column + 1 };
  }

  /** The UTF-16 offset of a line and column, or undefined when the text has no such place. */
  offsetAt(position: FilePosition): number | undefined {
    const line = position.line - 1;
    const column = position.column - 1;
    if (line < 0 || line >= this.lineCount || column < 0) return undefined;
    const { start, end } = this.lineSpan(line);
    if (this.#isPlainLine(line)) return start + column <= end ? start + column : undefined;
    const offset = advanceCodePoints(this.text, start, column, end);
    return codePointsBetween(this.text, start, offset) === column ? offset : undefined;
  }

  rangeOf(span: Span): FileRange {
    return { start: this.positionAt(span.start), end: this.positionAt(span.end) };
  }

  /** The span of a range, or undefined when the range does not lie in the text or ends before it starts. */
  spanOf(range: FileRange): Span | undefined {
    const start = this.offsetAt(range.start);
    const end = this.offsetAt(range.end);
    return start === undefined || end === undefined || end < start ? undefined : { start, end };
  }

  /** The 0-based line and UTF-16 character of an offset, as editors count. */
  editorPositionAt(offset: number): { readonly line: number; readonly character: number } {
    const line = this.lineAt(offset);
    return { line, character: offset - this.lineSpan(line).start };
  }

  /** The offset of an editor's line and character; a character past the line's end means its end. */
  offsetOfEditorPosition(line: number, character: number): number {
    const { start, end } = this.lineSpan(line);
    return Math.min(start + character, end);
  }

  /** The code point offset of a UTF-16 offset. */
  codePointOffsetAt(offset: number): number {
    if (this.#isPlain) return offset;
    const line = this.lineAt(offset);
    return (
      (this.#countCodePoints()[line] ?? 0) + codePointsBetween(this.text, this.lineSpan(line).start, offset)
    );
  }

  /** The UTF-16 offset of a code point offset; past the end means the end. */
  offsetOfCodePoint(codePoint: number): number {
    if (this.#isPlain) return Math.min(codePoint, this.text.length);
    const before = this.#countCodePoints();
    let low = 0;
    let high = this.lineCount - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((before[middle] ?? 0) <= codePoint) low = middle;
      else high = middle - 1;
    }
    return advanceCodePoints(this.text, this.lineSpan(low).start, codePoint - (before[low] ?? 0));
  }

  /** True for a line in which code points and UTF-16 code units are the same. */
  #isPlainLine(line: number): boolean {
    if (this.#isPlain) return true;
    const before = this.#countCodePoints();
    const next = this.#lineStarts[line + 1] ?? this.text.length;
    return (before[line + 1] ?? 0) - (before[line] ?? 0) === next - (this.#lineStarts[line] ?? 0);
  }

  #countCodePoints(): Uint32Array {
    if (this.#codePointsBefore) return this.#codePointsBefore;
    const before = new Uint32Array(this.lineCount + 1);
    for (let line = 0; line < this.lineCount; line++) {
      const start = this.#lineStarts[line] ?? 0;
      const next = this.#lineStarts[line + 1] ?? this.text.length;
      before[line + 1] = (before[line] ?? 0) + codePointsBetween(this.text, start, next);
    }
    return (this.#codePointsBefore = before);
  }
}
