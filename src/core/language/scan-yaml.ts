import { type Lines } from './lines';
import { type Flow, scanFlow, startFlow } from './scan-flow';
import { commentStart, type Opener, readScalar, type SplitLine, splitLine, unquote } from './split-line';

/** A key or scalar of a YAML file, or a place where one can be written. */
export interface YamlToken {
  readonly role: 'key' | 'value';
  /** The keys that lead to it, itself included for a key; `[]` for an item of a list. */
  readonly path: readonly string[];
  /** Without quotes. Empty where nothing is written yet. */
  readonly text: string;
  readonly line: number;
  /** UTF-16 characters of the line. */
  readonly start: number;
  readonly end: number;
  /** Where a cursor is at this token, both ends included. */
  readonly from: number;
  readonly to: number;
}

/** An open key or dash and where it stands. */
export type Open = Opener & { readonly line: number };

/**
 * The keys and scalars of a YAML file, also of one that is broken: each line is understood by what it looks like and by its
 * indentation. Texts of several lines are passed over. Takes time in proportion to the file's length.
 * @param above what is open above the first line, outermost first
 */
export function* scanYaml(
  lines: Lines,
  { from = 0, to = lines.count, above = [] }: { from?: number; to?: number; above?: readonly Open[] } = {},
): Generator<YamlToken> {
  const open: Open[] = [...above];
  let flow: { readonly state: Flow; readonly column: number; readonly base: readonly string[] } | undefined;
  /** Lines that are indented deeper belong to a text. */
  let textColumn: number | undefined;
  for (let line = from; line < to; line++) {
    const text = lines.at(line);
    const split = splitLine(text);
    if (flow && !endsFlow(split, flow.column)) {
      const found = tokensOfFlow(flow.state, flow.base, text, line, 0);
      yield* found.tokens;
      if (!found.isOpen) flow = undefined;
      continue;
    }
    flow = undefined;
    if (split.column >= text.length || text[split.column] === '#') continue;
    if (textColumn !== undefined && split.column > textColumn) continue;
    textColumn = undefined;
    yield* openAll(open, split, line);
    const last = split.openers.at(-1);
    if (!last) close(open, split.column, false);
    const column = last?.column ?? open.at(-1)?.column ?? -1;
    const base = pathOf(open);
    const first = text[split.value];
    if (first === '[' || first === '{') {
      const state = startFlow();
      const found = tokensOfFlow(state, base, text, line, split.value);
      yield* found.tokens;
      if (found.isOpen) flow = { state, column, base };
    } else if (first === '|' || first === '>') {
      textColumn = column;
    } else {
      const token = readToken(split, { text, line, base, isBare: !last });
      if (token) yield token;
      if (last && split.value < text.length) textColumn = column;
    }
  }
}

/** True when what looks like the end of brackets that were never closed: a key or dash that is not indented more. */
function endsFlow({ column, openers }: SplitLine, flowColumn: number): boolean {
  return openers.length > 0 && column <= flowColumn;
}

function* openAll(open: Open[], { openers }: SplitLine, line: number): Generator<YamlToken> {
  for (const opener of openers) {
    close(open, opener.column, opener.key === undefined);
    open.push({ ...opener, line });
    const { key, start, end } = opener;
    if (key !== undefined)
      yield { role: 'key', path: pathOf(open), text: key, line, start, end, from: start, to: end };
  }
}

/** Closes what something at a column is not part of. A dash may stand right below the key of its list. */
function close(open: Open[], column: number, isDash: boolean): void {
  for (let top = open.at(-1); top; top = open.at(-1)) {
    if (isAbove(top, column, isDash)) return;
    open.pop();
  }
}

/** True when what stands at a column belongs to an opener above it. */
export function isAbove(opener: Opener, column: number, isDash: boolean): boolean {
  return opener.column < column || (opener.column === column && isDash && opener.key !== undefined);
}

function pathOf(open: readonly Open[]): readonly string[] {
  return open.map(({ key }) => key ?? '[]');
}

function readToken(
  { from, value }: SplitLine,
  {
    text,
    line,
    base,
    isBare,
  }: {
    readonly text: string;
    readonly line: number;
    readonly base: readonly string[];
    readonly isBare: boolean;
  },
): YamlToken | undefined {
  const limit =
    value < text.length ? commentStart(text, value) : commentStart(text, Math.min(from, text.length));
  const { start, end } =
    value < text.length
      ? readScalar(text, value, limit)
      : { start: Math.min(from, limit), end: Math.min(from, limit) };
  const word = unquote(text, start, end);
  const place = { text: word, line, start, end, from: Math.min(from, start), to: Math.max(limit, end) };
  // A word on a line of its own is a key whose colon is still to come.
  if (isBare) return { role: 'key', path: [...base, word], ...place };
  return from > text.length ? undefined : { role: 'value', path: base, ...place };
}

function tokensOfFlow(
  state: Flow,
  base: readonly string[],
  text: string,
  line: number,
  at: number,
): { readonly tokens: readonly YamlToken[]; readonly isOpen: boolean } {
  const tokens: YamlToken[] = [];
  const isOpen = scanFlow(state, text, at, (slot) =>
    tokens.push({ ...slot, path: [...base, ...slot.path], line }),
  );
  return { tokens, isOpen };
}
