import { spansOverlap, type Span } from '../text/span';
import type { AnchoredPassage, Resolution } from './resolution';

const rank = { exact: 0, moved: 1, edited: 2, ambiguous: 3, lost: 4 } as const;

/**
 * Passages of one version with the same quote that stood apart cannot stand on one place now: the one whose text is
 * least changed keeps it, the others are lost.
 */
export function keepApart(
  passages: readonly AnchoredPassage[],
  resolutions: readonly Resolution[],
): readonly Resolution[] {
  const kept = [...resolutions];
  const taken = new Map<string, { readonly place: string; readonly span: Span }[]>();
  const order = [...kept.keys()].sort((a, b) => rankOf(resolutions[a]) - rankOf(resolutions[b]) || a - b);
  for (const i of order) {
    const passage = passages[i];
    const resolution = resolutions[i];
    if (!passage || !resolution || !('span' in resolution)) continue;
    const { start } = passage.at;
    const place = `${start.line}:${start.column}`;
    const { span } = resolution;
    const others = taken.get(passage.quote) ?? [];
    if (others.some((other) => other.place !== place && spansOverlap(other.span, span)))
      kept[i] = { status: 'lost' };
    else taken.set(passage.quote, [...others, { place, span }]);
  }
  return kept;
}

function rankOf(resolution: Resolution | undefined): number {
  return rank[resolution?.status ?? 'lost'];
}
