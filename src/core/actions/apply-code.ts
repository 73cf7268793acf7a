import { UserError } from '../base/user-error';
import type { SidecarChange } from '../format/sidecar-change';
import type { Passage } from '../model/passage';
import { sidecarPath } from '../model/sidecar-path';
import type { IdSource } from '../model/ulid';
import type { StudyEdit } from '../study/edit';
import type { LoadedTranscript } from '../study/loaded';
import { placePassages } from '../study/placed-passages';
import type { StudyView } from '../study/snapshot';
import { advanceCodePoints, codePointLength, retreatCodePoints, splitsPair } from '../text/code-points';
import { type Span, spansEqual } from '../text/span';
import { writableSidecar } from './writable-sidecar';

/** Quotes shorter than this, in code points, keep the words around them. */
const shortQuote = 64;
/** So many code points are kept on either side. */
const contextLength = 32;

export interface CodeIntent {
  /** The transcript's path. */
  readonly transcript: string;
  readonly coder: string;
  /** UTF-16 offsets into the transcript. */
  readonly span: Span;
  /** The codes to apply; none makes a passage to be coded later. */
  readonly codes: readonly string[];
}

/**
 * Attaches codes to a span: to the coder's passage of exactly that range, if there is one, else to a new passage. Only
 * that passage is written. White space at the span's ends is left out.
 * @returns no edits when the passage has the codes already
 * @throws UserError when the span is empty or the sidecar or transcript cannot be read
 */
export function applyCodes(view: StudyView, intent: CodeIntent, newId: IdSource): readonly StudyEdit[] {
  const { transcript: path, coder } = intent;
  const codes = [...new Set(intent.codes)];
  const transcript = readableTranscript(view, path);
  const span = trimSpan(transcript.text, intent.span);
  if (span.start === span.end)
    throw new UserError('code/empty', 'There is nothing to code here. Select some words first.');
  const sidecar = writableSidecar(view, path, coder);
  const existing =
    sidecar &&
    placePassages(view, sidecar).find((placed) => placed.span && spansEqual(placed.span, span))?.passage;
  const changes = existing
    ? codes
        .filter((code) => !existing.codes.includes(code))
        .map((code): SidecarChange => ({ kind: 'add-code', id: existing.id, code }))
    : addPassage(sidecar?.value, transcript, { id: newId(), codes, ...locate(transcript, span) });
  return changes.length === 0 ? [] : [{ kind: 'sidecar', path: sidecarPath(path, coder), changes }];
}

/**
 * Adds a passage that stands in today's transcript, and says which version that is where the sidecar names another.
 * @param sidecar undefined where there is none yet
 */
export function addPassage(
  sidecar: { readonly base: string } | undefined,
  { version }: LoadedTranscript,
  passage: Omit<Passage, 'base'>,
): readonly SidecarChange[] {
  const base = sidecar !== undefined && sidecar.base !== version ? { base: version } : {};
  return [
    ...(sidecar ? [] : [{ kind: 'set-base', base: version } as const]),
    { kind: 'add-passage', passage: { ...passage, ...base } },
  ];
}

/** A span as a sidecar describes it: its position, its quote, and its surroundings where the quote alone is not enough. */
export function locate(
  transcript: LoadedTranscript,
  span: Span,
): Pick<Passage, 'at' | 'quote' | 'before' | 'after'> {
  const { text } = transcript;
  const quote = text.slice(span.start, span.end);
  const at = transcript.index().rangeOf(span);
  const isTelling = codePointLength(quote) >= shortQuote && text.indexOf(quote) === text.lastIndexOf(quote);
  if (isTelling) return { at, quote };
  return {
    at,
    quote,
    before: text.slice(retreatCodePoints(text, span.start, contextLength), span.start),
    after: text.slice(span.end, advanceCodePoints(text, span.end, contextLength)),
  };
}

/** @throws UserError when there is no such transcript or it cannot be read */
export function readableTranscript(view: StudyView, path: string): LoadedTranscript {
  const transcript = view.transcripts.get(path);
  if (!transcript)
    throw new UserError('code/no-transcript', `${path} is not a transcript of this study.`, { path });
  const [problem] = transcript.problems;
  if (problem) throw new UserError(problem.code, `${problem.message} ${problem.advice}`, { path });
  return transcript;
}

/** A span of whole characters without the white space at its ends. */
export function trimSpan(text: string, span: Span): Span {
  const start = splitsPair(text, span.start) ? span.start - 1 : span.start;
  const end = splitsPair(text, span.end) ? span.end + 1 : span.end;
  const quote = text.slice(start, end);
  const leading = quote.length - quote.trimStart().length;
  return leading === quote.length
    ? { start, end: start }
    : { start: start + leading, end: start + quote.trimEnd().length };
}
