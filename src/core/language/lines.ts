/** A text line by line, without line breaks; positions in it are 0-based lines and UTF-16 characters, as in editors. */
export interface Lines {
  readonly count: number;
  at(line: number): string;
}

export function linesOf(text: string): Lines {
  const lines = text.split(/\r\n|\r|\n/);
  return { count: lines.length, at: (line) => lines[line] ?? '' };
}
