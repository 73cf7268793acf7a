import path from 'node:path';
import { UserError } from '../../core/base/user-error';
import { exportCodebook } from '../../core/exchange/export/export-codebook';
import { exportQuotes } from '../../core/exchange/export/export-quotes';
import { formatCsv } from '../../core/exchange/export/format-csv';
import { formatXlsx } from '../../core/exchange/export/format-xlsx';
import type { Table } from '../../core/exchange/export/table';
import { counted } from '../counted';
import type { Output } from '../output';
import type { ExitCode } from '../command';
import { openStudy } from '../study-folder';
import { writeFileSafely } from '../write-file-safely';
import { filterOf, type FilterOptions, viewFor } from './passages';

export interface ExportOptions extends FilterOptions {
  readonly output?: string;
  readonly format?: 'csv' | 'xlsx';
  readonly bom?: true;
  readonly force?: true;
}

/** `verbatim export quotes|codebook`: writes a table to a file, or prints it. */
export async function exportTable(
  output: Output,
  what: 'quotes' | 'codebook',
  options: ExportOptions,
): Promise<ExitCode> {
  const format = formatOf(options);
  const study = await openStudy(options.study);
  const view = viewFor(output, study, options);
  const table = what === 'quotes' ? exportQuotes(view, filterOf(study, options)) : exportCodebook(view);
  if (options.output === undefined) {
    if (options.json) output.json(toObjects(table));
    else output.data(formatCsv(table, { mark: options.bom === true }));
    return 0;
  }
  const content = format === 'xlsx' ? formatXlsx(table) : formatCsv(table, { mark: options.bom === true });
  const file = path.resolve(options.output);
  await writeFileSafely(file, content, options.force === true);
  if (options.json) output.json({ written: file, rows: table.rows.length });
  else output.note(`${counted(table.rows.length, 'row')} written to ${file}`);
  return 0;
}

function formatOf({ output, format }: ExportOptions): 'csv' | 'xlsx' {
  const extension = path.extname(output ?? '').toLowerCase();
  const chosen = format ?? (extension === '.xlsx' ? 'xlsx' : 'csv');
  if (chosen === 'xlsx' && output === undefined)
    throw new UserError('cli/no-output', 'An Excel workbook needs a file: add --output FILE.xlsx.');
  return chosen;
}

function toObjects({ columns, rows }: Table): readonly unknown[] {
  return rows.map((row) => Object.fromEntries(columns.map(({ title }, i) => [title, row[i] ?? null])));
}
