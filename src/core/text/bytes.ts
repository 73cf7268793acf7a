/** What the core needs of a platform to read bytes: implemented with Node's own functions or with the web's. */
export interface ByteTools {
  /** The text, byte order mark kept; undefined when the bytes are not UTF-8. */
  decodeUtf8(bytes: Uint8Array): string | undefined;
  encodeUtf8(text: string): Uint8Array;
  /** The SHA-1 of the concatenated parts, in lower-case hexadecimal. */
  sha1(parts: readonly Uint8Array[]): string;
}
