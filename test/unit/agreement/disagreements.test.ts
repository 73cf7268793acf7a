import fc from 'fast-check';
import assert from 'node:assert/strict';
import {
  type ComparedPassage,
  type Disagreement,
  findDisagreements,
} from '../../../src/core/agreement/disagreements';

const passage = (id: string, start: number, end: number, ...codes: string[]): ComparedPassage => ({
  id,
  start,
  end,
  codes,
});

/** As `type a:code@0-5 | b:code@0-7 differing 5-7`. */
function told(found: readonly Disagreement[]): readonly string[] {
  const side = (codings: Disagreement['sides'][number]) =>
    codings.map(({ passage, code, start, end }) => `${passage}:${code}@${start}-${end}`).join(' ');
  return found.map(
    ({ type, sides, differing }) =>
      `${type} ${sides.map(side).join(' | ')} differing ${differing.map(({ start, end }) => `${start}-${end}`).join(' ')}`,
  );
}

describe('disagreements', () => {
  it('there are none where both gave the same text the same code', () => {
    const a = [passage('a1', 0, 10, 'cost', 'trust'), passage('a2', 20, 30)];
    const b = [
      passage('b1', 0, 10, 'trust'),
      passage('b2', 0, 10, 'cost', 'trust'),
      passage('b3', 40, 40, 'cost'),
    ];
    assert.deepEqual(findDisagreements([a, b]), []);
  });

  it('there are none where one coder’s overlapping passages cover the other’s', () => {
    const a = [passage('a1', 0, 10, 'cost'), passage('a2', 5, 15, 'cost')];
    assert.deepEqual(findDisagreements([a, [passage('b1', 0, 15, 'cost')]]), []);
  });

  it('one coder only', () => {
    assert.deepEqual(told(findDisagreements([[passage('a1', 3, 9, 'cost')], []])), [
      'one-coder-only a1:cost@3-9 |  differing 3-9',
    ]);
    // The other coder was there, but with nothing that this coder did not see as well.
    assert.deepEqual(
      told(findDisagreements([[passage('a1', 3, 9, 'cost')], [passage('b1', 3, 9, 'cost', 'trust')]])),
      ['one-coder-only  | b1:trust@3-9 differing 3-9'],
    );
  });

  it('different code', () => {
    const found = findDisagreements([
      [passage('a1', 3, 9, 'cost', 'both'), passage('a2', 50, 60, 'cost')],
      [passage('b1', 3, 9, 'trust', 'both', 'stigma'), passage('b2', 58, 90, 'trust')],
    ]);
    assert.deepEqual(told(found), [
      'different-code a1:cost@3-9 | b1:stigma@3-9 b1:trust@3-9 differing ',
      // Passages that share less than half of the shorter are about different things.
      'one-coder-only a2:cost@50-60 |  differing 50-60',
      'one-coder-only  | b2:trust@58-90 differing 58-90',
    ]);
  });

  it('boundary, with the text that differs', () => {
    const found = findDisagreements([
      [passage('a1', 3, 9, 'cost'), passage('a2', 20, 25, 'cost')],
      [passage('b1', 5, 12, 'cost'), passage('b2', 25, 30, 'cost')],
    ]);
    assert.deepEqual(told(found), [
      'boundary a1:cost@3-9 | b1:cost@5-12 differing 3-5 9-12',
      'one-coder-only a2:cost@20-25 |  differing 20-25',
      'one-coder-only  | b2:cost@25-30 differing 25-30',
    ]);
  });

  it('split or merged, whether or not text is left between the pieces', () => {
    const found = findDisagreements([
      [passage('a1', 0, 5, 'cost'), passage('a2', 5, 10, 'cost'), passage('a3', 30, 50, 'cost')],
      [passage('b1', 0, 10, 'cost'), passage('b2', 30, 35, 'cost'), passage('b3', 40, 50, 'cost')],
    ]);
    assert.deepEqual(told(found), [
      'split-merged a1:cost@0-5 a2:cost@5-10 | b1:cost@0-10 differing ',
      'split-merged a3:cost@30-50 | b2:cost@30-35 b3:cost@40-50 differing 35-40',
    ]);
  });

  it('a hundred thousand passages in a row are one disagreement', () => {
    const chain = Array.from({ length: 100_000 }, (_, i) => passage(`p${i}`, i, i + 2, 'cost'));
    const [found] = findDisagreements([chain, chain.slice(1)]);
    assert.deepEqual([found?.type, found?.extent], ['boundary', { start: 0, end: 100_001 }]);
    assert.deepEqual(found?.differing, [{ start: 0, end: 1, by: [0] }]);
  });

  it('of three coders: what not all of them have', () => {
    const of = (...passages: (readonly ComparedPassage[])[]) => told(findDisagreements(passages));
    const same = (id: string) => [passage(id, 0, 10, 'cost')];
    assert.deepEqual(of(same('a'), same('b'), same('c')), []);
    assert.deepEqual(of(same('a'), same('b'), []), [
      'one-coder-only a:cost@0-10 | b:cost@0-10 |  differing 0-10',
    ]);
    assert.deepEqual(of(same('a'), same('b'), [passage('c', 0, 12, 'cost')]), [
      'boundary a:cost@0-10 | b:cost@0-10 | c:cost@0-12 differing 10-12',
    ]);
    // Two agree, the third calls it something else.
    assert.deepEqual(of(same('a'), [passage('b', 0, 9, 'trust')], same('c')), [
      'different-code a:cost@0-10 | b:trust@0-9 | c:cost@0-10 differing 9-10',
    ]);
    // Two gave it one code, and one of them another as well: nobody's code rivals another's.
    assert.deepEqual(of([passage('a', 0, 10, 'cost', 'trust')], same('b'), []), [
      'one-coder-only a:cost@0-10 a:trust@0-10 | b:cost@0-10 |  differing 0-10',
    ]);
    // What two coders gave one code stays together, however little they share.
    assert.deepEqual(of(same('a'), [passage('b', 9, 30, 'cost')], []), [
      'one-coder-only a:cost@0-10 | b:cost@9-30 |  differing 0-9 9-10 10-30',
    ]);
  });

  const anyPassages = fc
    .array(
      fc.record({
        start: fc.nat(40),
        size: fc.nat(15),
        codes: fc.subarray(['cost', 'trust', 'stigma'], { minLength: 0 }),
      }),
      { maxLength: 8 },
    )
    .map((list) => list.map(({ start, size, codes }, i) => passage(`p${i}`, start, start + size, ...codes)));

  it('with oneself there are none', () => {
    fc.assert(
      fc.property(anyPassages, (passages) => assert.deepEqual(findDisagreements([passages, passages]), [])),
    );
  });

  it('are the same whichever coder comes first, and in whatever order passages are', () => {
    fc.assert(
      fc.property(anyPassages, anyPassages, (a, b) => {
        const swapped = findDisagreements([b, a]).map((each) => ({
          ...each,
          sides: each.sides.toReversed(),
          differing: each.differing.map((span) => ({ ...span, by: span.by.map((side) => 1 - side) })),
        }));
        assert.deepEqual(swapped, findDisagreements([a, b]));
        const keyOf = (found: readonly Disagreement[]) =>
          told(found)
            .map((line) => line.replace(/p\d+/g, ''))
            .sort();
        assert.deepEqual(keyOf(findDisagreements([a.toReversed(), b])), keyOf(findDisagreements([a, b])));
      }),
    );
  });

  it('say which text some cover and not all, and who does', () => {
    fc.assert(
      fc.property(fc.array(anyPassages, { minLength: 2, maxLength: 4 }), (passages) => {
        for (const { sides, differing } of findDisagreements(passages))
          for (let i = 0; i < 60; i++) {
            const by = sides.flatMap((side, coder) =>
              side.some(({ start, end }) => start <= i && i < end) ? [coder] : [],
            );
            const told = differing.filter(({ start, end }) => start <= i && i < end);
            const isSplit = by.length > 0 && by.length < sides.length;
            assert.deepEqual(
              told.map((span) => span.by),
              isSplit ? [by] : [],
            );
          }
      }),
    );
  });

  it('of several coders are found wherever two of them differ, and nowhere else', () => {
    fc.assert(
      fc.property(fc.array(anyPassages, { minLength: 2, maxLength: 4 }), (passages) => {
        const pairs = passages.flatMap((a, i) => passages.slice(i + 1).map((b) => findDisagreements([a, b])));
        const concerned = (found: readonly Disagreement[]) =>
          new Set(found.flatMap(({ sides }) => sides.flat().map((c) => `${c.code} ${c.start}-${c.end}`)));
        const all = concerned(findDisagreements(passages));
        for (const each of concerned(pairs.flat())) assert.ok(all.has(each), each);
        assert.equal(all.size === 0, pairs.flat().length === 0);
      }),
    );
  });

  it('hold every character that only one coder gave a code, each coding once', () => {
    fc.assert(
      fc.property(anyPassages, anyPassages, (a, b) => {
        const found = findDisagreements([a, b]);
        const codings = found.flatMap(({ sides }) =>
          sides.flatMap((side, i) => side.map(({ code, start, end }) => `${i} ${code} ${start} ${end}`)),
        );
        assert.equal(new Set(codings).size, codings.length);
        const covers = (list: readonly ComparedPassage[], code: string, i: number) =>
          list.some(({ start, end, codes }) => start <= i && i < end && codes.includes(code));
        for (const code of ['cost', 'trust', 'stigma'])
          for (let i = 0; i < 60; i++)
            if (covers(a, code, i) !== covers(b, code, i))
              assert.ok(
                found.some((each) =>
                  each.sides
                    .flat()
                    .some((coding) => coding.code === code && coding.start <= i && i < coding.end),
                ),
                `${code} at ${i}`,
              );
      }),
    );
  });
});
