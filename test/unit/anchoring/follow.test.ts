import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { followChange, followEdits, type FollowedText } from '../../../src/core/anchoring/follow';
import { applyLiveEdits, type LiveEdit } from '../../../src/core/anchoring/live-edit';
import { createSpanTable, spanOf } from '../../../src/core/anchoring/span-table';
import { PiecedText } from '../../../src/core/text/pieced-text';
import type { Span } from '../../../src/core/text/span';

const span = (start: number, end: number): Span => ({ start, end });
const apply = (text: string, edits: readonly LiveEdit[]): string =>
  applyLiveEdits(PiecedText.of(text), edits).toString();
const follow = (text: string, spans: Readonly<Record<string, Span>>): FollowedText => ({
  text: PiecedText.of(text),
  spans: createSpanTable(new Map(Object.entries(spans))),
  remembered: [],
});
const edit = (offset: number, length: number, text: string): LiveEdit => ({ offset, length, text });

describe('following live edits', () => {
  const cases: readonly [string, Span, LiveEdit[], Span][] = [
    ['typing before', span(4, 8), [edit(1, 0, 'xx')], span(6, 10)],
    ['typing at the start does not grow it', span(4, 8), [edit(4, 0, 'xx')], span(6, 10)],
    ['typing inside grows it', span(4, 8), [edit(5, 0, 'xx')], span(4, 10)],
    ['typing at the end does not grow it', span(4, 8), [edit(8, 0, 'xx')], span(4, 8)],
    ['deleting across its start', span(4, 8), [edit(2, 4, '')], span(2, 4)],
    ['deleting across its end', span(4, 8), [edit(6, 4, '')], span(4, 6)],
    ['deleting all of it and more', span(4, 8), [edit(2, 8, '')], span(2, 2)],
    ['deleting exactly it', span(4, 8), [edit(4, 4, '')], span(4, 4)],
    ['replacing exactly it', span(4, 8), [edit(4, 4, 'Ann')], span(4, 7)],
    ['replacing its first word', span(4, 8), [edit(4, 2, 'abc')], span(4, 9)],
    ['replacing its last word', span(4, 8), [edit(6, 2, 'abc')], span(4, 9)],
    ['replacing across its start leaves the new text out', span(4, 8), [edit(2, 4, 'abc')], span(5, 7)],
    ['replacing across its end leaves the new text out', span(4, 8), [edit(6, 4, 'abc')], span(4, 6)],
    ['deleting up to its start', span(4, 8), [edit(2, 2, '')], span(2, 6)],
    [
      'several cursors, in any order',
      span(4, 8),
      [edit(8, 0, 'x'), edit(5, 1, ''), edit(0, 0, 'yy')],
      span(6, 9),
    ],
    [
      'find and replace inside and around',
      span(4, 8),
      [edit(0, 1, 'abc'), edit(5, 1, 'abc'), edit(9, 1, 'abc')],
      span(6, 12),
    ],
  ];
  for (const [name, before, edits, after] of cases)
    it(name, () => {
      assert.deepEqual(followEdits([before], edits), [after]);
    });

  it('keeps the text of every passage that no edit touches', () => {
    fc.assert(
      fc.property(textWithEdits(), fc.nat(), fc.nat(), ([text, edits], a, b) => {
        const ends = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        const before = span(ends[0] ?? 0, ends[1] ?? 0);
        fc.pre(edits.every(({ offset, length }) => offset >= before.end || offset + length <= before.start));
        const [after] = followEdits([before], edits);
        assert.ok(after);
        fc.pre(before.end > before.start);
        assert.equal(apply(text, edits).slice(after.start, after.end), text.slice(before.start, before.end));
      }),
    );
  });

  it('stays inside the text, does not turn round, and keeps the order of passages', () => {
    fc.assert(
      fc.property(textWithEdits(), fc.array(fc.tuple(fc.nat(), fc.nat())), ([text, edits], pairs) => {
        const spans = pairs.map(([a, b]) => {
          const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
          return span(start, end);
        });
        const length = apply(text, edits).length;
        const after = followEdits(spans, edits);
        after.forEach(({ start, end }, i) => {
          assert.ok(start >= 0 && start <= end && end <= length);
          after.forEach((other, k) => {
            const [a, b] = [spans[i], spans[k]];
            if (a && b && a.end <= b.start && a.end > a.start && b.end > b.start)
              assert.ok(end <= other.start);
          });
        });
      }),
    );
  });

  it('says the same of a batch as of its edits one by one from the end', () => {
    fc.assert(
      fc.property(textWithEdits(), fc.nat(), fc.nat(), ([text, edits], a, b) => {
        const [start = 0, end = 0] = [a % (text.length + 1), b % (text.length + 1)].sort((x, y) => x - y);
        fc.pre(
          edits.every(
            ({ offset, length }) =>
              offset + length < start || offset > end || (offset > start && offset + length < end),
          ),
        );
        const oneByOne = [...edits]
          .sort((x, y) => y.offset - x.offset)
          .reduce<readonly Span[]>((spans, each) => followEdits(spans, [each]), [span(start, end)]);
        assert.deepEqual(followEdits([span(start, end)], edits), oneByOne);
      }),
    );
  });
});

describe('following a text through changes', () => {
  const text = 'Int: And you?\n\nAnna: We were pretty wary of it, to be honest.\n';
  const passage = spanOfQuote(text, 'pretty wary of it');
  const start = follow(text, { a: passage });

  it('gets back on undo what a deletion cut off', () => {
    const cut = followChange(start, [edit(passage.end - 5, 12, '')]);
    assert.equal(read(cut, 'a'), 'pretty wary ');
    const undone = followChange(cut, [
      edit(passage.end - 5, 0, text.slice(passage.end - 5, passage.end + 7)),
    ]);
    assert.deepEqual(undone.spans, start.spans);
    const redone = followChange(undone, [edit(passage.end - 5, 12, '')]);
    assert.equal(read(redone, 'a'), 'pretty wary ');
  });

  it('gets back a passage that was deleted letter by letter and restored at once', () => {
    let now = start;
    for (let at = passage.end + 2; at > passage.start - 2; at--)
      now = followChange(now, [edit(at - 1, 1, '')]);
    assert.equal(read(now, 'a'), '');
    now = followChange(now, [edit(passage.start - 2, 0, text.slice(passage.start - 2, passage.end + 2))]);
    assert.deepEqual(now.spans, start.spans);
  });

  it('does not grow into words like those that were tried out in a passage and taken back', () => {
    const twice = follow('It was very very good.', { a: span(7, 11) });
    const replaced = followChange(twice, [edit(7, 4, 'very very')]);
    const undone = followChange(replaced, [edit(7, 9, 'very')]);
    assert.equal(read(followChange(undone, [edit(0, 2, 'That')]), 'a'), 'very');
    const grown = followChange(twice, [edit(9, 0, 'ry ve')]);
    assert.equal(read(grown, 'a'), 'very very');
    const takenBack = followChange(grown, [edit(9, 5, '')]);
    assert.equal(read(followChange(takenBack, [edit(21, 0, ' indeed')]), 'a'), 'very');
  });

  it('undoes any changes in one step', () => {
    fc.assert(
      fc.property(
        textWithEdits(),
        textWithEdits(),
        fc.nat(),
        fc.nat(),
        ([before, first], [, second], a, b) => {
          const [from = 0, to = 0] = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y);
          fc.pre(to > from);
          const once = followChange(follow(before, { a: span(from, to) }), first);
          const fitting = second.filter(({ offset, length }) => offset + length <= once.text.length);
          const twice = followChange(once, fitting);
          // A text that comes about twice, with the passage in two places, is no undo.
          fc.pre(new Set([before, once.text.toString(), twice.text.toString()]).size === 3);
          // As editors do: every changed stretch goes back to what it was.
          const restored = followChange(twice, inverse(once.text.toString(), fitting));
          const back = followChange(restored, inverse(before, first));
          assert.equal(back.text.toString(), before);
          assert.deepEqual(spanOf(back.spans, 'a'), span(from, to));
        },
      ),
    );
  });

  it('says the same whether or not it knows what remembered texts have in common with the text of now', () => {
    const steps = fc.array(fc.tuple(fc.nat(), fc.nat(8), fc.string({ unit: letter(), maxLength: 4 })), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(textWithEdits(), fc.nat(), fc.nat(), steps, ([before], a, b, changes) => {
        const [from = 0, to = 0] = [a % (before.length + 1), b % (before.length + 1)].sort((x, y) => x - y);
        let knowing = follow(before, { a: span(from, to) });
        let forgetful = knowing;
        // Every other step takes the last one back.
        let back: readonly LiveEdit[] = [];
        changes.forEach(([at, most, words], i) => {
          const offset = at % (knowing.text.length + 1);
          const length = Math.min(most, knowing.text.length - offset);
          const edits = i % 2 === 1 ? back : [edit(offset, length, words)];
          back = inverse(knowing.text.toString(), edits);
          knowing = followChange(knowing, edits);
          forgetful = forget(followChange(forgetful, edits));
          assert.deepEqual(knowing.spans, forgetful.spans);
        });
      }),
    );
  });

  it('keeps a passage in place when the whole file is written anew', () => {
    const rewritten = text.replace('And you?', 'And what about you?').replace('Anna', 'Participant 1');
    const now = followChange(start, [edit(0, text.length, rewritten)]);
    assert.equal(read(now, 'a'), 'pretty wary of it');
  });

  it('follows a replacement everywhere', () => {
    const name = follow(text, { n: spanOfQuote(text, 'Anna') });
    assert.equal(read(followChange(name, [edit(15, 4, 'Participant 1')]), 'n'), 'Participant 1');
  });

  it('never parts a surrogate pair', () => {
    const faces = 'ab 😀😁 cd 😂 ef';
    const now = followChange(follow(faces, { a: spanOfQuote(faces, '😀😁 cd') }), [edit(5, 5, '😃 cx')]);
    const found = spanOf(now.spans, 'a');
    assert.ok(found);
    assert.doesNotMatch(now.text.slice(found.start, found.end), /^[\udc00-\udfff]|[\ud800-\udbff]$/);
  });
});

function forget(followed: FollowedText): FollowedText {
  const common = { lead: 0, tail: 0 };
  return { ...followed, remembered: followed.remembered.map((memory) => ({ ...memory, common })) };
}

function read(followed: FollowedText, id: string): string | undefined {
  const found = spanOf(followed.spans, id);
  return found && followed.text.slice(found.start, found.end);
}

function spanOfQuote(text: string, quote: string): Span {
  return { start: text.indexOf(quote), end: text.indexOf(quote) + quote.length };
}

/** The batch that takes a batch back; its offsets are in the text after it. */
function inverse(before: string, edits: readonly LiveEdit[]): LiveEdit[] {
  let shift = 0;
  return [...edits]
    .sort((a, b) => a.offset - b.offset || a.length - b.length)
    .map(({ offset, length, text }) => {
      const back = edit(offset + shift, text.length, before.slice(offset, offset + length));
      shift += text.length - length;
      return back;
    });
}

function letter(): fc.Arbitrary<string> {
  return fc.constantFrom('a', 'b', ' ', '.', '\n');
}

function textWithEdits(): fc.Arbitrary<[string, LiveEdit[]]> {
  const text = fc.string({ unit: letter(), minLength: 1, maxLength: 60 });
  return text.chain((before) => {
    const cuts = fc.uniqueArray(fc.nat(before.length), { minLength: 2, maxLength: 8 });
    const words = fc.array(fc.string({ unit: fc.constantFrom('a', 'x', ' '), maxLength: 4 }), {
      minLength: 4,
      maxLength: 4,
    });
    return fc.tuple(cuts, words).map(([places, texts]): [string, LiveEdit[]] => {
      const sorted = [...places].sort((a, b) => a - b);
      const edits: LiveEdit[] = [];
      for (let i = 0; i + 1 < sorted.length; i += 2)
        edits.push(edit(sorted[i] ?? 0, (sorted[i + 1] ?? 0) - (sorted[i] ?? 0), texts[i / 2] ?? ''));
      return [before, edits];
    });
  });
}
