import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex } from '@noble/hashes/utils.js';
import type { ByteTools } from '../core/text/bytes';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** For the web extension host, which has no synchronous hash of its own. */
export const webByteTools: ByteTools = {
  decodeUtf8(bytes) {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  },
  encodeUtf8: (text) => encoder.encode(text),
  sha1(parts) {
    const hash = sha1.create();
    for (const part of parts) hash.update(part);
    return bytesToHex(hash.digest());
  },
};
