import type { CodebookIndex } from '../model/codebook-index';

/** Codes that are reported as one: a code by itself, a code with all below it, a theme's, or a question's. */
export interface CodeGroup {
  readonly kind: 'code' | 'code-with-subcodes' | 'theme' | 'question';
  readonly id: string;
  readonly codes: readonly string[];
}

/**
 * The groups of a codebook: every code, every code that has subcodes together with them, every theme and every question, in
 * the codebook's order. A theme's codes are those that answer to it by themselves, through a code above or through a subtheme.
 * @param asCoded ids that sidecars use; an alias among them is a code of its own, and counts for its code's groups too
 */
export function codeGroups(codebook: CodebookIndex, asCoded: Iterable<string> = []): readonly CodeGroup[] {
  const names = new Map([...codebook.codes.keys()].map((id) => [id, [id]]));
  const others: string[] = [];
  for (const id of new Set(asCoded)) {
    if (codebook.codes.has(id)) continue;
    others.push(id);
    names.get(codebook.resolve(id)?.id ?? '')?.push(id);
  }
  const groups = new Map<string, CodeGroup & { readonly codes: string[] }>();
  const open = (kind: CodeGroup['kind'], id: string) => groups.set(`${kind}:${id}`, { kind, id, codes: [] });
  const put = (kind: CodeGroup['kind'], id: string, codes: readonly string[]) =>
    groups.get(`${kind}:${id}`)?.codes.push(...codes);
  for (const id of [...codebook.codes.keys(), ...others]) {
    open('code', id);
    put('code', id, [id]);
  }
  for (const code of codebook.codes.values())
    if (codebook.subcodesOf(code).length > 0) open('code-with-subcodes', code.id);
  for (const id of codebook.themes.keys()) open('theme', id);
  for (const id of codebook.questions.keys()) open('question', id);
  for (const code of codebook.codes.values()) {
    const codes = names.get(code.id) ?? [];
    for (let above: typeof code | undefined = code; above; above = codebook.parentOfCode(above))
      put('code-with-subcodes', above.id, codes);
    const themes = codebook.themesOf(code);
    for (const theme of themes) put('theme', theme.id, codes);
    for (const id of new Set(themes.flatMap((theme) => codebook.questionsOf(theme))))
      put('question', id, codes);
  }
  return [...groups.values()];
}
