import assert from 'node:assert/strict';
import fc from 'fast-check';
import { renameCode } from '../../../src/core/actions/rename-code';
import { UserError } from '../../../src/core/base/user-error';
import { editCodebook } from '../../../src/core/format/edit-codebook';
import { isCodeId } from '../../../src/core/model/ids';
import { checkStudy } from '../../../src/core/study/check';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { smallStudy } from '../../support/small-study';
import { codeId, hostileText } from '../format/arbitraries';
import { codebook } from '../format/entry-arbitraries';
import { codebookInForeignStyle } from '../format/foreign-style';
import { openWorkplace, textsOf } from './deeds';

const foreign = `format: verbatim/codebook@1
codes:

  # A blank line above, a comment of its own.
  'wary': # in quotes
    name: Wary
    aliases:   # former ids
      - cautious   # until May

  closer: { name: Closer look, parent: "wary", replaced-by: [other, wary] } # all on one line

  other:
    name: Other
    replaced-by:
      # two of them
      - closer
      - "wary"
`;

describe('renaming a code', function () {
  this.timeout(60_000);

  it('changes the codebook only: the old id is an alias, and what names the code follows', async () => {
    const place = await openWorkplace(smallStudy());
    const before = textsOf(place);
    const inverses = await place.carryOut(
      renameCode(place.store.snapshot, { code: 'mandatory-feel', to: 'forced' }),
    );
    const changed = [...textsOf(place)].filter(([path, text]) => before.get(path) !== text);
    assert.deepEqual(
      changed.map(([path]) => path),
      ['codebook.yaml'],
    );
    const { codebook: book } = place.store.snapshot.whole;
    assert.deepEqual(book.codes.get('forced')?.aliases, ['compulsory', 'mandatory-feel']);
    assert.equal(book.codes.get('fear-of-losing-income')?.parent, 'forced');
    for (const id of ['forced', 'mandatory-feel', 'compulsory']) assert.equal(book.resolve(id)?.id, 'forced');
    assert.deepEqual([...book.codes.keys()][0], 'forced', 'stays in its place');
    const problems = await checkStudy(place.store.snapshot, { files: place.files, bytes: nodeByteTools });
    assert.deepEqual(
      problems.filter(({ severity }) => severity !== 'info'),
      [],
    );
    await place.carryOut(inverses);
    assert.deepEqual(textsOf(place), before);
  });

  it('keeps quotes, comments, blank lines and the style of lists', async () => {
    const place = await openWorkplace(new Map([...smallStudy(), ['codebook.yaml', foreign]]));
    const inverses = await place.carryOut(renameCode(place.store.snapshot, { code: 'wary', to: 'careful' }));
    const after = foreign
      .replace(`'wary': #`, 'careful: #')
      .replace('until May\n', 'until May\n      - wary\n')
      .replace(
        'parent: "wary", replaced-by: [other, wary]',
        'parent: "careful", replaced-by: [other, careful]',
      )
      .replace('- "wary"', '- "careful"');
    assert.equal(place.files.text('codebook.yaml'), after);
    await place.carryOut(inverses);
    assert.equal(place.files.text('codebook.yaml'), foreign);
  });

  it('is taken back without what others did to the code meanwhile', async () => {
    const place = await openWorkplace(smallStudy());
    const book = (): string => place.files.text('codebook.yaml') ?? '';
    const before = book();
    const inverses = await place.carryOut(renameCode(place.store.snapshot, { code: 'wary', to: 'careful' }));
    const change = { kind: 'set-code', fields: { definition: 'Theirs.' } } as const;
    place.files.contents.set(
      'codebook.yaml',
      Buffer.from(editCodebook(book(), [{ ...change, id: 'careful' }]).text),
    );
    await place.carryOut(inverses);
    assert.equal(book(), editCodebook(before, [{ ...change, id: 'wary' }]).text);
  });

  it('gives a former id back to its code', async () => {
    const place = await openWorkplace(smallStudy());
    const rename = (code: string, to: string) =>
      place.carryOut(renameCode(place.store.snapshot, { code, to }));
    await rename('mandatory-feel', 'compulsory');
    assert.deepEqual(place.store.snapshot.whole.codebook.codes.get('compulsory')?.aliases, [
      'mandatory-feel',
    ]);
    await rename('mandatory-feel', 'mandatory-feel');
    assert.deepEqual(place.store.snapshot.whole.codebook.codes.get('mandatory-feel')?.aliases, [
      'compulsory',
    ]);
  });

  for (const [what, code, to, refusal] of [
    ['an unknown code', 'nobody', 'fine', 'rename/unknown-code'],
    ['an id that is none', 'wary', 'No Id', 'rename/bad-id'],
    ['a word of YAML', 'wary', 'yes', 'rename/bad-id'],
    ['another code’s id', 'wary', 'new-roles', 'rename/taken'],
    ['another code’s former id', 'wary', 'compulsory', 'rename/taken'],
  ] as const)
    it(`refuses ${what}`, async () => {
      const { store } = await openWorkplace(smallStudy());
      assert.throws(
        () => renameCode(store.snapshot, { code, to }),
        (error) => error instanceof UserError && error.code === refusal,
      );
    });

  it('refuses to make an alias that another code claims', async () => {
    const files = smallStudy();
    files.set('codebook.yaml', foreign.replace('name: Other', 'name: Other\n    aliases: [wary]'));
    const { store } = await openWorkplace(files);
    assert.throws(
      () => renameCode(store.snapshot, { code: 'wary', to: 'careful' }),
      (error) => error instanceof UserError && error.code === 'rename/alias-clash',
    );
  });

  it('in any codebook leaves every id with its code, and is undone and redone to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        codebookInForeignStyle(codebook),
        fc.array(fc.tuple(fc.nat(), codeId, hostileText), { minLength: 1, maxLength: 3 }),
        async ({ text }, todo) => {
          const place = await openWorkplace(new Map([...smallStudy(), ['codebook.yaml', text]]));
          const steps: { before: string; inverses: Awaited<ReturnType<typeof place.carryOut>> }[] = [];
          const first = [...place.store.snapshot.whole.codebook.codes];
          const ids = first.map(([id]) => id);
          for (const [dice, to, hostile] of todo) {
            const { snapshot } = place.store;
            const was = snapshot.whole.codebook;
            const id = ids[dice % Math.max(1, ids.length)] ?? hostile;
            const target = dice % 7 === 0 ? hostile : to;
            let edits;
            try {
              edits = renameCode(snapshot, { code: id, to: target });
            } catch (error) {
              assert.ok(error instanceof UserError);
              continue;
            }
            assert.ok(isCodeId(target));
            const before = place.files.text('codebook.yaml') ?? '';
            steps.push({ before, inverses: await place.carryOut(edits) });
            const now = place.store.snapshot.whole.codebook;
            assert.equal(now.resolve(id)?.id, target);
            assert.equal(now.codes.size, was.codes.size);
            for (const code of was.codes.values()) {
              const after = now.resolve(code.id);
              assert.equal(after?.name, code.name);
              const parent = was.parentOfCode(code);
              assert.equal(now.parentOfCode(after)?.id, parent && now.resolve(parent.id)?.id);
            }
          }
          const last = place.files.text('codebook.yaml');
          const redo = [];
          for (const { before, inverses } of steps.reverse()) {
            redo.unshift(await place.carryOut(inverses));
            assert.equal(place.files.text('codebook.yaml'), before);
          }
          assert.deepEqual([...place.store.snapshot.whole.codebook.codes], first);
          for (const inverses of redo) await place.carryOut(inverses);
          assert.equal(place.files.text('codebook.yaml'), last);
        },
      ),
      { numRuns: 60 },
    );
  });
});
