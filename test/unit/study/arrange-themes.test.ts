import assert from 'node:assert/strict';
import fc from 'fast-check';
import { arrangeThemes, type ShownTopic, type ThemesOrder } from '../../../src/core/study/arrange-themes';
import { buildThemesTree, type TopicNode } from '../../../src/core/study/themes-tree';
import { codebookOf, codeOf, themeOf } from '../model/codebooks';
import { anyView } from './random-views';
import { passageAt, snapshotOf } from './views';

const text = 'R1: We had no choice, and the money was good. So we joined.';

function tree(): readonly TopicNode[] {
  const codebook = codebookOf(
    [
      codeOf('money', { name: 'New money', themes: ['why'] }),
      codeOf('choice', { name: 'Élan', themes: ['why'], aliases: ['forced'] }),
      codeOf('income', { name: 'Fear of losing income', parent: 'choice' }),
      codeOf('staff', { name: 'Staff', themes: ['who'] }),
    ],
    [
      themeOf('why', { name: 'Reasons', questions: ['RQ2'] }),
      themeOf('who', { name: 'People', questions: ['RQ10'] }),
    ],
    [
      { id: 'RQ10', text: 'Who came?' },
      { id: 'RQ2', text: 'Why did they join?' },
    ],
  );
  const passages = [passageAt(text, 4, 20, ['choice']), passageAt(text, 22, 40, ['choice', 'staff', 'gone'])];
  const sidecars = [{ transcript: 'a.md', coder: 'MS', passages }];
  return buildThemesTree(snapshotOf({ transcripts: { 'a.md': text }, codebook, sidecars }).whole);
}

/** The tree as nested lists of names; those that only hold matches with a mark. */
function outline(topics: readonly ShownTopic[]): unknown[] {
  return topics.map(({ node, children, holdsMatches }) => {
    const name = `${holdsMatches ? '·' : ''}${node.path.slice(node.path.lastIndexOf(':') + 1)}`;
    return children.length === 0 ? name : [name, outline(children)];
  });
}

const allOf = (topics: readonly ShownTopic[]): readonly ShownTopic[] =>
  topics.flatMap((topic) => [topic, ...allOf(topic.children)]);

describe('arranging the themes', () => {
  const loose = ['unknown-codes', ['gone']];

  it('sorts by name, with numbers as numbers, loose ends first', () => {
    assert.deepEqual(outline(arrangeThemes(tree(), { order: 'name' })), [
      loose,
      ['RQ2', [['why', [['choice', ['income']], 'money']]]],
      ['RQ10', [['who', ['staff']]]],
    ]);
  });

  it('sorts by reach', () => {
    assert.deepEqual(outline(arrangeThemes(tree(), { order: 'reach' })), [
      loose,
      ['RQ2', [['why', [['choice', ['income']], 'money']]]],
      ['RQ10', [['who', ['staff']]]],
    ]);
    assert.deepEqual(outline(arrangeThemes(tree())).at(1), ['RQ10', [['who', ['staff']]]]);
  });

  it('shows what has the words, with what is above and below', () => {
    const found = (words: string) => outline(arrangeThemes(tree(), { words }));
    assert.deepEqual(found('elan'), [['·RQ2', [['·why', [['choice', ['income']]]]]]]);
    assert.deepEqual(found('FORCED'), [['·RQ2', [['·why', [['choice', ['income']]]]]]]);
    assert.deepEqual(found('income los'), [['·RQ2', [['·why', [['·choice', ['income']]]]]]]);
    assert.deepEqual(found('who came'), [['RQ10', [['who', ['staff']]]]]);
    assert.deepEqual(found('nothing like it'), []);
  });

  it('loses and repeats nothing, whatever the order', () => {
    fc.assert(
      fc.property(anyView, fc.constantFrom<ThemesOrder>('codebook', 'name', 'reach'), (view, order) => {
        const nodes = buildThemesTree(view);
        const pathsOf = (some: readonly TopicNode[]): readonly string[] =>
          some.flatMap(({ path, children }) => [path, ...pathsOf(children)]);
        const shown = allOf(arrangeThemes(nodes, { order })).map(({ node }) => node.path);
        assert.deepEqual([...shown].sort(), [...pathsOf(nodes)].sort());
        if (order === 'codebook') assert.deepEqual(shown, pathsOf(nodes));
      }),
    );
  });

  it('shows nothing that neither has the words nor stands above or below what has', () => {
    fc.assert(
      fc.property(anyView, fc.constantFrom('a', 'b c', 'code', 't1'), (view, words) => {
        for (const { children, holdsMatches } of allOf(arrangeThemes(buildThemesTree(view), { words })))
          if (holdsMatches) assert.ok(children.length > 0);
      }),
    );
  });
});
