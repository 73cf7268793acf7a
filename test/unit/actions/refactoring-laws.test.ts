import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCodebook } from '../../../src/core/format/read-codebook';
import { commentsIn } from '../../../src/core/format/yaml-comments';
import type { CodebookIndex } from '../../../src/core/model/codebook-index';
import { smallStudy } from '../../support/small-study';
import { codebookInForeignStyle } from '../format/foreign-style';
import { openWorkplace, textsOf, type Workplace } from './deeds';
import { anyMerge, anyMove, anyRefactoring, tidyCodebook } from './refactorings';
import { attempt } from '../../support/attempt';

const book = codebookInForeignStyle(tidyCodebook);

function openWith(text: string): Promise<Workplace> {
  return openWorkplace(new Map([...smallStudy(), ['codebook.yaml', text]]));
}

const textOf = (place: Workplace): string => place.files.text('codebook.yaml') ?? '';
const problemsIn = (text: string): readonly string[] =>
  readCodebook(text, 'codebook.yaml').problems.map(({ code }) => code);

/** Every id that a sidecar could have. */
function idsOf(...books: readonly CodebookIndex[]): readonly string[] {
  const ids = books.flatMap(({ codes }) =>
    [...codes.values()].flatMap(({ id, aliases }) => [id, ...aliases]),
  );
  return [...new Set([...ids, 'unknown'])];
}

/** The themes that a passage with an id counts under. */
function themesOf(codebook: CodebookIndex, id: string): readonly string[] {
  const code = codebook.resolve(id);
  return code ? codebook.themesOf(code).map((theme) => theme.id) : [];
}

describe('refactoring a codebook', function () {
  this.timeout(120_000);

  it('writes what was planned, finds no fault with it, and is undone and redone to the byte', async () => {
    await fc.assert(
      fc.asyncProperty(
        book,
        fc.array(anyRefactoring, { minLength: 1, maxLength: 3 }),
        async (start, todo) => {
          const place = await openWith(start.text);
          const before = textsOf(place);
          const steps: { text: string; inverses: Awaited<ReturnType<Workplace['carryOut']>> }[] = [];
          for (const { plan: make, name } of todo) {
            const text = textOf(place);
            const plan = attempt(() => make(place.store.snapshot));
            const inverses = plan && (await attempt(() => place.carryOut(plan.edits)));
            if (!plan || !inverses) continue;
            steps.push({ text, inverses });
            const now = readCodebook(textOf(place), 'codebook.yaml').value;
            assert.deepEqual(now?.codes, plan.after.codes, name);
            assert.deepEqual(now.themes, plan.after.themes, name);
            assert.deepEqual(now.questions, plan.after.questions, name);
            assert.deepEqual(problemsIn(textOf(place)), problemsIn(text), name);
            if (plan.edits.length === 0) assert.equal(textOf(place), text);
          }
          const last = textOf(place);
          const redo = [];
          for (const { text, inverses } of steps.reverse()) {
            redo.unshift(await place.carryOut(inverses));
            assert.equal(textOf(place), text);
          }
          assert.deepEqual(textsOf(place), before);
          for (const inverses of redo) await place.carryOut(inverses);
          assert.equal(textOf(place), last);
        },
      ),
      { numRuns: 30 },
    );
  });

  it('by merging lets every passage of either code count under the one that stays, and no other', async () => {
    await fc.assert(
      fc.asyncProperty(book, anyMerge, async ({ text }, merge) => {
        const place = await openWith(text);
        const plan = attempt(() => merge.plan(place.store.snapshot));
        if (!plan) return;
        const { before, after } = plan;
        const [gone] = [...before.codes.keys()].filter((id) => !after.codes.has(id));
        if (gone === undefined) return;
        const into = after.resolve(gone)?.id;
        for (const id of idsOf(before)) {
          const was = before.resolve(id)?.id;
          assert.equal(after.resolve(id)?.id, was === gone ? into : was, id);
          // What stands below the code that stays gains its themes with it.
          if (was !== gone && was !== into && ![gone, into].some((code) => isBelow(before, id, code ?? '')))
            assert.deepEqual(themesOf(after, id).toSorted(), themesOf(before, id).toSorted(), id);
        }
      }),
      { numRuns: 50 },
    );
  });

  it('by merging with the themes of both takes no passage from a theme', async () => {
    await fc.assert(
      fc.asyncProperty(book, anyMerge, async ({ text }, merge) => {
        const place = await openWith(text);
        const plan = attempt(() => merge.plan(place.store.snapshot));
        const [gone] = plan ? [...plan.before.codes.keys()].filter((id) => !plan.after.codes.has(id)) : [];
        if (!plan || gone === undefined) return;
        const [were, are] = [themesOf(plan.before, gone), themesOf(plan.after, gone)];
        const lost = were.filter((theme) => !are.includes(theme));
        const isOfBoth = lost.length === 0;
        const own = plan.after.resolve(gone);
        assert.ok(isOfBoth || own?.themes.length === plan.before.codes.get(own?.id ?? '')?.themes.length);
      }),
      { numRuns: 50 },
    );
  });

  it('by merging loses nothing that a person wrote about the code', async () => {
    await fc.assert(
      fc.asyncProperty(book, anyMerge, async ({ text }, merge) => {
        const place = await openWith(text);
        const plan = attempt(() => merge.plan(place.store.snapshot));
        const [gone] = plan
          ? [...plan.before.codes.values()].filter(({ id }) => !plan.after.codes.has(id))
          : [];
        if (!plan || !gone || !(await attempt(() => place.carryOut(plan.edits)))) return;
        const now = textOf(place);
        const heir = plan.after.resolve(gone.id);
        for (const written of [gone.definition, gone.include, gone.exclude, gone.memo])
          assert.ok(heir?.memo?.includes(written?.trim() ?? ''), written);
        for (const example of gone.examples) assert.ok(heir?.examples.includes(example));
        for (const note of gone.notes ?? []) assert.ok(heir?.notes?.includes(note));
        const comments = new Set(commentsIn(now.replace(/\r\n?/g, '\n')).map((comment) => comment.trim()));
        const said = [...comments].join('\n');
        for (const comment of commentsIn(text.replace(/\r\n?/g, '\n')))
          assert.ok(said.includes(comment.replace(/^#+\s*/, '').trim()), comment);
      }),
      { numRuns: 50 },
    );
  });

  it('by moving leaves what stands elsewhere where it counts', async () => {
    await fc.assert(
      fc.asyncProperty(book, anyMove, async ({ text }, move) => {
        const place = await openWith(text);
        const plan = attempt(() => move.plan(place.store.snapshot));
        if (!plan) return;
        const { before, after } = plan;
        const [moved] = [...after.codes.values()].filter((code) => code !== before.codes.get(code.id));
        const [movedTheme] = [...after.themes.values()].filter(
          (theme) => theme !== before.themes.get(theme.id),
        );
        for (const id of idsOf(before)) {
          assert.equal(after.resolve(id)?.id, before.resolve(id)?.id);
          if (moved && before.resolve(id)?.id !== moved.id && !isBelow(before, id, moved.id))
            assert.deepEqual(themesOf(after, id), themesOf(before, id));
        }
        for (const theme of before.themes.values()) {
          if (!movedTheme || theme.id === movedTheme.id || isThemeBelow(before, theme.id, movedTheme.id))
            continue;
          assert.deepEqual(after.questionsOf(after.themes.get(theme.id) ?? theme), before.questionsOf(theme));
        }
      }),
      { numRuns: 50 },
    );
  });
});

function isBelow(codebook: CodebookIndex, id: string, above: string): boolean {
  let at = codebook.resolve(id);
  for (at &&= codebook.parentOfCode(at); at; at = codebook.parentOfCode(at)) if (at.id === above) return true;
  return false;
}

function isThemeBelow(codebook: CodebookIndex, id: string, above: string): boolean {
  let at = codebook.themes.get(id);
  for (at &&= codebook.parentOfTheme(at); at; at = codebook.parentOfTheme(at))
    if (at.id === above) return true;
  return false;
}
