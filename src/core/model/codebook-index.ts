import { append } from '../base/append';
import type { Code, Codebook, Theme } from './codebook';

/**
 * A codebook made ready for questions. Whatever is wrong in the file, the answers are finite and consistent: parent
 * cycles are cut where they close, chains too long to be of use are cut as well, and an id that is claimed twice
 * resolves to nothing.
 */
export interface CodebookIndex extends Codebook {
  /** The code that an id or alias stands for; undefined when the codebook has none, or an alias is claimed twice. */
  resolve(id: string): Code | undefined;
  /** The code above a code; undefined at the top, for an unknown parent and where a cycle is cut. */
  parentOfCode(code: Code): Code | undefined;
  parentOfTheme(theme: Theme): Theme | undefined;
  /** Subcodes in file order. */
  subcodesOf(code: Code): readonly Code[];
  subthemesOf(theme: Theme): readonly Theme[];
  /** The codes directly under a theme, in file order: those that name it themselves. */
  codesOf(theme: Theme): readonly Code[];
  /** The themes that a code answers to: its own, those of the codes above it, and the themes above all these. */
  themesOf(code: Code): readonly Theme[];
  /** The questions that a theme answers: its own and those of the themes above it. */
  questionsOf(theme: Theme): readonly string[];
}

export function indexCodebook(codebook: Codebook): CodebookIndex {
  const { codes, themes } = codebook;
  const claims = claimsOf(codes);
  const parentCodes = parentsOf(codes);
  const parentThemes = parentsOf(themes);
  const subcodes = childrenOf(codes, parentCodes);
  const subthemes = childrenOf(themes, parentThemes);
  const direct = new Map<string, Code[]>();
  for (const code of codes.values()) for (const id of new Set(code.themes)) append(direct, id, code);
  const above = <T extends { readonly id: string }>(item: T, parents: ReadonlyMap<string, T>): T[] => {
    const chain = [item];
    for (let next = parents.get(item.id); next; next = parents.get(next.id)) chain.push(next);
    return chain;
  };
  return {
    ...codebook,
    resolve: (id) => codes.get(id) ?? claims.get(id) ?? undefined,
    parentOfCode: ({ id }) => parentCodes.get(id),
    parentOfTheme: ({ id }) => parentThemes.get(id),
    subcodesOf: ({ id }) => subcodes.get(id) ?? [],
    subthemesOf: ({ id }) => subthemes.get(id) ?? [],
    codesOf: ({ id }) => direct.get(id) ?? [],
    themesOf: (code) => {
      const own = above(code, parentCodes).flatMap((member) => member.themes.map((id) => themes.get(id)));
      return [...new Set(own.flatMap((theme) => (theme ? above(theme, parentThemes) : [])))];
    },
    questionsOf: (theme) => [...new Set(above(theme, parentThemes).flatMap(({ questions }) => questions))],
  };
}

/** Alias → its code, or null when several claim it. An id that is a code is no alias. */
function claimsOf(codes: ReadonlyMap<string, Code>): ReadonlyMap<string, Code | null> {
  const claims = new Map<string, Code | null>();
  for (const code of codes.values()) {
    for (const alias of new Set(code.aliases)) {
      if (!codes.has(alias)) claims.set(alias, claims.has(alias) ? null : code);
    }
  }
  return claims;
}

interface Child {
  readonly id: string;
  readonly parent?: string;
}

/** Deeper than any tree that is of use; a chain of parents longer than this is cut. */
const deepest = 100;

/** Item → parent, with each cycle cut at the first of its members in the file. */
function parentsOf<T extends Child>(items: ReadonlyMap<string, T>): ReadonlyMap<string, T> {
  const parents = new Map<string, T>();
  for (const item of items.values()) {
    const parent = item.parent === undefined ? undefined : items.get(item.parent);
    if (parent) parents.set(item.id, parent);
  }
  const settled = new Set<string>();
  for (const id of items.keys()) {
    const path = new Set<string>();
    for (let at: string | undefined = id; at !== undefined && !settled.has(at); at = parents.get(at)?.id) {
      if (path.has(at)) {
        parents.delete(firstOfCycle(at, parents, items));
        break;
      }
      path.add(at);
    }
    for (const member of path) settled.add(member);
  }
  cutLongChains(parents);
  return parents;
}

/** Takes the parent from every item that stands too deep, which then is a top for those below it. */
function cutLongChains<T extends Child>(parents: Map<string, T>): void {
  const depths = new Map<string, number>();
  for (const id of [...parents.keys()]) {
    const path: string[] = [];
    for (let at: string | undefined = id; at !== undefined && !depths.has(at); at = parents.get(at)?.id)
      path.push(at);
    for (const member of path.reverse()) {
      const parent = parents.get(member);
      const depth = parent ? (depths.get(parent.id) ?? 0) + 1 : 0;
      if (depth === deepest) parents.delete(member);
      depths.set(member, depth % deepest);
    }
  }
}

function firstOfCycle<T extends Child>(
  start: string,
  parents: ReadonlyMap<string, T>,
  items: ReadonlyMap<string, T>,
): string {
  const members = new Set([start]);
  for (let at = parents.get(start)?.id; at !== undefined && at !== start; at = parents.get(at)?.id)
    members.add(at);
  for (const id of items.keys()) if (members.has(id)) return id;
  return start;
}

function childrenOf<T extends Child>(
  items: ReadonlyMap<string, T>,
  parents: ReadonlyMap<string, T>,
): ReadonlyMap<string, readonly T[]> {
  const children = new Map<string, T[]>();
  for (const item of items.values()) {
    const parent = parents.get(item.id);
    if (parent) append(children, parent.id, item);
  }
  return children;
}
