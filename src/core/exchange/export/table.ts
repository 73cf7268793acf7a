/** A cell: text, a number that stays a number, or nothing. */
export type Cell = string | number | undefined;

export interface Column {
  readonly title: string;
  /** Width in characters, where the format has widths. */
  readonly width: number;
}

/** A table to be written as CSV or XLSX. */
export interface Table {
  readonly name: string;
  readonly columns: readonly Column[];
  /** Each as long as `columns`. */
  readonly rows: readonly (readonly Cell[])[];
}
