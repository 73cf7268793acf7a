import fc from 'fast-check';
import type { CodebookPlan } from '../../../src/core/actions/codebook-plan';
import { deleteCode, deleteTheme } from '../../../src/core/actions/delete-code';
import { deprecateCode, reinstateCode } from '../../../src/core/actions/deprecate-code';
import { createTheme, defineEntry, nameEntry } from '../../../src/core/actions/edit-entry';
import { mergeCodes, type MergeIntent } from '../../../src/core/actions/merge-codes';
import { type MovedItem, moveInCodebook, type Place } from '../../../src/core/actions/move-code';
import { without } from '../../../src/core/actions/revise-entries';
import { splitCode } from '../../../src/core/actions/split-code';
import type { Codebook } from '../../../src/core/model/codebook';
import type { StudySnapshot } from '../../../src/core/study/snapshot';
import { hostileText } from '../format/arbitraries';
import { codebook } from '../format/entry-arbitraries';

/** Codebooks in which everything fits together, with subcodes at any depth and codes that others have replaced. */
export const tidyCodebook: fc.Arbitrary<Codebook> = fc
  .tuple(codebook, fc.array(fc.nat(), { minLength: 12, maxLength: 12 }))
  .map(([value, dice]) => {
    const ids = [...value.codes.keys()];
    const themeIds = [...value.themes.keys()];
    const codes = [...value.codes.values()].map((given, i) => {
      const code = without(given, 'parent');
      const [above = 0, next = 0] = [dice[i], dice[i + 4]];
      const parent = above % 3 === 0 ? undefined : ids[above % Math.max(1, i)];
      const successor = next % 2 === 0 ? undefined : ids.filter((id) => id !== code.id)[next % ids.length];
      return {
        ...code,
        ...(parent === undefined || i === 0 ? {} : { parent }),
        ...(code.status === 'deprecated' && successor !== undefined ? { replacedBy: [successor] } : {}),
      };
    });
    const themes = [...value.themes.values()].map((theme, i) => {
      const above = dice[i + 8] ?? 0;
      const parent = above % 2 === 0 || i === 0 ? undefined : themeIds[above % i];
      return parent === undefined ? theme : { ...theme, parent };
    });
    return {
      ...value,
      codes: new Map(codes.map((code) => [code.id, code])),
      themes: new Map(themes.map((theme) => [theme.id, theme])),
    };
  });

/** A refactoring of the codebook as it is then; undefined where the codebook has too little in it. */
export interface Refactoring {
  readonly name: string;
  readonly plan: (snapshot: StudySnapshot) => CodebookPlan | undefined;
}

/** Chooses an id. */
function choose(ids: Iterable<string>, dice: number): string | undefined {
  const all = [...ids];
  return all[dice % Math.max(1, all.length)];
}

const nats = fc.tuple(fc.nat(), fc.nat(), fc.nat(), fc.nat());

function refactoring(
  name: string,
  act: (
    snapshot: StudySnapshot,
    code: string,
    other: string,
    dice: readonly [number, number, number, number],
  ) => CodebookPlan | undefined,
): fc.Arbitrary<Refactoring> {
  return nats.map((dice) => ({
    name,
    plan(snapshot) {
      const { codes } = snapshot.whole.codebook;
      const [code, other] = [choose(codes.keys(), dice[0]), choose(codes.keys(), dice[1])];
      return code === undefined || other === undefined ? undefined : act(snapshot, code, other, dice);
    },
  }));
}

export const anyMerge = refactoring('merge', (snapshot, code, into, [, , dice]) => {
  const themes: MergeIntent['themes'] = dice % 2 === 0 ? 'of both' : 'of the one that stays';
  return mergeCodes(snapshot, { codes: [code], into, themes });
});

export const anyMove = refactoring('move', (snapshot, code, other, [first, , dice, way]) => {
  const { themes, questions, codes } = snapshot.whole.codebook;
  const isTheme = way % 3 === 0;
  const id = isTheme ? choose(themes.keys(), first) : code;
  if (id === undefined) return undefined;
  const theme = choose(themes.keys(), dice);
  const question = choose(questions.keys(), dice);
  const places: Place[] = [{ kind: 'top' }];
  if (theme !== undefined) places.push({ kind: 'theme', id: theme });
  if (isTheme && question !== undefined) places.push({ kind: 'question', id: question });
  if (!isTheme) places.push({ kind: 'code', id: other });
  const to = places[dice % places.length] ?? { kind: 'top' };
  const leaves: Place[] = [];
  const from = isTheme ? themes.get(id)?.questions[0] : codes.get(id)?.themes[0];
  if (from !== undefined) leaves.push({ kind: isTheme ? 'question' : 'theme', id: from });
  const item: MovedItem = { kind: isTheme ? 'theme' : 'code', id, leaves: way % 2 === 0 ? 'all' : leaves };
  return moveInCodebook(snapshot, { items: [item], to });
});

export const anyRefactoring: fc.Arbitrary<Refactoring> = fc.oneof(
  { weight: 3, arbitrary: anyMerge },
  { weight: 3, arbitrary: anyMove },
  refactoring('deprecate', (snapshot, code, other) => deprecateCode(snapshot, code, [other])),
  refactoring('reinstate', (snapshot, code) => reinstateCode(snapshot, code)),
  fc
    .tuple(hostileText, hostileText)
    .chain(([first, second]) =>
      refactoring('split', (snapshot, code, other, [dice]) =>
        splitCode(snapshot, code, [{ name: first }, dice % 2 === 0 ? { name: second } : { id: other }]),
      ),
    ),
  refactoring('delete', (snapshot, code) => deleteCode(snapshot, code)),
  refactoring('delete theme', (snapshot, _code, _other, [dice]) => {
    const theme = choose(snapshot.whole.codebook.themes.keys(), dice);
    return theme === undefined ? undefined : deleteTheme(snapshot, theme);
  }),
  hostileText.chain((text) =>
    refactoring('name', (snapshot, id) => nameEntry(snapshot, { kind: 'code', id }, text)),
  ),
  hostileText.chain((text) =>
    refactoring('define', (snapshot, id) => defineEntry(snapshot, { kind: 'code', id }, text)),
  ),
  hostileText.chain((text) =>
    refactoring('create theme', (snapshot) => createTheme(snapshot, text, { kind: 'top' })),
  ),
);
