import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readCodebook } from '../../../src/core/format/read-codebook';
import type { Codebook } from '../../../src/core/model/codebook';
import type { Passage, Sidecar } from '../../../src/core/model/passage';
import { codeHistory, definitionChanges } from '../../../src/core/study/code-history';
import type { ChangeOrigin, FileChange } from '../../../src/core/study/file-history';
import { countNewCodings } from '../../../src/core/study/new-codings';
import { passageHistory, timeOfCoding } from '../../../src/core/study/passage-history';

const origin = (n: number): ChangeOrigin => ({
  commit: String(n),
  author: 'MS',
  email: 'ms@example.org',
  time: n * 1000,
  subject: '',
});

/** A line of versions, oldest first, as a history. */
function historyOf<T>(versions: readonly (T | undefined)[]): readonly FileChange<T>[] {
  return versions.map((after, n) => ({ origin: origin(n), before: [versions[n - 1]], after })).reverse();
}

const at = { start: { line: 1, column: 1 }, end: { line: 1, column: 5 } };
const passage = (id: string, codes: readonly string[], more: Partial<Passage> = {}): Passage => ({
  id,
  at,
  quote: 'Yes.',
  codes,
  ...more,
});
const sidecarOf = (...passages: readonly Passage[]): Sidecar => ({
  base: '',
  status: 'in-progress',
  passages,
});
const same = (id: string): string => id;

describe('the history of a passage', () => {
  it('names each thing that was done to it', () => {
    const later = { start: { line: 2, column: 1 }, end: { line: 2, column: 5 } };
    const history = historyOf<Sidecar>([
      sidecarOf(passage('A', ['x'])),
      sidecarOf(passage('A', ['x', 'y'])),
      sidecarOf(passage('A', ['y'], { memo: 'Why?' })),
      sidecarOf(passage('A', ['y'], { memo: 'Why?', at: later })),
      sidecarOf(passage('A', ['y'], { memo: 'Why?', at: later, quote: 'Yes!' })),
      sidecarOf(passage('A', ['y'], { memo: 'Why?', at: later, quote: 'Yes!', lost: true })),
      sidecarOf(passage('A', ['y'], { at: later, quote: 'Yes!', codings: { y: { checked: '2024-05-03' } } })),
      sidecarOf(passage('B', ['y'])),
    ]);
    assert.deepEqual(
      passageHistory(history, 'A', same).map(({ events }) => events),
      [
        [{ kind: 'deleted' }],
        [{ kind: 'code-checked', code: 'y' }, { kind: 'memo-changed' }, { kind: 'found' }],
        [{ kind: 'lost' }],
        [{ kind: 'text-changed', quote: 'Yes!', was: 'Yes.' }],
        [{ kind: 'moved' }],
        [{ kind: 'code-removed', code: 'x' }, { kind: 'memo-changed' }],
        [{ kind: 'code-added', code: 'y' }],
        [{ kind: 'added', codes: ['x'] }],
      ],
    );
  });

  it('takes a renamed code for the same coding', () => {
    const history = historyOf<Sidecar>([sidecarOf(passage('A', ['old'])), sidecarOf(passage('A', ['new']))]);
    const resolve = (id: string): string => (id === 'old' ? 'new' : id);
    assert.deepEqual(passageHistory(history, 'A', resolve)[0]?.events, [
      { kind: 'code-renamed', code: 'new', was: 'old' },
    ]);
    assert.equal(timeOfCoding(history, 'A', 'new', resolve), 0);
  });

  it('does not tell again at a merge what came from one of its sides', () => {
    const [ours, theirs] = [sidecarOf(passage('A', ['x'])), sidecarOf(passage('A', ['y']))];
    const merge = (after: Sidecar) =>
      passageHistory([{ origin: origin(3), before: [ours, theirs], after }], 'A', same);
    assert.deepEqual(merge(sidecarOf(passage('A', ['x', 'y']))), []);
    assert.deepEqual(merge(sidecarOf(passage('A', ['x', 'y', 'z'])))[0]?.events, [
      { kind: 'code-added', code: 'z' },
    ]);
    assert.deepEqual(
      passageHistory([{ origin: origin(3), before: [ours, sidecarOf()], after: sidecarOf() }], 'A', same),
      [],
    );
  });

  const codes = fc.uniqueArray(fc.constantFrom<string>('a', 'b', 'c', '__proto__'), { maxLength: 3 });
  it('is enough to tell which codes a passage has today, and since when', () => {
    fc.assert(
      fc.property(fc.array(fc.option(codes, { nil: undefined }), { minLength: 1 }), (states) => {
        const history = historyOf(
          states.map((state) => (state ? sidecarOf(passage('A', state)) : sidecarOf())),
        );
        const today = new Set<string>();
        for (const { events } of passageHistory(history, 'A', same).toReversed())
          for (const event of events) {
            if (event.kind === 'deleted') today.clear();
            if (event.kind === 'added') for (const code of event.codes) today.add(code);
            if (event.kind === 'code-added') today.add(event.code);
            if (event.kind === 'code-removed') today.delete(event.code);
          }
        assert.deepEqual([...today].sort(), [...(states.at(-1) ?? [])].sort());
        for (const code of today) {
          const since = states.findLastIndex((state) => !state?.includes(code)) + 1;
          assert.equal(timeOfCoding(history, 'A', code, same), since * 1000);
        }
      }),
    );
  });

  it('counts each new coding once', () => {
    fc.assert(
      fc.property(codes, codes, (before, after) => {
        const expected = after.filter((code) => !before.includes(code)).length;
        assert.equal(
          countNewCodings(sidecarOf(passage('A', before)), sidecarOf(passage('A', after))),
          expected,
        );
        assert.equal(countNewCodings(undefined, sidecarOf(passage('A', after))), after.length);
      }),
    );
  });
});

const bookOf = (codes: string): Codebook => {
  const { value, problems } = readCodebook(
    `format: verbatim/codebook@1\nthemes:\n  t: { name: T }\n  u: { name: U }\ncodes:\n${codes}`,
    '',
  );
  assert.ok(value);
  assert.deepEqual(problems, []);
  return value;
};

describe('the history of a code', () => {
  const a = '  a: { name: A, themes: [t], definition: One. }\n';
  const b = '  b: { name: B, themes: [t], definition: Two. }\n';
  it('names each thing that was done to it', () => {
    const history = historyOf<Codebook>([
      bookOf(b),
      bookOf(a + b),
      bookOf('  a: { name: A, themes: [t], definition: "One  and a half." }\n' + b),
      bookOf('  a: { name: A, themes: [t], definition: One and a half. }\n' + b),
      bookOf('  c: { name: A, themes: [u], definition: One and a half., aliases: [a] }\n' + b),
      bookOf('  c: { name: C, themes: [u], definition: One and a half., aliases: [a, b] }\n'),
      bookOf('  c: { name: C, themes: [u], definition: One and a half., aliases: [a, b], color: 3 }\n'),
      bookOf('  d: { name: D, themes: [t] }\n'),
    ]);
    const told = (id: string) => codeHistory(history, id).map(({ events }) => events.map(({ kind }) => kind));
    assert.deepEqual(told('c'), [
      ['deleted'],
      ['details-changed'],
      ['renamed', 'merged'],
      ['id-changed', 'moved'],
      ['definition-edited'],
      ['created'],
    ]);
    assert.deepEqual(told('d'), [['created']]);
    assert.deepEqual(told('nobody'), []);
    const book = bookOf('  c: { name: C, themes: [u] }\n');
    assert.deepEqual([...definitionChanges(history, book)], [['c', 2000]]);
  });

  it('does not tell again at a merge what came from one of its sides', () => {
    const ours = bookOf('  a: { name: A, themes: [t], definition: Ours. }\n');
    const theirs = bookOf('  a: { name: Theirs, themes: [t], definition: One. }\n');
    const after = bookOf('  a: { name: Theirs, themes: [t], definition: Ours. }\n');
    assert.deepEqual(codeHistory([{ origin: origin(3), before: [ours, theirs], after }], 'a'), []);
  });
});
