/** How many UTF-16 code units two texts begin with together. */
export function commonStart(a: string, b: string): number {
  return countCommon(Math.min(a.length, b.length), (from, to) => a.slice(from, to) === b.slice(from, to));
}

/** How many UTF-16 code units two texts end with together, not counting more than `most`. */
export function commonEnd(a: string, b: string, most: number): number {
  return countCommon(
    most,
    (from, to) => a.slice(a.length - to, a.length - from) === b.slice(b.length - to, b.length - from),
  );
}

/** Large pieces are compared many times faster than characters: so pieces are halved until the difference is found. */
function countCommon(most: number, areSame: (from: number, to: number) => boolean): number {
  let same = 0;
  for (let piece = 1 << 16; piece > 0;)
    if (same + piece <= most && areSame(same, same + piece)) same += piece;
    else piece >>= 1;
  return same;
}

/**
 * The text as one of its own: engines keep all of a text for as long as anybody has a piece that was cut from it.
 * Putting something before it makes them write it anew.
 */
export function copyOf(text: string): string {
  return ` ${text}`.slice(1);
}
