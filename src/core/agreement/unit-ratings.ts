import type { Span } from '../text/span';
import type { CodedText } from './coded-text';
import type { Ratings } from './ratings';
import type { CodeSet } from './set-distance';
import { eachStretch } from './spans';

/**
 * What is compared: every character by itself, or units such as words, sentences and turns. A unit counts as coded when a
 * passage covers at least `least` of it (a share; any character of it at 0).
 */
export type Segmentation =
  | 'characters'
  | { /** In order, not overlapping. */ readonly units: readonly Span[]; readonly least?: number };

/**
 * Each coder's decision on a code for every unit: 1 applied, 0 not.
 * @param layers what each coder coded: non-overlapping spans in order (see `spansOf`)
 */
export function codeRatings(
  length: number,
  layers: readonly (readonly Span[])[],
  segmentation: Segmentation,
): Ratings {
  const rows = rowsOf(length, layers, segmentation);
  return { coders: layers.length, categories: 2, units: rows.weights.length, ...rows };
}

/** Ratings whose categories stand for sets of codes. */
export interface SetRatings extends Ratings {
  /** By category: the codes, as places in the list of codes asked for. */
  readonly sets: readonly CodeSet[];
}

/** Each coder's set of codes for every unit of some texts; that no code applies is the empty set. */
export function codeSetRatings(
  texts: readonly { readonly text: CodedText; readonly segmentation: Segmentation }[],
  codes: readonly string[],
): SetRatings {
  const coders = texts[0]?.text.codings.length ?? 0;
  const categoryOf = new Map<string, number>();
  const sets: CodeSet[] = [];
  const cells: number[] = [];
  const weights: number[] = [];
  for (const { text, segmentation } of texts) {
    // Codes that nobody used here would only cost time.
    const used = codes.flatMap((code, place) =>
      text.codings.some((codings) => codings.has(code)) ? [{ code, place }] : [],
    );
    const layers = text.codings.flatMap((codings) => used.map(({ code }) => codings.get(code) ?? []));
    const rows = rowsOf(text.length, layers, segmentation);
    rows.weights.forEach((weight, unit) => {
      weights.push(weight);
      for (let coder = 0; coder < coders; coder++) {
        const first = (unit * coders + coder) * used.length;
        const set = used.flatMap(({ place }, i) => (rows.cells[first + i] === 1 ? [place] : []));
        const key = set.join();
        let category = categoryOf.get(key);
        if (category === undefined) {
          categoryOf.set(key, (category = sets.length));
          sets.push(set);
        }
        cells.push(category);
      }
    });
  }
  return {
    coders,
    units: weights.length,
    categories: sets.length,
    cells: new Int32Array(cells),
    weights: new Float64Array(weights),
    sets,
  };
}

/** Unit by unit, whether each layer covers it, and how many characters or units the row stands for. */
interface Rows {
  readonly cells: Int32Array;
  readonly weights: Float64Array;
}

function rowsOf(length: number, layers: readonly (readonly Span[])[], segmentation: Segmentation): Rows {
  return segmentation === 'characters'
    ? stretchRows(length, layers)
    : unitRows(layers, segmentation.units, segmentation.least ?? 0);
}

/** Characters between which nothing changes share a row. */
function stretchRows(length: number, layers: readonly (readonly Span[])[]): Rows {
  const cells: number[] = [];
  const weights: number[] = [];
  eachStretch(length, layers, (covered, start, end) => {
    for (const each of covered) cells.push(each);
    weights.push(end - start);
  });
  return { cells: new Int32Array(cells), weights: new Float64Array(weights) };
}

function unitRows(layers: readonly (readonly Span[])[], units: readonly Span[], least: number): Rows {
  const cells = new Int32Array(units.length * layers.length);
  layers.forEach((spans, layer) => {
    let place = 0;
    units.forEach((unit, row) => {
      while (place < spans.length && (spans[place]?.end ?? 0) <= unit.start) place++;
      let covered = 0;
      for (let i = place; i < spans.length; i++) {
        const span = spans[i];
        if (!span || span.start >= unit.end) break;
        covered += Math.min(span.end, unit.end) - Math.max(span.start, unit.start);
      }
      if (covered > 0 && covered / (unit.end - unit.start) >= least) cells[row * layers.length + layer] = 1;
    });
  });
  return { cells, weights: new Float64Array(units.length).fill(1) };
}
