import { isMap } from 'yaml';
import type { Note } from '../model/passage';
import type { YamlFile } from './open-yaml';
import type { Entry } from './yaml-nodes';
import { readBoolean, readEntries, readItems, readText } from './yaml-nodes';

/** The discussion in `notes:`; undefined when there is no such key. */
export function readNotes(file: YamlFile, entry: Entry | undefined): readonly Note[] | undefined {
  if (!entry) return undefined;
  const notes: Note[] = [];
  for (const item of readItems(file, entry)) {
    const entries = isMap(item) ? readEntries(file, item) : new Map<string, Entry>();
    const id = readText(file, entries.get('id'));
    const about = readText(file, entries.get('about'));
    const by = readText(file, entries.get('by'));
    const text = readText(file, entries.get('text'));
    if (id === undefined || about === undefined || by === undefined || text === undefined) {
      file.report({
        code: 'yaml/bad-note',
        at: item,
        message: 'A note needs id, about, by and text.',
        advice: 'Complete it, or remove it.',
      });
      continue;
    }
    const open = readBoolean(file, entries.get('open'));
    const date = readText(file, entries.get('date')) ?? '';
    notes.push({ id, about, by, date, text, ...(open === undefined ? {} : { open }) });
  }
  return notes;
}
