import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatCodebook } from '../../../src/core/format/format-codebook';
import { linesOf } from '../../../src/core/language/lines';
import { declarationsIn, mentionsIn } from '../../../src/core/language/mentions';
import { outlineOf } from '../../../src/core/language/outline';
import { fileKindOf, slotOf } from '../../../src/core/language/slots';
import { suggest } from '../../../src/core/language/suggest';
import { type StudySymbol, symbolAt } from '../../../src/core/language/symbol-at';
import { tokenAt } from '../../../src/core/language/token-at';
import { usesOf } from '../../../src/core/language/uses';
import type { StudyView } from '../../../src/core/study/snapshot';
import { reachOf } from '../../../src/core/study/reach';
import { openMemoryStudy } from '../../support/open-memory-study';
import { passageId, smallStudy } from '../../support/small-study';
import { codebook } from '../format/entry-arbitraries';
import { anyView } from '../study/random-views';

/** What is suggested at `|` in a file of the small study. */
async function suggestedAt(path: string, marked: string): Promise<readonly string[]> {
  const study = await openMemoryStudy(smallStudy());
  const file = fileKindOf(path);
  const before = marked.slice(0, marked.indexOf('|')).split('\n');
  const token = tokenAt(linesOf(marked.replace('|', '')), before.length - 1, before.at(-1)?.length ?? 0);
  const slot = file && token && slotOf(file, token);
  return slot ? suggest(study.view(), slot, token.path).map(({ text }) => text) : [];
}

/** Where a symbol is named in a file of the small study, as `line:character text`. */
async function mentionsOf(path: string, symbol: StudySymbol): Promise<readonly string[]> {
  const study = await openMemoryStudy(smallStudy());
  const found = mentionsIn(study.view(), path, linesOf(study.files.text(path) ?? ''), symbol);
  return found.map(({ token: { line, start, text }, isDeclaration }) =>
    [`${line + 1}:${start + 1}`, text, ...(isDeclaration ? ['described'] : [])].join(' '),
  );
}

const codes = ['mandatory-feel', 'fear-of-losing-income', 'wary', 'new-roles'];
const sidecarPath = 'transcripts/Int01.md.MS.coding.yaml';

describe('what is suggested', () => {
  for (const [what, path, marked, expected] of [
    ['codes of a passage', sidecarPath, 'passages:\n  - id: X\n    codes:\n      - |', codes],
    ['codes of what is said about codings', sidecarPath, 'passages:\n  - codings:\n      |', codes],
    ['outcomes', sidecarPath, 'passages:\n  - decisions:\n      - { code: wary, outcome: | }', undefined],
    ['coders who decided', sidecarPath, 'passages:\n  - decisions:\n      - { by: [MS, |] }', ['MS', 'SP']],
    [
      'themes of a code',
      'codebook.yaml',
      'codes:\n  wary:\n    themes: [|',
      ['motivation', 'mandate', 'staff'],
    ],
    [
      'other codes as a parent',
      'codebook.yaml',
      'codes:\n  wary:\n    parent: |',
      codes.filter((id) => id !== 'wary'),
    ],
    [
      'other themes as a parent',
      'codebook.yaml',
      'themes:\n  staff: { parent: | }',
      ['motivation', 'mandate'],
    ],
    ['questions of a theme', 'codebook.yaml', 'themes:\n  staff: { questions: [RQ1, |] }', ['RQ1', 'RQ2']],
    ['coders of a round', 'verbatim.yaml', 'rounds:\n  r: { coders: [|] }', ['MS', 'SP']],
    [
      'transcripts of a round',
      'verbatim.yaml',
      'rounds:\n  r:\n    transcripts:\n      - |',
      ['transcripts/Int01.md', 'transcripts/Int02.txt'],
    ],
    [
      'who a speaker is',
      'verbatim.yaml',
      'sources:\n  transcripts/Int01.md: { speakers: { R1: | } }',
      ['interviewer', 'Int1', 'Int2', 'A'],
    ],
    ['who speaks', 'verbatim.yaml', 'sources:\n  transcripts/Int01.md: { speakers: { | } }', ['INT', 'R1']],
    ['what a case is part of', 'verbatim.yaml', 'cases:\n  A: { part-of: | }', ['Int1', 'Int2']],
    [
      'values of an attribute',
      'verbatim.yaml',
      'cases:\n  A: { attributes: { setting: | } }',
      ['rural', 'urban'],
    ],
    ['nothing for a new id', 'codebook.yaml', 'codes:\n  |', []],
    ['nothing in prose', 'codebook.yaml', 'codes:\n  wary:\n    definition: |', []],
  ] as const)
    it(`is ${what}`, async () => {
      const outcomes = ['agreed', 'kept', 'added', 'declined', 'chosen', 'new'];
      assert.deepEqual(await suggestedAt(path, marked), expected ?? outcomes);
    });
});

describe('where something is named', () => {
  it('is every place of a code, by its former ids too', async () => {
    assert.deepEqual(await mentionsOf('codebook.yaml', { kind: 'code', id: 'mandatory-feel' }), [
      '10:3 mandatory-feel described',
      '16:15 compulsory',
      '19:13 mandatory-feel',
    ]);
  });

  it('is every place of a theme, a question and a case', async () => {
    assert.deepEqual(await mentionsOf('codebook.yaml', { kind: 'theme', id: 'motivation' }), [
      '6:3 motivation described',
      '7:62 motivation',
      '23:14 motivation',
    ]);
    assert.equal((await mentionsOf('codebook.yaml', { kind: 'question', id: 'RQ1' })).length, 3);
    assert.equal((await mentionsOf('verbatim.yaml', { kind: 'case', id: 'A' })).length, 3);
    assert.equal((await mentionsOf('verbatim.yaml', { kind: 'case', id: 'Int1' })).length, 2);
  });

  it('finds each entry of any codebook where it is described', () => {
    fc.assert(
      fc.property(codebook, (book) => {
        const places = declarationsIn('codebook.yaml', linesOf(formatCodebook(book)));
        const expected = [
          ...[...book.questions.keys()].map((id) => `question:${id}`),
          ...[...book.themes.keys()].map((id) => `theme:${id}`),
          ...[...book.codes.keys()].map((id) => `code:${id}`),
        ];
        assert.deepEqual([...places.keys()], expected);
      }),
    );
  });
});

describe('what passages are about something', () => {
  const idsOf = (view: StudyView, symbol: StudySymbol): readonly string[] =>
    usesOf(view, symbol).map(({ placed, code }) => [placed.passage.id, code].filter(Boolean).join(' '));

  it('is told with the code by which they are', async () => {
    const view = (await openMemoryStudy(smallStudy())).view();
    const id = passageId;
    assert.deepEqual(idsOf(view, { kind: 'code', id: 'mandatory-feel' }), [
      `${id(0)} mandatory-feel`,
      `${id(1)} mandatory-feel`,
      `${id(10)} compulsory`,
      `${id(20)} mandatory-feel`,
    ]);
    assert.equal(idsOf(view, { kind: 'theme', id: 'staff' }).length, 1);
    assert.deepEqual(idsOf(view, { kind: 'case', id: 'Int2' }), [id(20)]);
    assert.equal(idsOf(view, { kind: 'case', id: 'A' }).length, 7, 'of the cases within a site');
  });

  it('is for themes and questions what they reach, and never what is hidden', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const reach = reachOf(view);
        for (const theme of view.codebook.themes.values()) {
          const uses = usesOf(view, { kind: 'theme', id: theme.id });
          for (const { placed } of uses) assert.ok(view.sidecars.has(placed.sidecar.path));
          const transcripts = new Set(uses.map(({ placed }) => placed.sidecar.transcript));
          assert.equal(transcripts.size, reach.get(`theme:${theme.id}`)?.transcripts ?? 0);
        }
      }),
    );
  });

  it('leaves out what a blind round hides, for everything that can be asked for', async () => {
    const files = smallStudy();
    files.set(
      'verbatim.yaml',
      (files.get('verbatim.yaml') ?? '').replace('Int01.md]\n', 'Int01.md]\n    blind: true\n'),
    );
    const { store } = await openMemoryStudy(files);
    const symbols: StudySymbol[] = [
      { kind: 'code', id: 'mandatory-feel' },
      { kind: 'theme', id: 'mandate' },
      { kind: 'question', id: 'RQ1' },
      { kind: 'case', id: 'A' },
      { kind: 'coder', id: 'SP' },
    ];
    for (const symbol of symbols) {
      const coders = (view: StudyView) =>
        new Set(usesOf(view, symbol).map(({ placed }) => placed.sidecar.coder));
      assert.ok(coders(store.snapshot.whole).has('SP'), symbol.kind);
      assert.ok(!coders(store.snapshot.visibleTo('MS')).has('SP'), symbol.kind);
    }
  });
});

describe('the outline of a study file', () => {
  it('has an entry for each passage, with its words and codes', async () => {
    const study = await openMemoryStudy(smallStudy());
    const outline = outlineOf('sidecar', linesOf(study.files.text(sidecarPath) ?? ''));
    const passages = outline.find(({ token }) => token.text === 'passages')?.children ?? [];
    assert.deepEqual(
      passages.map(({ name, codes: own }) => [name, ...own]),
      [
        ['we had no choice', 'mandatory-feel'],
        ['The money was going to go through it.', 'fear-of-losing-income', 'mandatory-feel'],
        ['pretty wary', 'wary'],
        ['The pharmacist alone is worth it.', 'new-roles'],
      ],
    );
  });

  it('nests without overlaps, whatever the codebook', () => {
    fc.assert(
      fc.property(codebook.map(formatCodebook), (text) => {
        const lines = linesOf(text);
        let last = -1;
        for (const section of outlineOf('codebook', lines)) {
          assert.ok(section.token.line > last);
          last = section.lastLine;
          let inner = section.token.line;
          for (const entry of section.children) {
            assert.ok(entry.token.line > inner && entry.lastLine <= section.lastLine);
            inner = entry.lastLine;
          }
        }
        assert.ok(last < lines.count);
      }),
    );
  });
});

describe('a symbol', () => {
  it('is the same at each of its mentions', async () => {
    const study = await openMemoryStudy(smallStudy());
    for (const path of ['codebook.yaml', 'verbatim.yaml', sidecarPath]) {
      const lines = linesOf(study.files.text(path) ?? '');
      const file = fileKindOf(path);
      assert.ok(file);
      for (const symbol of [
        { kind: 'code', id: 'mandatory-feel' },
        { kind: 'case', id: 'A' },
      ] as const)
        for (const { token } of mentionsIn(study.view(), path, lines, symbol)) {
          const found = symbolAt(study.view(), file, tokenAt(lines, token.line, token.start) ?? token);
          assert.deepEqual([found?.kind, found?.id], [symbol.kind, symbol.id]);
        }
    }
  });
});
