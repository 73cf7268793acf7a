const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Makes ids: ULIDs that never repeat and, from one source, always rise, so that ids sort by when they were made. */
export type IdSource = () => string;

/**
 * @param now milliseconds since 1970
 * @param random fills the given bytes
 */
export function createIdSource(
  now: () => number,
  random: (bytes: Uint8Array<ArrayBuffer>) => void,
): IdSource {
  let lastTime = -1;
  const tail = new Uint8Array(16); // sixteen base-32 digits
  return () => {
    const time = now();
    if (time > lastTime) {
      lastTime = time;
      random(tail);
      tail.forEach((byte, i) => (tail[i] = byte & 31));
    } else if (!increment(tail)) {
      lastTime++;
    }
    let head = '';
    for (let i = 0, rest = lastTime; i < 10; i++, rest = Math.floor(rest / 32))
      head = (alphabet[rest % 32] ?? '') + head;
    return head + Array.from(tail, (digit) => alphabet[digit] ?? '').join('');
  };
}

/** When an id was made, in milliseconds since 1970. */
export function timeOfId(id: string): number {
  let time = 0;
  for (const digit of id.slice(0, 10)) time = time * 32 + alphabet.indexOf(digit);
  return time;
}

/** Adds one; false when all digits were the highest and start again from zero. */
function increment(digits: Uint8Array): boolean {
  for (let i = digits.length - 1; i >= 0; i--) {
    const next = ((digits[i] ?? 0) + 1) & 31;
    digits[i] = next;
    if (next !== 0) return true;
  }
  return false;
}
