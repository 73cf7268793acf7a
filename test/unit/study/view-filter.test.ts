import assert from 'node:assert/strict';
import fc from 'fast-check';
import { casesOf } from '../../../src/core/study/cases';
import { placePassages, type PlacedPassage } from '../../../src/core/study/placed-passages';
import { reachOf } from '../../../src/core/study/reach';
import type { StudyView } from '../../../src/core/study/snapshot';
import { filterView, isEmptyFilter, type ViewFilter } from '../../../src/core/study/view-filter';
import { anyView } from './random-views';

const any = <T>(...values: readonly T[]) => fc.subarray([...values]);

const anyFilter: fc.Arbitrary<ViewFilter> = fc
  .tuple(
    any('MS', 'SP', 'XX'),
    any('Int1', 'Int2', 'Site', 'Nobody'),
    any('clinical', 'other'),
    any('rural', 'urban'),
    any(1, 2),
  )
  .map(([coders, cases, role, setting, wave]) => ({
    coders,
    cases,
    attributes: [
      { attribute: 'role', values: role },
      { attribute: 'setting', values: setting },
      { attribute: 'wave', values: wave },
    ],
  }));

const allPassages = (view: StudyView): readonly PlacedPassage[] =>
  [...view.sidecars.values()].flatMap((sidecar) => placePassages(view, sidecar));

/** The study of `random-views`, told by hand. */
const factsOf: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  Int1: { role: 'clinical', setting: 'rural' },
  Int2: { role: 'clinical', setting: 'urban' },
  Site: { setting: 'rural' },
};
const partsOf: Readonly<Record<string, readonly string[]>> = {
  Int1: ['Int1'],
  Int2: ['Int2'],
  Site: ['Site', 'Int1'],
};

function passesSlowly(view: StudyView, placed: PlacedPassage, filter: ViewFilter): boolean {
  const { coders = [], cases = [], attributes = [] } = filter;
  const { coder, transcript } = placed.sidecar;
  if (coders.length > 0 && !coders.includes(coder)) return false;
  const isRestricted = cases.length > 0 || attributes.some(({ values }) => values.length > 0);
  if (!isRestricted) return true;
  const wanted = cases.flatMap((id) => partsOf[id] ?? []);
  return casesOf(view, placed).some(
    (id) =>
      (cases.length === 0 || wanted.includes(id)) &&
      attributes.every(({ attribute: name, values }) => {
        const value = name === 'wave' ? (transcript === 'g.md' ? 2 : undefined) : factsOf[id]?.[name];
        return values.length === 0 || values.some((each) => each === value);
      }),
  );
}

describe('the filter of a view', () => {
  it('leaves the passages with a case that has all that is asked for, where they stood', () => {
    fc.assert(
      fc.property(anyView, anyFilter, (view, filter) => {
        const left = allPassages(filterView(view, filter));
        const expected = allPassages(view).filter((placed) => passesSlowly(view, placed, filter));
        assert.deepEqual(new Set(left), new Set(expected));
        assert.equal(left.length, expected.length);
      }),
      { numRuns: 300 },
    );
  });

  it('is the same view again, in which nothing reaches further', () => {
    fc.assert(
      fc.property(anyView, anyFilter, (view, filter) => {
        const filtered = filterView(view, filter);
        assert.equal(filterView(view, filter), filtered);
        for (const [topic, reach] of reachOf(filtered)) {
          const before = reachOf(view).get(topic);
          assert.ok(before && reach.passages <= before.passages && reach.cases <= before.cases, topic);
        }
      }),
    );
  });

  it('lets the sidecars that it does not touch be themselves', () => {
    fc.assert(
      fc.property(anyView, (view) => {
        const nothing = { coders: [], attributes: [{ attribute: 'role', values: [] }] };
        assert.ok(isEmptyFilter(nothing));
        assert.deepEqual([...filterView(view, nothing).sidecars], [...view.sidecars]);
        assert.equal(filterView(view, undefined), view);
      }),
    );
  });
});
