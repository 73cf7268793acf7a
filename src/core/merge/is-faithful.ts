import { readSidecar } from '../format/read-sidecar';
import type { Passage } from '../model/passage';
import type { PresentId } from './present-ids';
import { mapThree, type Three } from './three';

interface Side {
  readonly base: string;
  readonly passages: readonly Passage[];
}

/**
 * The last check before a merge is handed over as clean: it reads, no passage is missing that neither side deleted, each
 * stands where one of the sides put it, and has no code that neither gave it, and all that both gave it.
 */
export function isFaithful(merged: string, sides: Three<Side>, presentId: PresentId): boolean {
  const { value } = readSidecar(merged, '');
  if (!value) return false;
  const { base, ours, theirs } = mapThree(sides, (side) => placesOf(side, presentId));
  const result = placesOf(value, presentId);
  const isKept = (id: string): boolean =>
    result.has(id) || (base.has(id) && !(ours.has(id) && theirs.has(id)));
  if (![...ours.keys(), ...theirs.keys()].every(isKept)) return false;
  return [...result].every(([id, { place, codes }]) => {
    const found = [ours.get(id), theirs.get(id)].filter((version) => version !== undefined);
    const isEither = found.some((version) => version.place === place);
    const isGiven = codes.every((code) => found.some((version) => version.codes.includes(code)));
    const [first] = found;
    const shared =
      first?.codes.filter((code) => found.every((version) => version.codes.includes(code))) ?? [];
    return isEither && isGiven && shared.every((code) => codes.includes(code));
  });
}

function placesOf(
  { base, passages }: Side,
  presentId: PresentId,
): ReadonlyMap<string, { readonly place: string; readonly codes: readonly string[] }> {
  return new Map(
    passages.map(({ id, at, quote, lost, codes, ...passage }) => [
      id,
      {
        place: JSON.stringify([at, passage.base ?? base, quote, lost ?? false]),
        codes: codes.map(presentId),
      },
    ]),
  );
}
