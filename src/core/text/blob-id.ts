import type { ByteTools } from './bytes';
import { normaliseText } from './normal-text';

/**
 * Git's blob id of a text as UTF-8 without byte order mark and with LF line breaks, whatever the checkout holds.
 * This is `base` in a sidecar.
 */
export function blobIdOfText(text: string, tools: ByteTools): string {
  return blobId(tools.encodeUtf8(normaliseText(text)), tools);
}

/**
 * The same from a file's bytes, without decoding them where they need no change.
 * @param text their decoded form
 * @param ownId the blob id of the bytes as they are, where it is known
 */
export function blobIdOfBytes(bytes: Uint8Array, text: string, tools: ByteTools, ownId?: string): string {
  const isNormal = !text.includes('\r') && text.charCodeAt(0) !== 0xfeff;
  return isNormal ? (ownId ?? blobId(bytes, tools)) : blobIdOfText(text, tools);
}

/** Git's blob id of bytes as they are. */
export function blobId(content: Uint8Array, tools: ByteTools): string {
  return tools.sha1([tools.encodeUtf8(`blob ${content.length}\0`), content]);
}
