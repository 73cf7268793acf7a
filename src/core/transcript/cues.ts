import type { Turn } from '../model/turn';
import type { Span } from '../text/span';
import type { Candidate } from './choose-speakers';
import { chooseSpeakers } from './choose-speakers';
import type { Head, Timestamp } from './line-heads';
import { headAt } from './line-heads';
import { lineEnd, skipSpace, skipSpaceBack } from './lines';

/**
 * Reads the turns of a WebVTT or SubRip text; undefined when it has no cues. Speakers are named by voice tags
 * (`<v Name>`) or, by evidence, as `Name: …` in the cues. Consecutive cues of one speaker are one turn; a cue without a name
 * continues the speaker of the cue before where names are in the text, and is nobody's where voice tags are used.
 * Without speakers every cue is a turn. Header, notes, styles, regions and cue identifiers are nobody's speech.
 */
export function readCues(text: string): readonly Turn[] | undefined {
  const cues = findCues(text);
  if (cues.length === 0) return undefined;
  if (text.includes('<v')) {
    const voiced = cues.flatMap((cue) => cue.lines.flatMap((line) => voicesIn(text, line, cue)));
    if (voiced.some(({ label }) => label)) return turnsOf(text, voiced);
  }
  return turnsOf(text, partsNamedInText(text, cues));
}

interface Cue {
  readonly start: number;
  readonly time: Timestamp;
  readonly lines: Span[];
}

/** A stretch of one cue that one speaker says. */
interface Part {
  readonly cue: Cue;
  readonly label?: Span;
  /** Where the part begins: its label, or its speech. */
  readonly start: number;
  readonly speech: Span;
  /** Whoever spoke before goes on. */
  readonly continues: boolean;
}

const timing =
  /(?<time>(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3})[ \t]{0,8}-->[ \t]{0,8}(?:\d{1,4}:)?\d{1,2}:\d{2}[.,]\d{1,3}/y;

function findCues(text: string): readonly Cue[] {
  const cues: Cue[] = [];
  let open: Cue | undefined;
  for (let offset = 0, count = 0; offset < text.length; count++) {
    const stop = lineEnd(text, offset, count);
    const start = skipSpace(text, offset, stop);
    const end = skipSpaceBack(text, start, stop);
    const time = timingAt(text, start);
    if (time) {
      dropIdentifier(text, open, start);
      open = { start, time, lines: [] };
      cues.push(open);
    } else if (start === end) open = undefined;
    else open?.lines.push({ start, end });
    offset = stop + 1;
  }
  return cues;
}

function timingAt(text: string, start: number): Timestamp | undefined {
  timing.lastIndex = start;
  const time = timing.exec(text)?.groups?.['time'];
  return time === undefined ? undefined : { text: time, span: { start, end: start + time.length } };
}

/** Where cues follow each other without a blank line, the number of the next is no speech of the one before. */
function dropIdentifier(text: string, cue: Cue | undefined, timingStart: number): void {
  const last = cue?.lines.at(-1);
  if (last && last.end - last.start < 12 && /^\d+\s*$/.test(text.slice(last.start, timingStart)))
    cue?.lines.pop();
}

const voiceTag = /<v(?:\.[^\s<>]{1,80})?[ \t]{1,8}([^<>\n]{1,200})>/dg;

/** A line's stretches by voice tag; the stretch before the first tag is nobody's, or goes on from the line above. */
function voicesIn(text: string, line: Span, cue: Cue): readonly Part[] {
  const source = text.slice(line.start, line.end);
  const tags = [...source.matchAll(voiceTag)].flatMap((match) => {
    const range = match.indices?.[1];
    return range
      ? [{ at: match.index, after: match.index + match[0].length, from: range[0], to: range[1] }]
      : [];
  });
  const isFirstLine = line === cue.lines[0];
  const lead: Part[] = [];
  const firstTag = tags[0]?.at ?? source.length;
  const before = spoken(text, line.start, line.start + firstTag);
  if (before.end > before.start)
    lead.push({ cue, start: before.start, speech: before, continues: !isFirstLine });
  const parts = tags.map(({ at, after, from, to }, i): Part => {
    const label = trimmed(text, line.start + from, line.start + to);
    const speech = spoken(text, line.start + after, line.start + (tags[i + 1]?.at ?? source.length));
    // Within the tag, so that there is something between this turn and one that ends right before it.
    const start = line.start + at + 1;
    return label.end > label.start
      ? { cue, label, start, speech, continues: false }
      : { cue, start, speech, continues: false };
  });
  return [...lead, ...parts];
}

const speakerChange = /(?:>{2,3}|-)[ \t]{0,4}/y;

function partsNamedInText(text: string, cues: readonly Cue[]): readonly Part[] {
  const lines = cues.flatMap((cue) => cue.lines.map((line) => ({ cue, line, ...lineStart(text, line) })));
  const heads = lines.map(({ start, line }) => headAt(text, start, line.end));
  const candidates = heads.flatMap((head, i): Candidate[] =>
    head && (head.style === 'colon' || head.style === 'timed')
      ? [{ head, opensParagraph: isFirstLine(lines[i]) }]
      : [],
  );
  const chosen = chooseSpeakers(candidates, { paragraphs: cues.length, lines: lines.length });
  return lines.map(({ cue, line, start, isChange }, i): Part => {
    const candidate = heads[i];
    const head: Head | undefined = candidate && chosen.get(candidate);
    if (head) {
      const speech = spoken(text, Math.min(head.end, line.end), line.end);
      return { cue, label: head.labelSpan, start: line.start, speech, continues: false };
    }
    const continues = !isChange && (chosen.size > 0 || line !== cue.lines[0]);
    return { cue, start: line.start, speech: spoken(text, start, line.end), continues };
  });
}

function isFirstLine(line: { readonly cue: Cue; readonly line: Span } | undefined): boolean {
  return line !== undefined && line.cue.lines[0] === line.line;
}

/** Captions mark another speaker with `>>` or `-`. */
function lineStart(text: string, line: Span): { readonly start: number; readonly isChange: boolean } {
  const tagged = spoken(text, line.start, line.end).start;
  speakerChange.lastIndex = tagged;
  const mark = speakerChange.exec(text)?.[0].length ?? 0;
  return { start: Math.min(tagged + mark, line.end), isChange: mark > 0 };
}

function turnsOf(text: string, parts: readonly Part[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const part of parts) {
    const speaker = part.label && text.slice(part.label.start, part.label.end);
    const last = turns.at(-1);
    if (last && (part.continues || (speaker !== undefined && speaker === last.speaker))) {
      turns[turns.length - 1] = extended(last, part);
    } else turns.push(turnOf(part, speaker, last));
  }
  return turns;
}

function turnOf(
  { cue, label, start, speech }: Part,
  speaker: string | undefined,
  last: Turn | undefined,
): Turn {
  const opensCue = last === undefined || last.span.end <= cue.start;
  return {
    ...(speaker !== undefined && label && { speaker, label }),
    span: { start: opensCue ? cue.start : start, end: speech.end },
    speech,
    ...(opensCue && { time: cue.time }),
  };
}

function extended(turn: Turn, { speech }: Part): Turn {
  const start = turn.speech.start === turn.speech.end ? speech.start : turn.speech.start;
  return { ...turn, span: { start: turn.span.start, end: speech.end }, speech: { start, end: speech.end } };
}

/** What is left of a stretch without the tags and white space around it. */
function spoken(text: string, from: number, to: number): Span {
  let { start, end } = trimmed(text, from, to);
  while (start < end && text.charCodeAt(start) === 60) {
    const close = tagEnd(text, start, end);
    if (close === undefined) break;
    start = skipSpace(text, close, end);
  }
  while (start < end && text.charCodeAt(end - 1) === 62) {
    const open = tagStart(text, start, end);
    if (open === undefined) break;
    end = skipSpaceBack(text, start, open);
  }
  return { start, end };
}

const longestTag = 250;

function tagEnd(text: string, start: number, end: number): number | undefined {
  const limit = Math.min(end, start + longestTag);
  for (let i = start + 1; i < limit; i++) {
    const unit = text.charCodeAt(i);
    if (unit === 62) return i + 1;
    if (unit === 60) return undefined;
  }
  return undefined;
}

function tagStart(text: string, start: number, end: number): number | undefined {
  const limit = Math.max(start, end - longestTag);
  for (let i = end - 2; i >= limit; i--) {
    const unit = text.charCodeAt(i);
    if (unit === 60) return i;
    if (unit === 62) return undefined;
  }
  return undefined;
}

function trimmed(text: string, from: number, to: number): Span {
  const start = skipSpace(text, from, to);
  return { start, end: skipSpaceBack(text, start, to) };
}
