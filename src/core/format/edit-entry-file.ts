import { UserError } from '../base/user-error';
import type { EntryPath } from './edit-entries';
import { findConflicts } from './conflict-markers';
import { openYaml } from './open-yaml';
import type { RestoreEntry } from './restore-entry';
import { invertEntries } from './restore-entry';
import type { EditableYaml } from './yaml-splice';
import { openEditable } from './yaml-splice';

/** What sets the files of maps, codebook and study file, apart. */
export interface EntryFileKind<C> {
  readonly format: string;
  readonly fileName: string;
  /** The code of the refusal when the file cannot be read. */
  readonly unreadable: string;
  readonly rootOrder: readonly string[];
  /** Carries out one change and returns the new text. */
  readonly apply: (yaml: EditableYaml, change: C) => string;
  /** The entry that a change concerns. */
  readonly pathOf: (change: C) => EntryPath;
  /** The inverse of a change that is not taken back by restoring lines; undefined for any other. */
  readonly invert?: (yaml: EditableYaml, change: C) => C | undefined;
}

/**
 * Applies changes to a file of maps and keeps every byte they do not concern, a byte order mark included.
 * @throws UserError when the text cannot be read, before or after the changes
 */
export function editEntryFile<C>(
  text: string,
  changes: readonly C[],
  kind: EntryFileKind<C>,
): { readonly text: string; readonly inverse: readonly (C | RestoreEntry)[] } {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const before = openReadable(text.slice(mark.length), kind);
  const { yaml, inverse } = carryOutAll(before, changes, kind);
  // It was parsed when it was edited; what remains is that nothing in it looks like a conflict of git's.
  if (findConflicts(yaml.text).length > 0) openReadable(yaml.text, kind);
  return { text: mark + yaml.text, inverse };
}

/** Changes that restore lines are taken back together, from one that has an inverse of its own to the next. */
function carryOutAll<C>(
  before: EditableYaml,
  changes: readonly C[],
  kind: EntryFileKind<C>,
): { readonly yaml: EditableYaml; readonly inverse: readonly (C | RestoreEntry)[] } {
  let inverse: readonly (C | RestoreEntry)[] = [];
  let [yaml, start, run] = [before, before, [] as C[]];
  const endRun = (): void => {
    if (run.length > 0)
      inverse = [...invertEntries(start, yaml, run.map(kind.pathOf), kind.rootOrder), ...inverse];
    run = [];
  };
  for (const change of changes) {
    const own = kind.invert?.(yaml, change);
    if (own) endRun();
    yaml = openEditable(kind.apply(yaml, change));
    if (own) [inverse, start] = [[own, ...inverse], yaml];
    else run.push(change);
  }
  endRun();
  return { yaml, inverse };
}

function openReadable<C>(text: string, { format, fileName, unreadable }: EntryFileKind<C>): EditableYaml {
  const { root, file } = openYaml(text, fileName, format);
  const [problem] = file.problems();
  if (!root && problem) throw new UserError(unreadable, `${problem.message} ${problem.advice}`, { problem });
  return openEditable(text);
}
