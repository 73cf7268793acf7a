/** A place where both sides changed the same thing differently, or one deleted what the other changed. */
export interface MergeConflict {
  readonly kind: 'changed-differently' | 'deleted-and-changed';
  /** Where in the file: keys and ids from the outside in, such as `passages`, an id, `memo`. */
  readonly path: readonly string[];
}

export interface MergedText {
  readonly text: string;
  /** Empty when the merge is clean; else each stands in the text between conflict markers. */
  readonly conflicts: readonly MergeConflict[];
}

export interface MarkerStyle {
  /** Length of the conflict markers; git's default is 7. */
  readonly size: number;
  readonly ours: string;
  readonly theirs: string;
}

export const defaultMarkers: MarkerStyle = { size: 7, ours: 'ours', theirs: 'theirs' };

/** A merge in progress: how conflicts are written, and those found so far. */
export interface Merging {
  readonly markers: MarkerStyle;
  readonly conflicts: MergeConflict[];
}

/** Writes both sides' lines between conflict markers and takes note of the conflict. */
export function writeConflict(
  { markers, conflicts }: Merging,
  path: readonly string[],
  ours: string | undefined,
  theirs: string | undefined,
): string {
  const isDeletion = ours === undefined || theirs === undefined;
  conflicts.push({ kind: isDeletion ? 'deleted-and-changed' : 'changed-differently', path });
  const marker = (sign: string, label = ''): string =>
    `${sign.repeat(markers.size)}${label && ` ${label}`}\n`;
  return (
    marker('<', markers.ours) + endLine(ours) + marker('=') + endLine(theirs) + marker('>', markers.theirs)
  );
}

function endLine(lines = ''): string {
  return lines === '' || lines.endsWith('\n') ? lines : `${lines}\n`;
}

/**
 * A common ancestor without the conflicts in it: git merges several ancestors into one before it merges the branches,
 * and leaves its conflicts there. What was in doubt counts as absent, so that both sides' versions of it are compared
 * with each other.
 */
export function withoutConflicts(base: string): string {
  if (!base.includes('<<<<<<<')) return base;
  let isOpen = false;
  const lines = base.split('\n').filter((line) => {
    if (/^<{7,}(?: |$)/.test(line)) isOpen = true;
    const isKept = !isOpen;
    if (/^>{7,}(?: |$)/.test(line)) isOpen = false;
    return isKept;
  });
  return lines.join('\n');
}
