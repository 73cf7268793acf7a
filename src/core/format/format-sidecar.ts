import type { Passage, Sidecar } from '../model/passage';
import { compareRanges } from './at-range';
import { passageFields, sidecarFields } from './sidecar-fields';
import { formatFields, formatItem, map } from './yaml-value';

/** Writes a sidecar in canonical form, its passages sorted by position, then id. */
export function formatSidecar(sidecar: Sidecar): string {
  return formatFields(sidecarFields(sidecar, [...sidecar.passages].sort(comparePassages)), '');
}

/** One passage's record as it stands in the canonical form, line break included. */
export function formatPassage(passage: Passage): string {
  return formatItem(map(passageFields(passage)), '  ');
}

/** The order of passages in a sidecar. */
export function comparePassages(a: Passage, b: Passage): number {
  return compareRanges(a.at, b.at) || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}
