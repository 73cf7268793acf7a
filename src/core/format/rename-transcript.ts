import { isMap, isScalar, isSeq, type Node, type Scalar } from 'yaml';
import { replaceScalar, valueOf } from './yaml-edit';
import { applySplices, type EditableYaml, openEditable, type Splice } from './yaml-splice';
import { formatInline, formatKey, line } from './yaml-value';

/**
 * Renames a transcript wherever the study file names it: in `sources`, and in the transcripts of rounds and cases. Every
 * other byte stays. A source that the new path has already stays as well, beside the old one.
 * @param text of a readable study file
 */
export function renameTranscript(text: string, from: string, to: string): string {
  const mark = text.startsWith('\ufeff') ? '\ufeff' : '';
  const body = text.slice(mark.length);
  const yaml = openEditable(body);
  const splices = [
    ...renameKey(yaml, valueOf(yaml.root, 'sources'), from, to),
    ...['rounds', 'cases'].flatMap((section) => renameItems(yaml, valueOf(yaml.root, section), from, to)),
  ];
  return mark + applySplices(body, splices);
}

function renameKey(yaml: EditableYaml, sources: unknown, from: string, to: string): readonly Splice[] {
  if (!isMap(sources)) return [];
  const keys = sources.items.map(({ key }) => key);
  const key = keys.find((candidate) => reads(candidate, from));
  return key && !keys.some((other) => reads(other, to))
    ? replaceScalar(yaml, key as Node, formatKey(to))
    : [];
}

function renameItems(yaml: EditableYaml, entries: unknown, from: string, to: string): readonly Splice[] {
  if (!isMap(entries)) return [];
  return entries.items.flatMap(({ value }) => {
    const list = isMap(value) ? valueOf(value, 'transcripts') : undefined;
    // A lone value counts as a list of one.
    const items = isSeq(list) ? list.items : [list];
    if (items.some((item) => reads(item, to))) return [];
    const inFlow = (isMap(value) && value.flow) || (isSeq(list) && list.flow);
    return items
      .filter((item) => reads(item, from))
      .flatMap((item) => replaceScalar(yaml, item as Node, formatInline(line(to), inFlow !== false)));
  });
}

/** Paths are compared as NFC. */
function reads(node: unknown, path: string): node is Scalar<string> {
  return isScalar(node) && typeof node.value === 'string' && node.value.normalize('NFC') === path;
}
