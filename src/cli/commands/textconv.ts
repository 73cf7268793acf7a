import { readFile } from 'node:fs/promises';
import { formatForReading } from '../../core/merge/describe-file';
import { nodeByteTools } from '../../node/byte-tools';

/** `verbatim textconv`: a sidecar as git shows its differences; any other file as it is. */
export async function textconv(file: string): Promise<string | Uint8Array> {
  const bytes = await readFile(file);
  const text = nodeByteTools.decodeUtf8(bytes);
  return text === undefined ? bytes : formatForReading(text);
}
