import { type Cell, type Table, toSafeText } from './table';

/**
 * Writes a table as CSV (RFC 4180): a header line, lines ending with CRLF, texts safe for spreadsheets.
 * @param mark begins with a byte order mark, without which Excel does not read UTF-8
 */
export function formatCsv(table: Table, { mark = false }: { readonly mark?: boolean } = {}): string {
  const lines = [table.columns.map(({ title }) => title), ...table.rows].map((row) =>
    row.map(formatCell).join(','),
  );
  return `${mark ? '\ufeff' : ''}${lines.join('\r\n')}\r\n`;
}

function formatCell(cell: Cell): string {
  if (typeof cell !== 'string') return cell === undefined ? '' : String(cell);
  const text = toSafeText(cell);
  return /[",\n]|^\s|\s$/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
