import type { Cut } from './cut-yaml';
import { mergeOrder } from './merge-order';
import { mapThree, type Three, type ThreeTexts } from './three';

/** Merges maps or lists that were taken apart, chunk by chunk. @param order of the keys known */
export function mergeChunks(
  cuts: Three<Cut>,
  order: readonly string[],
  mergeChunk: (chunk: ThreeTexts, key: string) => string,
): string {
  const texts = mapThree(cuts, ({ chunks }) => new Map(chunks.map(({ key, text }) => [key, text])));
  const keys = mergeOrder(
    mapThree(texts, (chunks) => [...chunks.keys()]),
    order,
  );
  const merged = keys.map((key) => {
    const chunk = mapThree(texts, (chunks) => chunks.get(key));
    return mergeChunk(chunk, key.split('\u0000', 1)[0] ?? '');
  });
  return merged.join('') + mergeRest(mapThree(cuts, ({ rest }) => rest));
}

/** Merges comments and blank lines: those of ours, then what theirs added. */
function mergeRest({ base, ours, theirs }: Three<string>): string {
  if (theirs === base || ours === theirs) return ours;
  if (ours === base) return theirs;
  const known = new Set([...base.split('\n'), ...ours.split('\n')]);
  const added = theirs.split('\n').filter((line) => !known.has(line));
  return ours + added.map((line) => `${line}\n`).join('');
}
