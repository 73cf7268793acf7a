import { columnOf } from './cut-yaml';

/** An item of a block list as a map of its own: its lines with a space for the dash, and the dash's column. */
export interface OpenItem {
  readonly body: string;
  readonly column: number;
}

/** Undefined when the lines do not begin with a dash. */
export function openItem(item: string): OpenItem | undefined {
  const at = item.search(/^ *[^\s#]/m);
  const column = columnOf(item) ?? 0;
  const dash = at + column;
  if (at === -1 || item[dash] !== '-') return undefined;
  return { body: `${item.slice(0, dash)} ${item.slice(dash + 1)}`, column };
}

/** Puts the dash back before the first key; undefined when a conflict stands there, which is then the whole item's. */
export function closeItem(body: string, column: number): string | undefined {
  const dash = body.search(/^ *[^\s#]/m) + column;
  if (body[dash] !== ' ') return undefined;
  return `${body.slice(0, dash)}-${body.slice(dash + 1)}`;
}
