import { isMap, isScalar, isSeq, type Scalar } from 'yaml';
import { applySplices, openEditable, type Splice } from './yaml-splice';
import { formatInline, formatKey, line } from './yaml-value';

/**
 * Renames a transcript wherever the study file names it: in `sources`, and in the transcripts of rounds and cases. Every
 * other byte stays. A source that the new path has already stays as well, beside the old one.
 * @param from in NFC, as all paths of the core
 * @throws UserError `yaml/unreadable` when the text cannot be parsed
 */
export function renameTranscript(text: string, from: string, to: string): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const body = text.slice(mark.length);
  const { root } = openEditable(body);
  const splices = [
    ...renameKey(root.get('sources'), from, to),
    ...['rounds', 'cases'].flatMap((section) => renameItems(root.get(section), from, to)),
  ];
  return mark + applySplices(body, splices);
}

function renameKey(sources: unknown, from: string, to: string): readonly Splice[] {
  const keys = isMap(sources) ? sources.items.map(({ key }) => key) : [];
  if (keys.some((key) => reads(key, to))) return [];
  const key = keys.find((candidate) => reads(candidate, from));
  return isScalar(key) ? [replace(key, formatKey(to))] : [];
}

function renameItems(entries: unknown, from: string, to: string): readonly Splice[] {
  if (!isMap(entries)) return [];
  return entries.items.flatMap(({ value }) => {
    const list: unknown = isMap(value) ? value.get('transcripts', true) : undefined;
    // A lone value counts as a list of one.
    const items: readonly unknown[] = isSeq(list) ? list.items : [list];
    if (items.some((item) => reads(item, to))) return [];
    const isFlow = [value, list].some((node) => (isMap(node) || isSeq(node)) && node.flow === true);
    return items.flatMap((item) =>
      reads(item, from) ? [replace(item, formatInline(line(to), isFlow))] : [],
    );
  });
}

function reads(node: unknown, path: string): node is Scalar<string> {
  return isScalar(node) && typeof node.value === 'string' && node.value.normalize('NFC') === path;
}

function replace({ range }: Scalar, text: string): Splice {
  const [start, end] = range ?? [0, 0];
  return { start, end, text };
}
