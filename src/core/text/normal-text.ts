/**
 * The text of a file as the core sees it: without a byte order mark, every line break (CRLF, CR, LF) a single LF.
 * Lines and columns are the same as in the file; offsets are UTF-16 code units of the result.
 */
export function normaliseText(raw: string): string {
  const withoutMark = raw.charCodeAt(0) === 0xfeff ? raw.slice(1) : raw;
  return withoutMark.includes('\r') ? withoutMark.replace(/\r\n?/g, '\n') : withoutMark;
}
