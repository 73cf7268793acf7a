import assert from 'node:assert/strict';
import fc from 'fast-check';
import { placePassages } from '../../../src/core/study/placed-passages';
import { noReach } from '../../../src/core/study/reach';
import type { StudyView } from '../../../src/core/study/snapshot';
import { buildThemesTree, passagesUnder, type TopicNode } from '../../../src/core/study/themes-tree';
import { codebookOf, codeOf, themeOf } from '../model/codebooks';
import { anyView } from './random-views';
import { passageAt, snapshotOf } from './views';

function allNodes(nodes: readonly TopicNode[]): readonly TopicNode[] {
  return nodes.flatMap((node) => [node, ...allNodes(node.children)]);
}

/** The tree as nested lists of names. */
function outline(nodes: readonly TopicNode[]): unknown[] {
  return nodes.map((node) => {
    const name = node.path.slice(node.path.lastIndexOf('/') + 1);
    return node.children.length === 0 ? name : [name, outline(node.children)];
  });
}

const text = 'R1: We had no choice, and the money was good. So we joined.';
const question = (id: string) => ({ id, text: `${id}?` });

function treeOf(
  codebook: ReturnType<typeof codebookOf>,
  passages = [passageAt(text, 4, 20, ['a'])],
): readonly TopicNode[] {
  const sidecars = [{ transcript: 'a.md', coder: 'MS', passages }];
  return buildThemesTree(snapshotOf({ transcripts: { 'a.md': text }, codebook, sidecars }).whole);
}

describe('the tree of themes', () => {
  it('has each question with its themes, their subthemes, codes and subcodes, in file order', () => {
    const codebook = codebookOf(
      [
        codeOf('a', { themes: ['t1'] }),
        codeOf('b', { themes: ['t2', 't1'] }),
        codeOf('a1', { parent: 'a', themes: ['t1'] }),
        codeOf('a11', { parent: 'a1', themes: ['t2'] }),
        codeOf('c', { parent: 'a1', themes: [] }),
      ],
      [themeOf('t1', { questions: ['RQ2', 'RQ1'] }), themeOf('t2', { parent: 't1', questions: ['RQ1'] })],
      [question('RQ1'), question('RQ2'), question('RQ3')],
    );
    const below = [
      [
        'theme:t1',
        [['theme:t2', ['code:b', 'code:a11']], ['code:a', [['code:a1', ['code:a11', 'code:c']]]], 'code:b'],
      ],
    ];
    assert.deepEqual(outline(treeOf(codebook)), [
      ['question:RQ1', below],
      ['question:RQ2', below],
      'question:RQ3',
    ]);
  });

  it('has a subcode that names its theme again once, however many codes are above it', () => {
    const codebook = codebookOf(
      [
        codeOf('a', { themes: ['t'] }),
        codeOf('b', { parent: 'a' }),
        codeOf('c', { parent: 'b', themes: ['t'] }),
      ],
      [themeOf('t', { questions: ['RQ1'] })],
      [question('RQ1')],
    );
    assert.deepEqual(outline(treeOf(codebook)), [
      ['question:RQ1', [['theme:t', [['code:a', [['code:b', ['code:c']]]]]]]],
    ]);
  });

  it('has a subtheme with a question of its own where its parent does not answer that', () => {
    const codebook = codebookOf(
      [],
      [themeOf('t1', { questions: ['RQ1'] }), themeOf('t2', { parent: 't1', questions: ['RQ2'] })],
      [question('RQ1'), question('RQ2')],
    );
    assert.deepEqual(outline(treeOf(codebook, [])), [
      ['question:RQ1', [['theme:t1', ['theme:t2']]]],
      ['question:RQ2', ['theme:t2']],
    ]);
  });

  it('begins with the loose ends', () => {
    const codebook = codebookOf(
      [codeOf('a', { themes: ['gone'] }), codeOf('a1', { parent: 'a' }), codeOf('b', { themes: ['t'] })],
      [themeOf('t', { questions: ['RQ9'] }), themeOf('t1', { parent: 't' })],
      [question('RQ1')],
    );
    const passages = [passageAt(text, 4, 6, []), passageAt(text, 4, 20, ['zz', 'yy'])];
    const tree = treeOf(codebook, passages);
    assert.deepEqual(outline(tree), [
      ['unknown-codes', ['unknown:yy', 'unknown:zz']],
      ['codes-without-theme', [['code:a', ['code:a1']]]],
      ['themes-without-question', [['theme:t', ['theme:t1', 'code:b']]]],
      'passages-without-code',
      'question:RQ1',
    ]);
    assert.deepEqual(tree.at(-2)?.reach, { passages: 1, transcripts: 1, cases: 0, sites: 0 });
    assert.deepEqual(tree.at(-1)?.reach, noReach);
  });

  it('is nothing where there is nothing', () => {
    assert.deepEqual(treeOf(codebookOf([]), []), []);
  });

  it('has every question, theme and code, each node once, whatever the codebook says', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const nodes = allNodes(buildThemesTree(view));
        assert.equal(new Set(nodes.map(({ path }) => path)).size, nodes.length);
        const topics = new Set(nodes.map(({ topic }) => topic));
        for (const id of view.codebook.questions.keys()) assert.ok(topics.has(`question:${id}`), id);
        for (const id of view.codebook.themes.keys()) assert.ok(topics.has(`theme:${id}`), id);
        for (const id of view.codebook.codes.keys()) assert.ok(topics.has(`code:${id}`), id);
      }),
      { numRuns: 100 },
    );
  });

  it('shows below a node as many passages as the node counts', () => {
    const counted = (view: StudyView, node: TopicNode): ReadonlySet<string> =>
      new Set([
        ...passagesUnder(view, node).map(({ sidecar, passage }) => `${sidecar.path} ${passage.id}`),
        ...node.children.flatMap((child) => [...counted(view, child)]),
      ]);
    fc.assert(
      fc.property(anyView, (view) => {
        for (const node of allNodes(buildThemesTree(view))) {
          if (node.topic === undefined) continue;
          // Of passages with one place, each topic shows the first that is its own.
          const places = new Set([...counted(view, node)].map((key) => placeOf(view, key)));
          assert.equal(places.size, node.reach.passages, node.path);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('lists passages in the order of the transcripts and of the text', () => {
    const passages = [
      passageAt(text, 30, 35, ['a']),
      passageAt(text, 4, 20, ['a']),
      passageAt(text, 4, 6, ['a']),
    ];
    const { whole } = snapshotOf({
      transcripts: { 'a.md': text, 'b.md': text },
      codebook: codebookOf([codeOf('a')]),
      sidecars: [
        { transcript: 'b.md', coder: 'MS', passages: [passageAt(text, 0, 2, ['a'])] },
        { transcript: 'a.md', coder: 'SP', passages: [passageAt(text, 10, 12, ['a'])] },
        { transcript: 'a.md', coder: 'MS', passages },
      ],
    });
    const node = allNodes(buildThemesTree(whole)).find(({ topic }) => topic === 'code:a');
    assert.ok(node);
    assert.deepEqual(
      passagesUnder(whole, node).map(({ sidecar, span }) => [sidecar.transcript, span?.start]),
      [
        ['a.md', 4],
        ['a.md', 4],
        ['a.md', 10],
        ['a.md', 30],
        ['b.md', 0],
      ],
    );
  });

  it('holds the deepest chains that a codebook can have', () => {
    const size = 20_000;
    const codes = Array.from({ length: size }, (_, i) =>
      codeOf(`c${i}`, i === 0 ? {} : { parent: `c${i - 1}` }),
    );
    assert.equal(allNodes(treeOf(codebookOf(codes), [])).length, size + 1);
  });
});

function placeOf(view: StudyView, key: string): string {
  for (const sidecar of view.sidecars.values())
    for (const placed of placePassages(view, sidecar)) {
      if (`${sidecar.path} ${placed.passage.id}` !== key) continue;
      return JSON.stringify([
        sidecar.path,
        placed.span ?? [placed.passage.at, placed.passage.base ?? sidecar.value.base],
      ]);
    }
  return key;
}
