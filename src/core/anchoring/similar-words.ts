/**
 * How alike two folded words are, 0–1: one less the share of letters to be changed (Levenshtein distance by the longer
 * length). Words less than half alike count as unlike: 0.
 */
export function similarity(a: string, b: string): number {
  if (a === b) return 1;
  const longer = Math.max(a.length, b.length);
  if (longer > 40 || Math.min(a.length, b.length) * 2 < longer || longer < 3) return 0;
  const alike = 1 - distance(a, b) / longer;
  return alike >= 0.5 ? alike : 0;
}

/** The letters of a word as bits, those 32 apart as one. */
export function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

/**
 * False where `similarity` is 0 for certain: every letter that only one of the words has is at least one to be changed.
 * @param a letters of one word @param b letters of the other @param longer length of the longer one
 */
export function mayBeSimilar(a: number, b: number, longer: number): boolean {
  return 2 * Math.max(countBits(a & ~b), countBits(b & ~a)) <= longer;
}

function countBits(bits: number): number {
  let left = bits - ((bits >>> 1) & 0x55555555);
  left = (left & 0x33333333) + ((left >>> 2) & 0x33333333);
  return Math.imul((left + (left >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

const row = new Uint8Array(41); // words are at most 40 long

function distance(a: string, b: string): number {
  for (let j = 0; j <= b.length; j++) row[j] = j;
  for (let i = 1; i <= a.length; i++) {
    let diagonal = i - 1;
    row[0] = i;
    const unit = a.charCodeAt(i - 1);
    for (let j = 1; j <= b.length; j++) {
      const above = row[j] ?? 0;
      const changed = diagonal + (unit === b.charCodeAt(j - 1) ? 0 : 1);
      row[j] = Math.min(changed, above + 1, (row[j - 1] ?? 0) + 1);
      diagonal = above;
    }
  }
  return row[b.length] ?? 0;
}
