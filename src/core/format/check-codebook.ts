import type { Node } from 'yaml';
import type { Codebook } from '../model/codebook';
import { findCycles, reportUnknown } from './id-checks';
import type { YamlFile } from './open-yaml';
import type { Entry } from './yaml-nodes';
import { readMap, shorten } from './yaml-nodes';
import { isScalar, isSeq } from 'yaml';

/** The entries that a codebook was read from. */
export interface CodebookSections {
  readonly questions: readonly Entry[];
  readonly themes: readonly Entry[];
  readonly codes: readonly Entry[];
}

/** Reports what does not fit together: ids that nothing has, aliases claimed twice, parent cycles. */
export function checkCodebook(file: YamlFile, codebook: Codebook, sections: CodebookSections): void {
  const quiet = { ...file, report: () => undefined }; // the entries were read, and complained about, before
  const fieldOf = (entry: Entry, key: string): Entry | undefined => readMap(quiet, entry).get(key);
  const { questions, themes, codes } = codebook;
  for (const entry of sections.themes) {
    for (const [id, at] of scalarsOf(fieldOf(entry, 'questions'))) {
      if (questions.has(id)) continue;
      reportUnknown(file, at, {
        code: 'codebook/unknown-question',
        kind: 'question',
        id,
        known: questions.keys(),
      });
    }
  }
  for (const entry of sections.codes) {
    for (const [id, at] of scalarsOf(fieldOf(entry, 'themes'))) {
      if (themes.has(id)) continue;
      reportUnknown(file, at, { code: 'codebook/unknown-theme', kind: 'theme', id, known: themes.keys() });
    }
    for (const [id, at] of scalarsOf(fieldOf(entry, 'replaced-by'))) {
      if (codes.has(id)) continue;
      reportUnknown(file, at, { code: 'codebook/unknown-code', kind: 'code', id, known: codes.keys() });
    }
  }
  checkParents(file, 'theme', themes, sections.themes, fieldOf);
  checkParents(file, 'code', codes, sections.codes, fieldOf);
  checkAliases(file, codebook, sections.codes, fieldOf);
}

type FieldOf = (entry: Entry, key: string) => Entry | undefined;

function checkParents(
  file: YamlFile,
  kind: 'theme' | 'code',
  items: ReadonlyMap<string, { readonly parent?: string }>,
  entries: readonly Entry[],
  fieldOf: FieldOf,
): void {
  const places = new Map<string, Node | null>();
  for (const entry of entries) {
    const parent = items.get(entry.key)?.parent;
    if (parent === undefined) continue;
    const at = fieldOf(entry, 'parent')?.value ?? null;
    places.set(entry.key, at);
    if (!items.has(parent))
      reportUnknown(file, at, { code: 'codebook/unknown-parent', kind, id: parent, known: items.keys() });
  }
  for (const cycle of findCycles(items.keys(), (id) => items.get(id)?.parent)) {
    const [first = ''] = cycle;
    file.report({
      code: 'codebook/parent-cycle',
      at: places.get(first),
      message:
        cycle.length === 1
          ? `The ${kind} “${first}” is its own parent.`
          : `These ${kind}s are each other’s parents: ${shorten([...cycle, first].join(' → '))}.`,
      advice: 'Remove one of their “parent” lines; until then the cycle is cut at the first of them.',
    });
  }
}

function checkAliases(
  file: YamlFile,
  { codes }: Codebook,
  entries: readonly Entry[],
  fieldOf: FieldOf,
): void {
  const claims = new Map<string, { readonly code: string; readonly at: Node }[]>();
  for (const entry of entries) {
    for (const [alias, at] of scalarsOf(fieldOf(entry, 'aliases')))
      claims.set(alias, [...(claims.get(alias) ?? []), { code: entry.key, at }]);
  }
  for (const [alias, claimants] of claims) {
    const owners = [...new Set(claimants.map(({ code }) => code))];
    const isCode = codes.has(alias);
    if (!isCode && owners.length < 2) continue;
    for (const { at } of claimants) {
      file.report({
        code: 'codebook/alias-clash',
        at,
        message: isCode
          ? `“${alias}” is a code of its own, so it cannot be an alias.`
          : `“${alias}” is claimed as an alias by ${shorten(owners.join(' and '))}; its passages count under neither.`,
        advice: isCode
          ? 'Remove the alias, or the code.'
          : 'Leave the alias with the one code that its passages belong to.',
      });
    }
  }
}

/** The texts of a list, or a lone text, with their places. */
function scalarsOf(entry: Entry | undefined): readonly (readonly [string, Node])[] {
  const items: readonly unknown[] = isSeq(entry?.value) ? entry.value.items : [entry?.value];
  return items.flatMap((item): [string, Node][] =>
    isScalar(item) && typeof item.value === 'string' ? [[item.value, item]] : [],
  );
}
