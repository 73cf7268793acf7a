/** C0 and C1 controls but tab and line feed, marks that turn the direction of text, and half surrogate pairs. */
const steering =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu;

/** A text that can only be read on a terminal, not obeyed by it. */
export function toTerminalText(text: string): string {
  return text.replace(/[\u2028\u2029]/g, ' ').replace(steering, '');
}

/** The same on one line, cut to a length in code points. */
export function toOneLine(text: string, length = 80): string {
  const flat = toTerminalText(text.slice(0, length * 4))
    .replace(/\s+/g, ' ')
    .trim();
  const points = Array.from(flat);
  const isWhole = points.length <= length && text.length <= length * 4;
  return isWhole ? flat : `${points.slice(0, length - 1).join('')}…`;
}
