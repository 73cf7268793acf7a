import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editSidecar } from '../../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import type { SidecarChange } from '../../../src/core/format/sidecar-change';
import type { Decision, Passage, Sidecar } from '../../../src/core/model/passage';
import { mergeSidecars } from '../../../src/core/merge/merge-sidecars';
import { presentIdsIn } from '../../../src/core/merge/present-ids';
import { mergeRuns } from '../../support/merge-versions';
import { sidecar } from '../format/arbitraries';
import { changeOf } from '../format/changes';
import { inForeignStyle } from '../format/foreign-style';

const first = '01JD8Q4ZK3V7M2X9C5T6R1B0WA';
const second = '01JD8Q4ZK3V7M2X9C5T6R1B0WB';
const third = '01JD8Q4ZK3V7M2X9C5T6R1B0WC';
const [oldVersion, newVersion, otherVersion] = ['a', 'b', 'c'].map((digit) => digit.repeat(40)) as [
  string,
  string,
  string,
];

function passageAt(id: string, line: number, fields: Partial<Passage> = {}): Passage {
  const at = { start: { line, column: 1 }, end: { line, column: 9 } };
  return { id, at, quote: `quote ${id.at(-1) ?? ''}`, codes: ['new-money'], ...fields };
}

const start: Sidecar = {
  base: oldVersion,
  status: 'in-progress',
  passages: [passageAt(first, 2), passageAt(second, 5)],
};
const base = formatSidecar(start);

function change(text: string, ...changes: readonly SidecarChange[]): string {
  return editSidecar(text, changes).text;
}

function mergeClean(ours: string, theirs: string, from = base): { text: string; sidecar: Sidecar } {
  const merged = mergeSidecars(from, ours, theirs);
  assert.ok(merged);
  assert.deepEqual(merged.conflicts, [], merged.text);
  const { value, problems } = readSidecar(merged.text, '');
  assert.ok(value);
  assert.deepEqual(problems, []);
  return { text: merged.text, sidecar: value };
}

function relocate(id: string, line: number, fields: Partial<Passage> = {}): SidecarChange {
  const { at, quote, base: own } = passageAt(id, line, fields);
  return { kind: 'set-position', id, at, quote, base: own, before: undefined, after: undefined };
}

describe('merging passages', () => {
  it('unites codes, and a memo with a code', () => {
    const ours = change(base, { kind: 'add-code', id: first, code: 'reform-fatigue' });
    const theirs = change(
      base,
      { kind: 'add-code', id: first, code: 'mandatory-feel' },
      { kind: 'set-memo', id: first, memo: 'Compare Int7.' },
    );
    assert.deepEqual(mergeClean(ours, theirs).sidecar.passages[0], {
      ...passageAt(first, 2, {
        codes: ['new-money', 'reform-fatigue', 'mandatory-feel'],
        memo: 'Compare Int7.',
      }),
    });
  });

  it('gives passages that still refer to the old version that version for their own', () => {
    const ours = change(
      base,
      { kind: 'add-passage', passage: passageAt(third, 3) },
      { kind: 'add-code', id: second, code: 'trust' },
    );
    const theirs = change(
      base,
      { kind: 'set-base', base: newVersion },
      relocate(first, 4),
      relocate(second, 7),
    );
    const { sidecar: merged } = mergeClean(ours, theirs);
    assert.equal(merged.base, newVersion);
    const places = merged.passages.map(({ id, at, base: own }) => [id, at.start.line, own]);
    assert.deepEqual(places, [
      [third, 3, oldVersion],
      [first, 4, undefined],
      [second, 7, undefined],
    ]);
    assert.deepEqual(merged.passages[2]?.codes, ['new-money', 'trust']);
  });

  it('takes either place, with its version, where both sides only found the passage again', () => {
    const refreshed = (version: string, by: number): string =>
      change(base, { kind: 'set-base', base: version }, relocate(first, 2 + by), relocate(second, 5 + by));
    const { sidecar: merged } = mergeClean(refreshed(newVersion, 10), refreshed(otherVersion, 20));
    for (const { id, at, base: own } of merged.passages) {
      const version = own ?? merged.base;
      const by = version === newVersion ? 10 : 20;
      assert.equal(at.start.line, (id === first ? 2 : 5) + by);
    }
  });

  it('lets a decision on a passage’s extent outweigh a relocation', () => {
    const ours = change(base, relocate(first, 2, { quote: 'quote A and more' }));
    const theirs = change(
      base,
      { kind: 'set-base', base: newVersion },
      relocate(first, 9),
      relocate(second, 12),
    );
    const [, moved] = mergeClean(ours, theirs).sidecar.passages.toReversed();
    assert.deepEqual([moved?.quote, moved?.at.start.line, moved?.base], ['quote A and more', 2, oldVersion]);
  });

  it('keeps a deletion when the other side only found the passage again', () => {
    const ours = change(base, { kind: 'delete-passage', id: first });
    const theirs = change(
      base,
      { kind: 'set-base', base: newVersion },
      relocate(first, 9),
      relocate(second, 12),
    );
    assert.deepEqual(
      mergeClean(ours, theirs).sidecar.passages.map(({ id }) => id),
      [second],
    );
  });

  it('writes a deletion against an edit, and two memos, as conflicts in their records alone', () => {
    const ours = change(
      base,
      { kind: 'delete-passage', id: first },
      { kind: 'set-memo', id: second, memo: 'Mine.' },
    );
    const theirs = change(
      base,
      { kind: 'add-code', id: first, code: 'trust' },
      { kind: 'set-memo', id: second, memo: 'Yours.' },
      { kind: 'add-code', id: second, code: 'trust' },
    );
    const merged = mergeSidecars(base, ours, theirs, { size: 9, ours: 'HEAD', theirs: 'topic' });
    assert.deepEqual(merged, {
      conflicts: [
        { kind: 'deleted-and-changed', path: ['passages', first] },
        { kind: 'changed-differently', path: ['passages', second, 'memo'] },
      ],
      text: `format: verbatim/coding@1
base: ${oldVersion}
status: in-progress
passages:
<<<<<<<<< HEAD
=========
  - id: ${first}
    at: 2:1-2:9
    quote: "quote A"
    codes:
      - new-money
      - trust
>>>>>>>>> topic
  - id: ${second}
    at: 5:1-5:9
    quote: "quote B"
    codes:
      - new-money
      - trust
<<<<<<<<< HEAD
    memo: |-
      Mine.
=========
    memo: |-
      Yours.
>>>>>>>>> topic
`,
    });
  });

  it('takes two different extents for a conflict, position and version together', () => {
    const ours = change(base, relocate(first, 2, { quote: 'quote A more' }));
    const theirs = change(base, relocate(first, 2, { quote: 'less', base: newVersion }));
    const merged = mergeSidecars(base, ours, theirs);
    assert.deepEqual(merged?.conflicts, [{ kind: 'changed-differently', path: ['passages', first, 'at'] }]);
    assert.match(
      merged.text,
      /<{7} ours\n {4}at: .*\n {4}quote: .*\n={7}\n {4}at: .*\n {4}base: .*\n {4}quote: .*\n>{7} theirs\n/,
    );
  });

  it('keeps “done” only if the other side changed no passage', () => {
    const done = change(base, { kind: 'set-status', status: 'done' });
    const coded = change(base, { kind: 'add-code', id: first, code: 'trust' });
    const refreshed = change(
      base,
      { kind: 'set-base', base: newVersion },
      relocate(first, 3),
      relocate(second, 6),
    );
    const doneAndCoded = change(done, { kind: 'add-code', id: second, code: 'trust' });
    const statusOf = (ours: string, theirs: string): string => mergeClean(ours, theirs).sidecar.status;
    assert.equal(statusOf(done, coded), 'in-progress');
    assert.equal(statusOf(coded, done), 'in-progress');
    assert.equal(statusOf(done, refreshed), 'done');
    assert.equal(statusOf(doneAndCoded, refreshed), 'done');
  });

  it('follows a code that one side renamed, with what was said about it', () => {
    const withDetail = change(base, {
      kind: 'set-coding',
      id: first,
      code: 'new-money',
      detail: { memo: 'Only in passing.' },
    });
    const ours = change(withDetail, { kind: 'replace-code', id: first, code: 'new-money', by: 'money' });
    const theirs = change(withDetail, {
      kind: 'set-coding',
      id: first,
      code: 'new-money',
      detail: { memo: 'Only in passing.', checked: '2020-08-20' },
    });
    const [passage] = mergeClean(ours, theirs, withDetail).sidecar.passages;
    assert.deepEqual(passage?.codes, ['money']);
    assert.deepEqual(JSON.parse(JSON.stringify(passage.codings)), {
      money: { checked: '2020-08-20', memo: 'Only in passing.' },
    });
  });

  it('takes no rename for a change, where the codebooks tell of it', () => {
    const presentId = presentIdsIn([
      'format: verbatim/codebook@1\ncodes:\n  money: { name: Money, aliases: [new-money] }\n',
      'format: verbatim/codebook@1\ncodes:\n  new-money: { name: New money }\n',
    ]);
    const renames = [first, second].map((id): SidecarChange => ({
      kind: 'replace-code',
      id,
      code: 'new-money',
      by: 'money',
    }));
    const ours = change(base, ...renames);
    const theirs = change(
      base,
      { kind: 'delete-passage', id: first },
      { kind: 'remove-code', id: second, code: 'new-money' },
    );
    for (const [one, other] of [
      [ours, theirs],
      [theirs, ours],
    ] as const) {
      const merged = mergeSidecars(base, one, other, undefined, presentId);
      assert.deepEqual(merged?.conflicts, []);
      const { value } = readSidecar(merged.text, '');
      assert.deepEqual(
        value?.passages.map(({ id, codes }) => [id, codes]),
        [[second, []]],
      );
    }
    assert.equal(mergeSidecars(base, ours, theirs)?.conflicts.length, 1);
  });

  it('puts decisions of both sides in order of their dates, unless they contradict each other', () => {
    const decide = (...decisions: Decision[]): string =>
      change(base, {
        kind: 'set-decisions',
        id: first,
        decisions: [{ code: 'old', outcome: 'agreed' }, ...decisions],
      });
    const from = decide();
    const late: Decision = { code: 'new-money', outcome: 'declined', date: '2020-09-01' };
    const early: Decision = { code: 'trust', outcome: 'agreed', date: '2020-08-20' };
    const [passage] = mergeClean(decide(late), decide(early), from).sidecar.passages;
    assert.deepEqual(passage?.decisions, [{ code: 'old', outcome: 'agreed' }, early, late]);
    const contrary: Decision = { code: 'new-money', outcome: 'kept', date: '2020-09-02' };
    const merged = mergeSidecars(from, decide(late), decide(contrary));
    assert.deepEqual(
      merged?.conflicts.map(({ path }) => path.at(-1)),
      ['decisions'],
    );
  });

  it('keeps unknown keys and comments of both sides', () => {
    const ours = base
      .replace('quote: "quote A"', 'quote: "quote A" # mine\n    x-tool: 1')
      .replace('passages:', '# about all\npassages:');
    const theirs = change(
      base.replace('      - new-money\n', '      # why\n      - new-money # theirs\n    y-tool: { a: 1 }\n'),
      { kind: 'add-code', id: first, code: 'trust' },
    );
    const { text } = mergeClean(ours, theirs);
    for (const kept of [
      '# mine',
      '# why',
      '# theirs',
      '# about all',
      'x-tool: 1',
      'y-tool: { a: 1 }',
      '- trust',
    ])
      assert.ok(text.includes(kept), `${kept} is missing:\n${text}`);
  });

  it('keeps the line breaks of ours', () => {
    const crlf = (text: string): string => text.replaceAll('\n', '\r\n');
    const ours = change(base, { kind: 'add-code', id: first, code: 'trust' });
    const theirs = change(base, { kind: 'add-code', id: second, code: 'trust' });
    assert.equal(mergeSidecars(crlf(base), crlf(ours), theirs)?.text, crlf(mergeClean(ours, theirs).text));
  });

  it('takes what was in doubt in a merged ancestor for absent', () => {
    const memo = (text: string): string => change(base, { kind: 'set-memo', id: second, memo: text });
    const doubtful = memo('A').replace(
      '    memo: |-\n      A\n',
      '<<<<<<<<< Temporary merge branch 1\n    memo: |-\n      A\n=========\n    memo: |-\n      B\n>>>>>>>>> Temporary merge branch 2\n',
    );
    const ours = change(memo('AB'), { kind: 'add-code', id: first, code: 'trust' });
    assert.equal(mergeClean(ours, memo('AB'), doubtful).sidecar.passages[1]?.memo, 'AB');
  });

  it('declines what cannot be read', () => {
    const broken = base.replace('passages:', '<<<<<<< ours\npassages:');
    for (const bad of ['', 'x', broken, base.replace('base: ', 'bsae: ')])
      assert.equal(
        mergeSidecars(base, bad, change(base, { kind: 'add-code', id: first, code: 'trust' })),
        undefined,
      );
  });

  it('merges sidecars in anybody’s style, or declines', function () {
    this.timeout(120_000);
    const branches = inForeignStyle(sidecar).chain(({ value, text }) =>
      fc.record({
        text: fc.constant(text),
        ours: fc.array(changeOf(value), { maxLength: 3 }),
        theirs: fc.array(changeOf(value), { maxLength: 3 }),
      }),
    );
    let clean = 0;
    fc.assert(
      fc.property(branches, ({ text, ours, theirs }) => {
        const [mine, other] = [tryAll(text, ours), tryAll(text, theirs)];
        const merged = mergeSidecars(text, mine, other);
        if (!merged || merged.conflicts.length > 0) return;
        clean++;
        const ids = (version: string): readonly string[] =>
          readSidecar(version, '').value?.passages.map(({ id }) => id) ?? [];
        const [was, now] = [ids(text), ids(merged.text)];
        const expected = new Set([
          ...ids(mine).filter((id) => !was.includes(id) || ids(other).includes(id)),
          ...ids(other).filter((id) => !was.includes(id) || ids(mine).includes(id)),
        ]);
        assert.deepEqual(new Set(now), expected);
      }),
      { numRuns: mergeRuns },
    );
    assert.ok(clean > mergeRuns / 2, `only ${clean} of ${mergeRuns} merges were clean`);
  });
});

/** The changes that can be made. */
function tryAll(text: string, changes: readonly SidecarChange[]): string {
  return changes.reduce((now, next) => {
    try {
      return editSidecar(now, [next]).text;
    } catch {
      return now;
    }
  }, text);
}
