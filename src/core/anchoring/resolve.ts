import { normaliseText } from '../text/normal-text';
import { spansEqual, type Span } from '../text/span';
import { TextIndex } from '../text/text-index';
import { leastSurvival, mostFrayedWithBase } from './acceptance';
import { alignTokens } from './align';
import { keepApart } from './keep-apart';
import { locatePassages } from './locate';
import { extentsOf, mapSpan } from './map-span';
import type { AnchoredPassage, Resolution, ResolutionRequest } from './resolution';
import { isSameText } from './same-text';
import { createVocabulary, tokenise } from './tokens';

/**
 * Finds every passage of a sidecar in today's transcript; the answers are in the order of the passages. A position is
 * believed where the versions agree and the quote stands there; else the passage is followed from the text of its
 * version to today's; else it is looked for by quote, context and neighbours. Passages of one version with the same
 * quote never end on the same place unless they shared it. Never throws, whatever the positions and quotes say.
 */
export function resolvePassages(request: ResolutionRequest): readonly Resolution[] {
  const { passages, text, version } = request;
  const resolutions: Resolution[] = passages.map(() => ({ status: 'lost' }));
  const moved = new Map<string, number[]>(); // base → passages that are not where they were
  passages.forEach((passage, i) => {
    const span = passage.base === version ? text.spanOf(passage.at) : undefined;
    if (span && text.text.slice(span.start, span.end) === passage.quote)
      resolutions[i] = { status: 'exact', span };
    else moved.set(passage.base, [...(moved.get(passage.base) ?? []), i]);
  });
  if (moved.size === 0) return resolutions;
  const vocabulary = createVocabulary();
  const now = tokenise(text.text, vocabulary);
  for (const [base, indices] of moved) {
    const group = indices.map((i) => passages[i]).filter((passage) => passage !== undefined);
    const found = resolveVersion(group, base);
    indices.forEach((i, k) => (resolutions[i] = found[k] ?? { status: 'lost' }));
  }
  return resolutions;

  function resolveVersion(group: readonly AnchoredPassage[], base: string): readonly Resolution[] {
    const baseText = base === version ? undefined : request.baseText?.(base);
    const followed =
      baseText === undefined ? group.map(() => undefined) : follow(group, normaliseText(baseText));
    const rest = group.filter((_, k) => followed[k] === undefined);
    const located = locatePassages(rest, text, now, vocabulary).values();
    return keepApart(
      group,
      group.map((passage, k) => followed[k] ?? fromLocation(passage, located.next().value ?? [])),
    );
  }

  /** By the difference between two texts; undefined for what does not stand in the old one as it says. */
  function follow(group: readonly AnchoredPassage[], baseText: string): readonly (Resolution | undefined)[] {
    const index = new TextIndex(baseText);
    const spans = group.map(({ at, quote }) => {
      const span = index.spanOf(at);
      return span && baseText.slice(span.start, span.end) === quote ? span : undefined;
    });
    if (spans.every((span) => span === undefined)) return spans.map(() => undefined);
    const matching = alignTokens(tokenise(baseText, vocabulary), now, vocabulary);
    return spans.map((span, k): Resolution | undefined => {
      const passage = group[k];
      if (!span || !passage) return undefined;
      const mapped = mapSpan(matching, span);
      if (!mapped || mapped.survival < leastSurvival) return { status: 'lost' };
      return fromLocation(passage, extentsOf(mapped, mostFrayedWithBase));
    });
  }

  function fromLocation(passage: AnchoredPassage, [only, ...others]: readonly Span[]): Resolution {
    if (!only) return { status: 'lost' };
    return others.length === 0
      ? foundAt(passage, only)
      : { status: 'ambiguous', candidates: [only, ...others] };
  }

  function foundAt({ at, quote }: AnchoredPassage, span: Span): Resolution {
    const stands = text.text.slice(span.start, span.end);
    const before = text.spanOf(at);
    if (stands === quote && before && spansEqual(before, span)) return { status: 'exact', span };
    return { status: isSameText(stands, quote) ? 'moved' : 'edited', span };
  }
}
