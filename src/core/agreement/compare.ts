import type { CodebookIndex } from '../model/codebook-index';
import type { Passage } from '../model/passage';
import { hasCoded } from '../study/coders-of';
import type { LoadedSidecar, LoadedTranscript } from '../study/loaded';
import type { StudyView } from '../study/snapshot';
import type { Span } from '../text/span';
import { type CodedText, codingsOf } from './coded-text';
import type { ComparedPassage } from './disagreements';

/** A passage, and where it stands in today's transcript: UTF-16 offsets, or undefined while that is not certain. */
export interface Placed {
  readonly passage: Passage;
  readonly span: Span | undefined;
}

export interface ComparisonRequest {
  readonly coders: readonly string[];
  /** Says where the passages of a sidecar stand. */
  readonly place: (view: StudyView, sidecar: LoadedSidecar) => readonly Placed[];
  /** With the codes as the sidecars name them, or with aliases resolved, so that merged codes are one. */
  readonly codes: 'as-coded' | 'merged';
  /** Only these, such as a round's; otherwise all that one of the coders has worked on. */
  readonly transcripts?: readonly string[];
}

/** A transcript that all coders marked done. */
export interface ComparedTranscript {
  readonly transcript: LoadedTranscript;
  /** Every coder's. */
  readonly sidecars: readonly LoadedSidecar[];
  /** In code points. */
  readonly text: CodedText;
  /** Every coder's passages, in UTF-16 offsets. */
  readonly passages: readonly (readonly ComparedPassage[])[];
  /** Every coder's passages that are left out, because the transcript has changed and their place is not certain. */
  readonly leftOut: readonly (readonly Passage[])[];
}

export type NotReady = 'not-started' | 'in-progress' | 'hidden' | 'unreadable';

/** A transcript that cannot be compared, and why: who is not ready; nobody, where the transcript itself is unreadable. */
export interface NotComparable {
  readonly transcript: string;
  readonly waitingFor: readonly { readonly coder: string; readonly state: NotReady }[];
}

export interface Comparison {
  readonly coders: readonly string[];
  readonly codebook: CodebookIndex;
  readonly compared: readonly ComparedTranscript[];
  readonly notComparable: readonly NotComparable[];
}

/**
 * The codings of two or more coders, ready to be compared where all of them marked a transcript done.
 * @param before an earlier comparison by the same request: what has not changed since is taken over
 */
export function compareCoders(view: StudyView, request: ComparisonRequest, before?: Comparison): Comparison {
  const { coders } = request;
  const { codebook } = view;
  const known = new Map(
    before?.codebook === codebook ? before.compared.map((each) => [each.transcript, each]) : [],
  );
  const compared: ComparedTranscript[] = [];
  const notComparable: NotComparable[] = [];
  for (const path of request.transcripts ?? [...view.transcripts.keys()].filter(isTouched(view, coders))) {
    const transcript = view.transcripts.get(path);
    const sidecars = coders.flatMap(
      (coder) => view.sidecarsOf(path).find((each) => each.coder === coder) ?? [],
    );
    const awaited = waitingFor(view, path, coders);
    if (!transcript || transcript.isStale || awaited.length > 0)
      notComparable.push({ transcript: path, waitingFor: awaited });
    else {
      const last = known.get(transcript);
      const isSame = last?.sidecars.every((sidecar, i) => sidecar === sidecars[i]) ?? false;
      compared.push(last && isSame ? last : compareTranscript(view, transcript, sidecars, request));
    }
  }
  return { coders, codebook, compared, notComparable };
}

function compareTranscript(
  view: StudyView,
  transcript: LoadedTranscript,
  sidecars: readonly LoadedSidecar[],
  { place, codes }: ComparisonRequest,
): ComparedTranscript {
  const nameOf = (id: string) => (codes === 'merged' ? (view.codebook.resolve(id)?.id ?? id) : id);
  const placed = sidecars.map((sidecar) => place(view, sidecar));
  const passages = placed.map((list) =>
    list.flatMap(({ passage, span }) =>
      span ? [{ id: passage.id, codes: [...new Set(passage.codes.map(nameOf))], ...onlySpan(span) }] : [],
    ),
  );
  const index = transcript.index();
  const length = index.codePointOffsetAt(transcript.text.length);
  const inCodePoints = ({ start, end }: Span) => ({
    start: index.codePointOffsetAt(start),
    end: index.codePointOffsetAt(end),
  });
  return {
    transcript,
    sidecars,
    text: {
      length,
      codings: passages.map((list) =>
        codingsOf(
          list.map((passage) => ({ ...inCodePoints(passage), codes: passage.codes })),
          length,
        ),
      ),
    },
    passages,
    leftOut: placed.map((list) => list.flatMap(({ passage, span }) => (span ? [] : [passage]))),
  };
}

/** Which of the coders of a comparison have not marked a transcript done, or not as far as may be seen. */
export function waitingFor(
  view: StudyView,
  transcript: string,
  coders: readonly string[],
): NotComparable['waitingFor'] {
  return coders.flatMap((coder) => {
    const state = stateOf(view, transcript, coder);
    return state === 'done' ? [] : [{ coder, state }];
  });
}

function stateOf(view: StudyView, transcript: string, coder: string): NotReady | 'done' {
  const sidecar = view.sidecarsOf(transcript).find((each) => each.coder === coder);
  if (!sidecar) return view.hidden.get(transcript)?.includes(coder) ? 'hidden' : 'not-started';
  if (!hasCoded(sidecar)) return 'not-started';
  return sidecar.isStale ? 'unreadable' : sidecar.value.status;
}

function isTouched(view: StudyView, coders: readonly string[]): (transcript: string) => boolean {
  return (transcript) => coders.some((coder) => stateOf(view, transcript, coder) !== 'not-started');
}

function onlySpan({ start, end }: Span): Span {
  return { start, end };
}
