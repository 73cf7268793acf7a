/**
 * How many slips of the finger lie between what was typed and the beginning of a word: characters left out, added,
 * changed, or exchanged with their neighbour (optimal string alignment, least over the prefixes of the word).
 * @returns a number above `most` where there are more than that
 */
export function typingDistance(typed: string, word: string, most: number): number {
  if (typed.length - word.length > most) return most + 1;
  const width = Math.min(word.length, typed.length + most);
  let before: number[] = [];
  let above = Array.from({ length: width + 1 }, (_, i) => i);
  for (let row = 1; row <= typed.length; row++) {
    const here = [row];
    let least = row;
    for (let column = 1; column <= width; column++) {
      const isSame = typed[row - 1] === word[column - 1];
      let cost = Math.min(
        (above[column] ?? 0) + 1,
        (here[column - 1] ?? 0) + 1,
        (above[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isExchanged = typed[row - 1] === word[column - 2] && typed[row - 2] === word[column - 1];
      if (isExchanged && row > 1 && column > 1) cost = Math.min(cost, (before[column - 2] ?? 0) + 1);
      here.push(cost);
      if (cost < least) least = cost;
    }
    if (least > most) return most + 1;
    [before, above] = [above, here];
  }
  return Math.min(...above);
}
