import { splitsPair } from '../core/text/code-points';

/**
 * Files of megabytes are written and compared piece by piece, in buffers that are used again: buffers as large as the files
 * would make the engine stop and collect garbage in the middle of coding.
 */
const longestPiece = 1 << 17; // in UTF-16 units, none of which takes more than three bytes
const spare: Buffer[] = [];

/** @param use may fill the buffer, and keeps nothing of it */
export async function withBuffer<T>(use: (buffer: Buffer) => Promise<T>): Promise<T> {
  const buffer = spare.pop() ?? Buffer.allocUnsafeSlow(3 * longestPiece);
  try {
    return await use(buffer);
  } finally {
    spare.push(buffer);
  }
}

/**
 * Gives the UTF-8 bytes of a text, piece by piece.
 * @param take keeps nothing of what it is given; false ends it
 * @returns false when `take` ended it
 */
export function encodeInPieces(
  text: string,
  take: (piece: Uint8Array) => Promise<boolean>,
): Promise<boolean> {
  return withBuffer(async (buffer) => {
    for (let at = 0; at < text.length;) {
      const end = endOfPiece(text, at);
      if (!(await take(buffer.subarray(0, buffer.write(text.slice(at, end)))))) return false;
      at = end;
    }
    return true;
  });
}

/** No piece ends within a surrogate pair. */
function endOfPiece(text: string, at: number): number {
  const end = Math.min(at + longestPiece, text.length);
  return splitsPair(text, end) ? end - 1 : end;
}
