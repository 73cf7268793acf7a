import { missing, ratingsOf, type RatingCounts, type Ratings } from '../../../src/core/agreement/ratings';
import { codingsOf, type CodedText } from '../../../src/core/agreement/coded-text';
import type { Unit } from '../../../src/core/agreement/unitizing';

/** A file of cases: data, what to compute from them, and what must come out. */
export interface ConformanceFile {
  readonly schema: 'agreement-fixtures/1';
  readonly datasets: Readonly<Record<string, Dataset>>;
  readonly cases: readonly ConformanceCase[];
}

export interface ConformanceCase {
  readonly id: string;
  readonly statistic: string;
  readonly dataset: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly expected: Readonly<Record<string, unknown>>;
  readonly tolerance: number;
  /** Other values that pass; null for undefined. */
  readonly accept?: readonly (number | null)[];
}

type Value = string | number;

export type Dataset =
  | UnitsDataset
  | RaterCountsDataset
  | SetsDataset
  | SpansDataset
  | { readonly kind: 'masses' }
  | { readonly kind: 'tables'; readonly tables: Readonly<Record<string, readonly (readonly number[])[]>> }
  | { readonly kind: 'numbers'; readonly values: Readonly<Record<string, number>> };

interface UnitsDataset {
  readonly kind: 'units';
  readonly rows: readonly (readonly (Value | null)[])[];
  readonly counts?: readonly number[];
  readonly categories?: readonly Value[];
}

interface RaterCountsDataset {
  readonly kind: 'rater_counts';
  readonly categories: readonly Value[];
  readonly rows: readonly (readonly number[])[];
}

interface SetsDataset {
  readonly kind: 'sets';
  readonly rows: readonly (readonly (readonly Value[] | null)[])[];
}

export interface SpansDataset {
  readonly kind: 'spans';
  readonly length: number | null;
  readonly coders: Readonly<Record<string, readonly (readonly [number, number, string])[]>>;
}

/** The categories of a dataset in order: as declared, else those in use, numbers by size. */
export function categoriesOf(dataset: UnitsDataset | RaterCountsDataset): readonly Value[] {
  if (dataset.categories) return dataset.categories;
  const used = new Set(dataset.rows.flat().filter((value) => value !== null));
  return [...used].sort((a, b) => (typeof a === 'number' && typeof b === 'number' ? a - b : a < b ? -1 : 1));
}

/** @param size the number of categories to choose from, where it is not the dataset's */
export function readUnits(dataset: UnitsDataset, size?: number): Ratings {
  const categories = categoriesOf(dataset);
  const rows = dataset.rows.map((row) =>
    row.map((value) => (value === null ? missing : categories.indexOf(value))),
  );
  return ratingsOf(rows, size ?? categories.length, dataset.counts);
}

export function readRaterCounts({ categories, rows }: RaterCountsDataset): RatingCounts {
  return { units: rows.length, categories: categories.length, counts: Int32Array.from(rows.flat()) };
}

export function readSets({ rows }: SetsDataset): { readonly ratings: Ratings; readonly sets: number[][] } {
  const codes = [...new Set(rows.flat(2))].filter((code) => code !== null).sort();
  const sets: number[][] = [];
  const categoryOf = new Map<string, number>();
  const cells = rows.map((row) =>
    row.map((cell) => {
      if (cell === null) return missing;
      const set = cell.map((code) => codes.indexOf(code)).sort((a, b) => a - b);
      const category = categoryOf.get(set.join()) ?? sets.push(set) - 1;
      categoryOf.set(set.join(), category);
      return category;
    }),
  );
  return { ratings: ratingsOf(cells, sets.length), sets };
}

export function readCodedText({ length, coders }: SpansDataset): CodedText {
  const size = length ?? 0;
  const codings = Object.values(coders).map((spans) =>
    codingsOf(
      spans.map(([start, end, code]) => ({ start, end, codes: [code] })),
      size,
    ),
  );
  return { length: size, codings };
}

export function codesIn({ coders }: SpansDataset): readonly string[] {
  return [...new Set(Object.values(coders).flatMap((spans) => spans.map(([, , code]) => code)))].sort();
}

/** The same ratings as if the n-th of every unit were one coder's, which alpha does not mind. */
export function spreadCounts({ units, categories, counts }: RatingCounts): Ratings {
  const rows = Array.from({ length: units }, (_, unit) =>
    Array.from({ length: categories }, (_, k) =>
      Array<number>(counts[unit * categories + k] ?? 0).fill(k),
    ).flat(),
  );
  const coders = Math.max(0, ...rows.map((row) => row.length));
  return ratingsOf(
    rows.map((row) => [...row, ...Array<number>(coders - row.length).fill(missing)]),
    categories,
  );
}

/** Every coder's units, those of one code united; categories numbered from 1 in the order of `codes`. */
export function readContinua(dataset: SpansDataset, codes: readonly string[]): readonly (readonly Unit[])[] {
  return readCodedText(dataset).codings.map((codings) =>
    codes
      .flatMap((code, i) => (codings.get(code) ?? []).map((span) => ({ ...span, category: i + 1 })))
      .sort((a, b) => a.start - b.start),
  );
}
