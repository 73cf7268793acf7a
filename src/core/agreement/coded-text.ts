import { append } from '../base/append';
import { type Span, unite } from '../text/span';
import { clip } from './spans';

/** One coder's codings of a text: for every code they used, non-overlapping spans in order. */
export type Codings = ReadonlyMap<string, readonly Span[]>;

/** A text and what each coder of a comparison coded in it. Lengths and offsets count the same thing; characters, as a rule. */
export interface CodedText {
  readonly length: number;
  /** In the order of the coders. */
  readonly codings: readonly Codings[];
}

/**
 * One coder's codings by code. Overlapping spans with the same code are united; what lies outside the text is cut off.
 * @param coded spans with the codes applied to them, in any order
 */
export function codingsOf(
  coded: Iterable<Span & { readonly codes: Iterable<string> }>,
  length: number,
): Codings {
  const spans = new Map<string, Span[]>();
  for (const { start, end, codes } of coded)
    for (const code of new Set(codes)) append(spans, code, { start, end });
  return new Map([...spans].map(([code, found]) => [code, unite(clip(found, length))]));
}

/** What a coder coded with any of some codes, as if they were one code. */
export function spansOf(codings: Codings, codes: readonly string[]): readonly Span[] {
  let found: readonly Span[] | undefined;
  let several: Span[] | undefined;
  // A study has thousands of texts and codes to look up, most of which are not there.
  for (const code of codes) {
    const spans = codings.get(code);
    if (!spans) continue;
    if (!found) found = spans;
    else (several ??= [...found]).push(...spans);
  }
  return several ? unite(several) : (found ?? []);
}
