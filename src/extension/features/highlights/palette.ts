import type { Code } from '../../../core/model/codebook';

/**
 * One way to mark a passage: a hue for light and for dark backgrounds and, since colour is never the only signal, a
 * pattern for the line under it.
 */
export interface Mark {
  readonly light: string;
  readonly dark: string;
  readonly pattern: Pattern;
  /** The palette's slot, 1–8, whose theme colour goes before these hues; undefined for a colour of the codebook's own. */
  readonly slot?: number;
}

export type Pattern = 'solid' | 'dashed' | 'dotted' | 'dash-dotted';

/**
 * The eight slots. Hues after Okabe and Ito (2008), told apart with every common colour blindness; darkened or
 * lightened to at least 4.5:1 against the backgrounds of the default themes. Neighbouring slots differ in pattern, and two
 * slots of one pattern are those whose hues stay furthest apart whatever the eye.
 */
const slots: readonly Mark[] = [
  { slot: 1, light: '#00664b', dark: '#2fc79c', pattern: 'solid' },
  { slot: 2, light: '#9c3f00', dark: '#ff9a52', pattern: 'dashed' },
  { slot: 3, light: '#004f86', dark: '#6dbdf2', pattern: 'dotted' },
  { slot: 4, light: '#8f2d6a', dark: '#f08fc8', pattern: 'dash-dotted' },
  { slot: 5, light: '#6b5200', dark: '#e8c24a', pattern: 'solid' },
  { slot: 6, light: '#51428f', dark: '#b9a7ff', pattern: 'dash-dotted' },
  { slot: 7, light: '#a0001c', dark: '#ff8b8b', pattern: 'dotted' },
  { slot: 8, light: '#3f4b57', dark: '#b8c4d0', pattern: 'dashed' },
];

/** The mark of a code; codes without a colour share the slots by their order in the codebook. */
export function markOf(code: Code | undefined, order: number): Mark {
  const color = code?.color;
  if (typeof color === 'number') return slotAt(color - 1);
  const slot = slotAt(order);
  if (color === undefined) return slot;
  return { light: mix(color, '#000000'), dark: mix(color, '#ffffff'), pattern: slot.pattern };
}

function slotAt(index: number): Mark {
  const slot = slots[((index % slots.length) + slots.length) % slots.length];
  if (!slot) throw new RangeError(`no slot ${index}`);
  return slot;
}

/** The mark of what all compared coders have in common. */
export const agreedMark: Mark = { ...slotAt(7), pattern: 'solid' };

const comparedPatterns = ['dashed', 'dotted', 'dash-dotted'] as const;

/**
 * The mark of what a compared coder has and not all of them. No two of the first nine coders share both lane and pattern.
 * @param coder the coder's place in the comparison
 */
export function comparedMark(coder: number): Mark {
  const pattern = comparedPatterns[coder % comparedPatterns.length] ?? 'dashed';
  return { ...slotAt(coder + 1), pattern };
}

/** The lane of what a compared coder has and not all of them; the first is for what all have. */
export function comparedLane(coder: number): number {
  return 1 + ((coder + Math.floor(coder / 3)) % 3);
}

/** A colour of the codebook's own, moved towards black or white until it stands out from a white or dark background. */
function mix(color: string, towards: '#000000' | '#ffffff'): string {
  const background = towards === '#000000' ? '#ffffff' : '#1f1f1f';
  for (let share = 0; share <= 1; share += 0.1) {
    const mixed = blend(color, towards, share);
    if (contrast(mixed, background) >= 4.5) return mixed;
  }
  return towards;
}

function blend(from: string, to: string, share: number): string {
  const channel = (i: number) => Math.round(channelOf(from, i) * (1 - share) + channelOf(to, i) * share);
  return `#${[0, 1, 2].map((i) => channel(i).toString(16).padStart(2, '0')).join('')}`;
}

/** Contrast ratio of two colours after WCAG 2.2. */
export function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: string): number {
  const [r = 0, g = 0, b = 0] = [0, 1, 2].map((i) => {
    const value = channelOf(color, i) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function channelOf(color: string, index: number): number {
  return parseInt(color.slice(1 + index * 2, 3 + index * 2), 16);
}

/** All slots, for tests and for the manifest's colours. */
export const paletteSlots = slots;
