/** Why a figure has no value. */
export type WhyUndefined =
  /** Fewer than two ratings of anything, or no text. */
  | 'nothing-to-compare'
  /** Everybody gave one and the same value throughout: agreement beyond chance is 0/0. */
  | 'no-variation'
  /** There is only one category to choose from, so that agreement is certain. */
  | 'single-category'
  /** One of the coefficients that this one averages is undefined. */
  | 'undefined-part'
  /** The units of one coder overlap, which a single continuum cannot hold. */
  | 'overlapping-units'
  /** Defined for two coders, and there are more or fewer. */
  | 'not-two-coders'
  /** Who gave which rating is not known. */
  | 'coders-unknown'
  /** Coders gave more different sets of codes than can be compared with each other. */
  | 'too-many-sets'
  /** Too few units or transcripts to tell how much the figure varies. */
  | 'too-few';

/** A number, or the reason why there is none. Never NaN, and never a 1 or 0 that stands for 0/0. */
export type Figure = { readonly value: number } | { readonly undefined: WhyUndefined };

/** A coefficient, with the plain agreement (a share, 0–1) it corrects for chance and the number of units it rests on. */
export type Coefficient = Figure & { readonly percent: Figure; readonly n: number };

/** `part / whole`, undefined where there is nothing to divide by. */
export function share(part: number, whole: number): Figure {
  return whole === 0 ? { undefined: 'nothing-to-compare' } : { value: part / whole };
}

/** `1 − observed / expected`; where no disagreement is expected there is nothing to compare it with. */
export function beyondChance(observedDisagreement: number, expectedDisagreement: number): Figure {
  return expectedDisagreement === 0
    ? { undefined: 'no-variation' }
    : { value: 1 - observedDisagreement / expectedDisagreement };
}

/** The value, or undefined. */
export function valueOf(figure: Figure): number | undefined {
  return 'value' in figure ? figure.value : undefined;
}
