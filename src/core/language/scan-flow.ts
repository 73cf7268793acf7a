import { isGap, readScalar, skipSpaces, unquote } from './split-line';

/** Lists in `[…]` and maps in `{…}` that are open, from the outside in. */
export interface Flow {
  readonly open: { readonly bracket: '[' | '{'; key: string | undefined }[];
  /** Nothing but a comma or a bracket can come. */
  isComplete: boolean;
}

/** A place within brackets, filled or empty. */
export interface FlowSlot {
  readonly role: 'key' | 'value';
  /** What leads to it from the outermost bracket; `[]` for an item. */
  readonly path: readonly string[];
  readonly text: string;
  readonly start: number;
  readonly end: number;
  readonly from: number;
  readonly to: number;
}

const deepest = 100;

export function startFlow(): Flow {
  return { open: [], isComplete: false };
}

/**
 * Reads brackets from an offset of a line to their end or the line's.
 * @returns true while brackets are open, for the next line to go on with
 */
export function scanFlow(flow: Flow, text: string, at: number, emit: (slot: FlowSlot) => void): boolean {
  let from = at;
  let i = skipSpaces(text, at);
  const end = (to: number, role?: 'key'): void => {
    const slot = slotIn(flow, text, from, to, role);
    if (slot) emit(slot);
  };
  while (i < text.length) {
    const char = text[i] ?? '';
    const top = flow.open.at(-1);
    const isFresh = text.slice(from, i).trim() === '';
    if ((char === '[' || char === '{') && (isFresh || !top)) {
      if (flow.open.length >= deepest) return false;
      flow.open.push({ bracket: char, key: undefined });
      flow.isComplete = false;
      from = ++i;
    } else if (char === ']' || char === '}') {
      end(i);
      flow.open.pop();
      if (flow.open.length === 0) return false;
      flow.isComplete = true;
      from = ++i;
    } else if (char === ',') {
      end(i);
      if (top) top.key = undefined;
      flow.isComplete = false;
      from = ++i;
    } else if (char === ':' && top?.bracket === '{' && top.key === undefined && endsKey(text, i)) {
      end(i, 'key');
      top.key = readText(text, from, i).text;
      from = i + 2;
      i++;
    } else if (char === '#' && /^$|\s/.test(text[i - 1] ?? '')) {
      break;
    } else if ((char === '"' || char === "'") && isFresh) {
      i = Math.max(i + 1, readScalar(text, i, text.length).next);
    } else i++;
  }
  end(Math.min(i, text.length));
  return true;
}

function endsKey(text: string, colon: number): boolean {
  const next = text[colon + 1];
  return (
    isGap(next) || ',]}'.includes(next ?? '') || /["']\s*$/.test(text.slice(Math.max(0, colon - 4), colon))
  );
}

function slotIn(flow: Flow, text: string, from: number, to: number, role?: 'key'): FlowSlot | undefined {
  const top = flow.open.at(-1);
  if (!top || flow.isComplete || from > to) return undefined;
  const path = flow.open.slice(0, -1).map(({ bracket, key }) => (bracket === '[' ? '[]' : (key ?? '')));
  const content = readText(text, from, to);
  const isKey = role === 'key' || (top.bracket === '{' && top.key === undefined);
  const last = isKey ? content.text : top.bracket === '[' ? '[]' : (top.key ?? '');
  return { role: isKey ? 'key' : 'value', path: [...path, last], ...content, from, to };
}

function readText(
  text: string,
  from: number,
  to: number,
): { readonly text: string; readonly start: number; readonly end: number } {
  const at = skipSpaces(text, from);
  if (at >= to) return { text: '', start: Math.max(from, to), end: Math.max(from, to) };
  const { start, end } = readScalar(text, at, to);
  return { text: unquote(text, start, Math.min(end, to)), start, end: Math.min(end, to) };
}
