import { UserError } from '../base/user-error';
import type { Code, Codebook, Theme } from '../model/codebook';
import { codeIdFromName } from '../model/ids';

/** The code with an id. @throws UserError when the codebook has none: an alias is not enough to change a code by */
export function knownCode(codebook: Codebook, id: string): Code {
  const code = codebook.codes.get(id);
  if (code) return code;
  throw new UserError('codebook/no-code', `The codebook has no code “${id}” any more.`, { id });
}

/** @throws UserError when the codebook has no such theme */
export function knownTheme(codebook: Codebook, id: string): Theme {
  const theme = codebook.themes.get(id);
  if (theme) return theme;
  throw new UserError('codebook/no-theme', `The codebook has no theme “${id}” any more.`, { id });
}

/** The codebook with these codes in the place of those with the same ids, or at the end. */
export function withCodes(codebook: Codebook, codes: readonly Code[]): Codebook {
  return { ...codebook, codes: put(codebook.codes, codes) };
}

export function withThemes(codebook: Codebook, themes: readonly Theme[]): Codebook {
  return { ...codebook, themes: put(codebook.themes, themes) };
}

export function withoutCode(codebook: Codebook, id: string): Codebook {
  return { ...codebook, codes: new Map([...codebook.codes].filter(([key]) => key !== id)) };
}

export function withoutTheme(codebook: Codebook, id: string): Codebook {
  return { ...codebook, themes: new Map([...codebook.themes].filter(([key]) => key !== id)) };
}

/** The same thing with another parent, or with none. */
export function withParent<T extends { readonly parent?: string }>(item: T, parent: string | undefined): T {
  return parent === undefined ? without(item, 'parent') : { ...item, parent };
}

/** The same thing without one of the fields that it need not have. */
export function without<T extends object>(item: T, field: keyof T): T {
  return Object.fromEntries(Object.entries(item).filter(([key]) => key !== field)) as T;
}

/** An id for something new of this name, which nothing has or has had. */
export function freeId(codebook: Codebook, name: string): string {
  const aliases = new Set([...codebook.codes.values()].flatMap((code) => code.aliases));
  return codeIdFromName(name, (id) => codebook.codes.has(id) || codebook.themes.has(id) || aliases.has(id));
}

/** A name as it is written: on one line, without white space at its ends. @throws UserError when nothing is left */
export function cleanName(name: string): string {
  const clean = name.trim().replace(/\s+/g, ' ');
  if (clean === '') throw new UserError('codebook/no-name', 'It needs a name.');
  return clean;
}

/** Each of them once, in order. */
export function unique<T>(items: readonly T[]): readonly T[] {
  return [...new Set(items)];
}

function put<T extends { readonly id: string }>(
  items: ReadonlyMap<string, T>,
  changed: readonly T[],
): ReadonlyMap<string, T> {
  const result = new Map(items);
  for (const item of changed) result.set(item.id, item);
  return result;
}
