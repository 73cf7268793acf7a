import type { ByteTools } from '../../text/bytes';

type TextEncodingName = 'utf-8' | 'utf-16le' | 'utf-16be' | 'windows-1252';

export interface DecodedText {
  /** Without byte order mark; line breaks as in the file. */
  readonly text: string;
  readonly encoding: TextEncodingName;
  /** False when the bytes do not prove the encoding and the reader assumed it. */
  readonly certain: boolean;
}

/**
 * Decodes a text file of unknown encoding: UTF-16 by its mark or by its zero bytes, UTF-8 by its mark or because the bytes
 * are valid, else Windows-1252 (which holds Latin-1's letters). Never fails.
 */
export function decodeText(bytes: Uint8Array, tools: Pick<ByteTools, 'decodeUtf8'>): DecodedText {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return utf16(bytes.subarray(2), 'utf-16le', true);
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return utf16(bytes.subarray(2), 'utf-16be', true);
  const guess = utf16ByZeros(bytes);
  if (guess) return utf16(bytes, guess, false);
  const text = tools.decodeUtf8(bytes);
  if (text !== undefined) return { text: text.replace(/^\ufeff/, ''), encoding: 'utf-8', certain: true };
  return { text: textOf(bytes, windows1252Unit), encoding: 'windows-1252', certain: false };
}

/** Latin text in UTF-16 has a zero in every other byte; text in any other encoding has hardly a zero at all. */
function utf16ByZeros(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | undefined {
  const sample = Math.min(bytes.length, 4096) & ~1;
  let even = 0;
  let odd = 0;
  for (let i = 0; i < sample; i += 2) {
    if (bytes[i] === 0) even++;
    if (bytes[i + 1] === 0) odd++;
  }
  const many = sample * 0.2;
  const few = sample * 0.02;
  if (odd > many && even <= few) return 'utf-16le';
  return even > many && odd <= few ? 'utf-16be' : undefined;
}

function utf16(bytes: Uint8Array, encoding: 'utf-16le' | 'utf-16be', certain: boolean): DecodedText {
  const low = encoding === 'utf-16le' ? 0 : 1;
  const units = new Uint16Array(bytes.length >> 1);
  for (let i = 0; i < units.length; i++)
    units[i] = (bytes[2 * i + low] ?? 0) | ((bytes[2 * i + 1 - low] ?? 0) << 8);
  const cut = bytes.length % 2 === 1 ? '\ufffd' : '';
  return { text: textOf(units, (unit) => unit) + cut, encoding, certain };
}

/** What Windows-1252 holds from 0x80 to 0x9f, where Latin-1 has control characters; its five gaps stay as they are. */
const windows1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ';

function windows1252Unit(byte: number): number {
  return byte >= 0x80 && byte <= 0x9f ? windows1252.charCodeAt(byte - 0x80) : byte;
}

const chunk = 8192;

function textOf(values: Uint8Array | Uint16Array, unitOf: (value: number) => number): string {
  const parts: string[] = [];
  for (let i = 0; i < values.length; i += chunk)
    parts.push(String.fromCharCode(...Array.from(values.subarray(i, i + chunk), unitOf)));
  return parts.join('');
}
