/** Markup that may be put into a page as it is. Only `html` makes any, so that whatever else is put in is escaped. */
export class Html {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

/** What a template takes: texts and numbers are escaped, markup stays, a list is put end to end, nothing prints nothing. */
export type HtmlPart = string | number | false | undefined | Html | readonly HtmlPart[];

/** A template of markup. Everything that is put in is escaped, in texts and in quoted attributes alike. */
export function html(strings: TemplateStringsArray, ...parts: readonly HtmlPart[]): Html {
  let markup = strings[0] ?? '';
  parts.forEach((part, i) => (markup += print(part) + (strings[i + 1] ?? '')));
  return new Html(markup);
}

function print(part: HtmlPart): string {
  if (part === undefined || part === false) return '';
  if (part instanceof Html) return part.markup;
  if (typeof part === 'object') return part.map(print).join('');
  return escapeHtml(String(part));
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

function escapeHtml(text: string): string {
  return text.replace(unprintable, '').replace(/[&<>"']/g, (character) => entities[character] ?? '');
}
