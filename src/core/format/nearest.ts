/** Ends a piece of advice with the known id nearest to a mistyped one: ` Did you mean “x”?`, or nothing. */
export function didYouMean(id: string, known: Iterable<string>): string {
  const nearest = findNearest(id, known);
  return nearest === undefined ? '' : ` Did you mean “${nearest}”?`;
}

const longest = 64;

/** The known id nearest to a mistyped one, if one is near enough. */
export function findNearest(id: string, known: Iterable<string>): string | undefined {
  if (id.length > longest) return undefined;
  const wanted = id.toLowerCase();
  let best: string | undefined;
  let bestDistance = Math.floor(id.length / 3) + 1;
  for (const candidate of known) {
    if (Math.abs(candidate.length - id.length) >= bestDistance) continue;
    const distance = editDistance(wanted, candidate.toLowerCase());
    if (distance < bestDistance) [best, bestDistance] = [candidate, distance];
  }
  return best;
}

/** Changes of one UTF-16 unit, or swaps of two neighbours, that lead from one text to the other (Damerau, Levenshtein). */
function editDistance(a: string, b: string): number {
  let above: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const substitute = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swap = isSwap ? (above[j - 2] ?? 0) + 1 : Infinity;
      next.push(Math.min(substitute, swap, (row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1));
    }
    [above, row] = [row, next];
  }
  return row[b.length] ?? 0;
}
