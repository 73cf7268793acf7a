import type { Turn } from '../model/turn';
import type { Candidate } from './choose-speakers';
import { chooseSpeakers } from './choose-speakers';
import type { Head, Timestamp } from './line-heads';
import { openingTimeAt } from './line-heads';
import type { Line } from './lines';
import { readLines, skipSpace } from './lines';

/** Reads the turns of a transcript in prose: plain text or markdown. */
export function readProse(text: string, isMarkdown: boolean): readonly Turn[] {
  const lines = readLines(text, isMarkdown);
  const { candidates, places } = survey(lines);
  const chosen = chooseSpeakers(candidates, places);
  const isLinePerParagraph = chosen.size === 0 && hasOnlyLongParagraphs(lines);
  return assemble(text, lines, chosen, isLinePerParagraph);
}

function survey(lines: readonly Line[]): {
  readonly candidates: readonly Candidate[];
  readonly places: { readonly paragraphs: number; readonly lines: number };
} {
  const candidates: Candidate[] = [];
  let paragraphs = 0;
  let textLines = 0;
  let previous: Line['kind'] = 'blank';
  for (const { kind, head } of lines) {
    if (kind === 'text') {
      const opensParagraph = previous !== 'text';
      textLines++;
      if (opensParagraph) paragraphs++;
      if (head) candidates.push({ head, opensParagraph });
    }
    previous = kind;
  }
  return { candidates, places: { paragraphs, lines: textLines } };
}

/** Longer than lines are ever wrapped: a text without blank lines has a paragraph on each line. */
const unwrappedLine = 160;

function hasOnlyLongParagraphs(lines: readonly Line[]): boolean {
  const first = lines.findIndex(({ kind }) => kind !== 'blank');
  const last = lines.findLastIndex(({ kind }) => kind !== 'blank');
  const body = lines.slice(first, last + 1);
  return (
    body.every(({ kind }) => kind !== 'blank') && body.some(({ start, end }) => end - start > unwrappedLine)
  );
}

interface OpenTurn {
  readonly head?: Head;
  readonly start: number;
  readonly speechStart: number;
  readonly time?: Timestamp;
  end: number;
}

function assemble(
  text: string,
  lines: readonly Line[],
  chosen: ReadonlyMap<Head, Head>,
  isLinePerParagraph: boolean,
): readonly Turn[] {
  const turns: Turn[] = [];
  let open: OpenTurn | undefined;
  let pending: { readonly time: Timestamp; readonly start: number } | undefined;
  const close = (): void => {
    if (open) turns.push(turnOf(text, open));
    open = undefined;
  };
  for (let i = 0; i < lines.length; i++) {
    const line = lines[i];
    if (!line) break;
    const head = line.head && chosen.get(line.head);
    if (head) {
      close();
      if (head.style === 'stacked') i++;
      open = openTurn(
        pending?.start ?? line.start,
        Math.max(line.end, head.end),
        head.end,
        head.time ?? pending?.time,
        head,
      );
      pending = undefined;
    } else if (line.kind === 'text') {
      if (open) open.end = line.end;
      else open = openUnnamed(text, line, pending);
      pending = undefined;
      if (isLinePerParagraph) close();
    } else if (line.kind === 'time' && line.time) {
      if (open?.head === undefined) close();
      pending = { time: line.time, start: line.start };
    } else if (line.kind === 'matter') {
      close();
      pending = undefined;
    } else if (line.kind === 'blank' && open?.head === undefined) close();
  }
  close();
  return turns;
}

function openUnnamed(
  text: string,
  line: Line,
  pending: { time: Timestamp; start: number } | undefined,
): OpenTurn {
  const opening = pending ? undefined : openingTimeAt(text, line.start);
  const speechStart = Math.min(opening?.end ?? line.start, line.end);
  return openTurn(pending?.start ?? line.start, line.end, speechStart, pending?.time ?? opening?.time);
}

function openTurn(start: number, end: number, speechStart: number, time?: Timestamp, head?: Head): OpenTurn {
  return { start, end, speechStart, ...(time && { time }), ...(head && { head }) };
}

function turnOf(text: string, { head, start, end, speechStart, time }: OpenTurn): Turn {
  const first = skipSpace(text, speechStart, end);
  return {
    ...(head && { speaker: head.label, label: head.labelSpan }),
    span: { start, end },
    speech: { start: first, end },
    ...(time && { time }),
  };
}
