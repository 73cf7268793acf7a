import assert from 'node:assert/strict';
import fc from 'fast-check';
import { findChangedWords } from '../../../src/core/actions/changed-words';
import { refreshPositions } from '../../../src/core/actions/review-passage';
import { carryOut } from '../../../src/core/study/edit';
import { placePassages } from '../../../src/core/study/placed-passages';
import { StudyStore } from '../../../src/core/study/study-store';
import { writeEdit } from '../../../src/core/study/write-edits';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { createMemoryFiles } from '../../support/memory-files';
import { sidecarText, smallStudy } from '../../support/small-study';

const transcript = 'transcripts/Int01.md';
const sidecar = `${transcript}.MS.coding.yaml`;
const old = `R1: Mary told us that the practices in Bracknell had joined the network long before we did.

R2: We had no idea, and Mary was on leave. Nobody else in Bracknell knew what it was about.
`;
const passages = [
  { quote: 'the practices in Bracknell had joined the network', codes: ['wary'] },
  {
    quote: 'We had no idea',
    codes: [],
    before: 'ork long before we did.\n\nR2: ',
    after: ', and Mary was on leave. Nobody ',
  },
  { quote: 'Nobody else in Bracknell knew what it was about.', codes: ['new-roles'], memo: 'Bracknell?' },
];

/** The study after the transcript was changed; git has the version `before`. */
async function openReplaced(now: string, before = old) {
  const files = smallStudy().set(transcript, now).set(sidecar, sidecarText(old, passages));
  files.delete(`${transcript}.SP.coding.yaml`);
  const ports = {
    files: createMemoryFiles(files),
    bytes: nodeByteTools,
    versions: { find: () => Promise.resolve(before), keep: () => Promise.resolve() },
  };
  const store = await StudyStore.open(ports);
  return { files: ports.files, ports, store, view: () => store.snapshot.whole };
}

describe('accepting passages whose words were replaced', () => {
  const now = old.replaceAll('Mary', 'Alice').replaceAll('Bracknell', 'the town');

  it('renews quotes and contexts only on request, and is taken back to the byte', async () => {
    const study = await openReplaced(now);
    const before = study.files.text(sidecar) ?? '';
    const unasked = refreshPositions(study.view(), transcript, 'MS');
    const left = carryOut(unasked[0] ?? assert.fail('nothing to do'), before).text ?? '';
    assert.equal(left.split('Bracknell').length, before.split('Bracknell').length);
    const [edit, ...others] = refreshPositions(study.view(), transcript, 'MS', { acceptEdited: true });
    assert.deepEqual(others, []);
    const inverse = await writeEdit(edit ?? assert.fail('nothing to do'), study.ports);
    const after = study.files.text(sidecar) ?? '';
    assert(!after.includes('Mary'));
    assert.deepEqual(after.match(/.*Bracknell.*/g), ['      Bracknell?'], 'a memo is people’s own');
    await study.store.refresh();
    const found = study.view().sidecars.get(sidecar);
    const placed = placePassages(study.view(), found ?? assert.fail('no sidecar'));
    assert.deepEqual(
      placed.map(({ passage, status, span }) => [status, now.slice(span?.start, span?.end), passage.codes]),
      [
        ['exact', 'the practices in the town had joined the network', ['wary']],
        ['exact', 'We had no idea', []],
        ['exact', 'Nobody else in the town knew what it was about.', ['new-roles']],
      ],
    );
    await writeEdit(inverse, study.ports);
    assert.equal(study.files.text(sidecar), before);
  });

  it('never takes one of several places', async () => {
    const telling = passages[2]?.quote ?? '';
    const study = await openReplaced(`R1: ${telling}\n\nR2: ${telling}\n`, 'unknown');
    const found = study.view().sidecars.get(sidecar) ?? assert.fail('no sidecar');
    const [, , placed] = placePassages(study.view(), found);
    assert.equal(placed?.status, 'ambiguous');
    const edits = refreshPositions(study.view(), transcript, 'MS', { acceptEdited: true });
    assert.deepEqual(edits, refreshPositions(study.view(), transcript, 'MS'));
    for (const edit of edits)
      for (const change of edit.kind === 'sidecar' ? edit.changes : [])
        assert.notEqual(change.kind, 'set-position');
  });
});

describe('the words in which two versions of a passage differ', () => {
  it('are told in order', () => {
    const changes = findChangedWords('Mary said so, in Bracknell.', 'Alice said so, in the town.');
    assert.deepEqual(changes, [
      { old: 'Mary', now: 'Alice' },
      { old: 'Bracknell', now: 'the town' },
    ]);
  });

  it('make the one of the other', () => {
    const words = fc.array(fc.constantFrom('we', 'Mary', 'mary', 'had', ',', 'no', 'choice', '.'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(words, words, (a, b) => {
        const [before, after] = [a.join(' '), b.join(' ')];
        const changes = findChangedWords(before, after);
        assert.equal(changes.length === 0, before === after);
        let [oldAt, nowAt] = [0, 0];
        for (const { old: from, now: to } of changes) {
          oldAt = before.indexOf(from, oldAt) + from.length;
          nowAt = after.indexOf(to, nowAt) + to.length;
        }
        const length = (key: 'old' | 'now') =>
          changes.reduce((sum, change) => sum + change[key].replace(/ /g, '').length, 0);
        const size = (text: string) => text.replace(/ /g, '').length;
        assert.equal(size(before) - length('old'), size(after) - length('now'));
      }),
    );
  });
});
