import { add, at, counters, type Counters, sum, sumOfSquares } from './counters';
import { beyondChance, type Coefficient, type Figure, share } from './figure';
import { pairsOf } from './ratings';
import type { Span } from '../text/span';

/** A unit that a coder marked off, and what it was called: category 1 … categories. */
export interface Unit extends Span {
  readonly category: number;
}

/** The same; of category 1 where nothing is said, as where there is one code. */
type MaybeCategorised = Span & Partial<Unit>;

/** The category of text that a coder left unmarked. */
const gap = 0;

/**
 * All that Krippendorff's coefficients for unitized continua need (Krippendorff, Mathet, Bouvry & Widlöcher 2016;
 * Krippendorff 2019, § 12.6), by category, gaps being category 0. Those of different texts add up.
 */
export interface Unitizing {
  readonly coders: number;
  /** Length of units and gaps over all coders: ℓ꜀. */
  readonly length: Counters;
  /** What pairs with itself, C꜀: a unit with all of itself (its length squared), a gap's characters each with itself. */
  readonly selfPairs: Counters;
  /** Length on which pairs of coders agree: ℓ꜀꜀. */
  readonly same: Counters;
  /** Length on which pairs of coders both marked something: ℓ*꜀. */
  readonly shared: Counters;
  /** What pairs with itself there, C*꜀: the square of what another coder marked of a unit. */
  readonly sharedSelfPairs: Counters;
}

export function emptyUnitizing(coders: number, categories: number): Unitizing {
  const make = () => counters(categories + 1);
  return { coders, length: make(), selfPairs: make(), same: make(), shared: make(), sharedSelfPairs: make() };
}

/**
 * The sums of one text; undefined where some coder's units overlap.
 * @param coders every coder's units in order, inside the text
 */
export function unitize(
  length: number,
  coders: readonly (readonly Unit[])[],
  categories: number,
): Unitizing | { readonly undefined: 'overlapping-units' } {
  if (!coders.every(isContinuum)) return { undefined: 'overlapping-units' };
  const sums = emptyUnitizing(coders.length, categories);
  unitizeInto(sums, length, coders);
  return sums;
}

/**
 * Adds a text to the sums, in time linear in its units for every pair of coders.
 * @param coders every coder's units in order, not overlapping, inside the text
 */
export function unitizeInto(
  sums: Unitizing,
  length: number,
  coders: readonly (readonly MaybeCategorised[])[],
): void {
  const continua = coders.map((units) => continuumOf(units, length));
  for (const continuum of continua)
    for (const { category, start, end } of continuum) {
      add(sums.length, category, end - start);
      add(sums.selfPairs, category, category === gap ? end - start : (end - start) ** 2);
    }
  for (const [i, j] of pairsOf(coders.length))
    comparePair(sums, continua[i] ?? [], continua[j] ?? [], 1 / (coders.length - 1));
}

/** uα: agreement on marking off and categorising units, gaps included. */
export function unitizingAlpha(sums: Unitizing): Coefficient {
  const all = sum(sums.length);
  return figures(sums, sum(sums.same), () =>
    // Dₒ/Dₑ with Dₑ = ℓ (ℓ² − Σ ℓ꜀²) / (ℓ² − ΣC), kept as whole numbers up to the last division.
    beyondChance(
      (all - sum(sums.same)) * (all ** 2 - sum(sums.selfPairs)),
      all * (all ** 2 - sumOfSquares(sums.length)),
    ),
  );
}

/** |uα: agreement on what is marked at all, whatever it is called. */
export function binaryUnitizingAlpha(sums: Unitizing): Coefficient {
  const all = sum(sums.length);
  const gaps = at(sums.length, gap);
  const apart = gaps - at(sums.same, gap);
  return figures(sums, all - 2 * apart, () =>
    beyondChance(apart * (all ** 2 - sum(sums.selfPairs)), all * gaps * (all - gaps)),
  );
}

/**
 * cuα: agreement on categories where two coders marked something. Where so little was marked twice that its units pair with
 * themselves more than with each other, nothing can be expected by chance, and the formula would give 1 or more.
 */
export function categoryUnitizingAlpha(sums: Unitizing): Coefficient {
  const all = sum(sums.shared);
  const same = sum(sums.same) - at(sums.same, gap);
  const pairs = all ** 2 - sum(sums.sharedSelfPairs);
  const spread = all ** 2 - sumOfSquares(sums.shared);
  return {
    ...expecting(all, pairs, spread, () => beyondChance((all - same) * pairs, all * spread)),
    percent: share(same, all),
    n: lengthOfText(sums),
  };
}

/** The share of all coders' text on which cuα rests. */
export function categoryCoverage(sums: Unitizing): Figure {
  return share(sum(sums.shared), sum(sums.length));
}

/** (k)uα: how reliably one category is told from the others; with the share of its units on which that rests. */
export function singleCategoryAlpha(
  sums: Unitizing,
  category: number,
): Coefficient & { readonly coverage: Figure } {
  const all = sum(sums.shared);
  const own = at(sums.shared, category);
  const same = at(sums.same, category);
  const pairs = own * all - at(sums.sharedSelfPairs, category);
  const others = own * (all - own);
  return {
    ...expecting(own, pairs, others, () => beyondChance(pairs * (own - same), own * others)),
    percent: share(same, own),
    n: lengthOfText(sums),
    coverage: share(own, at(sums.length, category)),
  };
}

/** A coefficient of what was marked twice, if enough was for chance to have a meaning. */
function expecting(marked: number, pairs: number, spread: number, figure: () => Figure): Figure {
  if (marked === 0) return { undefined: 'nothing-to-compare' };
  return spread > 0 && pairs <= 0 ? { undefined: 'too-few' } : figure();
}

/** Whether units stand in order and do not overlap, as a continuum has room for. */
export function isContinuum(units: readonly Span[]): boolean {
  return units.every(({ start, end }, i) => start < end && start >= (units[i - 1]?.end ?? 0));
}

function figures(sums: Unitizing, agreed: number, figure: () => Figure): Coefficient {
  const percent = share(agreed, sum(sums.length));
  return { ...('value' in percent ? figure() : percent), percent, n: lengthOfText(sums) };
}

function lengthOfText(sums: Unitizing): number {
  return sum(sums.length) / sums.coders;
}

/** Units and the gaps between them, from the beginning of the text to its end. */
function continuumOf(units: readonly MaybeCategorised[], length: number): readonly Unit[] {
  const continuum: Unit[] = [];
  let end = 0;
  for (const { start, end: until, category = 1 } of units) {
    if (start > end) continuum.push({ start: end, end: start, category: gap });
    continuum.push({ start, end: until, category });
    end = until;
  }
  if (end < length) continuum.push({ start: end, end: length, category: gap });
  return continuum;
}

function comparePair(sums: Unitizing, a: readonly Unit[], b: readonly Unit[], weight: number): void {
  // How much of the unit at hand of each coder the other marked too.
  let sharedA = 0;
  let sharedB = 0;
  for (let i = 0, j = 0; ;) {
    const x = a[i];
    const y = b[j];
    if (!x || !y) return;
    const length = Math.min(x.end, y.end) - Math.max(x.start, y.start);
    if (x.category === y.category) add(sums.same, x.category, 2 * length * weight);
    if (x.category !== gap && y.category !== gap) {
      sharedA += length;
      sharedB += length;
    }
    const [endsX, endsY] = [x.end <= y.end, y.end <= x.end];
    if (endsX) {
      i++;
      sharedA = addShared(sums, x.category, sharedA, weight);
    }
    if (endsY) {
      j++;
      sharedB = addShared(sums, y.category, sharedB, weight);
    }
  }
}

function addShared(sums: Unitizing, category: number, shared: number, weight: number): 0 {
  add(sums.shared, category, shared * weight);
  add(sums.sharedSelfPairs, category, shared ** 2 * weight);
  return 0;
}
