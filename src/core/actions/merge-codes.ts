import { UserError } from '../base/user-error';
import type { Code, Codebook } from '../model/codebook';
import { type CodebookIndex, indexCodebook } from '../model/codebook-index';
import type { StudySnapshot } from '../study/snapshot';
import { type CodebookPlan, planCodebook, type RevisedCodebook } from './codebook-plan';
import { knownCode, unique, withCodes, withoutCode, withParent } from './revise-entries';

export interface MergeIntent {
  /** Ids of the codes that go; each is merged in turn. */
  readonly codes: readonly string[];
  /** The id of the code that stays. */
  readonly into: string;
  /** Whether what counted under the themes of the others goes on counting there, or only under those of the code that stays. */
  readonly themes: 'of both' | 'of the one that stays';
}

/**
 * Merges codes into another one. Only the codebook changes: ids and aliases of the others become aliases of the code that
 * stays, so that every passage that has them counts under it, on every branch. Their subcodes move to it, their examples
 * and notes are added to its own, and what else was written about them goes to its memo.
 * @throws UserError when the codebook cannot be read or the codes cannot be merged
 */
export function mergeCodes(snapshot: StudySnapshot, intent: MergeIntent): CodebookPlan {
  return planCodebook(snapshot, (codebook) => mergedCodebook(codebook, intent));
}

/** Themes that count the passages of a code, and not those of the code that it is to be merged into. */
export function themesGained(codebook: CodebookIndex, id: string, into: string): readonly string[] {
  const merged = mergeOne(codebook, id, into);
  const stays = merged.codes.get(into);
  const counting = stays ? indexCodebook(merged).themesOf(stays) : [];
  const named: string[] = [];
  for (let at = codebook.codes.get(id); at; at = codebook.parentOfCode(at)) named.push(...at.themes);
  return unique(named).filter(
    (theme) => codebook.themes.has(theme) && !counting.some((known) => known.id === theme),
  );
}

function mergedCodebook(codebook: CodebookIndex, { codes, into, themes }: MergeIntent): RevisedCodebook {
  const others = unique(codes).filter((id) => id !== into);
  let current = codebook;
  for (const id of others) {
    checkMerge(current, knownCode(current, id), knownCode(current, into));
    const gained = themes === 'of both' ? themesGained(current, id, into) : [];
    const merged = mergeOne(current, id, into);
    const stays = knownCode(merged, into);
    current = indexCodebook(withCodes(merged, [{ ...stays, themes: unique([...stays.themes, ...gained]) }]));
  }
  return { codebook: current, absorbed: new Map(others.map((id) => [id, into])) };
}

function checkMerge(codebook: Codebook, code: Code, into: Code): void {
  if (into.status === 'deprecated' && code.status !== 'deprecated')
    throw new UserError(
      'merge/deprecated',
      `“${into.name}” is deprecated, so nothing in use is merged into it. Merge it into “${code.name}” instead.`,
      { id: into.id },
    );
  for (const other of codebook.codes.values()) {
    if (other.id === into.id || !other.aliases.includes(code.id)) continue;
    // The id would be claimed twice, and the passages that have it would count under neither.
    throw new UserError(
      'merge/alias-clash',
      `“${other.id}” claims “${code.id}” as an alias. Remove that alias first.`,
      { id: code.id },
    );
  }
}

/** Merges without a look at themes. */
function mergeOne(codebook: CodebookIndex, id: string, into: string): Codebook {
  const [code, stays] = [knownCode(codebook, id), knownCode(codebook, into)];
  const isBelow = ancestorsOf(codebook, stays).includes(id);
  const lifted = withParent(stays, isBelow ? parentAbove(codebook, code) : stays.parent);
  const notes = [...(stays.notes ?? []), ...(code.notes ?? [])];
  const memo = [stays.memo, memoOf(codebook, code, into)].filter((text) => text !== undefined).join('\n\n');
  const heir: Code = {
    ...lifted,
    examples: unique([...stays.examples, ...code.examples]),
    aliases: unique([...stays.aliases, ...code.aliases, id]).filter((alias) => alias !== into),
    ...(memo === '' ? {} : { memo }),
    ...(notes.length === 0 ? {} : { notes }),
  };
  const renamed = (other: string): string => (other === id ? into : other);
  const rest = withoutCode(withCodes(codebook, [heir]), id);
  return withCodes(
    rest,
    [...rest.codes.values()].map((other) => ({
      ...(other.parent === id ? withParent(other, into) : other),
      replacedBy: unique(other.replacedBy.map(renamed)).filter((successor) => successor !== other.id),
    })),
  );
}

/** The parent as it counts: none where a cycle is cut. */
function parentAbove(codebook: CodebookIndex, code: Code): string | undefined {
  return codebook.parentOfCode(code)?.id;
}

/** The ids of the codes above a code. */
export function ancestorsOf(codebook: CodebookIndex, code: Code): readonly string[] {
  const above: string[] = [];
  for (let at = codebook.parentOfCode(code); at; at = codebook.parentOfCode(at)) above.push(at.id);
  return above;
}

/** What was written about a code that is no more. */
function memoOf(codebook: Codebook, code: Code, into: string): string | undefined {
  const successors = code.replacedBy
    .filter((id) => id !== into)
    .map((id) => codebook.codes.get(id)?.name ?? id);
  const parts = [
    ['Definition', code.definition],
    ['Include', code.include],
    ['Exclude', code.exclude],
    ['Replaced by', successors.join(', ')],
    ['Memo', code.memo],
  ] as const;
  const written = parts.filter(([, text]) => text !== undefined && text.trim() !== '');
  const head = `Merged from “${code.name}” (${code.id})`;
  if (written.length === 0) return `${head}.`;
  return [`${head}:`, ...written.map(([label, text = '']) => `${label}: ${text.trim()}`)].join('\n');
}
