import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Codebook } from '../../../src/core/model/codebook';
import { type CodebookIndex, indexCodebook } from '../../../src/core/model/codebook-index';
import { anyCodebook, anyCodeId, codebookOf, codeOf, themeOf } from './codebooks';

interface Child {
  readonly id: string;
  readonly parent?: string;
}

/** Walks up from an item by the file alone; true when the way closes upon itself. */
function isOnCycle(items: ReadonlyMap<string, Child>, id: string): boolean {
  let at = items.get(id)?.parent;
  for (let steps = 0; at !== undefined && steps <= items.size; steps++) {
    if (at === id) return true;
    at = items.get(at)?.parent;
  }
  return false;
}

function cycleOf(items: ReadonlyMap<string, Child>, id: string): ReadonlySet<string> {
  const members = new Set<string>();
  for (let at: string | undefined = id; at !== undefined && !members.has(at); at = items.get(at)?.parent)
    members.add(at);
  return members;
}

/** The parents as the file gives them, save the first member in the file of each cycle, which has none. */
function parentsSlowly(items: ReadonlyMap<string, Child>): ReadonlyMap<string, string | undefined> {
  return new Map(
    [...items].map(([id, { parent }]) => {
      if (parent === undefined || !items.has(parent)) return [id, undefined];
      const isFirst =
        isOnCycle(items, id) && [...items.keys()].find((each) => cycleOf(items, id).has(each)) === id;
      return [id, isFirst ? undefined : parent];
    }),
  );
}

function ancestorsSlowly(parents: ReadonlyMap<string, string | undefined>, id: string): readonly string[] {
  const parent = parents.get(id);
  return parent === undefined ? [id] : [id, ...ancestorsSlowly(parents, parent)];
}

const indexed = anyCodebook.map((codebook): readonly [Codebook, CodebookIndex] => [
  codebook,
  indexCodebook(codebook),
]);
const sorted = (ids: Iterable<string>) => [...new Set(ids)].sort();

describe('an indexed codebook', () => {
  it('cuts each cycle once, at the first of its members in the file', () => {
    fc.assert(
      fc.property(indexed, ([{ codes, themes }, index]) => {
        const [ofCodes, ofThemes] = [parentsSlowly(codes), parentsSlowly(themes)];
        for (const code of codes.values()) assert.equal(index.parentOfCode(code)?.id, ofCodes.get(code.id));
        for (const theme of themes.values())
          assert.equal(index.parentOfTheme(theme)?.id, ofThemes.get(theme.id));
      }),
      { numRuns: 1000 },
    );
  });

  it('has every item once below its parent, in file order', () => {
    fc.assert(
      fc.property(indexed, ([{ codes, themes }, index]) => {
        for (const parent of codes.values())
          assert.deepEqual(
            index.subcodesOf(parent),
            [...codes.values()].filter((code) => index.parentOfCode(code) === parent),
          );
        for (const parent of themes.values())
          assert.deepEqual(
            index.subthemesOf(parent),
            [...themes.values()].filter((theme) => index.parentOfTheme(theme) === parent),
          );
      }),
    );
  });

  it('resolves an id to its code, else an alias that one code alone claims', () => {
    fc.assert(
      fc.property(indexed, anyCodeId, ([{ codes }, index], id) => {
        const claimants = [...codes.values()].filter(({ aliases }) => aliases.includes(id));
        const expected = codes.get(id) ?? (claimants.length === 1 ? claimants[0] : undefined);
        assert.equal(index.resolve(id), expected);
      }),
      { numRuns: 500 },
    );
  });

  it('finds the themes of a code as a walk over the whole tree does', () => {
    fc.assert(
      fc.property(indexed, ([{ codes, themes }, index]) => {
        const [ofCodes, ofThemes] = [parentsSlowly(codes), parentsSlowly(themes)];
        for (const code of codes.values()) {
          const own = ancestorsSlowly(ofCodes, code.id).flatMap((id) => codes.get(id)?.themes ?? []);
          const all = own.filter((id) => themes.has(id)).flatMap((id) => ancestorsSlowly(ofThemes, id));
          const found = index.themesOf(code).map(({ id }) => id);
          assert.deepEqual([...found].sort(), sorted(all));
        }
        for (const theme of themes.values()) {
          const all = ancestorsSlowly(ofThemes, theme.id).flatMap((id) => themes.get(id)?.questions ?? []);
          assert.deepEqual([...index.questionsOf(theme)].sort(), sorted(all));
          const direct = [...codes.values()].filter((code) => code.themes.includes(theme.id));
          assert.deepEqual(index.codesOf(theme), direct);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('keeps an id that is claimed as an alias for its own code', () => {
    const index = indexCodebook(codebookOf([codeOf('a', { aliases: ['b'] }), codeOf('b')]));
    assert.equal(index.resolve('b')?.id, 'b');
  });

  it('counts an alias that one code names twice as claimed once', () => {
    const index = indexCodebook(codebookOf([codeOf('a', { aliases: ['old', 'old'] })]));
    assert.equal(index.resolve('old')?.id, 'a');
  });

  it('cuts a chain of parents as long as a file can hold into pieces of a hundred', () => {
    const size = 50_000;
    const parentOf = (i: number) => ({ parent: `c${(i + 1) % size}` });
    const codes = Array.from({ length: size }, (_, i) => codeOf(`c${i}`, parentOf(i)));
    const themes = Array.from({ length: size }, (_, i) => themeOf(`c${i}`, parentOf(i)));
    const index = indexCodebook(codebookOf(codes, themes));
    const tops = codes.filter((code) => !index.parentOfCode(code)).map(({ id }) => Number(id.slice(1)));
    // The cycle is cut at the first in the file, which stands below all the others.
    assert.deepEqual(tops.slice(0, 3), [0, 100, 200]);
    assert.equal(tops.length, size / 100);
    for (const theme of themes.slice(0, 100)) assert.ok(index.parentOfTheme(theme) || theme.id === 'c0');
  });
});
