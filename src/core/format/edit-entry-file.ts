import { UserError } from '../base/user-error';
import { findConflicts } from './conflict-markers';
import type { EntryPath } from './edit-entries';
import { openYaml } from './open-yaml';
import { invertEntries, type RestoreEntry, restoreEntry, restoreSplices } from './restore-entry';
import { applySplices, areApart, type EditableYaml, openEditable, type Splice } from './yaml-splice';

/** What sets the files of maps, codebook and study file, apart. */
export interface EntryFileKind<C> {
  readonly format: string;
  readonly fileName: string;
  /** The code of the refusal when the file cannot be read. */
  readonly unreadable: string;
  readonly rootOrder: readonly string[];
  /** Carries out one change and returns the new text. */
  readonly apply: (yaml: EditableYaml, change: C) => string;
  /** The same as splices, for a change that hangs on nothing but its own entry and has no inverse of its own. */
  readonly splicesOf?: (yaml: EditableYaml, change: C) => readonly Splice[] | undefined;
  /** The entry that a change concerns. */
  readonly pathOf: (change: C) => EntryPath;
  /** The inverse of a change that is not taken back by restoring lines; undefined for any other. */
  readonly invert?: (yaml: EditableYaml, change: C) => C | undefined;
}

/** What is done to a file: its own changes, and those that take them back. */
type Carrier<C> = Required<Pick<EntryFileKind<C>, 'apply' | 'splicesOf' | 'pathOf' | 'invert'>>;

/**
 * Applies changes to a file of maps and keeps every byte they do not concern, a byte order mark included.
 * @throws UserError when the text cannot be read, before or after the changes
 */
export function editEntryFile<C extends { readonly kind: string }>(
  text: string,
  changes: readonly (C | RestoreEntry)[],
  kind: EntryFileKind<C>,
): { readonly text: string; readonly inverse: readonly (C | RestoreEntry)[] } {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const before = openReadable(text.slice(mark.length), kind);
  const { yaml, inverse } = carryOutAll(before, changes, withRestoring(kind));
  // It was parsed when it was edited; what remains is that nothing in it looks like a conflict of git's.
  if (findConflicts(yaml.text).length > 0) openReadable(yaml.text, kind);
  return { text: mark + yaml.text, inverse };
}

function withRestoring<C extends { readonly kind: string }>(
  kind: EntryFileKind<C>,
): Carrier<C | RestoreEntry> {
  const isRestore = (change: C | RestoreEntry): change is RestoreEntry => change.kind === 'restore';
  return {
    apply: (yaml, change) =>
      isRestore(change) ? restoreEntry(yaml, change, kind.rootOrder) : kind.apply(yaml, change),
    splicesOf: (yaml, change) =>
      isRestore(change) ? restoreSplices(yaml, change) : kind.splicesOf?.(yaml, change),
    pathOf: (change) => (isRestore(change) ? change : kind.pathOf(change)),
    invert: (yaml, change) => (isRestore(change) ? undefined : kind.invert?.(yaml, change)),
  };
}

/** Changes that restore lines are taken back together, from one that has an inverse of its own to the next. */
function carryOutAll<C>(
  before: EditableYaml,
  changes: readonly (C | RestoreEntry)[],
  carrier: Carrier<C | RestoreEntry>,
): { readonly yaml: EditableYaml; readonly inverse: readonly (C | RestoreEntry)[] } {
  let inverse: readonly (C | RestoreEntry)[] = [];
  let [yaml, start, run] = [before, before, [] as (C | RestoreEntry)[]];
  const rehearse = (from: EditableYaml, restores: readonly RestoreEntry[]): string =>
    carryOut(from, restores, carrier);
  const endRun = (): void => {
    if (run.length > 0)
      inverse = [...invertEntries(start, yaml, run.map(carrier.pathOf), rehearse), ...inverse];
    run = [];
  };
  for (let at = 0; at < changes.length;) {
    const [next] = changes.slice(at, at + 1);
    const own = next && carrier.invert(yaml, next);
    if (own) endRun();
    const { text, count } = carryOutNext(yaml, changes.slice(at), carrier);
    yaml = openEditable(text);
    if (own) [inverse, start] = [[own, ...inverse], yaml];
    else run.push(...changes.slice(at, at + count));
    at += count;
  }
  endRun();
  return { yaml, inverse };
}

/** Carries out changes and returns the new text. */
function carryOut<C>(yaml: EditableYaml, changes: readonly C[], carrier: Carrier<C>): string {
  const { text, count } = carryOutNext(yaml, changes, carrier);
  return count === changes.length ? text : carryOut(openEditable(text), changes.slice(count), carrier);
}

/**
 * Carries out the first of some changes, with those behind it as far as they concern other entries and places apart from
 * each other: parsing the file after each would take most of the time.
 */
function carryOutNext<C>(
  yaml: EditableYaml,
  changes: readonly C[],
  { apply, splicesOf, pathOf }: Carrier<C>,
): { readonly text: string; readonly count: number } {
  const splices: Splice[] = [];
  const touched = new Set<string>();
  for (const change of changes) {
    const { section, id } = pathOf(change);
    const entry = JSON.stringify([section, id]);
    const own = touched.has(entry) ? undefined : splicesOf(yaml, change);
    if (!own || !areApart(splices, own)) break;
    touched.add(entry);
    splices.push(...own);
  }
  const count = touched.size;
  if (count > 0) return { text: applySplices(yaml.text, splices), count };
  for (const change of changes) return { text: apply(yaml, change), count: 1 };
  return { text: yaml.text, count };
}

function openReadable<C>(text: string, { format, fileName, unreadable }: EntryFileKind<C>): EditableYaml {
  const { root, file } = openYaml(text, fileName, format);
  const [problem] = file.problems();
  if (!root && problem) throw new UserError(unreadable, `${problem.message} ${problem.advice}`, { problem });
  return openEditable(text);
}
