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
      if (weight === 0) return;
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

/** More layers than this have too many patterns to count each. */
const mostPatterned = 4;

/** Characters between which nothing changes share a row; those of few layers that are covered alike, wherever they stand. */
function stretchRows(length: number, layers: readonly (readonly Span[])[]): Rows {
  if (layers.length <= mostPatterned) return patternRows(length, layers);
  const cells: number[] = [];
  const weights: number[] = [];
  eachStretch(length, layers, (covered, start, end) => {
    for (const each of covered) cells.push(each);
    weights.push(end - start);
  });
  return { cells: new Int32Array(cells), weights: new Float64Array(weights) };
}

/** A row for each pattern of who covers a character and who does not. */
function patternRows(length: number, layers: readonly (readonly Span[])[]): Rows {
  const weights = new Float64Array(2 ** layers.length);
  eachStretch(length, layers, (covered, start, end) => {
    let pattern = 0;
    for (let i = 0; i < covered.length; i++) pattern += (covered[i] ?? 0) << i;
    weights[pattern] = (weights[pattern] ?? 0) + end - start;
  });
  return { cells: patternsOf(layers.length), weights };
}

const patterns = new Map<number, Int32Array>();

/** Row by row, which layers a pattern covers: bit by bit of the row’s number. */
function patternsOf(layers: number): Int32Array {
  let cells = patterns.get(layers);
  if (!cells) {
    cells = Int32Array.from(
      { length: layers * 2 ** layers },
      (_, i) => (Math.floor(i / layers) >> (i % layers)) & 1,
    );
    patterns.set(layers, cells);
  }
  return cells;
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
