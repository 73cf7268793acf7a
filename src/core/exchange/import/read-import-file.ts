import { UserError } from '../../base/user-error';
import type { ByteTools } from '../../text/bytes';
import type { DecodedText } from './decode-text';
import { decodeText } from './decode-text';
import { readDocxDocument, readHeadingStyles } from './docx-document';
import { largestPart, openDocx } from './docx-parts';
import { docxAsText } from './docx-text';
import type { ImportContent } from './propose-import';

const textExtensions = new Set(['txt', 'text', 'md', 'markdown', 'vtt', 'srt', 'log', '']);

/** Formats that cannot be read, by how their bytes begin. */
const foreign: readonly (readonly [start: string, name: string])[] = [
  ['\u00d0\u00cf\u0011\u00e0', 'an old Word document (.doc)'],
  ['%PDF', 'a PDF'],
  ['{\\rtf', 'an RTF document'],
];

/**
 * Reads a file to import by its bytes and name (.docx, .txt, .md, .vtt, .srt). The original is never touched.
 * @throws UserError for what cannot be imported (`import/unsupported`, `import/too-large`, `import/damaged`)
 */
export function readImportFile(
  fileName: string,
  bytes: Uint8Array,
  tools: Pick<ByteTools, 'decodeUtf8'>,
): ImportContent {
  if (bytes.length > largestPart)
    throw new UserError('import/too-large', `${fileName} is larger than 64 MiB.`, { fileName });
  const kind = foreign.find(([start]) => startsWith(bytes, start))?.[1];
  if (kind !== undefined) throw unsupported(fileName, `is ${kind}`);
  const extension = /\.([^./\\]*)$/.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (extension === 'docx' || startsWith(bytes, 'PK\u0003\u0004')) return readDocx(fileName, bytes, tools);
  if (!textExtensions.has(extension))
    throw unsupported(fileName, 'is neither a transcript in plain text nor a Word document');
  return readText(fileName, decodeText(bytes, tools));
}

function readDocx(fileName: string, bytes: Uint8Array, tools: Pick<ByteTools, 'decodeUtf8'>): ImportContent {
  const { document, styles, marginParts } = openDocx(fileName, bytes);
  const headings = readHeadingStyles(styles ? decodeText(styles, tools).text : '');
  const read = readDocxDocument(decodeText(document, tools).text, headings);
  const { text, dropped } = docxAsText(read, marginParts);
  const warnings =
    text !== ''
      ? []
      : [
          read.counts.tables > 0
            ? 'All its text stands in tables, which are not imported.'
            : 'The document holds no text.',
        ];
  return { format: 'docx', text, changes: ['Converted from Word to markdown.', ...dropped], warnings };
}

const encodingNames = {
  'utf-8': 'UTF-8',
  'utf-16le': 'UTF-16',
  'utf-16be': 'UTF-16',
  'windows-1252': 'Windows-1252',
};

function readText(fileName: string, { text, encoding, certain }: DecodedText): ImportContent {
  if (text.includes('\0')) throw unsupported(fileName, 'is not plain text');
  const name = encodingNames[encoding];
  const changes = encoding === 'utf-8' ? [] : [`Converted from ${name} to UTF-8.`];
  const warnings = certain
    ? []
    : [
        `The file does not say how its letters are encoded: ${name} was assumed. Check accents and quotation marks.`,
      ];
  return { format: 'text', text, changes, warnings };
}

function startsWith(bytes: Uint8Array, start: string): boolean {
  return Array.from(start).every((character, i) => bytes[i] === character.charCodeAt(0));
}

function unsupported(fileName: string, what: string): UserError {
  const advice = 'Save it as .docx or as plain text and import that.';
  return new UserError('import/unsupported', `${fileName} ${what}. ${advice}`, { fileName });
}
