import assert from 'node:assert/strict';
import fc from 'fast-check';
import { deleteCode, deleteTheme } from '../../../src/core/actions/delete-code';
import { deprecateCode } from '../../../src/core/actions/deprecate-code';
import { mergeCodes } from '../../../src/core/actions/merge-codes';
import { moveInCodebook } from '../../../src/core/actions/move-code';
import { recodePassage } from '../../../src/core/actions/recode-passage';
import { renameCode } from '../../../src/core/actions/rename-code';
import { oldIdsOf, rewriteOldIds } from '../../../src/core/actions/rewrite-old-ids';
import { splitCode } from '../../../src/core/actions/split-code';
import { UserError } from '../../../src/core/base/user-error';
import { checkStudy } from '../../../src/core/study/check';
import { reachOf } from '../../../src/core/study/reach';
import { passagesToRecode } from '../../../src/core/study/to-recode';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { smallStudy } from '../../support/small-study';
import { openWorkplace, textsOf, type Workplace } from './deeds';

const own = 'transcripts/Int01.md.MS.coding.yaml';
const refusedWith = (code: string) => (error: unknown) => error instanceof UserError && error.code === code;
const snapshotOf = ({ store }: Workplace) => store.snapshot;
const quotesToRecode = (place: Workplace, coder: string, code?: string): readonly string[] =>
  passagesToRecode(snapshotOf(place).visibleTo(coder), coder, code).map(({ placed }) => placed.passage.quote);

async function problemsOf(place: Workplace): Promise<readonly string[]> {
  const problems = await checkStudy(snapshotOf(place), { files: place.files, bytes: nodeByteTools });
  return problems.filter(({ severity }) => severity !== 'info').map(({ message }) => message);
}

/** The files that differ. */
function changedFiles(before: ReadonlyMap<string, string | undefined>, place: Workplace): readonly string[] {
  return [...textsOf(place)].filter(([path, text]) => before.get(path) !== text).map(([path]) => path);
}

describe('splitting a code', () => {
  const split = (place: Workplace) =>
    splitCode(snapshotOf(place), 'mandatory-feel', [
      { name: 'Forced by money' },
      { name: 'Forced by rules' },
    ]);

  it('makes its parts where it stands and lists every coder’s passages to recode', async () => {
    const place = await openWorkplace(smallStudy());
    const before = textsOf(place);
    const inverses = await place.carryOut(split(place).edits);
    assert.deepEqual(changedFiles(before, place), ['codebook.yaml']);
    const { codes } = snapshotOf(place).whole.codebook;
    assert.deepEqual(codes.get('mandatory-feel')?.replacedBy, ['forced-by-money', 'forced-by-rules']);
    assert.deepEqual(codes.get('forced-by-money')?.themes, ['mandate']);
    assert.deepEqual(await problemsOf(place), []);
    assert.deepEqual(quotesToRecode(place, 'MS'), [
      'we had no choice',
      'The money was going to go through it.',
      'We had no choice, did we.',
    ]);
    assert.deepEqual(quotesToRecode(place, 'SP'), ['Well, we had no choice.'], 'by its alias');
    assert.deepEqual(quotesToRecode(place, 'MS', 'wary'), []);
    await place.carryOut(inverses);
    assert.deepEqual(textsOf(place), before);
  });

  it('is walked passage by passage, and all of it is taken back to the byte', async () => {
    const parts = ['forced-by-money', 'forced-by-rules'];
    const answers = fc.array(fc.subarray(parts), { minLength: 3, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(answers, async (given) => {
        const place = await openWorkplace(smallStudy());
        const before = textsOf(place);
        const steps = [await place.carryOut(split(place).edits)];
        const todo = passagesToRecode(snapshotOf(place).whole, 'MS');
        for (const [i, { placed, id }] of todo.entries()) {
          const target = { sidecar: placed.sidecar.path, id: placed.passage.id };
          const codes = given[i] ?? [];
          const edits = recodePassage(snapshotOf(place).whole, target, id, codes);
          if (edits.length > 0) steps.push(await place.carryOut(edits));
        }
        const skipped = given.filter((codes) => codes.length === 0).length;
        assert.equal(quotesToRecode(place, 'MS').length, skipped);
        for (const [i, { placed }] of todo.entries()) {
          const now = snapshotOf(place).whole.sidecars.get(placed.sidecar.path);
          const codes = now?.value.passages.find(({ id }) => id === placed.passage.id)?.codes ?? [];
          const expected = given[i]?.length ? given[i] : ['mandatory-feel'];
          const others = placed.passage.codes.filter((code) => code !== 'mandatory-feel');
          assert.deepEqual(codes.toSorted(), [...others, ...expected].toSorted());
        }
        assert.deepEqual(await problemsOf(place), []);
        for (const inverses of steps.reverse()) await place.carryOut(inverses);
        assert.deepEqual(textsOf(place), before);
      }),
      { numRuns: 20 },
    );
  });

  it('is refused with one part, and with itself for a part', async () => {
    const place = await openWorkplace(smallStudy());
    const parts = (...ids: string[]) =>
      splitCode(
        snapshotOf(place),
        'wary',
        ids.map((id) => ({ id })),
      );
    assert.throws(() => parts('new-roles', 'new-roles'), refusedWith('split/parts'));
    assert.throws(() => parts('new-roles', 'wary'), refusedWith('split/itself'));
  });

  it('lists no passage for a code whose successors are deprecated in a circle', async () => {
    const place = await openWorkplace(smallStudy());
    await place.carryOut(deprecateCode(snapshotOf(place), 'wary', ['new-roles']).edits);
    assert.deepEqual(quotesToRecode(place, 'MS'), ['pretty wary']);
    await place.carryOut(deprecateCode(snapshotOf(place), 'new-roles', ['wary']).edits);
    assert.deepEqual(quotesToRecode(place, 'MS'), []);
  });
});

describe('deleting a code', () => {
  it('is refused while anybody uses it, under any of its ids', async () => {
    const place = await openWorkplace(smallStudy());
    assert.throws(() => deleteCode(snapshotOf(place), 'mandatory-feel'), refusedWith('delete/in-use'));
    assert.throws(() => deleteCode(snapshotOf(place), 'new-roles'), refusedWith('delete/in-use'));
    const files = smallStudy();
    files.delete(own);
    files.delete('transcripts/Int02.txt.MS.coding.yaml');
    const other = await openWorkplace(files);
    assert.throws(
      () => deleteCode(snapshotOf(other), 'mandatory-feel'),
      refusedWith('delete/in-use'),
      'SP has it by its alias',
    );
  });

  it('leaves its subcodes in its place', async () => {
    const files = smallStudy();
    for (const path of [...files.keys()].filter((name) => name.endsWith('.coding.yaml'))) files.delete(path);
    const place = await openWorkplace(files);
    const before = textsOf(place);
    const inverses = await place.carryOut(deleteCode(snapshotOf(place), 'mandatory-feel').edits);
    const subcode = snapshotOf(place).whole.codebook.codes.get('fear-of-losing-income');
    assert.deepEqual([subcode?.parent, subcode?.themes], [undefined, ['mandate']]);
    await place.carryOut(inverses);
    await place.carryOut(deleteTheme(snapshotOf(place), 'motivation').edits);
    const { themes, codes } = snapshotOf(place).whole.codebook;
    assert.deepEqual([themes.get('mandate')?.parent, themes.get('mandate')?.questions], [undefined, ['RQ1']]);
    assert.deepEqual(codes.get('wary')?.themes, []);
    assert.notDeepEqual(textsOf(place), before);
  });
});

describe('rewriting old ids', () => {
  const mergeFear = (place: Workplace) =>
    place.carryOut(
      mergeCodes(snapshotOf(place), {
        codes: ['fear-of-losing-income'],
        into: 'mandatory-feel',
        themes: 'of both',
      }).edits,
    );

  it('writes today’s ids into the coder’s own sidecars, changes no count and is taken back to the byte', async () => {
    const place = await openWorkplace(smallStudy());
    await place.carryOut(renameCode(snapshotOf(place), { code: 'wary', to: 'guarded' }));
    await mergeFear(place);
    const before = textsOf(place);
    const reach = [...reachOf(snapshotOf(place).whole)];
    assert.deepEqual(oldIdsOf(snapshotOf(place), 'MS'), [
      { id: 'fear-of-losing-income', now: 'mandatory-feel', passages: 1 },
      { id: 'wary', now: 'guarded', passages: 1 },
    ]);
    const inverses = await place.carryOut(rewriteOldIds(snapshotOf(place), 'MS'));
    assert.deepEqual(changedFiles(before, place), [own]);
    assert.doesNotMatch(place.files.text(own) ?? '', /wary$|fear-of-losing-income/m);
    assert.deepEqual([...reachOf(snapshotOf(place).whole)], reach);
    assert.deepEqual(oldIdsOf(snapshotOf(place), 'MS'), []);
    assert.deepEqual(rewriteOldIds(snapshotOf(place), 'MS'), []);
    assert.equal(oldIdsOf(snapshotOf(place), 'SP').length, 1, 'others rewrite their own');
    await place.carryOut(inverses);
    assert.deepEqual(textsOf(place), before);
  });

  it('keeps what the coder said about either of two codes that became one', async () => {
    const files = smallStudy();
    const text = files.get(own) ?? '';
    const codings = [
      '    codings:',
      '      fear-of-losing-income:',
      '        memo: |-',
      '          Of the one.',
      '        weight: 2',
      '      mandatory-feel:',
      '        memo: |-',
      '          Of the other.',
      '',
    ].join('\n');
    files.set(own, text.replace(/(- fear-of-losing-income\n +- mandatory-feel\n)/, `$1${codings}`));
    const place = await openWorkplace(files);
    await mergeFear(place);
    const before = textsOf(place);
    const inverses = await place.carryOut(rewriteOldIds(snapshotOf(place), 'MS'));
    const passage = snapshotOf(place).whole.sidecars.get(own)?.value.passages[1];
    assert.deepEqual(passage?.codes, ['mandatory-feel']);
    assert.deepEqual(
      { ...passage.codings?.['mandatory-feel'] },
      {
        memo: 'Of the other.\n\nOf the one.',
        weight: 2,
      },
    );
    await place.carryOut(inverses);
    assert.deepEqual(textsOf(place), before);
  });
});

describe('merging and moving', () => {
  it('keeps a heading where it is, and puts what the code’s lines hold besides above the other', async () => {
    const files = smallStudy();
    const text = (files.get('codebook.yaml') ?? '')
      .replace('  wary:', '  # The first week -----\n  # watch this one\n  wary: # hm')
      .replace('    origin: in-vivo', '    origin: in-vivo\n    x-tool: { kept: yes }');
    files.set('codebook.yaml', text);
    const place = await openWorkplace(files);
    const intent = { codes: ['wary'], into: 'new-roles', themes: 'of the one that stays' } as const;
    const inverses = await place.carryOut(mergeCodes(snapshotOf(place), intent).edits);
    const after = place.files.text('codebook.yaml') ?? '';
    const heading = '  # The first week -----\n';
    const remarks = '  # wary: watch this one\n  # wary: hm\n  # wary: x-tool: { kept: yes }\n';
    assert.ok(after.includes(`${heading}${remarks}  new-roles:\n`), after);
    await place.carryOut(inverses);
    assert.equal(place.files.text('codebook.yaml'), text);
  });

  it('refuses what would lose passages or make a circle', async () => {
    const place = await openWorkplace(smallStudy());
    const snapshot = snapshotOf(place);
    const leaves = 'all' as const;
    assert.throws(
      () =>
        moveInCodebook(snapshot, {
          items: [{ kind: 'code', id: 'mandatory-feel', leaves }],
          to: { kind: 'code', id: 'fear-of-losing-income' },
        }),
      refusedWith('move/below-itself'),
    );
    assert.throws(
      () =>
        moveInCodebook(snapshot, {
          items: [{ kind: 'theme', id: 'motivation', leaves }],
          to: { kind: 'theme', id: 'mandate' },
        }),
      refusedWith('move/below-itself'),
    );
    await place.carryOut(deprecateCode(snapshot, 'wary', []).edits);
    assert.throws(
      () => mergeCodes(snapshotOf(place), { codes: ['new-roles'], into: 'wary', themes: 'of both' }),
      refusedWith('merge/deprecated'),
    );
  });

  it('moves a code from one theme to another in one line', async () => {
    const place = await openWorkplace(smallStudy());
    const before = place.files.text('codebook.yaml') ?? '';
    const plan = moveInCodebook(snapshotOf(place), {
      items: [{ kind: 'code', id: 'wary', leaves: [{ kind: 'theme', id: 'motivation' }] }],
      to: { kind: 'theme', id: 'staff' },
    });
    await place.carryOut(plan.edits);
    const after = place.files.text('codebook.yaml') ?? '';
    const lines = after.split('\n').filter((line, i) => line !== before.split('\n')[i]);
    assert.deepEqual(lines, ['    themes: [staff]']);
  });
});
