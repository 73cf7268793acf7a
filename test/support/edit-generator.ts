import type { Span } from '../../src/core/text/span';
import type { Random } from './edit-generator-random';

/**
 * A text every UTF-16 unit of which knows the stretch of the original that it stands for (`from`–`to`, both -1 for what
 * was inserted). However it is edited, where a passage of the original went is known exactly.
 */
export interface TracedText {
  readonly text: string;
  readonly from: Int32Array;
  readonly to: Int32Array;
}

export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

export function traceText(text: string): TracedText {
  return {
    text,
    from: Int32Array.from({ length: text.length }, (_, i) => i),
    to: Int32Array.from({ length: text.length }, (_, i) => i + 1),
  };
}

/** Edits that do not overlap, in any order; what replaces something stands for all of it. */
export function applyEdits(traced: TracedText, edits: readonly TextEdit[]): TracedText {
  const sorted = [...edits].sort((a, b) => a.start - b.start || a.end - b.end);
  const parts: Part[] = [];
  let at = 0;
  for (const edit of sorted) {
    if (edit.start < at) continue;
    parts.push({ kept: [at, edit.start] }, { text: edit.text, stands: sourceOf(traced, edit) });
    at = edit.end;
  }
  parts.push({ kept: [at, traced.text.length] });
  return assemble(traced, parts);
}

/** The stretches `order` of the text, in this order. */
export function rearrange(traced: TracedText, order: readonly Span[]): TracedText {
  return assemble(
    traced,
    order.map(({ start, end }) => ({ kept: [start, end] as const })),
  );
}

/** Every match of a pattern that `choose` wants changed. */
export function replaceMatches(
  traced: TracedText,
  pattern: RegExp,
  choose: (match: RegExpExecArray) => string | undefined,
): TracedText {
  const edits: TextEdit[] = [];
  for (const match of traced.text.matchAll(pattern)) {
    const text = choose(match);
    if (text !== undefined) edits.push({ start: match.index, end: match.index + match[0].length, text });
  }
  return applyEdits(traced, edits);
}

export interface Truth {
  /** `uncertain`: too much is gone to say it is there, too little to say it is not. */
  readonly fate: 'present' | 'deleted' | 'uncertain';
  readonly span: Span;
}

/** Where a passage of the original is now: present with half of its characters or more, deleted with a tenth or less. */
export function truthOf(traced: TracedText, passage: Span): Truth {
  const groups = groupsOf(traced, passage);
  const length = passage.end - passage.start;
  const best = groups.reduce((a, b) => (b.survivors > a.survivors ? b : a), {
    start: 0,
    end: 0,
    survivors: 0,
  });
  const all = groups.reduce((sum, group) => sum + group.survivors, 0);
  const fate = best.survivors >= length / 2 ? 'present' : all <= length / 10 ? 'deleted' : 'uncertain';
  return { fate, span: { start: best.start, end: best.end } };
}

const farApart = 400;

/** Stretches of the new text that hold the passage's characters: one, unless a part was moved elsewhere. */
function groupsOf(traced: TracedText, passage: Span): { start: number; end: number; survivors: number }[] {
  const groups: { start: number; end: number; survivors: number }[] = [];
  let reached = -1;
  for (let i = 0; i < traced.text.length; i++) {
    const from = Math.max(traced.from[i] ?? -1, passage.start);
    const to = Math.min(traced.to[i] ?? -1, passage.end);
    if (to <= from) continue;
    const group = groups.at(-1);
    const isSame = group !== undefined && to >= reached && (i - group.end < farApart || from - reached < 5);
    const fresh = isSame ? Math.max(0, to - Math.max(from, reached)) : to - from;
    if (isSame) {
      group.end = i + 1;
      group.survivors += fresh;
    } else {
      groups.push({ start: i, end: i + 1, survivors: fresh });
    }
    reached = to;
  }
  return groups;
}

type Part =
  | { readonly kept: readonly [number, number] }
  | { readonly text: string; readonly stands: readonly [number, number] };

function assemble(traced: TracedText, parts: readonly Part[]): TracedText {
  const texts: string[] = [];
  const from: number[] = [];
  const to: number[] = [];
  for (const part of parts) {
    if ('kept' in part) {
      const [start, end] = part.kept;
      texts.push(traced.text.slice(start, end));
      for (let i = start; i < end; i++) {
        from.push(traced.from[i] ?? -1);
        to.push(traced.to[i] ?? -1);
      }
    } else {
      texts.push(part.text);
      for (let i = 0; i < part.text.length; i++) {
        from.push(part.stands[0]);
        to.push(part.stands[1]);
      }
    }
  }
  return { text: texts.join(''), from: Int32Array.from(from), to: Int32Array.from(to) };
}

function sourceOf(traced: TracedText, { start, end }: TextEdit): readonly [number, number] {
  let from = -1;
  let to = -1;
  for (let i = start; i < end; i++) {
    const source = traced.from[i] ?? -1;
    if (source < 0) continue;
    from = from < 0 ? source : Math.min(from, source);
    to = Math.max(to, traced.to[i] ?? -1);
  }
  return [from, to];
}

/** Passages as coders choose them: short answers, phrases, sentences, several sentences, several turns. */
export function choosePassages(text: string, count: number, random: Random): Span[] {
  const sentences = [...text.matchAll(/[^\s:.!?。！？…][^.!?。！？…\n]*[.!?。！？…]*/gu)]
    .map((m) => ({
      start: m.index,
      end: m.index + m[0].trimEnd().length,
    }))
    .map((span) => (random.chance(0.85) ? withoutLabel(text, span) : span));
  const short = sentences.filter(({ start, end }) => end - start <= 8);
  const spans: Span[] = [];
  while (spans.length < count && sentences.length > 0) {
    const at = random.below(sentences.length);
    const sentence = sentences[at] ?? { start: 0, end: 0 };
    const kind = random.pick(['short', 'phrase', 'sentence', 'sentence', 'few', 'turns'] as const);
    const last =
      sentences[
        Math.min(sentences.length - 1, at + (kind === 'turns' ? 4 + random.below(10) : 1 + random.below(3)))
      ];
    if (kind === 'short') spans.push(short.length > 0 ? random.pick(short) : sentence);
    else if (kind === 'phrase') spans.push(phraseIn(text, sentence, random));
    else if (kind === 'sentence' || last === undefined) spans.push(sentence);
    else spans.push({ start: sentence.start, end: last.end });
  }
  return spans.filter(({ start, end }) => end > start);
}

/** Coders seldom take in the name of who speaks. */
function withoutLabel(text: string, { start, end }: Span): Span {
  const [label] = /^\**[^\s:*][^:\n*]{0,30}:\**\s+/u.exec(text.slice(start, end)) ?? [''];
  return { start: start + label.length, end };
}

function phraseIn(text: string, sentence: Span, random: Random): Span {
  const words = [...text.slice(sentence.start, sentence.end).matchAll(/[\p{L}\p{N}'’\p{M}]+/gu)];
  const first = random.below(words.length || 1);
  const last = Math.min(words.length - 1, first + 1 + random.below(6));
  const from = words[first];
  const to = words[last];
  return from && to
    ? { start: sentence.start + from.index, end: sentence.start + to.index + to[0].length }
    : sentence;
}
