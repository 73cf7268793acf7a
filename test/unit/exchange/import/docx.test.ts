import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { strToU8, zipSync } from 'fflate';
import { UserError } from '../../../../src/core/base/user-error';
import { readImportFile } from '../../../../src/core/exchange/import/read-import-file';
import { readTurns } from '../../../../src/core/transcript/read-turns';
import { nodeByteTools } from '../../../../src/node/byte-tools';

const namespace = 'http://schemas.openxmlformats.org/wordprocessingml/2006/main';

function docx(body: string, others: Readonly<Record<string, string>> = {}): Uint8Array {
  const document = `<?xml version="1.0"?><w:document xmlns:w="${namespace}"><w:body>${body}</w:body></w:document>`;
  const parts = { 'word/document.xml': document, ...others };
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, strToU8(text)])));
}

const run = (text: string, properties = ''): string =>
  `<w:r><w:rPr>${properties}</w:rPr><w:t xml:space="preserve">${text}</w:t></w:r>`;
const bold = (text: string): string => run(text, '<w:b/>');
const paragraph = (...runs: string[]): string => `<w:p>${runs.join('')}</w:p>`;

function read(bytes: Uint8Array): ReturnType<typeof readImportFile> {
  return readImportFile('Int01.docx', bytes, nodeByteTools);
}

function refusal(fileName: string, bytes: Uint8Array): string {
  try {
    readImportFile(fileName, bytes, nodeByteTools);
  } catch (error) {
    if (error instanceof UserError) return error.code;
    throw error;
  }
  return 'none';
}

describe('a Word document as a transcript', () => {
  it('keeps speakers bold, whether or not their colon is', () => {
    const body = [
      paragraph(bold('INT:'), run(' Why did you join?')),
      paragraph(bold('Anna Lee'), run(': Money &amp; time.')),
      paragraph(bold('INT: And the others?')),
      paragraph(run('Plain: no bold.')),
    ].join('');
    const { text, changes } = read(docx(body));
    assert.equal(
      text,
      '**INT:** Why did you join?\n\n**Anna Lee:** Money & time.\n\n**INT:** And the others?\n\nPlain: no bold.\n',
    );
    assert.ok(changes.some((change) => change.startsWith('Bold in 1 paragraph:')));
  });

  it('joins the runs that an editor splits a name into, and heeds bold that is switched off', () => {
    const body = paragraph(
      bold('I'),
      bold('NT'),
      run(':', '<w:b w:val="0"/>'),
      run(' a', '<w:b w:val="false"/>'),
      run('b'),
    );
    assert.equal(read(docx(body)).text, '**INT:** ab\n');
  });

  it('keeps tabs, line breaks, hyphens that do not break, fields, links and content controls', () => {
    const body =
      `<w:p><w:pPr><w:tabs><w:tab w:val="left"/></w:tabs></w:pPr><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t></w:r>` +
      `<w:hyperlink r:id="rId1">${run('link')}</w:hyperlink><w:smartTag>${run(' smart')}</w:smartTag>` +
      `<w:r><w:instrText>PAGE</w:instrText></w:r></w:p><w:sdt><w:sdtContent>${paragraph(run('control'))}</w:sdtContent></w:sdt>`;
    const { text, changes } = read(docx(body));
    assert.equal(text, 'a\tb\nc\u2011dlink smart\n\ncontrol\n');
    assert.ok(changes.includes('1 link: kept as text, without the address.'));
  });

  it('lists everything it drops', () => {
    const body =
      `<w:tbl><w:tr><w:tc>${paragraph(run('cell'))}<w:tbl><w:tr/></w:tbl></w:tc></w:tr></w:tbl>` +
      `<w:p>${run('kept')}<w:ins w:id="1">${run(' inserted')}</w:ins><w:del w:id="2"><w:r><w:delText> deleted</w:delText></w:r></w:del>` +
      `<w:moveFrom><w:r><w:t>moved</w:t></w:r></w:moveFrom><w:moveTo>${run(' moved')}</w:moveTo>` +
      `<w:r><w:commentReference w:id="0"/></w:r><w:r><w:footnoteReference w:id="1"/></w:r>` +
      `<w:r><w:drawing><a:t>chart</a:t></w:drawing></w:r>` +
      `<w:r><mc:AlternateContent><mc:Choice><w:drawing><w:txbxContent>${paragraph(run('box'))}</w:txbxContent></w:drawing></mc:Choice>` +
      `<mc:Fallback><w:pict><w:txbxContent>${paragraph(run('box'))}</w:txbxContent></w:pict></mc:Fallback></mc:AlternateContent></w:r>` +
      `${run('secret', '<w:vanish/>')}<m:oMath><m:t>x</m:t></m:oMath></w:p>`;
    const { text, changes } = read(docx(body, { 'word/header1.xml': '<x/>', 'word/footer1.xml': '<x/>' }));
    assert.equal(text, 'kept inserted moved\n');
    assert.deepEqual(changes, [
      'Converted from Word to markdown.',
      '1 table: not imported. In Word, Layout › Convert to Text keeps what they say.',
      '1 comment: not imported.',
      '1 tracked insertion: kept as text.',
      '1 tracked deletion: left out, as if accepted.',
      '1 tracked move: kept only at the new place.',
      '1 image: not imported.',
      '1 footnote or endnote: not imported.',
      '1 text box: not imported.',
      '1 equation: not imported.',
      '1 stretch of hidden text: not imported.',
      'Headers and footers (2): not imported.',
    ]);
  });

  it('finds headings by the English names that Word gives styles in every language', () => {
    const styles =
      `<w:styles xmlns:w="${namespace}"><w:style w:styleId="berschrift2"><w:name w:val="heading 2"/></w:style>` +
      `<w:style w:styleId="Titel"><w:name w:val="Title"/></w:style></w:styles>`;
    const heading = (style: string, text: string): string =>
      `<w:p><w:pPr><w:pStyle w:val="${style}"/></w:pPr>${run(text)}</w:p>`;
    const body =
      heading('Titel', 'Interview 1') + heading('berschrift2', 'Money') + heading('Standard', 'Text');
    assert.equal(read(docx(body, { 'word/styles.xml': styles })).text, '# Interview 1\n\n## Money\n\nText\n');
  });

  it('understands other prefixes and encodings', () => {
    const xml = `<?xml version="1.0" encoding="utf-16"?><ns0:document xmlns:ns0="${namespace}"><ns0:p><ns0:r><ns0:rPr><ns0:b ns0:val="1"/></ns0:rPr><ns0:t>INT:</ns0:t></ns0:r><ns0:r><ns0:t> Ä</ns0:t></ns0:r></ns0:p></ns0:document>`;
    const bytes = zipSync({ 'word/document.xml': new Uint8Array(Buffer.from(`\ufeff${xml}`, 'utf16le')) });
    assert.equal(read(bytes).text, '**INT:** Ä\n');
  });

  it('expands no entities of a document type', () => {
    const xml = `<!DOCTYPE x [<!ENTITY a "aaaa">]><w:document xmlns:w="${namespace}">${paragraph(run('&a; &#65; &lt;'))}</w:document>`;
    assert.match(read(zipSync({ 'word/document.xml': strToU8(xml) })).text, /^&a; A <\n$/);
  });

  it('warns when all text stands in tables', () => {
    const body = `<w:tbl><w:tr><w:tc>${paragraph(run('INT'))}</w:tc></w:tr></w:tbl>`;
    assert.deepEqual(read(docx(body)).warnings, ['All its text stands in tables, which are not imported.']);
  });

  it('refuses what it cannot read, and says what it is', () => {
    assert.equal(refusal('a.docx', strToU8('no archive')), 'import/damaged');
    assert.equal(refusal('a.docx', zipSync({ 'content.xml': strToU8('<x/>') })), 'import/unsupported');
    assert.equal(refusal('a.doc', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0])), 'import/unsupported');
    assert.equal(refusal('a.txt', strToU8('%PDF-1.7')), 'import/unsupported');
    assert.equal(refusal('a.txt', strToU8('{\\rtf1')), 'import/unsupported');
    assert.equal(refusal('a.mp3', strToU8('sound')), 'import/unsupported');
    assert.equal(refusal('a.txt', Uint8Array.from([1, 0, 0, 2, 65])), 'import/unsupported');
  });

  it('refuses an archive that declares more than memory bears, and believes no smaller size than it finds', () => {
    const declaring = (size: number): Uint8Array => {
      const bytes = docx(paragraph(run('so '.repeat(100_000))));
      const directory = Buffer.from(bytes).lastIndexOf('PK\u0001\u0002');
      new DataView(bytes.buffer).setUint32(directory + 24, size, true);
      return bytes;
    };
    assert.equal(refusal('a.docx', declaring(65 * 1024 * 1024)), 'import/too-large');
    assert.ok(['none', 'import/damaged'].includes(refusal('a.docx', declaring(1000))));
  });

  it('never fails but by refusing, whatever the bytes', () => {
    const good = docx(paragraph(bold('INT:'), run(' Why?')));
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 6 }), (damage) => {
        const bytes = good.slice();
        for (const [at, value] of damage) bytes[at] = value;
        refusal('a.docx', bytes);
      }),
    );
    const markup = fc.constantFrom(
      '<w:p>',
      '</w:p>',
      '<w:r>',
      '<w:t>',
      '</w:t>',
      '<w:del>',
      '</w:tbl>',
      '<w:tbl>',
      '<',
      '>',
      '&#x0;',
      '<!--',
      'a',
      '<__proto__>',
      '<constructor/>',
    );
    fc.assert(
      fc.property(fc.array(markup, { maxLength: 40 }), (parts) => {
        assert.equal(typeof read(docx(parts.join(''))).text, 'string');
      }),
    );
  });

  it('brings a conversation through Word and back', () => {
    const speech = fc.stringMatching(/^[A-Za-z][a-z ,]{0,40}[a-z]\?$/);
    fc.assert(
      fc.property(fc.array(speech, { minLength: 4, maxLength: 12 }), (speeches) => {
        const said = speeches.map((text, i) => ({ speaker: i % 2 ? 'R1' : 'INT', text }));
        const body = said
          .map(({ speaker, text }) => paragraph(bold(`${speaker}:`), run(` ${text}`)))
          .join('');
        const { text } = read(docx(body));
        const heard = readTurns(text, 'Int01.md').turns.map(({ speaker, speech: { start, end } }) => ({
          speaker,
          text: text.slice(start, end),
        }));
        assert.deepEqual(heard, said);
      }),
    );
  });
});

const fixtures = path.resolve(process.cwd(), '../shared/fixtures/coded/dedoose-docx');
if (existsSync(fixtures)) {
  describe('real Word documents', () => {
    for (const [file, comments] of [
      ['coder_a.docx', 6],
      ['coder_b.docx', 5],
      ['coder_c.docx', 5],
    ] as const) {
      it(`reads ${file}`, () => {
        const { text, changes } = readImportFile(
          file,
          new Uint8Array(readFileSync(path.join(fixtures, file))),
          nodeByteTools,
        );
        assert.deepEqual(readTurns(text, 'a.md').speakers, ['Interviewer', 'Participant']);
        assert.ok(changes.includes(`${comments} comments: not imported.`), changes.join('\n'));
      });
    }
  });
}
