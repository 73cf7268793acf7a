import fc from 'fast-check';
import assert from 'node:assert/strict';
import { holsti, matchSegments, segmentKappa } from '../../../src/core/agreement/segment-matching';
import { type Span, unite } from '../../../src/core/text/span';
import { anySpans, assertNear, paint } from './coded-characters';

describe('segment matching', () => {
  const spans = (...pairs: [number, number][]) => pairs.map(([start, end]) => ({ start, end }));

  it('asks every segment of both coders, at the edge of what is required too', () => {
    const [a, b] = [spans([0, 100], [150, 200]), spans([0, 90], [300, 320])];
    assert.deepEqual(matchSegments(a, b, 0.9), { matched: 2, total: 4 });
    assert.deepEqual(matchSegments(a, b, 0.91), { matched: 0, total: 4 });
    // 0.57 × 100 is not 57 in binary; 57 / 100 is 0.57.
    assert.deepEqual(matchSegments(spans([0, 57]), spans([0, 100]), 0.57), { matched: 2, total: 2 });
  });

  it('is symmetric, never grows with what is required, and is complete with oneself', () => {
    fc.assert(
      fc.property(anySpans, anySpans, fc.integer({ min: 1, max: 100 }), (one, other, percent) => {
        const [a, b] = [unite(one), unite(other)];
        const found = matchSegments(a, b, percent / 100);
        assert.deepEqual(matchSegments(b, a, percent / 100), found);
        assert.ok(matchSegments(a, b, 1).matched <= found.matched);
        assert.deepEqual(matchSegments(a, a, 1), { matched: 2 * a.length, total: 2 * a.length });
        const isLike = (x: Span, y: Span) => {
          const both = paint([x]).filter((covered, i) => covered && paint([y])[i]).length;
          return both > 0 && both * 100 >= percent * paint([x, y]).filter(Boolean).length;
        };
        // Two that overlap leave a gap between them only in `either`, which `paint` does not fill.
        const matched =
          a.filter((x) => b.some((y) => isLike(x, y))).length +
          b.filter((y) => a.some((x) => isLike(x, y))).length;
        assert.equal(found.matched, matched);
      }),
    );
  });

  it('is corrected for chance by the number of codes', () => {
    const kappa = segmentKappa({ matched: 2, total: 6 }, 2);
    assertNear(kappa, -1 / 3);
    assert.equal(kappa.n, 6);
    const single = segmentKappa({ matched: 2, total: 6 }, 1);
    assert.equal('undefined' in single && single.undefined, 'single-category');
    const none = segmentKappa({ matched: 0, total: 0 }, 5);
    assert.equal('undefined' in none && none.undefined, 'nothing-to-compare');
  });

  it('Holsti', () => {
    assertNear(holsti(12, 20, 15), 24 / 35);
    assert.deepEqual(holsti(0, 0, 0), { undefined: 'nothing-to-compare' });
  });
});
