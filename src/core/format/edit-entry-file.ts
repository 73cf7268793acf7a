import { UserError } from '../base/user-error';
import type { EntryPath } from './edit-entries';
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
}

/**
 * Applies changes to a file of maps and keeps every byte they do not concern, a byte order mark included.
 * @throws UserError when the text cannot be read, before or after the changes
 */
export function editEntryFile<C>(
  text: string,
  changes: readonly C[],
  kind: EntryFileKind<C>,
): { readonly text: string; readonly inverse: readonly RestoreEntry[] } {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const before = openReadable(text.slice(mark.length), kind);
  const edited = changes.reduce((yaml, change) => openEditable(kind.apply(yaml, change)), before);
  const after = openReadable(edited.text, kind);
  const inverse = invertEntries(before, after, changes.map(kind.pathOf), kind.rootOrder);
  return { text: mark + after.text, inverse };
}

function openReadable<C>(text: string, { format, fileName, unreadable }: EntryFileKind<C>): EditableYaml {
  const { root, file } = openYaml(text, fileName, format);
  const [problem] = file.problems();
  if (!root && problem) throw new UserError(unreadable, `${problem.message} ${problem.advice}`, { problem });
  return openEditable(text);
}
