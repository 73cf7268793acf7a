import { sha1 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

const alphabet = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/**
 * The id of a consensus passage: a ULID that two people who settle the same passages on two branches both arrive at, so that
 * their decisions meet in one record. It bears the date of the latest passage, and a digest of them all.
 * @param sources the passages it is decided from, in any order
 * @param part tells apart several consensus passages that are decided from the same ones
 */
export function deriveId(
  sources: readonly { readonly coder: string; readonly passage: string }[],
  part: string,
): string {
  const names = sources.map(({ coder, passage }) => `${coder} ${passage}`).sort();
  const times = sources
    .map(({ passage }) => passage.slice(0, 10))
    .filter((time) => /^[0-7][0-9A-HJKMNP-TV-Z]{9}$/.test(time));
  const latest = times.sort().at(-1) ?? '0'.repeat(10);
  const digest = sha1(utf8ToBytes([...names, part].join('\n')));
  const tail = [...digest.slice(0, 16)].map((byte) => alphabet[byte & 31] ?? '').join('');
  return latest + tail;
}
