import assert from 'node:assert/strict';
import fc from 'fast-check';
import { editSidecar } from '../../../src/core/format/edit-sidecar';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { describeChanges } from '../../../src/core/merge/describe-changes';
import { formatForReading } from '../../../src/core/merge/describe-file';
import { hostileText } from '../format/arbitraries';
import { sidecarBranches } from '../../support/merge-versions';

const path = 'transcripts/Int04.md.MS.coding.yaml';
const [first, second] = ['01JD8Q4ZK3V7M2X9C5T6R1B0WA', '01JD8Q4ZK3V7M2X9C5T6R1B0WB'] as const;
const at = (line: number, column: number) => ({ start: { line, column }, end: { line, column: column + 9 } });
const sidecar = formatSidecar({
  base: 'a'.repeat(40),
  status: 'in-progress',
  passages: [
    { id: first, at: at(12, 3), quote: 'we were never going to say no to that', codes: ['trust'] },
    { id: second, at: at(14, 1), quote: 'Well,\nyes', codes: ['money'] },
  ],
});

function tell(
  before: Record<string, string>,
  after: Record<string, string>,
  codebook?: string,
): readonly string[] {
  const changes = describeChanges(new Map(Object.entries(before)), new Map(Object.entries(after)), codebook);
  return changes.map(({ sentence }) => sentence);
}

describe('telling what changed', () => {
  it('says what a coder did, by code and position', () => {
    const { text } = editSidecar(sidecar, [
      { kind: 'add-code', id: second, code: 'new-money' },
      { kind: 'add-code', id: first, code: 'new-money' },
      { kind: 'remove-code', id: first, code: 'trust' },
      { kind: 'set-memo', id: second, memo: 'Compare Int7.' },
      { kind: 'set-coding', id: second, code: 'money', detail: { checked: '2020-08-20' } },
      { kind: 'set-status', status: 'done' },
    ]);
    assert.deepEqual(tell({ [path]: sidecar }, { [path]: text }), [
      'MS is done with Int04',
      'MS wrote a memo on Int04 14:1 “Well, yes”: “Compare Int7.”',
      'MS confirmed *money* on Int04 14:1 “Well, yes”',
      'MS added *new-money* to Int04 12:3 “we were never going to say no to that”',
      'MS added *new-money* to Int04 14:1 “Well, yes”',
      'MS removed *trust* from Int04 12:3 “we were never going to say no to that”',
    ]);
  });

  it('sums up what nobody did: positions that follow the text, and codes that follow their rename', () => {
    const moved = editSidecar(sidecar, [
      { kind: 'set-base', base: 'b'.repeat(40) },
      {
        kind: 'set-position',
        id: first,
        at: at(20, 1),
        quote: 'we were never going to say no to that',
        base: undefined,
        before: undefined,
        after: undefined,
      },
      { kind: 'replace-code', id: second, code: 'money', by: 'new-money' },
    ]).text;
    const codebook =
      'format: verbatim/codebook@1\ncodes:\n  new-money: { name: New money, aliases: [money] }\n';
    assert.deepEqual(tell({ [path]: sidecar }, { [path]: moved }, codebook), [
      '1 passage of MS in Int04 moved with the text',
      '1 coding of MS in Int04 took a code’s new id',
    ]);
  });

  it('says what became of codes and themes', () => {
    const start = 'format: verbatim/codebook@1\nthemes:\n  a: { name: A }\n  b: { name: B }\ncodes:\n';
    const before = `${start}  money: { name: Money, themes: [a], definition: Funds. }\n  old: { name: Old }\n  lost: { name: Lost }\n`;
    const after = `${start}  new-money: { name: Money, themes: [b], definition: Fresh funds., aliases: [money] }\n  old: { name: Old, status: deprecated, replaced-by: [new-money] }\n  fresh: { name: Fresh, parent: old }\n`;
    assert.deepEqual(tell({ 'codebook.yaml': before }, { 'codebook.yaml': after }), [
      '*money* was renamed to *new-money*',
      'The definition of *new-money* was changed from “Funds.” to “Fresh funds.”',
      '*new-money* moved from a to b',
      '*old* is now deprecated, replaced by *new-money*',
      '*fresh* was added: “Fresh”',
      '*lost* was deleted',
    ]);
  });

  it('says what became of the study file, of transcripts, and of what cannot be read', () => {
    const study =
      'format: verbatim/study@1\ntitle: T\ntranscripts: ["*.md"]\ncoders:\n  MS: { name: M. S. }\n';
    const grown = `${study}  SP: { name: S. P. }\n`.replace('M. S.', 'M.');
    assert.deepEqual(
      tell(
        { 'verbatim.yaml': study, 'Int04.md': 'a', [path]: sidecar },
        { 'verbatim.yaml': grown, 'Int04.md': 'b', [path]: '<<<<<<< ours\n' },
      ),
      [
        'Coder MS was changed (name)',
        'Coder SP was added',
        'The transcript Int04 was edited',
        `${path} changed, but a version of it cannot be read`,
      ],
    );
  });

  it('says nothing about nothing, and something about everything but order', () => {
    fc.assert(
      fc.property(sidecarBranches, ({ ours, theirs }) => {
        const [a, b] = [formatSidecar(ours), formatSidecar(theirs)];
        assert.deepEqual(tell({ [path]: a }, { [path]: a }), []);
        const codings = (of: typeof ours): string =>
          of.passages
            .flatMap(({ id, codes }) => codes.map((code) => `${id} ${code}`))
            .sort()
            .join();
        if (codings(ours) !== codings(theirs)) assert.notDeepEqual(tell({ [path]: a }, { [path]: b }), []);
      }),
    );
  });

  it('writes a sidecar as a page without what changes by itself', () => {
    const moved = editSidecar(sidecar, [{ kind: 'set-base', base: 'b'.repeat(40) }]).text;
    assert.equal(formatForReading(moved), formatForReading(sidecar));
    assert.equal(
      formatForReading(sidecar),
      'In progress\n\n“we were never going to say no to that” (line 12)\n  trust\n\n“Well, yes” (line 14)\n  money\n',
    );
    fc.assert(fc.property(hostileText, (text) => formatForReading(text) === text));
  });
});
