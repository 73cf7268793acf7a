/** One replacement: `length` UTF-16 units at `offset` of the text before the batch give way to `text`. */
export interface LiveEdit {
  readonly offset: number;
  readonly length: number;
  readonly text: string;
}

/** The text after a batch of edits. */
export function applyLiveEdits(text: string, edits: readonly LiveEdit[]): string {
  let result = '';
  let at = 0;
  for (const edit of inTextOrder(edits)) {
    result += text.slice(at, edit.offset) + edit.text;
    at = edit.offset + edit.length;
  }
  return result + text.slice(at);
}

export function inTextOrder(edits: readonly LiveEdit[]): readonly LiveEdit[] {
  return [...edits].sort((a, b) => a.offset - b.offset || a.length - b.length);
}

/**
 * The one edit between what two texts begin and what they end with in common; surrogate pairs stay whole. Where equal
 * characters let it lie in several places, the last of them, or the first.
 */
export function differenceOf(before: string, after: string, place: 'first' | 'last' = 'last'): LiveEdit {
  const most = Math.min(before.length, after.length);
  const leadOf = (limit: number): number => {
    const lead = commonLength(limit, (from, to) => before.slice(from, to) === after.slice(from, to));
    return splitsPair(before, lead) || splitsPair(after, lead) ? lead - 1 : lead;
  };
  const tailOf = (limit: number): number => {
    const end = (text: string, from: number, to: number): string =>
      text.slice(text.length - to, text.length - from);
    const tail = commonLength(limit, (from, to) => end(before, from, to) === end(after, from, to));
    return splitsPair(before, before.length - tail) || splitsPair(after, after.length - tail)
      ? tail - 1
      : tail;
  };
  const firstTail = place === 'first' ? tailOf(most) : 0;
  const lead = leadOf(most - firstTail);
  const tail = place === 'first' ? firstTail : tailOf(most - lead);
  return { offset: lead, length: before.length - lead - tail, text: after.slice(lead, after.length - tail) };
}

/** How far, up to a limit, two texts are equal; compared in blocks, since that is native work. */
function commonLength(limit: number, areEqual: (from: number, to: number) => boolean): number {
  let at = 0;
  for (let block = 4096; block >= 1; block >>= 2)
    while (at < limit && areEqual(at, Math.min(at + block, limit))) at = Math.min(at + block, limit);
  return at;
}

/** Whether a cut before this UTF-16 unit would part a surrogate pair. */
function splitsPair(text: string, at: number): boolean {
  return /^[\ud800-\udbff][\udc00-\udfff]$/.test(text.slice(at - 1, at + 1));
}
