import assert from 'node:assert/strict';
import fc from 'fast-check';
import { strFromU8, unzipSync } from 'fflate';
import { formatCsv } from '../../../../src/core/exchange/export/format-csv';
import { formatXlsx } from '../../../../src/core/exchange/export/format-xlsx';
import { type Cell, type Table, toSafeText } from '../../../../src/core/exchange/export/table';

const cell: fc.Arbitrary<Cell> = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    '=1+1',
    '+44',
    '-x',
    '@SUM(A1)',
    '\t=1',
    '\r=1',
    '＝1',
    'a,b',
    'a"b',
    'a\nb',
    ' a ',
    '_x000D_',
  ),
  fc.double({ noDefaultInfinity: true, noNaN: true }),
  fc.constant(undefined),
);
const table: fc.Arbitrary<Table> = fc.integer({ min: 1, max: 5 }).chain((width) =>
  fc.record({
    name: fc.string({ minLength: 1 }),
    columns: fc.array(fc.record({ title: fc.string(), width: fc.integer({ min: 1, max: 80 }) }), {
      minLength: width,
      maxLength: width,
    }),
    rows: fc.array(fc.array(cell, { minLength: width, maxLength: width }), { maxLength: 5 }),
  }),
);

/** What a reader finds in a cell: text, or the text of a number. */
function shown(value: Cell): string {
  return typeof value === 'string' ? toSafeText(value) : value === undefined ? '' : String(value);
}

/** A plain reader of RFC 4180. */
function parseCsv(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (let at = 0; at < text.length;) {
    let value = '';
    if (text[at] === '"') {
      for (at++; !(text[at] === '"' && text[at + 1] !== '"'); at++) {
        if (at >= text.length) assert.fail('a quotation mark was never closed');
        if (text[at] === '"') at++;
        value += text[at] ?? '';
      }
      at++;
    } else {
      while (at < text.length && text[at] !== ',' && text[at] !== '\r') value += text[at++] ?? '';
    }
    row.push(value);
    if (text.startsWith('\r\n', at)) {
      rows.push(row);
      row = [];
      at += 2;
    } else {
      assert.equal(text[at++], ',');
      if (at === text.length) row.push('');
    }
  }
  return rows;
}

/** The cells of the first sheet, as Excel reads them. */
function readSheet(bytes: Uint8Array): Map<string, string> {
  const sheet = strFromU8(unzipSync(bytes)['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
  const cells = new Map<string, string>();
  for (const [, reference = '', content = ''] of sheet.matchAll(/<c r="([A-Z]+\d+)"[^>]*>(.*?)<\/c>/gs)) {
    const raw = /<(?:v|t)[^>]*>(.*)<\/(?:v|t)>/s.exec(content)?.[1] ?? '';
    const text = raw
      .replace(/_x([0-9A-Fa-f]{4})_/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
      .replace(
        /&(lt|gt|quot|amp);/g,
        (_, name: 'lt' | 'gt' | 'quot' | 'amp') => ({ lt: '<', gt: '>', quot: '"', amp: '&' })[name],
      );
    cells.set(reference, text);
  }
  return cells;
}

describe('tables', () => {
  it('never hand a spreadsheet a formula or a control character', () => {
    fc.assert(
      fc.property(cell, (value) => {
        if (typeof value !== 'string') return;
        const safe = toSafeText(value);
        assert(!/^[=+\-@\t\r＝＋－＠]/.test(safe), JSON.stringify(safe));
        assert(!/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/.test(safe), JSON.stringify(safe));
        assert(!/\p{Cs}/u.test(safe));
      }),
    );
  });

  it('leave ordinary text alone', () => {
    for (const text of ['Well – yes.', 'a = b', '“quoted”', 'שלום', '🙂 fine', 'one\ntwo'])
      assert.equal(toSafeText(text), text);
    assert.equal(toSafeText('=SUM(A1)'), "'=SUM(A1)");
  });

  it('survive CSV', () => {
    fc.assert(
      fc.property(table, (value) => {
        const expected = [value.columns.map(({ title }) => title), ...value.rows].map((row) =>
          row.map(shown),
        );
        assert.deepEqual(parseCsv(formatCsv(value)), expected);
        assert.equal(formatCsv(value, { mark: true }), `\ufeff${formatCsv(value)}`);
      }),
    );
  });

  it('survive XLSX', () => {
    fc.assert(
      fc.property(table, (value) => {
        const cells = readSheet(formatXlsx(value));
        [value.columns.map(({ title }) => title), ...value.rows].forEach((row, y) => {
          row.forEach((content, x) => {
            const found = cells.get(`${String.fromCharCode(65 + x)}${y + 1}`) ?? '';
            assert.equal(found, shown(content));
          });
        });
      }),
      { numRuns: 60 },
    );
  });

  it('give the same workbook every time: header bold and frozen, texts wrapped, numbers as numbers', () => {
    const value: Table = {
      name: 'Quotes: all [of/them]',
      columns: [{ title: 'quote', width: 80 }],
      rows: [['=1+1'], [7]],
    };
    const bytes = formatXlsx(value);
    assert.deepEqual(bytes, formatXlsx(value));
    const parts = unzipSync(bytes);
    const sheet = strFromU8(parts['xl/worksheets/sheet1.xml'] ?? new Uint8Array());
    assert.match(sheet, /<pane ySplit="1"[^>]*state="frozen"/);
    assert.match(sheet, /<col min="1" max="1" width="80"/);
    assert.match(sheet, /<c r="A2" s="2" t="inlineStr"><is><t xml:space="preserve">'=1\+1</);
    assert.match(sheet, /<c r="A3"><v>7<\/v>/);
    assert.match(strFromU8(parts['xl/workbook.xml'] ?? new Uint8Array()), /name="Quotes  all  of them "/);
    assert.match(strFromU8(parts['xl/styles.xml'] ?? new Uint8Array()), /<b\/>.*wrapText="1"/s);
  });

  it('have columns beyond Z, and cut what Excel cannot hold', () => {
    const columns = Array.from({ length: 30 }, (_, i) => ({ title: `c${i}`, width: 9 }));
    const long = '🙂'.repeat(20_000);
    const cells = readSheet(formatXlsx({ name: 'wide', columns, rows: [columns.map(() => long)] }));
    assert.equal(cells.get('AD1'), 'c29');
    const cut = cells.get('AD2') ?? '';
    assert(cut.length <= 32_767 && cut.endsWith(' …') && !/\p{Cs}/u.test(cut));
  });
});
