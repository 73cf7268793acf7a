import * as vscode from 'vscode';
import { paletteColor } from '../../contributions';
import type { Mark, Pattern } from './palette';

/** As many overlapping passages have a line of their own; more than that share the last. */
export const laneCount = 4;

/** The pixels of a row, from the baseline of its box, at which the lanes run. */
const laneOffsets = [9, 6, 3, 0];
const lineWidth = 2;
const nothing = 'linear-gradient(transparent,transparent)';

/*
 * Decorations that overlap become one element that carries all their CSS, so their backgrounds and borders would hide
 * one another. Each lane therefore sets only a custom property of its own, and every lane declares the same background,
 * composed from all of these properties. VS Code passes `textDecoration` through to the style sheet as it is.
 */

const rulerLanes = [
  vscode.OverviewRulerLane.Left,
  vscode.OverviewRulerLane.Center,
  vscode.OverviewRulerLane.Right,
];

/** The underline of a lane. */
export function laneStyle(lane: number, mark: Mark): vscode.DecorationRenderOptions {
  return {
    ...themed(mark, (color, rulerColor) => ({
      textDecoration: underline(lane, color, mark.pattern),
      overviewRulerColor: rulerColor,
    })),
    overviewRulerLane: rulerLanes[lane] ?? vscode.OverviewRulerLane.Right,
  };
}

/**
 * The options for light and for dark themes. A slot's colour is the theme's or the user's own, in style sheets by the
 * variable that VS Code makes of it.
 */
function themed(
  { slot, light, dark }: Mark,
  optionsWith: (
    color: string,
    themeColor: string | vscode.ThemeColor,
  ) => vscode.ThemableDecorationRenderOptions,
): vscode.DecorationRenderOptions {
  if (slot === undefined) return { light: optionsWith(light, light), dark: optionsWith(dark, dark) };
  const id = paletteColor(slot);
  const variable = `--vscode-${id.replaceAll('.', '-')}`;
  const options = (fallback: string) =>
    optionsWith(`var(${variable},${fallback})`, new vscode.ThemeColor(id));
  return { light: options(light), dark: options(dark) };
}

function underline(lane: number, color: string, pattern: Pattern): string {
  const images = laneOffsets.map((_, k) => `var(--verbatim-lane${k},${nothing})`).join(',');
  const positions = laneOffsets.map((offset) => `0 calc(100% - ${offset}px)`).join(',');
  return [
    'none',
    `--verbatim-lane${lane}:${gradient(pattern, color, '90deg', 1)}`,
    `background-image:${images}`,
    'background-repeat:repeat-x',
    `background-size:100% ${lineWidth}px`,
    `background-position:${positions}`,
    'padding-bottom:10px',
  ].join(';');
}

const stripeOffsets = [3, 7, 11, 15];

/** The coding stripe of a lane in the gutter, which shows on every row that a passage covers. */
export function stripeStyle(lane: number, mark: Mark, blankIcon: vscode.Uri): vscode.DecorationRenderOptions {
  return themed(mark, (color) => ({
    gutterIconPath: blankIcon,
    gutterIconSize: stripe(lane, color, mark.pattern),
  }));
}

function stripe(lane: number, color: string, pattern: Pattern): string {
  const images = stripeOffsets.map((_, k) => `var(--verbatim-stripe${k},${nothing})`).join(',');
  const positions = stripeOffsets.map((offset) => `${offset}px 0`).join(',');
  return [
    '3px 100%',
    `--verbatim-stripe${lane}:${gradient(pattern, color, '180deg', 1.5)}`,
    `background-image:${images} !important`,
    'background-repeat:repeat-y !important',
    `background-position:${positions} !important`,
    'background-size:3px 100% !important',
  ].join(';');
}

function gradient(pattern: Pattern, color: string, direction: string, scale: number): string {
  const px = (n: number) => `${n * scale}px`;
  const repeat = (...stops: readonly [number, number][]) => {
    const parts: string[] = [];
    let at = 0;
    for (const [ink, gap] of stops) {
      parts.push(`${color} ${px(at)} ${px(at + ink)}`, `transparent ${px(at + ink)} ${px(at + ink + gap)}`);
      at += ink + gap;
    }
    return `repeating-linear-gradient(${direction},${parts.join(',')})`;
  };
  switch (pattern) {
    case 'solid':
      return `linear-gradient(${color},${color})`;
    case 'dashed':
      return repeat([6, 3]);
    case 'dotted':
      return repeat([2, 2]);
    case 'dash-dotted':
      return repeat([8, 2], [2, 2]);
  }
}

/** The documented options alone: a tinted background and a border whose style follows the pattern. */
export function plainStyle(mark: Mark): vscode.DecorationRenderOptions {
  const borderStyle = { solid: 'solid', dashed: 'dashed', dotted: 'dotted', 'dash-dotted': 'double' }[
    mark.pattern
  ];
  return {
    borderStyle,
    // Fewer than three pixels do not show a double line as one.
    borderWidth: `0 0 ${borderStyle === 'double' ? 3 : 2}px 0`,
    ...themed(mark, (color, themeColor) => ({
      backgroundColor: `color-mix(in srgb, ${color} 15%, transparent)`,
      borderColor: themeColor,
      overviewRulerColor: themeColor,
    })),
    overviewRulerLane: vscode.OverviewRulerLane.Right,
  };
}

/** A code's name above the first word of a passage, taking no room in the line. */
export function labelStyle(text: string, mark: Mark): vscode.DecorationInstanceRenderOptions {
  return themed(mark, (_, color) => ({
    before: {
      contentText: text,
      color,
      textDecoration:
        'none;position:absolute;top:-2px;font-size:9px;line-height:10px;letter-spacing:0;font-weight:600;white-space:nowrap;pointer-events:none',
    },
  }));
}
