import { unzipSync } from 'fflate';
import { UserError } from '../../base/user-error';

/** The parts of a Word document that matter here, inflated. */
export interface DocxParts {
  readonly document: Uint8Array;
  readonly styles: Uint8Array | undefined;
  /** How many headers and footers the document has. */
  readonly marginParts: number;
}

/** The largest part that is inflated: about a thousand hours of speech, and no more than memory bears. */
export const largestPart = 64 * 1024 * 1024;

const documentPart = 'word/document.xml';
const stylesPart = 'word/styles.xml';

/**
 * Opens a .docx. Memory is bounded by the sizes that the archive declares, which are checked first.
 * @throws UserError `import/damaged`, `import/too-large`, `import/unsupported`
 */
export function openDocx(fileName: string, bytes: Uint8Array): DocxParts {
  let marginParts = 0;
  const isWanted = (file: { readonly name: string; readonly originalSize: number }): boolean => {
    if (/^word\/(?:header|footer)\d*\.xml$/.test(file.name)) marginParts++;
    if (file.name !== documentPart && file.name !== stylesPart) return false;
    if (file.originalSize <= largestPart) return true;
    throw new UserError(
      'import/too-large',
      `${fileName} holds more than 64 MiB of text. Split it into several documents.`,
      { fileName },
    );
  };
  const parts = unzip(fileName, bytes, isWanted);
  const document = parts.get(documentPart);
  if (!document) {
    const advice =
      'is not a Word document (.docx). Open it in a word processor and save it as .docx or as plain text.';
    throw new UserError('import/unsupported', `${fileName} ${advice}`, { fileName });
  }
  return { document, styles: parts.get(stylesPart), marginParts };
}

function unzip(
  fileName: string,
  bytes: Uint8Array,
  filter: (file: { readonly name: string; readonly originalSize: number }) => boolean,
): ReadonlyMap<string, Uint8Array> {
  try {
    return new Map(Object.entries(unzipSync(bytes, { filter })));
  } catch (error) {
    if (error instanceof UserError) throw error;
    const advice = 'is damaged: its archive cannot be read. Open it in a word processor and save it again.';
    throw new UserError('import/damaged', `${fileName} ${advice}`, { fileName });
  }
}
