import { append } from '../base/append';
import type { Passage } from '../model/passage';
import type { LoadedSidecar } from './loaded';
import { compareSpans, groupOverlapping, type Span, spansEqual, unite } from '../text/span';

/** A coder's passage where it stands today (UTF-16 offsets), with the present ids of its codes. */
export interface SourcePassage extends Span {
  readonly coder: string;
  readonly sidecar: LoadedSidecar;
  readonly passage: Passage;
  readonly codes: readonly string[];
}

/**
 * One code on one stretch of text, to be settled by the coders of a transcript:
 * - agreed: all of them gave it, to the same text
 * - extent: all of them gave it, to differing text
 * - code: some of them did not give it
 */
export interface Matter {
  readonly kind: 'agreed' | 'extent' | 'code';
  readonly code: string;
  /** The passages with the code that overlap, directly or by way of others. */
  readonly sources: readonly SourcePassage[];
  /** What each coder who gave the code gave it to, overlapping passages united. */
  readonly extents: ReadonlyMap<string, readonly Span[]>;
  /** Whether those who gave the code gave it to differing text. */
  readonly isDisputed: boolean;
}

/**
 * The matters that are settled in one consensus passage (or several, where a passage is split): those on one range, about whose
 * extent nobody differs; or those of the same passages, whose extents differ.
 */
export interface Place {
  /** Of a range, all passages that have it; in order of coders and position. */
  readonly sources: readonly SourcePassage[];
  /** What the passages stand at; undefined where the coders differ. */
  readonly spans: readonly Span[] | undefined;
  readonly matters: readonly Matter[];
}

/** Everything to be settled in a transcript, in order of position. @param sources of any order, of these coders only */
export function findPlaces(coders: readonly string[], sources: readonly SourcePassage[]): readonly Place[] {
  const inOrder = sources
    .filter(({ codes, start, end }) => codes.length > 0 && start < end)
    .sort((a, b) => coders.indexOf(a.coder) - coders.indexOf(b.coder) || compareSources(a, b));
  const byRange = new Map<string, SourcePassage[]>();
  for (const source of inOrder) append(byRange, rangeOf(source), source);
  const places = new Map<string, Place & { readonly matters: Matter[] }>();
  for (const matter of findMatters(coders, inOrder)) {
    const { sources: own, isDisputed, extents } = matter;
    const [range = '', ...otherRanges] = new Set(own.map(rangeOf));
    const all = otherRanges.length === 0 ? (byRange.get(range) ?? own) : own;
    const [spans] = extents.values();
    const key = keyOfSources(all.map(({ coder, passage }) => ({ coder, passage: passage.id })));
    const place = places.get(key);
    if (place) place.matters.push(matter);
    else places.set(key, { sources: all, spans: isDisputed ? undefined : spans, matters: [matter] });
  }
  return [...places.values()].sort((a, b) => compareSpans(extentOf(a.sources), extentOf(b.sources)));
}

/** Names a set of passages, whatever their order. */
export function keyOfSources(
  sources: readonly { readonly coder: string; readonly passage: string }[],
): string {
  return [...new Set(sources.map(({ coder, passage }) => `${coder} ${passage}`))].sort().join('\n');
}

/** From the first to the last character of some spans, of which there is at least one. */
export function extentOf(spans: readonly Span[]): Span {
  return {
    start: Math.min(...spans.map(({ start }) => start)),
    end: Math.max(...spans.map(({ end }) => end)),
  };
}

export function sameSpans(a: readonly Span[], b: readonly Span[]): boolean {
  return a.length === b.length && a.every((span, i) => spansEqual(span, b[i] ?? { start: -1, end: -1 }));
}

function findMatters(coders: readonly string[], sources: readonly SourcePassage[]): readonly Matter[] {
  const byCode = new Map<string, SourcePassage[]>();
  for (const source of sources) for (const code of new Set(source.codes)) append(byCode, code, source);
  return [...byCode].flatMap(([code, given]) =>
    groupOverlapping(given).map((together) => toMatter(coders, code, together)),
  );
}

function toMatter(coders: readonly string[], code: string, sources: readonly SourcePassage[]): Matter {
  const extents = new Map<string, readonly Span[]>();
  for (const coder of coders) {
    const own = sources.filter((source) => source.coder === coder);
    if (own.length > 0) extents.set(coder, unite(own.map(onlySpan)));
  }
  const [first = [], ...others] = extents.values();
  const isDisputed = others.some((spans) => !sameSpans(first, spans));
  const kind = extents.size < coders.length ? 'code' : isDisputed ? 'extent' : 'agreed';
  return { kind, code, sources, extents, isDisputed };
}

function rangeOf({ start, end }: Span): string {
  return `${start}-${end}`;
}

function compareSources(a: SourcePassage, b: SourcePassage): number {
  return compareSpans(a, b) || (a.passage.id < b.passage.id ? -1 : 1);
}

function onlySpan({ start, end }: Span): Span {
  return { start, end };
}
