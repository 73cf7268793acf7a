import type { Code, Codebook, CodeStatus } from '../model/codebook';
import type { ChangeOrigin, FileChange } from './file-history';

/** What a change did to a code. */
export type CodeEvent =
  | { readonly kind: 'created'; readonly code: Code }
  | { readonly kind: 'deleted' | 'details-changed' }
  | { readonly kind: 'definition-edited'; readonly was: Definition; readonly is: Definition }
  | { readonly kind: 'renamed' | 'id-changed'; readonly was: string; readonly is: string }
  /** `above` are the ids of its themes, or of its parent code. */
  | { readonly kind: 'moved'; readonly was: readonly string[]; readonly is: readonly string[] }
  | { readonly kind: 'status-changed'; readonly was: CodeStatus; readonly is: CodeStatus }
  | { readonly kind: 'merged'; readonly absorbed: readonly string[] };

/** What decides whether a code fits a passage. */
export type Definition = Pick<Code, 'definition' | 'include' | 'exclude'>;

export interface CodeChange {
  readonly origin: ChangeOrigin;
  readonly events: readonly CodeEvent[];
}

/**
 * What happened to a code, also under the ids it had before.
 * @param history of the codebook, newest first, as is the result
 * @param id the code's id today
 */
export function codeHistory(history: readonly FileChange<Codebook>[], id: string): readonly CodeChange[] {
  const ids = [id];
  return history.flatMap(({ origin, before, after }) => {
    const is = after && find(after, ids);
    const versions = before.map((version) => version && find(version, formerIds(ids, version, after, is)));
    const was = versions.find((version) => version !== undefined);
    if (was && !ids.includes(was.id)) ids.push(was.id);
    const events = eventsBetween(before, versions, is);
    return events.length === 0 ? [] : [{ origin, events }];
  });
}

/**
 * When the definition of each code of today's codebook was last edited, in milliseconds since 1970; codes whose definition never was are absent.
 * @param history of the codebook, newest first
 */
export function definitionChanges(
  history: readonly FileChange<Codebook>[],
  codebook: Codebook,
): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const id of codebook.codes.keys())
    for (const { origin, events } of codeHistory(history, id)) {
      if (!events.some(({ kind }) => kind === 'definition-edited')) continue;
      found.set(id, Math.max(origin.time, found.get(id) ?? origin.time));
    }
  return found;
}

function find({ codes }: Codebook, ids: readonly string[]): Code | undefined {
  for (const id of ids) {
    const code = codes.get(id);
    if (code) return code;
  }
  return undefined;
}

/** A code that has a new id keeps the old one as an alias, which was a code before and is none any more. */
function formerIds(
  ids: readonly string[],
  before: Codebook,
  after: Codebook | undefined,
  is: Code | undefined,
): readonly string[] {
  if (!is || find(before, ids)) return ids;
  return [...ids, ...is.aliases.filter((alias) => before.codes.has(alias) && !after?.codes.has(alias))];
}

/** What differs from every version before: the rest came from one of them. */
function eventsBetween(
  books: readonly (Codebook | undefined)[],
  versions: readonly (Code | undefined)[],
  is: Code | undefined,
): readonly CodeEvent[] {
  const before = versions.filter((version) => version !== undefined);
  const [was] = before;
  if (!is) return before.length > 0 && before.length === versions.length ? [{ kind: 'deleted' }] : [];
  if (!was) return [{ kind: 'created', code: is }];
  const isNew = (part: (code: Code) => unknown): boolean => {
    const now = JSON.stringify(part(is));
    return before.every((version) => JSON.stringify(part(version)) !== now);
  };
  const events: CodeEvent[] = [];
  if (isNew(({ id }) => id)) events.push({ kind: 'id-changed', was: was.id, is: is.id });
  if (isNew(({ name }) => name)) events.push({ kind: 'renamed', was: was.name, is: is.name });
  if (isNew(wording))
    events.push({ kind: 'definition-edited', was: definitionOf(was), is: definitionOf(is) });
  if (isNew(placeOf)) events.push({ kind: 'moved', was: placeOf(was), is: placeOf(is) });
  if (isNew(({ status }) => status)) events.push({ kind: 'status-changed', was: was.status, is: is.status });
  const absorbed = is.aliases.filter(
    (alias) => alias !== was.id && books.some((book) => book?.codes.has(alias)),
  );
  if (absorbed.length > 0 && isNew(({ aliases }) => aliases)) events.push({ kind: 'merged', absorbed });
  if (events.length === 0 && isNew(detailsOf)) events.push({ kind: 'details-changed' });
  return events;
}

export function definitionOf({ definition, include, exclude }: Code): Definition {
  return {
    ...(definition === undefined ? {} : { definition }),
    ...(include === undefined ? {} : { include }),
    ...(exclude === undefined ? {} : { exclude }),
  };
}

/** A definition's words: other line breaks do not make it another one. */
function wording({ definition = '', include = '', exclude = '' }: Code): readonly string[] {
  return [definition, include, exclude].map((text) => text.replace(/\s+/g, ' ').trim());
}

function placeOf({ themes, parent }: Code): readonly string[] {
  return parent === undefined ? themes : [parent, ...themes];
}

function detailsOf({ examples, origin, color, memo, replacedBy }: Code): unknown {
  return [examples, origin, color, memo, replacedBy];
}
