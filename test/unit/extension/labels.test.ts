import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitLabels, type Label } from '../../../src/extension/features/highlights/labels';

const onOneLine = () => 0;
/** Every hundred characters a new line. */
const lineOf = (offset: number) => Math.floor(offset / 100);

describe('labels over a line', () => {
  it('stay whole where there is room', () => {
    const labels = [
      { offset: 0, text: 'Trust' },
      { offset: 60, text: 'Geography' },
    ];
    assert.deepEqual(fitLabels(labels, onOneLine), labels);
  });

  it('are cut where the next one begins', () => {
    const [first, second] = fitLabels(
      [
        { offset: 0, text: 'Relations with the wider system' },
        { offset: 10, text: 'Geography' },
      ],
      onOneLine,
    );
    assert.equal(first?.text, 'Relations w…');
    assert.equal(second?.text, 'Geography');
  });

  it('of passages that begin together are one label', () => {
    const labels = [
      { offset: 4, text: 'Trust' },
      { offset: 4, text: 'Geography' },
      { offset: 6, text: 'Money' },
    ];
    assert.deepEqual(fitLabels(labels, onOneLine), [{ offset: 4, text: 'Trust | Geography | Money' }]);
  });

  it('say a name once with the number of passages that have it', () => {
    const labels = ['Trust', 'Money', 'Trust', 'Trust'].map((text) => ({ offset: 4, text }));
    assert.deepEqual(fitLabels(labels, onOneLine), [{ offset: 4, text: 'Trust ×3 | Money' }]);
  });

  it('never meet across lines', () => {
    const labels = [
      { offset: 99, text: 'Trust' },
      { offset: 100, text: 'Geography' },
    ];
    assert.deepEqual(fitLabels(labels, lineOf), labels);
  });

  it('never cut a character in two', () => {
    const [label] = fitLabels([{ offset: 0, text: '🧑‍🤝‍🧑'.repeat(20) }], onOneLine);
    assert.match(label?.text ?? '', /^(?:[^\ud800-\udfff])+$/u);
  });

  it('keep their order and places, and none reaches the next', () => {
    const label = fc.record({
      offset: fc.nat(500),
      text: fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }),
    });
    fc.assert(
      fc.property(fc.array(label), (unsorted) => {
        const labels: readonly Label[] = unsorted.sort((a, b) => a.offset - b.offset);
        const fitted = fitLabels(labels, lineOf);
        const offsets = new Set(labels.map(({ offset }) => offset));
        fitted.forEach(({ offset, text }, i) => {
          assert.ok(offsets.has(offset));
          assert.ok(Array.from(text).length <= 36, text);
          const next = fitted[i + 1];
          if (!next) return;
          assert.ok(offset < next.offset);
          if (lineOf(offset) === lineOf(next.offset))
            assert.ok(Array.from(text).length <= (next.offset - offset) * 1.3, text);
        });
      }),
    );
  });
});
