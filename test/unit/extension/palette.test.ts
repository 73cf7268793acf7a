import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Code } from '../../../src/core/model/codebook';
import {
  contrast,
  type Mark,
  markOf,
  paletteSlots,
} from '../../../src/extension/features/highlights/palette';

const backgrounds = {
  light: {
    'Light Modern': '#ffffff',
    'Light+': '#ffffff',
    'High Contrast Light': '#ffffff',
    'Quiet Light': '#f5f5f5',
  },
  dark: { 'Dark Modern': '#1f1f1f', 'Dark+': '#1e1e1e', 'High Contrast': '#000000' },
} as const;

type Matrix = readonly (readonly [number, number, number])[];

/** Machado, Oliveira and Fernandes (2009), severity 1.0, for linear RGB. */
const blindness: Readonly<Record<string, Matrix>> = {
  none: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

function linear(color: string): readonly number[] {
  return [1, 3, 5].map((at) => {
    const value = parseInt(color.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
}

function seenWith(matrix: Matrix, color: string): readonly number[] {
  const [r = 0, g = 0, b = 0] = linear(color);
  return matrix.map(([x, y, z]) => Math.min(1, Math.max(0, x * r + y * g + z * b)));
}

/** CIE 1976 L*a*b* of linear sRGB, white point D65. */
function lab([r = 0, g = 0, b = 0]: readonly number[]): readonly number[] {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : ((24389 / 27) * t + 16) / 116);
  const x = f((0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047);
  const y = f(0.2126729 * r + 0.7151522 * g + 0.072175 * b);
  const z = f((0.0193339 * r + 0.119192 * g + 0.9503041 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

function difference(a: readonly number[], b: readonly number[]): number {
  return Math.hypot(...lab(a).map((value, i) => value - (lab(b)[i] ?? 0)));
}

const pairs = paletteSlots.flatMap((a, i) => paletteSlots.slice(i + 1).map((b) => [a, b] as const));
const codeOf = (color?: number | string): Code => ({
  id: 'a',
  name: 'A',
  themes: [],
  examples: [],
  origin: 'deductive',
  status: 'active',
  aliases: [],
  replacedBy: [],
  ...(color === undefined ? {} : { color }),
});

describe('the palette', () => {
  for (const kind of ['light', 'dark'] as const)
    it(`stands out from ${kind} backgrounds by 4.5:1`, () => {
      for (const [theme, background] of Object.entries(backgrounds[kind]))
        for (const slot of paletteSlots) {
          const ratio = contrast(slot[kind], background);
          assert.ok(ratio >= 4.5, `${slot[kind]} in ${theme}: ${ratio.toFixed(2)}`);
        }
    });

  it('measures contrast as WCAG does', () => {
    assert.equal(contrast('#000000', '#ffffff'), 21);
    assert.equal(contrast('#777777', '#777777'), 1);
    assert.equal(contrast('#767676', '#ffffff').toFixed(2), '4.54');
  });

  it('changes the pattern from each slot to the next', () => {
    paletteSlots.forEach(({ pattern }, i) => {
      assert.notEqual(pattern, paletteSlots[(i + 1) % paletteSlots.length]?.pattern, String(i + 1));
    });
  });

  for (const [name, matrix] of Object.entries(blindness))
    for (const kind of ['light', 'dark'] as const)
      it(`tells slots apart by pattern or, at least 19 ΔE, by colour: ${name}, ${kind}`, () => {
        for (const [a, b] of pairs) {
          if (a.pattern !== b.pattern) continue;
          const distance = difference(seenWith(matrix, a[kind]), seenWith(matrix, b[kind]));
          assert.ok(distance >= 19, `${a[kind]} and ${b[kind]}, both ${a.pattern}: ${distance.toFixed(1)}`);
        }
      });

  it('marks codes by their slot, and those without a colour by their order', () => {
    assert.equal(markOf(codeOf(3), 0), paletteSlots[2]);
    assert.equal(markOf(codeOf(), 10), paletteSlots[2]);
    assert.equal(markOf(undefined, 7), paletteSlots[7]);
  });

  it('makes any colour of a codebook stand out', () => {
    const hex = fc.integer({ min: 0, max: 0xffffff }).map((n) => `#${n.toString(16).padStart(6, '0')}`);
    fc.assert(
      fc.property(hex, fc.nat(20), (color, order) => {
        const mark: Mark = markOf(codeOf(color), order);
        assert.equal(mark.slot, undefined);
        assert.ok(contrast(mark.light, '#ffffff') >= 4.5, `${color} → ${mark.light}`);
        assert.ok(contrast(mark.dark, '#1f1f1f') >= 4.5, `${color} → ${mark.dark}`);
      }),
    );
  });
});
