import { strToU8, zipSync } from 'fflate';
import { UserError } from '../../base/user-error';
import { type Cell, type Table, toSafeText } from './table';

/** Excel's own limits. */
const longestText = 32_767;
const mostRows = 1_048_576;
const longestName = 31;

/**
 * Writes a table as an Excel workbook with one sheet (ECMA-376, with the strings in the cells): the header row is bold
 * and stays in view, long texts wrap. The same table always gives the same bytes.
 * @throws UserError when the table has more rows than a sheet can hold
 */
export function formatXlsx(table: Table): Uint8Array {
  if (table.rows.length >= mostRows)
    throw new UserError(
      'export/too-many-rows',
      `There are ${table.rows.length} rows, and an Excel sheet holds 1,048,576. Export as CSV instead.`,
    );
  const parts = {
    '[Content_Types].xml': contentTypes,
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml': formatWorkbook(table.name),
    'xl/_rels/workbook.xml.rels': relations([
      ['worksheet', 'worksheets/sheet1.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/styles.xml': styles,
    'xl/worksheets/sheet1.xml': formatSheet(table),
  };
  const files = Object.entries(parts).map(([name, xml]) => [name, strToU8(declaration + xml)] as const);
  return zipSync(Object.fromEntries(files), { mtime: new Date(1980, 0, 1) });
}

const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const officeRelations = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';
const sheetTypes = 'application/vnd.openxmlformats-officedocument.spreadsheetml';

const contentTypes =
  '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">' +
  '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
  `<Override PartName="/xl/workbook.xml" ContentType="${sheetTypes}.sheet.main+xml"/>` +
  `<Override PartName="/xl/styles.xml" ContentType="${sheetTypes}.styles+xml"/>` +
  `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${sheetTypes}.worksheet+xml"/>` +
  '</Types>';

/** Cell formats: 0 is Excel's own, 1 the header's, 2 wrapped text. */
const styles =
  `<styleSheet xmlns="${main}">` +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>' +
  '<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill>' +
  '<fill><patternFill patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="3"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">' +
  '<alignment vertical="top"/></xf>' +
  '<xf numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0" applyAlignment="1">' +
  '<alignment vertical="top" wrapText="1"/></xf></cellXfs>' +
  '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>';

function relations(targets: readonly (readonly [type: string, target: string])[]): string {
  const entries = targets.map(
    ([type, target], i) =>
      `<Relationship Id="rId${i + 1}" Type="${officeRelations}/${type}" Target="${target}"/>`,
  );
  return `<Relationships xmlns="${packageRelations}">${entries.join('')}</Relationships>`;
}

function formatWorkbook(name: string): string {
  const sheetName = escapeXml(name.replace(/[[\]*?:/\\]/g, ' ').slice(0, longestName));
  return (
    `<workbook xmlns="${main}" xmlns:r="${officeRelations}">` +
    `<sheets><sheet name="${sheetName}" sheetId="1" r:id="rId1"/></sheets></workbook>`
  );
}

function formatSheet({ columns, rows }: Table): string {
  const widths = columns.map(
    ({ width }, i) => `<col min="${i + 1}" max="${i + 1}" width="${width}" customWidth="1"/>`,
  );
  const header = formatRow(
    columns.map(({ title }) => title),
    1,
    1,
  );
  const body = rows.map((row, i) => formatRow(row, i + 2, 2));
  return (
    `<worksheet xmlns="${main}"><sheetViews><sheetView workbookViewId="0">` +
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>' +
    `<cols>${widths.join('')}</cols><sheetData>${header}${body.join('')}</sheetData></worksheet>`
  );
}

/** @param style of its texts */
function formatRow(row: readonly Cell[], number: number, style: number): string {
  const cells = row.map((cell, i) => {
    const reference = `${columnName(i)}${number}`;
    if (cell === undefined || cell === '') return '';
    if (typeof cell === 'number') return `<c r="${reference}"><v>${cell}</v></c>`;
    return `<c r="${reference}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${formatText(cell)}</t></is></c>`;
  });
  return `<row r="${number}">${cells.join('')}</row>`;
}

/** A, B, …, Z, AA, … for 0, 1, … */
function columnName(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnName(Math.floor(index / 26) - 1) + letter;
}

function formatText(text: string): string {
  const safe = toSafeText(text);
  const whole = safe.length <= longestText ? safe : `${cutText(safe, longestText - 2)} …`;
  // Excel reads _x000D_ as a carriage return, wherever it stands.
  return escapeXml(whole).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

/** The beginning of a text, without half a surrogate pair at its end. */
function cutText(text: string, length: number): string {
  const cut = text.slice(0, length);
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut;
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
