import { isCodeId, isNameId } from '../model/ids';
import type { YamlFile } from './open-yaml';
import type { Entries, Entry } from './yaml-nodes';
import { shorten } from './yaml-nodes';
import { didYouMean } from './nearest';

/** The entries of a map keyed by ids of codes or themes; others are reported and left out. */
export function withCodeIds(file: YamlFile, entries: Entries, prefix: string): readonly Entry[] {
  return [...entries.values()].filter((entry) => {
    if (isCodeId(entry.key)) return true;
    file.report({
      code: `${prefix}/bad-id`,
      at: entry.keyNode,
      message: `“${shorten(entry.key)}” cannot be an id and was left out.`,
      advice:
        'Begin with a lower-case letter; then lower-case letters, digits and hyphens. Words such as “yes” or “null” are taken.',
    });
    return false;
  });
}

/** The same for ids of coders, cases, questions and rounds, which are unique ignoring case. */
export function withNameIds(file: YamlFile, entries: Entries, prefix: string): readonly Entry[] {
  const seen = new Map<string, string>();
  return [...entries.values()].filter((entry) => {
    const folded = entry.key.toLowerCase();
    const twin = seen.get(folded);
    if (!isNameId(entry.key)) {
      file.report({
        code: `${prefix}/bad-id`,
        at: entry.keyNode,
        message: `“${shorten(entry.key)}” cannot be an id and was left out.`,
        advice:
          'Begin with a letter; then letters, digits, hyphens and underscores. Words such as “yes” or “null” are taken.',
      });
      return false;
    }
    if (twin !== undefined) {
      file.report({
        code: `${prefix}/duplicate-id`,
        at: entry.keyNode,
        message: `“${entry.key}” and “${twin}” differ in capitals only; only the first is read.`,
        advice: 'Give one of them another id: some computers cannot tell the two apart.',
      });
      return false;
    }
    seen.set(folded, entry.key);
    return true;
  });
}

/** Reports an id that nothing in the file has. */
export function reportUnknown(
  file: YamlFile,
  at: Entry['value'],
  { code, kind, id, known }: { code: string; kind: string; id: string; known: Iterable<string> },
): void {
  file.report({
    code,
    at,
    message: `There is no ${kind} “${shorten(id)}”.`,
    advice: `Add the ${kind}, or correct the id.${didYouMean(id, known)}`,
  });
}

/** The members of every cycle along `parentOf`, each cycle once, in the order of `ids`. */
export function findCycles(
  ids: Iterable<string>,
  parentOf: (id: string) => string | undefined,
): readonly (readonly string[])[] {
  const cycles: string[][] = [];
  const settled = new Set<string>();
  for (const start of ids) {
    const path: string[] = [];
    const places = new Map<string, number>();
    for (let id: string | undefined = start; id !== undefined && !settled.has(id); id = parentOf(id)) {
      const place = places.get(id);
      if (place !== undefined) {
        cycles.push(path.slice(place));
        break;
      }
      places.set(id, path.length);
      path.push(id);
    }
    for (const id of path) settled.add(id);
  }
  return cycles;
}
