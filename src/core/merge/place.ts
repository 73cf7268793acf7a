import type { Cut } from './cut-yaml';
import type { Three } from './three';

/** What says where a passage is. It merges as one: a position taken from one side with a version from the other would lie. */
export const placeKeys: ReadonlySet<string> = new Set(['at', 'base', 'quote', 'before', 'after', 'lost']);

/** Where a passage stands, as its record says. */
export interface Place {
  readonly at: string;
  /** The version that `at` refers to. */
  readonly version: string;
  readonly quote: string;
  readonly context: string;
  readonly lost: string;
}

/** @param headerBase the version of passages that name none */
export function placeIn({ chunks }: Cut, headerBase: string): Place | undefined {
  const entries = new Map(chunks.map(({ key, said }) => [key, said]));
  if (!entries.has('at')) return undefined;
  const say = (key: string): string => entries.get(key)?.() ?? '';
  return {
    at: say('at'),
    version: say('base') || JSON.stringify(headerBase),
    quote: say('quote'),
    context: say('before') + say('after'),
    lost: say('lost'),
  };
}

/**
 * How a passage's place changed: `relocated` means that the same words were found in another version of the transcript,
 * which is no decision of anybody's; `reselected` that somebody chose other words, another occurrence, or marked it lost.
 */
export function moveOf(before: Place, after: Place): 'none' | 'relocated' | 'reselected' {
  const isSameText = after.quote === before.quote && after.lost === before.lost;
  if (isSameText && after.version !== before.version) return 'relocated';
  return isSameText && after.at === before.at ? 'none' : 'reselected';
}

/** The side whose place is the merged one. A decision outweighs a relocation; of two relocations either will do. */
export function choosePlace({
  base,
  ours,
  theirs,
}: Three<Place | undefined>): 'ours' | 'theirs' | 'conflict' {
  if (!ours || !theirs) return ours ? 'ours' : 'theirs';
  const moves = base && { ours: moveOf(base, ours), theirs: moveOf(base, theirs) };
  if (ours.version === theirs.version && moveOf(ours, theirs) === 'none')
    return ours.context === base?.context ? 'theirs' : 'ours';
  if (!moves) return 'conflict';
  if (moves.theirs === 'none') return 'ours';
  if (moves.ours === 'none') return 'theirs';
  if (moves.ours !== moves.theirs) return moves.ours === 'reselected' ? 'ours' : 'theirs';
  if (moves.ours === 'reselected' || ours.version === theirs.version) return 'conflict';
  return ours.version < theirs.version ? 'ours' : 'theirs';
}
