import type { Span } from '../text/span';
import { bareTime, bracketedTime } from './timestamp';

/** How a line names its speaker; a transcript keeps to one way, or to two. */
export type HeadStyle = 'colon' | 'emphasis' | 'letter' | 'hearing' | 'timed' | 'stacked';

export interface Timestamp {
  readonly text: string;
  readonly span: Span;
}

/** The beginning of a line that may name a speaker. Offsets are UTF-16 units of the text. */
export interface Head {
  readonly style: HeadStyle;
  readonly label: string;
  readonly labelSpan: Span;
  /** Where speech may begin: after the label's punctuation. */
  readonly end: number;
  readonly time?: Timestamp;
}

const window = 160;
const space = String.raw`[ \t\u00a0\u3000]`;
const separator = String.raw`(?:${space}{0,8}[-–|,]?${space}{0,8})`;
const emphasis = String.raw`(?<em>\*{1,3}|_{1,3})?`;
const close = String.raw`\k<em>`;
const anyTime = (name: string): string => `(?:${bracketedTime(`${name}B`)}|${bareTime(name)}(?!\\d|:\\d))`;
const label = String.raw`(?<label>[^\s*_:：-][^\n*:：]{0,58}?)`;

// Every repetition is bounded, so that a line costs the same however long it is.
const colonHead = sticky(
  `(?:${anyTime('t1')}${separator})?${emphasis}(?:${anyTime('t2')}${separator})?${label}` +
    `(?<c1>${close})?(?:${separator}${anyTime('t3')})?(?<c2>${close})?${space}{0,4}[:：](?<c3>${close})?`,
);
const timedHead = sticky(
  `${emphasis}${label}(?<c1>${close})?${separator}(?:${bracketedTime('t1')}|(?<=[ \\t])${bareTime('t2')}(?=${space}{0,8}(?:\\*|_|\\n|$)))(?<c2>${close})?(?=${space}|\\n|$)`,
);
const letterHead = sticky(String.raw`(?<label>[QA])\.(?=[ \t]{1,8}\S)`);
const titles =
  'Mr|Mrs|Ms|Miss|Dr|Sen|Rep|Hon|Senator|Representative|Congressman|Congresswoman|Chairman|Chairwoman|Chair|Vice Chairman|' +
  'Secretary|Ambassador|General|Admiral|Judge|Justice|Commissioner|Director|Professor|Governor|Mayor|Colonel|Captain';
const hearingHead = sticky(
  String.raw`(?<label>(?:${titles}|${titles.toUpperCase()})\.?(?: \p{Lu}(?:\.|[\p{L}'’-]{0,30})){0,3} \p{Lu}[\p{L}'’-]{1,30}` +
    String.raw`(?: of(?: \p{Lu}\p{L}{1,20}){1,2})?|(?:The|THE) (?:(?:\p{Lu}{2,30} ?){1,3}(?<! )|Chair\p{L}{0,10}|Clerk|President|Witness|Court))\.(?=\s)`,
);
const timeLine = sticky(`${emphasis}${anyTime('t1')}(?<c1>${close})?(?=${space}{0,8}(?:\\n|$))`);
const openingTime = sticky(`${bracketedTime('t1')}${separator}`);
const tightTime = sticky(`${space}{0,4}${bracketedTime('t1')}`);

/** How a line that begins at `start` (its first visible character) and ends at `end` may name a speaker. */
export function headAt(text: string, start: number, end: number): Head | undefined {
  return headWithColon(text, start, end) ?? headWithoutColon(text, start);
}

/** The time of a line that holds nothing else. */
export function timeLineAt(text: string, start: number): Timestamp | undefined {
  const match = matchAt(timeLine, text, start);
  return match && timeOf(match);
}

/** A bracketed time at the beginning of a paragraph, and where speech may begin after it. */
export function openingTimeAt(
  text: string,
  start: number,
): { readonly time: Timestamp; readonly end: number } | undefined {
  const match = matchAt(openingTime, text, start);
  const time = match && timeOf(match);
  return time && { time, end: match.index + match[0].length };
}

/** The head made of a whole line that only names somebody, above a line with the time. */
export function stackedHead(
  text: string,
  start: number,
  end: number,
  time: Timestamp,
  timeEnd: number,
): Head {
  return { style: 'stacked', label: text.slice(start, end), labelSpan: { start, end }, end: timeEnd, time };
}

function headWithColon(text: string, start: number, end: number): Head | undefined {
  if (!hasColon(text, start, Math.min(end, start + window))) return undefined;
  return colonHeadAt(text, start) ?? timedHeadAt(text, start);
}

function colonHeadAt(text: string, start: number): Head | undefined {
  const match = matchAt(colonHead, text, start);
  if (!match || !isEmphasisClosed(match)) return undefined;
  const end = start + match[0].length;
  const isInsideClockOrAddress = text.startsWith('//', end) || (isDigit(text, end) && isDigit(text, end - 2));
  if (isInsideClockOrAddress) return undefined;
  const time = timeOf(match);
  const following = time ? undefined : matchAt(tightTime, text, end);
  const speechStart = end + (following?.[0].length ?? 0);
  const style = match.groups?.['em'] === undefined ? 'colon' : 'emphasis';
  return headOf(match, style, speechStart, time ?? (following && timeOf(following)));
}

function timedHeadAt(text: string, start: number): Head | undefined {
  const match = matchAt(timedHead, text, start);
  if (!match || !isEmphasisClosed(match)) return undefined;
  return headOf(match, 'timed', start + match[0].length, timeOf(match));
}

function headWithoutColon(text: string, start: number): Head | undefined {
  const first = text.charCodeAt(start);
  if (first < 65 || first > 90) return undefined;
  const letter = matchAt(letterHead, text, start);
  if (letter) return headOf(letter, 'letter', start + letter[0].length, undefined);
  const hearing = matchAt(hearingHead, text, start);
  if (!hearing || !(standsOut(text, start) || /\p{Lu}{2}$/u.test(hearing.groups?.['label'] ?? '')))
    return undefined;
  return headOf(hearing, 'hearing', start + hearing[0].length, undefined);
}

/** After a blank line or indented: a title and a name are no wrapped sentence then. */
function standsOut(text: string, start: number): boolean {
  return start === 0 || /^(?:\n\n|[ \t]{2})$/.test(text.slice(Math.max(0, start - 2), start));
}

function headOf(
  match: RegExpExecArray,
  style: HeadStyle,
  end: number,
  time: Timestamp | undefined,
): Head | undefined {
  const labelSpan = groupSpan(match, 'label');
  const label = match.groups?.['label']?.trimEnd() ?? '';
  if (labelSpan === undefined || label === '') return undefined;
  const head = {
    style,
    label,
    labelSpan: { start: labelSpan.start, end: labelSpan.start + label.length },
    end,
  };
  return time ? { ...head, time } : head;
}

function timeOf(match: RegExpExecArray): Timestamp | undefined {
  for (const name of ['t1B', 't1', 't2B', 't2', 't3B', 't3']) {
    const text = match.groups?.[name];
    const span = groupSpan(match, name);
    if (text !== undefined && span) return { text, span };
  }
  return undefined;
}

function groupSpan(match: RegExpExecArray, name: string): Span | undefined {
  const range = match.indices?.groups?.[name];
  return range && { start: range[0], end: range[1] };
}

/** Emphasis that opens before a label must close around it; `_page : 10` opens none. */
function isEmphasisClosed({ groups }: RegExpExecArray): boolean {
  return groups?.['em'] === undefined || ['c1', 'c2', 'c3'].some((name) => (groups[name] ?? '') !== '');
}

function hasColon(text: string, start: number, end: number): boolean {
  for (let i = start; i < end; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 0x3a || unit === 0xff1a) return true;
  }
  return false;
}

function isDigit(text: string, offset: number): boolean {
  const unit = text.charCodeAt(offset);
  return unit >= 48 && unit <= 57;
}

/** `d` gives the places of groups, `y` ties the match to its offset. */
function sticky(source: string): RegExp {
  return new RegExp(source, 'dyu');
}

function matchAt(pattern: RegExp, text: string, offset: number): RegExpExecArray | undefined {
  pattern.lastIndex = offset;
  return pattern.exec(text) ?? undefined;
}
