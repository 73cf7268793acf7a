/** Markup that may be put into a page as it is. Only `markup` makes any, so that whatever else is put in is escaped. */
export class Markup {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }
}

/** What a template takes: texts and numbers are escaped, markup stays, a list is put end to end, nothing prints nothing. */
export type Part = string | number | false | undefined | Markup | readonly Part[];

/** A template of markup. Everything that is put in is escaped, in texts and in quoted attributes alike. */
export function markup(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let text = strings[0] ?? '';
  parts.forEach((part, i) => (text += print(part) + (strings[i + 1] ?? '')));
  return new Markup(text);
}

function print(part: Part): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Markup) return part.text;
  if (typeof part === 'object') return part.map(print).join('');
  return escape(String(part));
}

/** Control characters, marks that turn a line around, and halves of surrogate pairs. */
const unprintable =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|\p{Cs}/gu;
const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escape(text: string): string {
  return text.replace(unprintable, '').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
