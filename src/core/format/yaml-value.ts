/**
 * A value ready to be written. `text` is free text: a `|-` block where that reproduces it exactly, else double-quoted;
 * `line` is a short text that stays plain where every YAML reader takes it as it is, else double-quoted; `flow` values
 * stand on one line.
 */
export type YamlValue =
  | { readonly kind: 'word'; readonly text: string }
  | { readonly kind: 'quoted'; readonly text: string }
  | { readonly kind: 'line'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly YamlValue[]; readonly flow: boolean }
  | { readonly kind: 'map'; readonly fields: readonly YamlField[]; readonly flow: boolean };

export type YamlField = readonly [key: string, value: YamlValue];

/** A scalar that is safe to write as it is: an id, a position, a number. */
export const word = (text: string): YamlValue => ({ kind: 'word', text });
export const quoted = (text: string): YamlValue => ({ kind: 'quoted', text });
export const line = (text: string): YamlValue => ({ kind: 'line', text });
export const text = (value: string): YamlValue => ({ kind: 'text', text: value });
export const list = (items: readonly YamlValue[]): YamlValue => ({ kind: 'list', items, flow: false });
export const flowList = (items: readonly YamlValue[]): YamlValue => ({ kind: 'list', items, flow: true });
export const map = (fields: readonly YamlField[]): YamlValue => ({ kind: 'map', fields, flow: false });
export const flowMap = (fields: readonly YamlField[]): YamlValue => ({ kind: 'map', fields, flow: true });

/** Characters that YAML 1.1 or 1.2 does not print, or that one of them takes for a line break; JSON escapes the rest. */
const beyondJson = /[\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]/g;
const notInBlock = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u2028\u2029\ufeff\ufffe\uffff]|\p{Cs}/u;

/** A text double-quoted as in JSON, with everything escaped that some YAML reader would not take as it is. */
export function quoteText(value: string): string {
  const json = JSON.stringify(value);
  return json.replace(beyondJson, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

/** True when a `|-` block reproduces the text exactly in every YAML reader. */
export function isBlockText(value: string): boolean {
  return value !== '' && !notInBlock.test(value) && !/^\n*[ \t]/.test(value) && !/\n[ \t]*$/.test(value);
}

const plainInBlock = /^\p{L}[^\u0000-\u001f\u007f-\u00a0\u2028\u2029\ufeff\ufffe\uffff\p{Cs}]*$/u;
const plainInFlow = /^\p{L}[\p{L}\p{M}\p{N} _.;()/'’“”–—&?!+@*-]*$/u;
/** What readers of YAML 1.1 take for a boolean or null, or, like some of them `e1`, for a number. */
const yaml11Word = /^(?:y|n|yes|no|on|off|true|false|null|e[-+]?[0-9]+)$/i;

/** True when the text can stand unquoted as a value, on one line, for readers of YAML 1.1 and 1.2 alike. */
export function isPlainSafe(value: string, flow: boolean): boolean {
  if (value.length > 400 || yaml11Word.test(value) || value.endsWith(' ')) return false;
  if (flow) return plainInFlow.test(value);
  return plainInBlock.test(value) && !/: |:$| #/.test(value);
}

/** Writes the fields of a block map, one a line, each line beginning with `indent` and ending with a line break. */
export function formatFields(fields: readonly YamlField[], indent: string): string {
  let out = '';
  for (const [key, value] of fields) out += `${indent}${formatKey(key)}:${formatBlockValue(value, indent)}`;
  return out;
}

/** Writes what follows `key:` in a block map at `indent`, line break included. */
export function formatBlockValue(value: YamlValue, indent: string): string {
  if (value.kind === 'text' && isBlockText(value.text)) return formatBlock(value.text, `${indent}  `);
  if (value.kind === 'list' && !value.flow && value.items.length > 0) {
    return '\n' + value.items.map((item) => formatItem(item, `${indent}  `)).join('');
  }
  if (value.kind === 'map' && !value.flow && value.fields.length > 0)
    return '\n' + formatFields(value.fields, `${indent}  `);
  return ` ${formatInline(value, value.kind !== 'line')}\n`;
}

/** Writes one item of a block list: `indent`, a dash, the value. */
export function formatItem(item: YamlValue, indent: string): string {
  if (item.kind === 'map' && !item.flow && item.fields.length > 0)
    return `${indent}- ${formatFields(item.fields, `${indent}  `).slice(indent.length + 2)}`;
  if (item.kind === 'text' && isBlockText(item.text))
    return `${indent}-${formatBlock(item.text, `${indent}  `)}`;
  return `${indent}- ${formatInline(item, item.kind !== 'line')}\n`;
}

/** Writes a value on one line. */
export function formatInline(value: YamlValue, flow = true): string {
  switch (value.kind) {
    case 'word':
      return value.text;
    case 'line':
      return isPlainSafe(value.text, flow) ? value.text : quoteText(value.text);
    case 'list':
      return `[${value.items.map((item) => formatInline(item)).join(', ')}]`;
    case 'map': {
      if (value.fields.length === 0) return '{}';
      return `{ ${value.fields.map(([key, field]) => `${formatKey(key)}: ${formatInline(field)}`).join(', ')} }`;
    }
    default:
      return quoteText(value.text);
  }
}

/** A key stays plain when it is an id or a simple path. */
export function formatKey(key: string): string {
  return isPlainSafe(key, true) ? key : quoteText(key);
}

function formatBlock(value: string, indent: string): string {
  const lines = value.split('\n').map((content) => (content === '' ? '\n' : `${indent}${content}\n`));
  return ` |-\n${lines.join('')}`;
}
