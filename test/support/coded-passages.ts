import { existsSync, readFileSync } from 'node:fs';
import { parse } from 'yaml';

export interface CodedPassage {
  readonly at: string;
  readonly quote: string;
  readonly codes: readonly string[];
}

/** The passages of a sidecar on disk, read by a parser that is not ours; none while there is no such file. */
export function codedPassages(sidecar: string): readonly CodedPassage[] {
  if (!existsSync(sidecar)) return [];
  return (parse(readFileSync(sidecar, 'utf8')) as { readonly passages: readonly CodedPassage[] }).passages;
}
