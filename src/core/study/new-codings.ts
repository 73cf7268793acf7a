import type { Sidecar } from '../model/passage';

/** How many codings a sidecar has that it had not before: each code of each passage is one. */
export function countNewCodings(before: Sidecar | undefined, after: Sidecar): number {
  const known = new Map(before?.passages.map(({ id, codes }) => [id, new Set(codes)]));
  let count = 0;
  for (const { id, codes } of after.passages)
    for (const code of new Set(codes)) if (!known.get(id)?.has(code)) count++;
  return count;
}
