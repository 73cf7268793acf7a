/** The versions that conflict markers hold apart, each a whole file. */
export interface MarkedVersions {
  readonly ours: string;
  readonly theirs: string;
  /** Only where every conflict shows what both sides began from (`merge.conflictStyle` diff3 or zdiff3). */
  readonly base: string | undefined;
}

type Part = 'both' | 'ours' | 'base' | 'theirs';

/** The sign of the marker that begins a part, and the parts that it may follow. */
const markers: readonly (readonly [sign: string, begins: Part, after: readonly Part[]])[] = [
  ['<', 'ours', ['both']],
  ['|', 'base', ['ours']],
  ['=', 'theirs', ['ours', 'base']],
  ['>', 'both', ['theirs']],
];

/**
 * Takes a file that git left in conflict apart into the versions it was made from; undefined where there are no markers
 * or they do not belong together, as after somebody has deleted one of them.
 */
export function splitConflicts(text: string): MarkedVersions | undefined {
  const versions = { ours: '', theirs: '', base: '' };
  let [part, conflicts, withBase]: [Part, number, number] = ['both', 0, 0];
  for (const line of text.match(/[^\n]*\n|[^\n]+$/g) ?? []) {
    // What both sides began from may hold the longer markers of a merge before.
    const marker = markers.find(([sign]) => isMarker(line, sign));
    if (marker) {
      const [, begins, after] = marker;
      if (!after.includes(part)) return undefined;
      part = begins;
      if (part === 'ours') conflicts++;
      else if (part === 'base') withBase++;
      continue;
    }
    for (const side of ['ours', 'theirs', 'base'] as const)
      if (part === 'both' || part === side) versions[side] += line;
  }
  if (conflicts === 0 || part !== 'both') return undefined;
  return { ...versions, base: withBase === conflicts ? versions.base : undefined };
}

/** Seven signs, then the end of the line or a space and a label. */
function isMarker(line: string, sign: string): boolean {
  return line.startsWith(sign.repeat(7)) && /^(?: |\r?\n|$)/.test(line.slice(7));
}
