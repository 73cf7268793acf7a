import assert from 'node:assert/strict';
import fc from 'fast-check';
import { formatSidecar } from '../../../src/core/format/format-sidecar';
import { readSidecar } from '../../../src/core/format/read-sidecar';
import type { Passage, Sidecar } from '../../../src/core/model/passage';
import type { MergedText } from '../../../src/core/merge/conflict';
import { mergeSidecars } from '../../../src/core/merge/merge-sidecars';
import {
  type Branches,
  mergeRuns,
  newSidecars,
  resolveWith,
  sidecarBranches,
  textsOf,
} from '../../support/merge-versions';

function merge({ base, ours, theirs }: Branches<string>): MergedText {
  const merged = mergeSidecars(base, ours, theirs);
  assert.ok(merged, `cannot be merged:\n${base}\n----\n${ours}\n----\n${theirs}`);
  return merged;
}

function read(text: string): Sidecar {
  const { value, problems } = readSidecar(text, '');
  assert.deepEqual(problems, [], text);
  assert.ok(value);
  return value;
}

const swap = <T>({ base, ours, theirs }: Branches<T>): Branches<T> => ({ base, ours: theirs, theirs: ours });

/** What a sidecar says, whatever its order and wherever versions are named. */
function meaning(sidecar: Sidecar): unknown {
  const passages = sidecar.passages.map((passage) => [
    passage.id,
    {
      ...passage,
      base: passage.base ?? sidecar.base,
      codes: [...passage.codes].sort(),
      codings: codingsOf(passage),
    },
  ]);
  const notes = [...(sidecar.notes ?? [])].map((note) => JSON.stringify(note)).sort();
  return {
    status: sidecar.status,
    memo: sidecar.memo,
    passages: Object.fromEntries(passages) as unknown,
    notes,
  };
}

function codingsOf({ codings }: Passage): unknown {
  return Object.entries(codings ?? {}).sort(([a], [b]) => (a < b ? -1 : 1));
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

function valueAt(sidecar: Sidecar | undefined, [section, id, field, code]: readonly string[]): unknown {
  if (section !== 'passages') return sidecar?.[section as keyof Sidecar];
  const found = sidecar?.passages.find((passage) => passage.id === id);
  if (!found || field === undefined) return found && { ...found, base: found.base ?? sidecar?.base };
  if (field === 'at') {
    const { at, quote, lost, base } = found;
    return { at, quote, lost, base: base ?? sidecar?.base };
  }
  const value = found[field as keyof Passage];
  return code === undefined ? value : [found.codes.includes(code), found.codings?.[code]];
}

describe('merging sidecars', function () {
  this.timeout(120_000);

  const options = { numRuns: mergeRuns };

  it('gives what the other side has when one side did nothing', () => {
    fc.assert(
      fc.property(sidecarBranches, (branches) => {
        const { base, ours } = textsOf(branches);
        assert.deepEqual(merge({ base, ours, theirs: base }), { text: ours, conflicts: [] });
        assert.deepEqual(merge({ base, ours: base, theirs: ours }), { text: ours, conflicts: [] });
        assert.deepEqual(merge({ base, ours, theirs: ours }), { text: ours, conflicts: [] });
      }),
      options,
    );
  });

  it('says the same whichever side is ours', () => {
    fc.assert(
      fc.property(sidecarBranches, (branches) => {
        const texts = textsOf(branches);
        const [one, other] = [merge(texts), merge(swap(texts))];
        const placesOf = ({ conflicts }: MergedText): unknown =>
          conflicts.map(({ path }) => path.join('/')).sort();
        assert.deepEqual(placesOf(one), placesOf(other));
        if (one.conflicts.length > 0) return;
        assert.deepEqual(meaning(read(one.text)), meaning(read(other.text)));
      }),
      options,
    );
  });

  it('is clean and reads without a problem, or reads so whichever side is picked', () => {
    fc.assert(
      fc.property(sidecarBranches, (branches) => {
        const { text, conflicts } = merge(textsOf(branches));
        if (conflicts.length === 0) assert.equal(text, formatSidecar(read(text)));
        else for (const side of ['ours', 'theirs'] as const) read(resolveWith(text, side));
      }),
      options,
    );
  });

  it('stays as it is when the same is merged again', () => {
    fc.assert(
      fc.property(sidecarBranches, (branches) => {
        const texts = textsOf(branches);
        const { text, conflicts } = merge(texts);
        if (conflicts.length > 0) return;
        assert.deepEqual(meaning(read(merge({ ...texts, ours: text }).text)), meaning(read(text)));
      }),
      options,
    );
  });

  it('calls nothing a conflict but what both sides changed differently', () => {
    fc.assert(
      fc.property(sidecarBranches, (branches) => {
        const { base, ours, theirs } = branches;
        for (const { path } of merge(textsOf(branches)).conflicts) {
          const [b, o, t] = [base, ours, theirs].map((version) => valueAt(version, path));
          assert.ok(!same(b, o) && !same(b, t) && !same(o, t), path.join('/'));
        }
      }),
      options,
    );
  });

  it('keeps what either side did: passages, codes, memos, places with their version', () => {
    fc.assert(
      fc.property(sidecarBranches, ({ base, ours, theirs }) => {
        const { text, conflicts } = merge(textsOf({ base, ours, theirs }));
        if (conflicts.length > 0) return;
        const merged = read(text);
        const find = (sidecar: Sidecar, id: string): Passage | undefined =>
          sidecar.passages.find((passage) => passage.id === id);
        for (const { id } of [...ours.passages, ...theirs.passages]) {
          const [b, o, t, m] = [base, ours, theirs, merged].map((version) => find(version, id));
          if (b && !(o && t)) {
            assert.equal(m, undefined);
            continue;
          }
          assert.ok(m);
          const was = new Set(b?.codes);
          const expected = new Set([
            ...(o?.codes ?? []).filter((code) => !was.has(code) || !t || t.codes.includes(code)),
            ...(t?.codes ?? []).filter((code) => !was.has(code) || !o || o.codes.includes(code)),
          ]);
          assert.deepEqual(new Set(m.codes), expected);
          if (o && t) assert.deepEqual(m.memo, same(o.memo, b?.memo) ? t.memo : o.memo);
          const places = [valueAt(ours, ['passages', id, 'at']), valueAt(theirs, ['passages', id, 'at'])];
          assert.ok(places.some((place) => same(place, valueAt(merged, ['passages', id, 'at']))));
        }
        const known = new Set([...ours.passages, ...theirs.passages].map(({ id }) => id));
        assert.ok(merged.passages.every(({ id }) => known.has(id)));
      }),
      options,
    );
  });

  it('unites two sidecars that were begun apart', () => {
    fc.assert(
      fc.property(newSidecars, (branches) => {
        const { text, conflicts } = merge(textsOf(branches));
        if (conflicts.length > 0) return;
        const ids = [...(branches.ours?.passages ?? []), ...(branches.theirs?.passages ?? [])].map(
          ({ id }) => id,
        );
        assert.deepEqual(new Set(read(text).passages.map(({ id }) => id)), new Set(ids));
      }),
      options,
    );
  });
});
