import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { alignTokens } from '../../../src/core/anchoring/align';
import { shortestEditRuns } from '../../../src/core/anchoring/myers';
import { risingRuns, uniqueRuns } from '../../../src/core/anchoring/shared-runs';
import { similarity } from '../../../src/core/anchoring/similar-words';
import { createVocabulary, tokenise } from '../../../src/core/anchoring/tokens';

const ids = fc.array(fc.integer({ min: 0, max: 6 }), { maxLength: 40 }).map((list) => Int32Array.from(list));

function words(text: string): string[] {
  const { starts, ends } = tokenise(text, createVocabulary());
  return [...starts].map((start, i) => text.slice(start, ends[i]));
}

describe('tokens', () => {
  it('are words, marks, and single characters of scripts without spaces', () => {
    assert.deepEqual(words("It wasn't 5.5 – “really”... 嗯，好 👍🏽"), [
      'It',
      "wasn't",
      '5',
      '.',
      '5',
      '–',
      '“',
      'really',
      '”',
      '...',
      '嗯',
      '，',
      '好',
      '👍',
      '🏽',
    ]);
  });

  it('are equal ignoring case, composition and the shape of quotation marks', () => {
    const vocabulary = createVocabulary();
    const a = tokenise('CAFÉ don\'t "so" – …', vocabulary);
    const b = tokenise('cafe\u0301 don’t “so” - ...', vocabulary);
    assert.deepEqual(a.ids, b.ids);
  });

  it('cover every character that is not white space, in order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const { starts, ends } = tokenise(text, createVocabulary());
        let end = 0;
        starts.forEach((start, i) => {
          assert.match(text.slice(end, start), /^[\s\u0085\u00ad\u200b\u2060\ufeff]*$/u);
          end = ends[i] ?? 0;
          assert.ok(end > start);
        });
        assert.match(text.slice(end), /^[\s\u0085\u00ad\u200b\u2060\ufeff]*$/u);
      }),
    );
  });
});

describe('shared runs', () => {
  it('are shared, and as long as they can be', () => {
    fc.assert(
      fc.property(ids, ids, fc.integer({ min: 1, max: 3 }), (old, now, n) => {
        const region = { oldFrom: 0, oldTo: old.length, newFrom: 0, newTo: now.length };
        for (const run of uniqueRuns(old, now, region, n)) {
          assert.ok(run.length >= n);
          for (let i = 0; i < run.length; i++) assert.equal(old[run.old + i], now[run.new + i]);
          assert.ok(run.old === 0 || run.new === 0 || old[run.old - 1] !== now[run.new - 1]);
        }
      }),
    );
  });

  it('chosen to rise neither cross nor overlap', () => {
    fc.assert(
      fc.property(ids, ids, (old, now) => {
        const region = { oldFrom: 0, oldTo: old.length, newFrom: 0, newTo: now.length };
        let [oldEnd, newEnd] = [0, 0];
        for (const run of risingRuns(uniqueRuns(old, now, region, 1))) {
          assert.ok(run.old >= oldEnd && run.new >= newEnd);
          [oldEnd, newEnd] = [run.old + run.length, run.new + run.length];
        }
      }),
    );
  });

  it('of a shortest edit script are a longest common subsequence', () => {
    fc.assert(
      fc.property(ids, ids, (old, now) => {
        const region = { oldFrom: 0, oldTo: old.length, newFrom: 0, newTo: now.length };
        const runs = shortestEditRuns(old, now, region, old.length + now.length) ?? [];
        for (const run of runs)
          for (let i = 0; i < run.length; i++) assert.equal(old[run.old + i], now[run.new + i]);
        assert.equal(
          runs.reduce((sum, run) => sum + run.length, 0),
          longestCommon(old, now),
        );
      }),
    );
  });
});

describe('alignment', () => {
  it('gives every new token to one old token at most, and both know of each other', () => {
    const text = fc
      .array(fc.constantFrom('yeah', 'mm', 'I', 'think', 'so', 'INT:', '.', '\n'), { maxLength: 80 })
      .map((list) => list.join(' '));
    fc.assert(
      fc.property(text, text, (old, now) => {
        const vocabulary = createVocabulary();
        const { toNew, toOld } = alignTokens(
          tokenise(old, vocabulary),
          tokenise(now, vocabulary),
          vocabulary,
        );
        const taken = new Set<number>();
        toNew.forEach((place) => {
          if (place < 0) return;
          assert.ok(place < toOld.length && (toOld[place] ?? -1) >= 0);
          taken.add(place);
        });
        assert.ok(taken.size <= toOld.length);
      }),
    );
  });

  it('of a text with itself is complete', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('yeah ', 'mm. ', 'I think ', '\n', '中') }), (text) => {
        const vocabulary = createVocabulary();
        const tokens = tokenise(text, vocabulary);
        assert.deepEqual([...alignTokens(tokens, tokens, vocabulary).toNew], [...tokens.ids.keys()]);
      }),
    );
  });
});

describe('similar words', () => {
  it('are alike by the share of letters in common', () => {
    assert.equal(similarity('harvest', 'harvest'), 1);
    assert.equal(similarity('harvest', 'havrest'), 1 - 2 / 7);
    assert.equal(similarity('harvest', 'meeting'), 0);
    assert.equal(similarity('yes', 'yeses and no'), 0);
  });
});

function longestCommon(a: Int32Array, b: Int32Array): number {
  let row = new Array<number>(b.length + 1).fill(0);
  for (const x of a) {
    const next = [0];
    b.forEach((y, j) => next.push(x === y ? (row[j] ?? 0) + 1 : Math.max(row[j + 1] ?? 0, next[j] ?? 0)));
    row = next;
  }
  return row[b.length] ?? 0;
}
