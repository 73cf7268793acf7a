import assert from 'node:assert/strict';
import { deprecateCode } from '../../../src/core/actions/deprecate-code';
import { mergeCodes } from '../../../src/core/actions/merge-codes';
import { moveInCodebook } from '../../../src/core/actions/move-code';
import { renameCode } from '../../../src/core/actions/rename-code';
import { splitCode } from '../../../src/core/actions/split-code';
import { suggest } from '../../../src/core/language/suggest';
import { usesOf } from '../../../src/core/language/uses';
import { checkStudy } from '../../../src/core/study/check';
import { writeEdits, writeEdit } from '../../../src/core/study/write-edits';
import { reachOf } from '../../../src/core/study/reach';
import { buildThemesTree, passagesUnder, type TopicNode } from '../../../src/core/study/themes-tree';
import { passagesToRecode } from '../../../src/core/study/to-recode';
import { type MemoryStudy, openMemoryStudy } from '../../support/open-memory-study';
import { sidecarText, smallStudy, type PassageOutline } from '../../support/small-study';

const theirs = 'transcripts/Int01.md.SP.coding.yaml';

/** The small study while its round is blind, MS is not done yet, and SP has coded this. */
function openBlind(outlines: readonly PassageOutline[]): Promise<MemoryStudy> {
  const files = smallStudy();
  const study = files.get('verbatim.yaml') ?? '';
  files.set('verbatim.yaml', study.replace('calibration:\n', 'calibration:\n    blind: true\n'));
  const text = sidecarText(files.get('transcripts/Int01.md') ?? '', outlines, {
    status: 'done',
    firstId: 10,
  });
  return openMemoryStudy(files.set(theirs, text));
}

const secrets: readonly PassageOutline[] = [
  { quote: 'Well, we had no choice.', codes: ['compulsory', 'no-such-code'], memo: 'A secret.' },
  { quote: 'We were all pretty wary.', codes: ['wary', 'fear-of-losing-income'] },
  { quote: 'Now I would not go back. 🙂', codes: ['new-roles'] },
];

/** What MS is told: counts, places, lists and mistakes. */
async function toldTo(coder: string, { store, ports }: MemoryStudy): Promise<unknown> {
  const { snapshot } = store;
  const view = snapshot.visibleTo(coder);
  const codes = [...view.codebook.codes.keys(), 'no-such-code'];
  const nodesOf = (nodes: readonly TopicNode[]): readonly unknown[] =>
    nodes.map((node) => [
      node.topic,
      passagesUnder(view, node).map(({ passage }) => passage.id),
      nodesOf(node.children.filter((child) => 'reach' in child)),
    ]);
  return {
    reach: [...reachOf(view)],
    uses: codes.map((id) =>
      usesOf(view, { kind: 'code', id }).map(({ placed }) => [placed.sidecar.path, placed.passage.id]),
    ),
    aliases: suggest(view, { kind: 'alias', isDeclaration: false, words: [], owner: 'wary' }, []),
    tree: nodesOf(buildThemesTree(view)),
    toRecode: passagesToRecode(view, coder).map(({ placed, id }) => [placed.passage.id, id]),
    problems: await checkStudy(snapshot, ports, view),
  };
}

const refactorings = {
  merge: ({ store }: MemoryStudy) =>
    mergeCodes(store.snapshot, { codes: ['wary'], into: 'new-roles', themes: 'of both' }),
  move: ({ store }: MemoryStudy) =>
    moveInCodebook(store.snapshot, {
      items: [{ kind: 'code', id: 'wary', leaves: 'all' }],
      to: { kind: 'theme', id: 'staff' },
    }),
  deprecate: ({ store }: MemoryStudy) => deprecateCode(store.snapshot, 'wary', ['new-roles']),
  split: ({ store }: MemoryStudy) => splitCode(store.snapshot, 'wary', [{ name: 'One' }, { name: 'Two' }]),
};

describe('codings that a blind round hides', () => {
  let empty: MemoryStudy;
  let full: MemoryStudy;
  beforeEach(async () => {
    [empty, full] = await Promise.all([openBlind([]), openBlind(secrets)]);
    assert.equal(full.store.snapshot.visibleTo('MS').sidecars.has(theirs), false);
  });

  it('change nothing that the other coder is told', async () => {
    assert.deepEqual(await toldTo('MS', full), await toldTo('MS', empty));
    assert.notDeepEqual(await toldTo('SP', full), await toldTo('SP', empty));
  });

  for (const [name, plan] of Object.entries(refactorings))
    it(`are followed by a ${name} that is planned, and told afterwards, as if they were not there`, async () => {
      const [planned, other] = [plan(full), plan(empty)];
      assert.deepEqual(planned.edits, other.edits);
      assert.ok(planned.edits.length > 0);
      for (const study of [full, empty]) {
        await writeEdits(planned.edits, (edit) => writeEdit(edit, study.ports));
        await study.store.refresh(['codebook.yaml']);
      }
      assert.deepEqual(await toldTo('MS', full), await toldTo('MS', empty));
    });

  it('keep no id from being given', () => {
    for (const { store } of [full, empty])
      assert.equal(renameCode(store.snapshot, { code: 'wary', to: 'no-such-code' }).length, 1);
  });
});
