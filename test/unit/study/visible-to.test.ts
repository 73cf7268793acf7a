import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Round } from '../../../src/core/model/study';
import type { StudyView } from '../../../src/core/study/snapshot';
import { snapshotOf, type SidecarParts } from './views';

const coders = ['MS', 'SP', 'JD'];
const transcripts = { 'a.md': 'A: Yes.', 'b.md': 'B: No.', 'c.md': 'C: Well.' };
const paths = Object.keys(transcripts);

const round: fc.Arbitrary<Round> = fc.record(
  {
    id: fc.constantFrom('r1', 'r2'),
    coders: fc.subarray(coders),
    transcripts: fc.subarray([...paths, 'missing.md']),
    blind: fc.boolean(),
  },
  { noNullPrototype: true },
);
const sidecars = fc
  .subarray(paths.flatMap((transcript) => [...coders, 'consensus'].map((coder) => ({ transcript, coder }))))
  .chain((chosen) =>
    fc.tuple(
      ...chosen.map((each) =>
        fc.constantFrom<SidecarParts>(
          { ...each, status: 'done' },
          { ...each, status: 'done' },
          { ...each, status: 'in-progress' },
        ),
      ),
    ),
  );
const study = fc.record({ rounds: fc.array(round, { maxLength: 2 }), sidecars });

/** The rule as it is written: a blind round's codings are hidden from each other's coders until all are done with all. */
function isHiddenFrom(
  viewer: string,
  sidecar: SidecarParts,
  all: readonly SidecarParts[],
  rounds: readonly Round[],
): boolean {
  const byId = new Map(rounds.map((each) => [each.id, each]));
  return [...byId.values()].some((each) => {
    const isDone = (transcript: string, coder: string) =>
      all.some(
        (other) => other.transcript === transcript && other.coder === coder && other.status === 'done',
      );
    const isOver = each.transcripts.every((transcript) =>
      each.coders.every((coder) => isDone(transcript, coder)),
    );
    return (
      each.blind &&
      !isOver &&
      each.coders.includes(viewer) &&
      each.transcripts.includes(sidecar.transcript) &&
      sidecar.coder !== viewer &&
      (each.coders.includes(sidecar.coder) || sidecar.coder === 'consensus')
    );
  });
}

const namesOf = (view: StudyView) =>
  [...view.sidecars.values()].map(({ transcript, coder }) => `${transcript} ${coder}`).sort();

describe('what one person sees of a study', () => {
  it('leaves out what a blind round hides from that person, and nothing else', () => {
    fc.assert(
      fc.property(study, fc.constantFrom(...coders, 'XX'), (parts, viewer) => {
        const view = snapshotOf({ transcripts, coders, ...parts }).visibleTo(viewer);
        const hidden = parts.sidecars.filter((each) =>
          isHiddenFrom(viewer, each, parts.sidecars, parts.rounds),
        );
        const seen = parts.sidecars.filter((each) => !hidden.includes(each));
        assert.equal(view.viewer, viewer);
        assert.deepEqual(namesOf(view), seen.map(({ transcript, coder }) => `${transcript} ${coder}`).sort());
        assert.deepEqual(
          [...view.hidden]
            .flatMap(([transcript, names]) => names.map((coder) => `${transcript} ${coder}`))
            .sort(),
          hidden.map(({ transcript, coder }) => `${transcript} ${coder}`).sort(),
        );
        for (const path of paths)
          assert.deepEqual(
            view.sidecarsOf(path).map(({ coder }) => coder),
            seen
              .filter(({ transcript }) => transcript === path)
              .map(({ coder }) => coder)
              .sort(),
          );
      }),
      { numRuns: 500 },
    );
  });

  it('is everything for somebody who codes nothing, and for tools', () => {
    fc.assert(
      fc.property(study, (parts) => {
        const snapshot = snapshotOf({ transcripts, coders, ...parts });
        for (const view of [snapshot.whole, snapshot.visibleTo(undefined)]) {
          assert.equal(view.viewer, undefined);
          assert.equal(view.sidecars.size, parts.sidecars.length);
          assert.equal(view.hidden.size, 0);
        }
      }),
    );
  });

  it('opens when the last coder is done with the last transcript', () => {
    const blind: Round = { id: 'r', coders: ['MS', 'SP'], transcripts: ['a.md', 'b.md'], blind: true };
    const done = (transcript: string, coder: string): SidecarParts => ({ transcript, coder, status: 'done' });
    const almost = [done('a.md', 'MS'), done('b.md', 'MS'), done('a.md', 'SP'), done('a.md', 'consensus')];
    const before = snapshotOf({ transcripts, coders, rounds: [blind], sidecars: almost });
    assert.deepEqual(namesOf(before.visibleTo('SP')), ['a.md SP']);
    assert.deepEqual(namesOf(before.visibleTo('JD')).length, 4);
    const after = snapshotOf({
      transcripts,
      coders,
      rounds: [blind],
      sidecars: [...almost, done('b.md', 'SP')],
    });
    assert.deepEqual(namesOf(after.visibleTo('SP')).length, 5);
  });

  it('stays closed while a coder’s sidecar cannot be read for the first time', () => {
    const blind: Round = { id: 'r', coders: ['MS', 'SP'], transcripts: ['a.md'], blind: true };
    const sidecars: SidecarParts[] = [
      { transcript: 'a.md', coder: 'MS', status: 'done' },
      { transcript: 'a.md', coder: 'SP', isStale: true },
    ];
    const view = snapshotOf({ transcripts, coders, rounds: [blind], sidecars }).visibleTo('MS');
    assert.deepEqual(view.hidden.get('a.md'), ['SP']);
  });

  it('is the same view each time it is asked for while something is hidden', () => {
    const blind: Round = { id: 'r', coders: ['MS', 'SP'], transcripts: ['a.md'], blind: true };
    const snapshot = snapshotOf({ transcripts, coders, rounds: [blind] });
    assert.equal(snapshot.visibleTo('MS'), snapshot.visibleTo('MS'));
  });
});
