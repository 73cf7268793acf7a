/** What opens something below it on a line of block YAML: a dash, or a key with its colon. */
export interface Opener {
  /** Where it stands, in UTF-16 characters; what belongs to it stands further right. */
  readonly column: number;
  /** The key's text; undefined for a dash. */
  readonly key: string | undefined;
  /** The key without quotes. */
  readonly start: number;
  readonly end: number;
}

export interface SplitLine {
  /** Where the first thing on the line stands; the line's length when there is nothing. */
  readonly column: number;
  readonly openers: readonly Opener[];
  /** Where what follows the openers may begin, one space behind them. */
  readonly from: number;
  /** Where it does begin; the line's length when nothing follows. */
  readonly value: number;
}

/** More dashes on one line than anybody writes. */
const mostDashes = 20;

/** Takes a line of YAML apart, valid or not. */
export function splitLine(text: string): SplitLine {
  const column = skipSpaces(text, 0);
  const openers: Opener[] = [];
  let [from, at] = [column, column];
  while (text[at] === '-' && isGap(text[at + 1]) && openers.length < mostDashes) {
    openers.push({ column: at, key: undefined, start: at, end: at + 1 });
    from = at + 2;
    at = skipSpaces(text, at + 1);
  }
  const key = readKey(text, at);
  if (key) {
    openers.push({ column: at, key: unquote(text, key.start, key.end), start: key.start, end: key.end });
    from = key.colon + 2;
    at = skipSpaces(text, key.colon + 1);
  }
  return { column, openers, from, value: text[at] === '#' ? text.length : at };
}

/** A scalar that begins at an offset: its content without quotes, and where the line goes on. */
export function readScalar(
  text: string,
  at: number,
  limit = commentStart(text, at),
): { readonly start: number; readonly end: number; readonly next: number } {
  const quote = text[at];
  if (quote !== '"' && quote !== "'") {
    const end = at + text.slice(at, limit).trimEnd().length;
    return { start: at, end, next: end };
  }
  for (let i = at + 1; i < text.length; i++) {
    if (quote === '"' && text[i] === '\\') i++;
    else if (text[i] === quote) {
      if (quote === '"' || text[i + 1] !== quote) return { start: at + 1, end: i, next: i + 1 };
      i++;
    }
  }
  return { start: at + 1, end: text.length, next: text.length };
}

/** What the content of a scalar says: without the escapes of the quotes around it. */
export function unquote(text: string, start: number, end: number): string {
  const content = text.slice(start, end);
  const quote = text[start - 1];
  if (quote === "'") return content.replaceAll("''", "'");
  if (quote !== '"' || !content.includes('\\')) return content;
  try {
    return String(JSON.parse(`"${content}"`));
  } catch {
    return content;
  }
}

/** Where a comment begins, its space included; the line's length when there is none. Quotes are not looked at. */
export function commentStart(text: string, at: number): number {
  if (text[at] === '#') return at;
  const found = text.indexOf(' #', at);
  return found === -1 ? text.length : found;
}

export function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text[at] === ' ' || text[at] === '\t') at++;
  return Math.min(at, text.length);
}

/** True for what has to follow a dash or colon for it to mean anything. */
export function isGap(char: string | undefined): boolean {
  return char === undefined || char === ' ' || char === '\t';
}

function readKey(
  text: string,
  at: number,
): { readonly start: number; readonly end: number; readonly colon: number } | undefined {
  const first = text[at];
  if (first === undefined || '#[]{},|>'.includes(first)) return undefined;
  if (first === '"' || first === "'") {
    const { start, end, next } = readScalar(text, at);
    const colon = skipSpaces(text, next);
    return text[colon] === ':' && isGap(text[colon + 1]) ? { start, end, colon } : undefined;
  }
  const limit = commentStart(text, at);
  for (let colon = text.indexOf(':', at); colon !== -1 && colon < limit; colon = text.indexOf(':', colon + 1))
    if (isGap(text[colon + 1])) return { start: at, end: at + text.slice(at, colon).trimEnd().length, colon };
  return undefined;
}
