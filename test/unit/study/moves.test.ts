import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isSidecarPath } from '../../../src/core/model/sidecar-path';
import { concernsTranscripts, type Move, type MovePlan, planMoves } from '../../../src/core/study/moves';
import { placePassages } from '../../../src/core/study/placed-passages';
import type { StudyView } from '../../../src/core/study/snapshot';
import { openMemoryStudy } from '../../support/open-memory-study';
import { smallStudy } from '../../support/small-study';

type Files = Map<string, string>;

function plan(files: Files, moves: readonly Move[]): MovePlan {
  const paths = [...files.keys()];
  return planMoves(
    {
      transcripts: paths.filter((path) => /\.(md|txt)$/.test(path)),
      sidecars: paths.filter(isSidecarPath),
      studyFile: files.get('verbatim.yaml') ?? '',
    },
    moves,
  );
}

/** The files once everything has been moved: what the editor moves, then what the plan says. */
function carryOut(files: Files, moves: readonly Move[], { sidecars, studyFile }: MovePlan): Files {
  const moved = new Map<string, string>();
  for (const [path, text] of files) {
    const move = moves.find(({ from }) => path === from || path.startsWith(`${from}/`));
    const follows = sidecars.find(({ from }) => from === path);
    const to = move ? move.to + path.slice(move.from.length) : (follows?.to ?? path);
    assert.ok(!moved.has(to), to);
    moved.set(to, text);
  }
  return moved.set('verbatim.yaml', studyFile);
}

/** Every passage with its coder, place and cases' transcript, as far as these do not depend on paths. */
function passagesOf(view: StudyView): readonly unknown[] {
  return [...view.sidecars.values()]
    .flatMap((sidecar) =>
      placePassages(view, sidecar).map(({ passage, span, status }) => [
        passage.id,
        sidecar.coder,
        status,
        span,
      ]),
    )
    .sort();
}

describe('moving transcripts', () => {
  const from = 'transcripts/Int01.md';

  it('takes every coder’s sidecar and all that the study file says along', () => {
    const files = smallStudy();
    const made = plan(files, [{ from, to: 'transcripts/old/First.md' }]);
    assert.deepEqual(made.sidecars, [
      { from: `${from}.MS.coding.yaml`, to: 'transcripts/old/First.md.MS.coding.yaml' },
      { from: `${from}.SP.coding.yaml`, to: 'transcripts/old/First.md.SP.coding.yaml' },
    ]);
    assert.equal(made.studyFile, files.get('verbatim.yaml')?.replaceAll(from, 'transcripts/old/First.md'));
    assert.deepEqual([made.taken, made.left, made.problem], [[], [], undefined]);
  });

  it('leaves alone the sidecars that move themselves, as nested files do', () => {
    const moves = ['', '.MS.coding.yaml', '.SP.coding.yaml'].map((end) => ({
      from: from + end,
      to: `transcripts/old/Int01.md${end}`,
    }));
    const made = plan(smallStudy(), moves);
    assert.deepEqual(made.sidecars, []);
    assert.match(made.studyFile, /transcripts\/old\/Int01\.md: /);
  });

  it('renames a folder in paths and globs', () => {
    const files = smallStudy();
    const made = plan(files, [{ from: 'transcripts', to: 'talks/2020' }]);
    assert.deepEqual(made.sidecars, []);
    assert.equal(made.studyFile, files.get('verbatim.yaml')?.replaceAll('transcripts/', 'talks/2020/'));
    assert.deepEqual(made.left, []);
  });

  it('says what no longer is a transcript, and which places are taken', () => {
    const files = smallStudy();
    files.set('elsewhere/Int01.md.SP.coding.yaml', '');
    const made = plan(files, [{ from, to: 'elsewhere/Int01.md' }]);
    assert.deepEqual(made.left, ['elsewhere/Int01.md']);
    assert.deepEqual(made.taken, [`${from}.SP.coding.yaml`]);
    assert.deepEqual(
      made.sidecars.map(({ to }) => to),
      ['elsewhere/Int01.md.MS.coding.yaml'],
    );
  });

  it('moves the sidecars also where the study file cannot be read, which stays as it is', () => {
    const files = smallStudy().set('verbatim.yaml', 'sources: [');
    const made = plan(files, [{ from, to: 'transcripts/B.md' }]);
    assert.equal(made.sidecars.length, 2);
    assert.equal(made.studyFile, 'sources: [');
    assert.notEqual(made.problem, undefined);
  });

  it('concerns transcripts, folders of them and what sidecars wait for, and nothing else', () => {
    const study = { transcripts: [from], sidecars: ['gone/Int9.md.MS.coding.yaml'] };
    const isConcerned = (path: string) => concernsTranscripts(study, { from: path, to: 'x' });
    assert.deepEqual(
      [
        from,
        'transcripts',
        'gone/Int9.md',
        'gone',
        'codebook.yaml',
        'transcript',
        `${from}.MS.coding.yaml`,
      ].map(isConcerned),
      [true, true, true, true, false, false, false],
    );
  });

  it('loses no passage and leaves nothing for the check to find, whatever is moved within the study', async () => {
    const name = fc.stringMatching(/^[A-Za-zé ',#:-]{0,6}[A-Za-z0-9]$/);
    const anyMove = fc.oneof(
      fc
        .tuple(
          fc.constantFrom(from, 'transcripts/Int02.txt'),
          fc.constantFrom('transcripts/', 'transcripts/a b/'),
          name,
        )
        .map(([file, folder, stem]) => ({ from: file, to: `${folder}${stem.normalize('NFC')}.md` })),
      name.map((folder) => ({ from: 'transcripts', to: folder.normalize('NFC').trim() })),
    );
    await fc.assert(
      fc.asyncProperty(anyMove, async (move) => {
        // A path that some system reads as one on a drive is none of a study.
        fc.pre(!/^((examples|node_modules|codebook)$|[A-Za-z]:)/.test(move.to));
        const before = await openMemoryStudy(smallStudy());
        const made = plan(smallStudy(), [move]);
        const after = await openMemoryStudy(carryOut(smallStudy(), [move], made));
        assert.deepEqual(made.left, []);
        assert.deepEqual(await after.check(), []);
        assert.deepEqual(passagesOf(after.view()), passagesOf(before.view()));
        assert.deepEqual(
          [...after.view().study.rounds.values()]
            .flatMap(({ transcripts }) => transcripts)
            .every((path) => after.view().transcripts.has(path)),
          true,
        );
      }),
      { numRuns: 60 },
    );
  });
});
