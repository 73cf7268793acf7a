import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Choice, settleCodings } from '../../../src/core/actions/settle-matters';
import { describeChanges } from '../../../src/core/merge/describe-changes';
import { mergeSidecars } from '../../../src/core/merge/merge-sidecars';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import { reconciliationOf } from '../../../src/core/study/consensus';
import type { StudyView } from '../../../src/core/study/snapshot';
import { openWorkplace } from '../actions/deeds';
import {
  anyChoice,
  codersAtWork,
  codingsOf,
  consensusPath,
  filesOf,
  remark,
  transcript,
  viewOf,
} from '../actions/reconciling';

/** What a branch makes of some matters, by their places in the list at the beginning. */
async function decide(
  files: ReadonlyMap<string, string>,
  which: readonly number[],
  choice: (place: number) => Choice,
): Promise<string> {
  const place = await openWorkplace(files);
  const { matters } = reconciliationOf(viewOf(place), transcript);
  for (const n of which) {
    const matter = matters[n];
    if (matter)
      await place.carryOut(settleCodings(viewOf(place), transcript, codingsOf(matter), choice(n), remark));
  }
  return place.files.text(consensusPath) ?? '';
}

function outcomesIn(view: StudyView) {
  return reconciliationOf(view, transcript).matters.map(({ matter, state, decisions }) => [
    matter.code,
    state,
    decisions[0]?.outcome,
  ]);
}

describe('reconciling on two branches', () => {
  it('two people who settle different matters have settled both, with no passage twice', async () => {
    await fc.assert(
      fc.asyncProperty(
        codersAtWork,
        fc.array(fc.boolean(), { minLength: 30, maxLength: 30 }),
        async (coders, mine) => {
          const files = filesOf(coders);
          const count = reconciliationOf(viewOf(await openWorkplace(files)), transcript).matters.length;
          const all = [...Array(count).keys()];
          const keep = (): Choice => ({ kind: 'keep', coder: 'C0' });
          const ours = await decide(
            files,
            all.filter((n) => mine[n % 30]),
            keep,
          );
          const theirs = await decide(
            files,
            all.filter((n) => !mine[n % 30]),
            keep,
          );
          if (ours === '' || theirs === '') return;
          const merged = mergeSidecars('', ours, theirs);
          assert.ok(merged);
          assert.deepEqual(merged.conflicts, [], merged.text);
          const one = await openWorkplace(new Map([...files, [consensusPath, merged.text]]));
          const both = await openWorkplace(
            new Map([...files, [consensusPath, await decide(files, all, keep)]]),
          );
          assert.deepEqual(outcomesIn(viewOf(one)), outcomesIn(viewOf(both)));
          assert.ok(reconciliationOf(viewOf(one), transcript).isComplete);
        },
      ),
      { numRuns: 15 },
    );
  });

  it('two people who settle the same matters differently are told where', async () => {
    await fc.assert(
      fc.asyncProperty(codersAtWork, anyChoice, anyChoice, fc.nat(), async (coders, one, other, die) => {
        const files = filesOf(coders);
        const { matters } = reconciliationOf(viewOf(await openWorkplace(files)), transcript);
        if (matters.length === 0) return;
        const n = die % matters.length;
        const [ours, theirs] = [await decide(files, [n], () => one), await decide(files, [n], () => other)];
        const merged = mergeSidecars('', ours, theirs);
        assert.ok(merged);
        const lastOf = (text: string) =>
          readSidecar(text, '').value?.passages.map(({ id, at, decisions }) => [id, at, decisions]);
        if (JSON.stringify(lastOf(ours)) === JSON.stringify(lastOf(theirs))) {
          assert.deepEqual(merged.conflicts, []);
          assert.equal(merged.text, ours);
          return;
        }
        if (merged.conflicts.length > 0) return;
        // Passages of their own for other words: both are there, and that is reported.
        const view = viewOf(await openWorkplace(new Map([...files, [consensusPath, merged.text]])));
        const status = reconciliationOf(view, transcript).matters[n];
        assert.ok(status);
        const passages = status.groups.flatMap(({ members }) => members);
        const kept = passages.filter(({ passage }) => passage.codes.includes(status.matter.code));
        const isTold = status.state === 'contradicting' || kept.length <= 1;
        assert.ok(isTold, merged.text);
      }),
      { numRuns: 60 },
    );
  });
});

describe('a decision', () => {
  const coders = { MS: [[2, 6, ['code-a', 'code-b']]], SP: [[3, 7, ['code-a']]] } as const;

  async function settle(code: string, choice: Choice, reason: string) {
    const place = await openWorkplace(filesOf(coders));
    const find = (wanted: string) => {
      const found = reconciliationOf(viewOf(place), transcript).matters.find(
        ({ matter }) => matter.code === wanted,
      );
      assert.ok(found);
      return codingsOf(found);
    };
    // One passage is there already, so that the file is not new.
    await place.carryOut(
      settleCodings(viewOf(place), transcript, find('code-a'), { kind: 'keep', coder: 'SP' }, remark),
    );
    const before = place.files.text(consensusPath) ?? '';
    await place.carryOut(settleCodings(viewOf(place), transcript, find(code), choice, { ...remark, reason }));
    const after = place.files.text(consensusPath) ?? '';
    const sentences = describeChanges(
      new Map([[consensusPath, before]]),
      new Map([[consensusPath, after]]),
    ).map(({ sentence }) => sentence);
    return { lines: differingLines(before, after), sentences };
  }

  it('is a small, readable difference, and a sentence', async () => {
    const { lines, sentences } = await settle('code-b', { kind: 'decline' }, 'Not about the money here.');
    // The last decision marks the consensus done as well.
    assert.deepEqual(lines.removed, ['status: in-progress']);
    assert.ok(lines.added.length <= 12, JSON.stringify(lines));
    assert.deepEqual(
      sentences.filter((each) => each.includes('*')),
      [
        'MS and SP declined *code-b* at Int01 1:15 “word02 word03 word04 word05”, because “Not about the money here.”',
      ],
    );
  });

  it('that replaces an earlier one adds a line to it', async () => {
    const { lines, sentences } = await settle('code-a', { kind: 'decline' }, 'Both were too quick.');
    assert.deepEqual(lines, {
      removed: ['    codes:', '      - code-a'],
      added: [
        '    codes: []',
        '      - { code: code-a, outcome: declined, reason: Both were too quick., by: [MS, SP], date: "2020-08-20" }',
      ],
    });
    assert.match(
      sentences[0] ?? '',
      /^MS and SP declined \*code-a\* at Int01 1:22 .*, because “Both were too quick\.”$/,
    );
  });
});

/** The lines that only one of two texts has, each as often as it has it more. */
function differingLines(before: string, after: string) {
  const only = (text: string, other: string): readonly string[] => {
    const left = other.split('\n');
    return text.split('\n').filter((line) => {
      const at = left.indexOf(line);
      if (at !== -1) left.splice(at, 1);
      return at === -1;
    });
  };
  return { removed: only(before, after), added: only(after, before) };
}
