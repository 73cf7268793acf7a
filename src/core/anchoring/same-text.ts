/**
 * Whether two texts differ in nothing but white space, line breaks, Unicode composition and the shape of quotation marks.
 * White space where there was none makes another text, save at line breaks.
 */
export function isSameText(a: string, b: string): boolean {
  return (
    a === b ||
    plain(a) === plain(b) ||
    (plain(a, '') === plain(b, '') && a.includes('\n') !== b.includes('\n'))
  );
}

function plain(text: string, space = ' '): string {
  return text
    .normalize('NFC')
    .replace(/[’ʼ‘]/gu, "'")
    .replace(/[“”„«»]/gu, '"')
    .trim()
    .replace(/\s+/gu, space);
}
