import { isMap, isScalar, isSeq, type Scalar, type YAMLMap } from 'yaml';
import { applySplices, openEditable, type Splice } from './yaml-splice';
import { formatInline, formatKey, line } from './yaml-value';

/** A path's new name; undefined for a path that keeps its own. */
type Rename = (path: string) => string | undefined;

/**
 * Renames a transcript wherever the study file names it: in `sources`, and in the transcripts of rounds and cases. Every
 * other byte stays. A source that the new path has already stays as well, beside the old one.
 * @param from in NFC, as all paths of the core
 * @throws UserError `yaml/unreadable` when the text cannot be parsed
 */
export function renameTranscript(text: string, from: string, to: string): string {
  return edit(text, (root) => renamePaths(root, (path) => (path === from ? to : undefined)));
}

/**
 * Renames a folder wherever the study file names what lies in it, and in the globs that begin with it.
 * @param from in NFC, without a slash at its end
 * @throws UserError `yaml/unreadable` when the text cannot be parsed
 */
export function renameFolder(text: string, from: string, to: string): string {
  const rename: Rename = (path) =>
    path.startsWith(`${from}/`) ? `${to}${path.slice(from.length)}` : undefined;
  return edit(text, (root) => [...renamePaths(root, rename), ...renameList(root, rename, false)]);
}

function edit(text: string, change: (root: YAMLMap) => readonly Splice[]): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const body = text.slice(mark.length);
  const { root } = openEditable(body);
  return mark + applySplices(body, change(root));
}

function renamePaths(root: YAMLMap, rename: Rename): readonly Splice[] {
  const sections = ['rounds', 'cases'].map((section) => root.get(section)).filter(isMap);
  return [
    ...renameKeys(root.get('sources'), rename),
    ...sections.flatMap(({ items }) =>
      items.flatMap(({ value }) => (isMap(value) ? renameList(value, rename, value.flow === true) : [])),
    ),
  ];
}

function renameKeys(sources: unknown, rename: Rename): readonly Splice[] {
  const keys = isMap(sources) ? sources.items.map(({ key }) => key) : [];
  const taken = new Set(keys.map(pathOf));
  return keys.flatMap((key) => {
    const to = rename(pathOf(key) ?? '');
    return to === undefined || taken.has(to) || !isScalar(key) ? [] : [replace(key, formatKey(to))];
  });
}

/** Renames what a map lists under `transcripts`. */
function renameList(owner: YAMLMap, rename: Rename, isInFlow: boolean): readonly Splice[] {
  const list: unknown = owner.get('transcripts', true);
  // A lone value counts as a list of one.
  const items: readonly unknown[] = isSeq(list) ? list.items : [list];
  const taken = new Set(items.map(pathOf));
  const isFlow = isInFlow || (isSeq(list) && list.flow === true);
  return items.flatMap((item) => {
    const to = rename(pathOf(item) ?? '');
    return to === undefined || taken.has(to) || !isScalar(item)
      ? []
      : [replace(item, formatInline(line(to), isFlow))];
  });
}

function pathOf(node: unknown): string | undefined {
  return isScalar(node) && typeof node.value === 'string' ? node.value.normalize('NFC') : undefined;
}

function replace({ range }: Scalar, text: string): Splice {
  const [start, end] = range ?? [0, 0];
  return { start, end, text };
}
