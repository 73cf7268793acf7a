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

/** Several values in one cell. */
export function joinValues(values: Iterable<string>): string {
  return [...values].join('; ');
}

/** Everything that neither prints nor breaks a line, and half a surrogate pair. */
const unprintable = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu;
/** What a spreadsheet takes for the beginning of a formula, wide forms included. */
const formulaStart = /^[=+\-@\t\uff1d\uff0b\uff0d\uff20]/;

/**
 * A text as a spreadsheet may be given it: without control characters, and with an apostrophe in front of what would be
 * read as a formula (OWASP, “CSV Injection”).
 */
export function toSafeText(text: string): string {
  const clean = text.replace(/\r\n?/g, '\n').replace(unprintable, '');
  // A line break that began the text as CR would have been taken for one as well.
  return formulaStart.test(clean) || text.startsWith('\r') ? `'${clean}` : clean;
}
