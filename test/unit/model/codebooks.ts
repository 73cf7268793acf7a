import fc from 'fast-check';
import type { Code, Codebook, Question, Theme } from '../../../src/core/model/codebook';

const codeIds = ['c1', 'c2', 'c3', 'c4', 'c5', 'c6', 'constructor'];
const themeIds = ['t1', 't2', 't3', 't4', 'c1'];
const questionIds = ['RQ1', 'RQ2', 'RQ3'];

/** A code with nothing but its id, and what is given. */
export function codeOf(id: string, given: Partial<Code> = {}): Code {
  return { id, name: id, themes: [], examples: [], status: 'active', aliases: [], replacedBy: [], ...given };
}

export function themeOf(id: string, given: Partial<Theme> = {}): Theme {
  return { id, name: id, questions: [], ...given };
}

export function codebookOf(
  codes: readonly Code[],
  themes: readonly Theme[] = [],
  questions: readonly Question[] = [],
): Codebook {
  const byId = <T extends { readonly id: string }>(items: readonly T[]) =>
    new Map(items.map((item) => [item.id, item]));
  return { codes: byId(codes), themes: byId(themes), questions: byId(questions) };
}

const idOf = (known: readonly string[]) => fc.constantFrom(...known, 'unknown', '__proto__');
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const theme = fc
  .tuple(idOf(themeIds), fc.array(idOf(questionIds), { maxLength: 3 }), maybe(idOf(themeIds)))
  .map(([id, questions, parent]) => themeOf(id, { questions, ...(parent === undefined ? {} : { parent }) }));

const code = fc
  .tuple(
    fc.constantFrom(...codeIds),
    fc.array(idOf(themeIds), { maxLength: 3 }),
    maybe(idOf(codeIds)),
    fc.array(fc.oneof(idOf(codeIds), fc.constantFrom('a1', 'a2', 'a3')), { maxLength: 3 }),
    fc.constantFrom<Code['status']>('active', 'provisional', 'deprecated'),
  )
  .map(([id, themes, parent, aliases, status]) =>
    codeOf(id, { themes, aliases, status, ...(parent === undefined ? {} : { parent }) }),
  );

/** Codebooks with everything that can be wrong: cycles, clashing aliases, unknown parents, themes and questions. */
export const anyCodebook: fc.Arbitrary<Codebook> = fc
  .tuple(
    fc.array(code, { maxLength: 9 }),
    fc.array(theme, { maxLength: 6 }),
    fc.subarray(questionIds).map((ids) => ids.map((id) => ({ id, text: `${id}?` }))),
  )
  .map(([codes, themes, questions]) => codebookOf(codes, themes, questions));

/** Every id that could stand in a sidecar. */
export const anyCodeId = fc.constantFrom(...codeIds, 'a1', 'a2', 'a3', 'unknown', '__proto__');
