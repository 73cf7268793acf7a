import { createHash } from 'node:crypto';
import type { ByteTools } from '../core/text/bytes';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const encoder = new TextEncoder();

/** Node's own functions: several times faster than anything in JavaScript. */
export const nodeByteTools: ByteTools = {
  decodeUtf8(bytes) {
    try {
      return decoder.decode(bytes);
    } catch {
      return undefined;
    }
  },
  encodeUtf8: (text) => encoder.encode(text),
  sha1(parts) {
    const hash = createHash('sha1');
    for (const part of parts) hash.update(part);
    return hash.digest('hex');
  },
};
