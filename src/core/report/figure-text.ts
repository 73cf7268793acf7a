import type { Interval } from '../agreement/interval';
import { type Figure, type WhyUndefined } from '../agreement/figure';

const reasons: Readonly<Record<WhyUndefined, string>> = {
  'nothing-to-compare': 'nothing to compare',
  'no-variation': 'no variation',
  'single-category': 'only one code to choose from',
  'undefined-part': 'a part of it is undefined',
  'overlapping-units': 'passages overlap',
  'not-two-coders': 'defined for two coders',
  'coders-unknown': 'coders unknown',
  'too-many-sets': 'too many different sets of codes',
  'too-few': 'too few transcripts',
};

/** Why there is no figure, in words. */
export function sayReason(reason: WhyUndefined): string {
  return reasons[reason];
}

/** A coefficient with two decimals; `n/a` where there is none. */
export function formatCoefficient(figure: Figure): string {
  return 'value' in figure ? formatNumber(figure.value, 2) : 'n/a';
}

/** A share as a percentage with one decimal. */
export function formatPercent(figure: Figure): string {
  return 'value' in figure ? `${formatNumber(figure.value * 100, 1)} %` : 'n/a';
}

/** An interval as `0.61 to 0.84`; nothing where there is none. */
export function formatInterval(interval: Interval): string {
  return 'lower' in interval
    ? `${formatNumber(interval.lower, 2)} to ${formatNumber(interval.upper, 2)}`
    : '';
}

/** A whole number with its thousands apart. */
export function formatCount(count: number): string {
  return String(Math.round(count)).replace(/\B(?=(?:\d{3})+$)/g, ',');
}

/** Rounded, with a true minus sign; what rounds to nought has none. */
export function formatNumber(value: number, decimals: number): string {
  const text = Math.abs(value).toFixed(decimals);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** `one transcript`, `5 transcripts`. */
export function count(number: number, one: string, several = `${one}s`): string {
  return number === 1 ? `1 ${one}` : `${formatCount(number)} ${several}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listOf(items: readonly string[]): string {
  return items.length < 2
    ? items.join('')
    : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`;
}
