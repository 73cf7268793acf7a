import { readSidecar } from '../format/read-sidecar';
import { shorten } from '../format/yaml-nodes';
import type { MergedFile, StudyGit } from '../study/git-port';
import { normaliseText } from '../text/normal-text';
import { presentIdsIn } from './present-ids';
import { findStrayChanges, type Merge, type RecordName, type StrayChange } from './stray-changes';

/** A change that a merge in the history put on the wrong record. */
export interface StrayInHistory extends StrayChange {
  readonly file: MergedFile;
  /** How the other record is called: a passage by its quote. */
  readonly otherName: string;
}

/** So many files' versions are held at once. */
const filesAtOnce = 50;

/** Everything that merges in the history put on the wrong record, newest first, whatever has become of it. */
export async function readStrays(
  git: Pick<StudyGit, 'mergedFiles' | 'textsOf'>,
): Promise<readonly StrayInHistory[]> {
  const files = await git.mergedFiles();
  const strays: StrayInHistory[] = [];
  for (let i = 0; i < files.length; i += filesAtOnce) {
    const some = files.slice(i, i + filesAtOnce);
    const names = some.flatMap(({ bases, ours, theirs, merged, codebooks }) => [
      ...[ours, theirs, merged, ...bases, ...codebooks],
    ]);
    const texts = await git.textsOf(names);
    for (const file of some) strays.push(...straysIn(file, texts));
  }
  return strays;
}

/** What each of several common ancestors shows: git makes one of them, and what that was like is not known. */
function straysIn(file: MergedFile, texts: ReadonlyMap<string, string>): readonly StrayInHistory[] {
  const textOf = (name: string): string => normaliseText(texts.get(name) ?? '');
  const presentId = presentIdsIn(file.codebooks.flatMap((name) => texts.get(name) ?? []));
  const merge = { ours: textOf(file.ours), theirs: textOf(file.theirs), merged: textOf(file.merged) };
  const [strays = [], ...others] = file.bases.map((name) =>
    findStrayChanges(file.path, { ...merge, base: textOf(name) }, presentId),
  );
  const identity = ({ record, fact, isExtra }: StrayChange): string =>
    JSON.stringify([record, fact, isExtra]);
  const seen = others.map((each) => new Set(each.map(identity)));
  return strays
    .filter((stray) => seen.every((each) => each.has(identity(stray))))
    .map((stray) => ({ ...stray, file, otherName: nameOf(stray.other, merge, file.path) }));
}

function nameOf({ section, id }: RecordName, merge: Omit<Merge, 'base'>, path: string): string {
  if (section !== 'passages') return `*${id}*`;
  const quotes = [merge.merged, merge.ours, merge.theirs].map(
    (text) => readSidecar(text, path).value?.passages.find((passage) => passage.id === id)?.quote,
  );
  return `“${shorten(quotes.find((quote) => quote !== undefined) ?? id)}”`;
}
