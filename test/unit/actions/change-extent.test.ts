import assert from 'node:assert/strict';
import fc from 'fast-check';
import { locate } from '../../../src/core/actions/apply-code';
import { mergePassages } from '../../../src/core/actions/merge-passages';
import { nudgePassage } from '../../../src/core/actions/nudge-passage';
import { splitPassage } from '../../../src/core/actions/split-passage';
import type { UserError } from '../../../src/core/base/user-error';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import type { Passage } from '../../../src/core/model/passage';
import type { StudyEdit } from '../../../src/core/study/edit';
import { loadTranscript } from '../../../src/core/study/loaded';
import { blobIdOfText } from '../../../src/core/text/blob-id';
import { nodeByteTools } from '../../../src/node/byte-tools';
import { passageAt } from '../study/views';
import { createTestIds, openWorkplace, type Workplace } from './deeds';

const text = 'INT: Why did you join?\n\nR: It was the money. We had to sign. Truly.\n\nINT: And now?\n';
const path = 'A.md.MS.coding.yaml';
const studyFile = 'format: verbatim/study@1\ntranscripts: ["*.md"]\ncoders: { MS: {} }\n';

type Words = readonly [words: string, codes: readonly string[], more?: Partial<Passage>];

/** A transcript with passages at these words. */
async function place(...passages: readonly Words[]): Promise<Workplace> {
  const base = blobIdOfText(text, nodeByteTools);
  const transcript = loadTranscript('A.md', text, base, '');
  const value = {
    base,
    status: 'in-progress' as const,
    passages: passages.map(([words, codes, more]) => {
      const start = text.indexOf(words);
      assert.notEqual(start, -1);
      const end = start + words.length;
      return passageAt(text, start, end, codes, { ...locate(transcript, { start, end }), ...more });
    }),
  };
  return openWorkplace([
    ['verbatim.yaml', studyFile],
    ['codebook.yaml', 'format: verbatim/codebook@1\n'],
    ['A.md', text],
    [path, formatSidecar(value)],
  ]);
}

function passagesOf({ store }: Workplace): readonly Passage[] {
  return store.snapshot.whole.sidecars.get(path)?.value.passages ?? [];
}

const quotes = (workplace: Workplace): readonly string[] =>
  passagesOf(workplace).map(({ quote, codes }) => `${quote} ${codes.join('+')}`);

const targetOf = (workplace: Workplace, index = 0) => ({
  sidecar: path,
  id: passagesOf(workplace)[index]?.id ?? '',
});

/** Does something and checks that taking it back restores every byte. */
async function act(workplace: Workplace, plan: () => readonly StudyEdit[]): Promise<readonly string[]> {
  const before = workplace.files.text(path);
  const undo = await workplace.carryOut(plan());
  const after = quotes(workplace);
  const redo = await workplace.carryOut(undo);
  assert.equal(workplace.files.text(path), before);
  await workplace.carryOut(redo);
  assert.deepEqual(quotes(workplace), after);
  return after;
}

function refuses(plan: () => readonly StudyEdit[], code: string): void {
  assert.throws(plan, (error) => (error as UserError).code === code);
}

describe('nudging a passage', () => {
  it('changes its place and words, and nothing else', async () => {
    const at = await place(['the money', ['a'], { memo: 'Hm.' }]);
    const nudge = { edge: 'end', direction: 'later', unit: 'word' } as const;
    assert.deepEqual(await act(at, () => nudgePassage(at.store.snapshot.whole, targetOf(at), nudge)), [
      'the money. a',
    ]);
    assert.equal(passagesOf(at)[0]?.memo, 'Hm.');
  });

  it('there and back leaves the file as it was', async () => {
    const edge = fc.constantFrom('start' as const, 'end' as const);
    const unit = fc.constantFrom('word' as const, 'sentence' as const);
    const direction = fc.constantFrom('earlier' as const, 'later' as const);
    await fc.assert(
      fc.asyncProperty(edge, unit, direction, async (which, by, to) => {
        const at = await place(['We had to sign.', ['a']]);
        const before = at.files.text(path);
        const nudge = (way: 'earlier' | 'later') =>
          nudgePassage(at.store.snapshot.whole, targetOf(at), { edge: which, unit: by, direction: way });
        const there = nudge(to);
        if (there.length === 0) return;
        await at.carryOut(there);
        assert.notEqual(at.files.text(path), before);
        await at.carryOut(nudge(to === 'earlier' ? 'later' : 'earlier'));
        assert.equal(at.files.text(path), before);
      }),
    );
  });

  it('does not put two passages at one place', async () => {
    const at = await place(['the money', ['a']], ['the money.', ['b']]);
    const nudge = { edge: 'end', direction: 'later', unit: 'word' } as const;
    refuses(() => nudgePassage(at.store.snapshot.whole, targetOf(at), nudge), 'passage/twin');
  });

  it('does nothing where there is nothing to move over', async () => {
    const at = await place(['Why', ['a']]);
    const nudge = { edge: 'start', direction: 'earlier', unit: 'word' } as const;
    assert.deepEqual(nudgePassage(at.store.snapshot.whole, targetOf(at), nudge), []);
  });
});

describe('splitting a passage', () => {
  const codings = { a: { memo: 'Said twice', weight: 2 }, b: { memo: 'Only here' } };

  it('gives both parts its codes, and the first its memos', async () => {
    const at = await place(['It was the money. We had to sign.', ['a', 'b'], { memo: 'Hm.', codings }]);
    const split = () =>
      splitPassage(at.store.snapshot.whole, targetOf(at), text.indexOf(' We had'), createTestIds());
    assert.deepEqual(await act(at, split), ['It was the money. a+b', 'We had to sign. a+b']);
    const [first, second] = passagesOf(at);
    assert.equal(first?.memo, 'Hm.');
    assert.equal(JSON.stringify(first.codings), JSON.stringify(codings));
    assert.equal(second?.memo, undefined);
    assert.equal(JSON.stringify(second?.codings), '{"a":{"weight":2}}');
  });

  it('cuts no word in two', async () => {
    const at = await place(['It was the money.', ['a']]);
    const split = () =>
      splitPassage(at.store.snapshot.whole, targetOf(at), text.indexOf('oney'), createTestIds());
    assert.deepEqual(await act(at, split), ['It was the a', 'money. a']);
  });

  it('is refused at the ends', async () => {
    const at = await place(['It was', ['a']]);
    for (const words of ['It was', 't was', ' the money', 'Truly'])
      refuses(
        () => splitPassage(at.store.snapshot.whole, targetOf(at), text.indexOf(words), createTestIds()),
        'passage/nothing-to-split',
      );
  });

  it('is taken back by merging', async () => {
    const at = await place(['It was the money. We had to sign.', ['a', 'b']]);
    const before = at.files.text(path);
    await at.carryOut(
      splitPassage(at.store.snapshot.whole, targetOf(at), text.indexOf('We had'), createTestIds()),
    );
    await at.carryOut(mergePassages(at.store.snapshot.whole, targetOf(at)));
    assert.equal(at.files.text(path), before);
  });
});

describe('merging passages', () => {
  const merge = (at: Workplace, index = 0) => mergePassages(at.store.snapshot.whole, targetOf(at, index));

  it('joins what touches and has the same codes, with both memos', async () => {
    const at = await place(
      ['It was the money.', ['a', 'b'], { memo: 'One.', codings: { a: { checked: '2026-01-02' } } }],
      ['We had to sign.', ['b', 'a'], { memo: 'Two.', codings: { a: { checked: '2026-01-01' } } }],
    );
    assert.deepEqual(await act(at, () => merge(at, 1)), ['It was the money. We had to sign. a+b']);
    assert.equal(passagesOf(at)[0]?.memo, 'One.\n\nTwo.');
    assert.equal(JSON.stringify(passagesOf(at)[0]?.codings), '{"a":{"checked":"2026-01-01"}}');
  });

  it('reaches over labels and into passages that overlap', async () => {
    const turns = await place(['join?', ['a']], ['It was', ['a']]);
    assert.deepEqual(await act(turns, () => merge(turns)), ['join?\n\nR: It was a']);
    const overlapping = await place(['It was the money.', ['a']], ['the', ['a']]);
    assert.deepEqual(await act(overlapping, () => merge(overlapping, 1)), ['It was the money. a']);
  });

  it('prefers the one after', async () => {
    const at = await place(['It was', ['a']], ['the', ['a']], ['money.', ['a']]);
    assert.deepEqual(await act(at, () => merge(at, 1)), ['It was a', 'the money. a']);
  });

  it('is refused where words lie between, codes differ, or something would be lost', async () => {
    const apart = await place(['It was', ['a']], ['money.', ['a']], ['We had', ['b']]);
    refuses(() => merge(apart), 'passage/nothing-to-merge');
    refuses(() => merge(apart, 2), 'passage/nothing-to-merge');
    const differing = await place(
      ['It was', ['a'], { codings: { a: { weight: 1 } } }],
      ['the money.', ['a'], { codings: { a: { weight: 2 } } }],
    );
    refuses(() => merge(differing), 'passage/differ');
  });
});
